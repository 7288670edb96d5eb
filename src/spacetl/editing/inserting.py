"""Splices that put an item into a list or a key into a mapping, as their neighbours stand there."""

import re

STEP = 2  # blanks, where no neighbour shows how far to indent
_REST = re.compile(r"[ \t]*(?:,[ \t]*)?(?:#[^\r\n\x85\u2028\u2029]*)?")  # of a line, behind an item in brackets
_COMMA = re.compile(r"(?:\s|#[^\r\n\x85\u2028\u2029]*)*,")
