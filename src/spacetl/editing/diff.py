"""Unified diffs of two texts of a file, for `patch` and for people."""

import difflib
import re
from itertools import takewhile

CONTEXT = 3

_BREAK = re.compile("\r\n|\n|\r")
_LINE = re.compile("[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+")


def unified(old: str, new: str, name: str) -> list[str]:
    """The lines of the diff, each with its line break in the file; empty if the texts are equal."""
    before, after = _LINE.findall(old), _LINE.findall(new)
    start = _alike(before, after)
    end = _alike(before[:start:-1], after[:start:-1])
    skipped = max(start - CONTEXT, 0)
    end = max(end - CONTEXT, 0)
    found = difflib.unified_diff(
        before[skipped : len(before) - end], after[skipped : len(after) - end], name, name, n=CONTEXT
    )
    return [each for line in found for each in _finished(line, skipped)]


def _alike(one: list[str], other: list[str]) -> int:
    """How many lines are the same at the beginning of two texts."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _finished(line: str, skipped: int) -> list[str]:
    if line.startswith("@@"):
        return [re.sub(r"([-+])(\d+)", lambda number: f"{number[1]}{int(number[2]) + skipped}", line)]
    return [line] if _BREAK.search(line) else [line + "\n", "\\ No newline at end of file\n"]
