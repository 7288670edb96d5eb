"""What is wrong with a text that is not YAML, in plain words, and where."""

from collections.abc import Callable
from typing import NamedTuple

import yaml
from yaml.reader import ReaderError

from spacetl.files.nodes import Position, after_breaks, position_at
from spacetl.text import quoted

_UNCLOSED_QUOTE = "unexpected end of stream"
_FAR = 1 << 12  # how much of a line, or of the end of a file, is examined


class _Around(NamedTuple):
    """The surroundings of an error."""

    here: str  # the character there; "" at the end of a line
    before: str  # the last character before it in the line that is no blank
    opened: int | None  # the line of what was opened
    ended: bytes | None = None  # the whole file if the error is at the end of a line


def unreadable(data: bytes, error: ReaderError) -> tuple[Position, str]:
    """Where and why the bytes are not text: not UTF-8, or a character that YAML does not allow."""
    reason = str(error.reason)
    if "control character" in reason or "special character" in reason:
        code = error.character if isinstance(error.character, int) else ord(error.character)
        kind = "control character" if code < 0xA0 else "character"
        return position_at(data, error.position), f"found the {kind} U+{code:04X}, not allowed in YAML; leave it out"
    offset, reason = _not_utf8(data) or (error.position, reason)
    return position_at(data, offset), f"not UTF-8 at byte {offset:,} ({reason}); save it as UTF-8"


def _not_utf8(data: bytes) -> tuple[int, str] | None:
    """Where the first invalid character begins, and why it is; libyaml reports the byte at which it noticed."""
    try:
        data.decode()
    except UnicodeDecodeError as error:
        return error.start, error.reason
    return None


def mark_of(error: yaml.MarkedYAMLError) -> tuple[int, int]:
    """The line and column of a mistake as the parser counts them, from 0; for an unclosed quote, where it begins."""
    mark = error.problem_mark or error.context_mark
    if error.context_mark and _UNCLOSED_QUOTE in (error.problem or ""):
        mark = error.context_mark
    return (mark.line, mark.column) if mark else (0, 0)


def malformed(data: bytes, error: yaml.MarkedYAMLError) -> str:
    """Why the text is not YAML, and what to write instead."""
    problem, context = error.problem or "", error.context or ""
    around = _around(data, error)
    for part, words in _REASONS:
        if part in problem or part in context:
            return words if isinstance(words, str) else words(around)
    return f"not YAML: {problem}{' ' + context if context else ''}"


def _around(data: bytes, error: yaml.MarkedYAMLError) -> _Around:
    row, column = mark_of(error)
    opened = error.context_mark.line + 1 if error.context_mark else None
    if column > _FAR:
        return _Around("", "", opened)
    line_start = after_breaks(data, row)
    end = after_breaks(data, 1, line_start)
    line = data[line_start : min(end, line_start + 4 * _FAR)].decode(errors="replace").lstrip("\ufeff")
    here = line[column : column + 1]
    return _Around(here, line[:column].rstrip(" ")[-1:], opened, None if here else data)


def _left_open(data: bytes) -> str:
    """What is still open at the end of the file, with its line if it is the last thing there."""
    tail = data[-_FAR:].rstrip()
    if not tail.endswith((b"[", b"{")):
        return "a [ or { is not closed at the end of the file; write its ] or }"
    line = position_at(data, max(len(data) - _FAR, 0) + len(tail)).line
    return f"the {chr(tail[-1])} of line {line} is not closed; write its {']' if tail.endswith(b'[') else '}'}"


def _foreign_start(around: _Around) -> str:
    if around.here == "\t":
        return "found a tab in the indentation; YAML allows only spaces there"
    return f"a text cannot start with {quoted(around.here)}; put it in quotes"


def _closing(otherwise: str | Callable[[_Around], str]) -> Callable[[_Around], str]:
    """The words for a closing bracket too many, else the given ones."""

    def words(around: _Around) -> str:
        if around.here and around.here in "}]":
            return f"found a {around.here} that closes nothing; leave it out, or put the text in quotes"
        return otherwise if isinstance(otherwise, str) else otherwise(around)

    return words


def _no_value(around: _Around) -> str:
    if around.here and around.here in ".-":
        return "found a --- or ... where a value should be; write the value before it, or leave it out"
    if around.ended is not None:
        return _left_open(around.ended)
    return "found a comma, ] or } where a value should be; write the value before it"


def _no_key(around: _Around) -> str:
    if around.here == ":" and not around.before:
        return "found a : without a key; write the key before it, or put the text in quotes"
    if around.before and around.before in "'\"":
        return "found text after a closing quote; inside '…' write a ' twice, inside \"…\" write \\\""
    if not around.before:
        return "the indentation matches no line above; start the keys of a mapping in one column"
    return "found text where a key or the end of the line should be; put a text with : # [ ] { } , in quotes"


def _unclosed(open_mark: str, close_mark: str) -> Callable[[_Around], str]:
    def words(around: _Around) -> str:
        where = f" of line {around.opened}" if around.opened else ""
        return (
            f"the {open_mark}{where} is not closed here: a comma or {close_mark} is missing before this; "
            "put a text with , : ? [ ] { } in quotes"
        )

    return words


_COLON = (
    "found a ': ' that is not allowed here; put a text with ': ' in quotes, "
    "and start the keys of a mapping in one column"
)
_NO_COLON = "found a line without 'key: value' before this; write its key, or indent it below its own"
_NO_DASH = (
    "the indentation matches no line above; start the keys of a mapping in one column, "
    "and each item of a list with a '-' in one column"
)
_HALF = (
    "found an escape for half a character; YAML has no pairs of halves, write the character itself or one escape, "
    "such as \\U0001F680"
)
_AFTER = "found text after the end of the document; a timeline is one document"
_ESCAPE = "found a \\ that starts no escape; write \\\\ for a \\, or put the text in '…'"
_NAME = "found a lone & or *; put the text in quotes"

# a part of PyYAML's message, with or without libyaml, and our words for it; the first that matches is used
_REASONS: tuple[tuple[str, str | Callable[[_Around], str]], ...] = (
    ("cannot start any token", _foreign_start),
    ("tab character", "found a tab in the indentation; YAML allows only spaces there"),
    ("mapping values are not allowed", _COLON),
    ("could not find expected ':'", _NO_COLON),
    ("entries are not allowed", "found a '-' where a list cannot start; start the list on a line of its own"),
    ("',' or '}'", _unclosed("{", "}")),
    ("',' or ']'", _unclosed("[", "]")),
    (_UNCLOSED_QUOTE, "the quote that starts here is never closed; write it at the end of the text"),
    ("unexpected document", "found a --- or ... within a quoted text; close the quote before it"),
    ("Unicode character escape", _HALF),
    ("unknown escape", _ESCAPE),
    ("hexa", _ESCAPE),
    ("'-' indicator", _closing(_NO_DASH)),
    ("alphabetic or numeric", _NAME),
    ("comment or line break", "found text after a | or >; start the text on the next line, or put it in quotes"),
    ("tag handle", "found a tag (!); tags are not allowed, put a text that starts with ! in quotes"),
    ("tag", "found a tag (!); tags are not allowed, put a text that starts with ! in quotes"),
    ("node content", _no_value),
    ("<document start>", _closing(_AFTER)),
    ("incompatible YAML document", "found a %YAML line for another version; leave it out"),
    ("directive", "found a line that starts with %; leave it out"),
    ("expected key", _closing(_no_key)),
    ("<block end>", _closing(_no_key)),
)  # fmt: skip
