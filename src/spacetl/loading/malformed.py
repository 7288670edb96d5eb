"""What is wrong with a text that is no YAML, in plain words, and where."""

from typing import Any, NamedTuple

import yaml
from yaml.reader import ReaderError

from spacetl.loading.lines import Place, after_breaks, place_at
from spacetl.naming import quoted

_FAR = 1 << 12  # how far into a line its text is looked at


class _Around(NamedTuple):
    """What stands at an error: the character, the one before it, and what opened the context."""

    here: str
    before: str
    opened: int | None


def unreadable(data: bytes, error: ReaderError) -> tuple[Place, str]:
    """Where and why the bytes are no text: not UTF-8, or a character that YAML does not take."""
    place = place_at(data, error.position)
    reason = str(error.reason)
    if "control character" in reason or "special character" in reason:
        code = error.character if isinstance(error.character, int) else ord(error.character)
        kind = "control character" if code < 0xA0 else "character"
        return place, f"found the {kind} U+{code:04X}, which YAML does not take; leave it out"
    return place, f"not UTF-8 at byte {error.position:,} ({reason}); save the file as UTF-8"


def malformed(data: bytes, error: yaml.MarkedYAMLError, line_start: int) -> str:
    """Why the text is no YAML, and what to write instead.

    Args:
        data: the file.
        error: what PyYAML says.
        line_start: the offset of the line of the error.
    """
    problem, context = error.problem or "", error.context or ""
    around = _around(data, error, line_start)
    for part, words in _REASONS:
        if part in problem or part in context:
            said = words(around) if callable(words) else words
            if said:
                return said
    return f"not YAML: {problem}{' ' + context if context else ''}"


def _around(data: bytes, error: yaml.MarkedYAMLError, line_start: int) -> _Around:
    column = error.problem_mark.column if error.problem_mark else 0
    opened = error.context_mark.line + 1 if error.context_mark else None
    if column > _FAR:
        return _Around("", "", opened)
    end = after_breaks(data, 1, line_start)
    line = data[line_start : min(end, line_start + 4 * _FAR)].decode(errors="replace").lstrip("\ufeff")
    return _Around(line[column : column + 1], line[:column].rstrip(" ")[-1:], opened)


def _foreign_start(around: _Around) -> str:
    if around.here == "\t":
        return "found a tab in the indentation; YAML takes only blanks there"
    return f"a text cannot begin with {quoted(around.here)}; put it in quotes"


def _no_key(around: _Around) -> str:
    if around.here and around.here in "}]":
        return f"found a {around.here} that closes nothing; leave it out, or put the text in quotes"
    if around.before and around.before in "'\"":
        return "found text after a closing quote; inside '…' write a ' twice, inside \"…\" write \\\""
    if not around.before:
        return "the indentation fits no line above; begin the keys of one mapping in one column"
    return "found text where a key or the end of the line should be; put a text with : # [ ] { } , in quotes"


def _unclosed(open_mark: str, close_mark: str) -> Any:
    def words(around: _Around) -> str:
        where = f" of line {around.opened}" if around.opened else ""
        return (
            f"the {open_mark}{where} is not closed here: a comma or {close_mark} is missing before this; "
            "put a text with , : ? [ ] { } in quotes"
        )

    return words


def _unclosed_quote(around: _Around) -> str:
    where = f" of line {around.opened}" if around.opened else ""
    return f"the quote{where} is never closed; write it at the end of the text"


_ESCAPE = "found a \\ that begins no escape; write \\\\ for a \\, or put the text in '…'"
_NAME = "found a lone & or *; put the text in quotes"

# a part of what PyYAML says, with or without libyaml, and our words for it; the first that fits is taken
_REASONS: tuple[tuple[str, Any], ...] = (
    ("cannot start any token", _foreign_start),
    ("tab character", "found a tab in the indentation; YAML takes only blanks there"),
    ("mapping values are not allowed",
     "found a ': ' where none can stand; put a text that holds ': ' in quotes, and begin the keys of one mapping in one column"),
    ("could not find expected ':'", "found a line without 'key: value' before this; write its key, or indent it below its own"),
    ("entries are not allowed", "found a '-' where no list can begin; begin the list on a line of its own"),
    ("',' or '}'", _unclosed("{", "}")),
    ("',' or ']'", _unclosed("[", "]")),
    ("unexpected end of stream", _unclosed_quote),
    ("unexpected document", "found a --- or ... within a quoted text; close the quote before it"),
    ("Unicode character escape", "found an escape for half a character (a lone surrogate); write the character itself"),
    ("unknown escape", _ESCAPE),
    ("hexa", _ESCAPE),
    ("'-' indicator", "found no '-' where the list goes on; begin each of its items with a '-' in one column"),
    ("alphabetic or numeric", _NAME),
    ("comment or line break", "found text after a | or >; begin the text on the next line, or put it in quotes"),
    ("tag handle", "found a tag (!); tags are not taken, put a text that begins with ! in quotes"),
    ("tag", "found a tag (!); tags are not taken, put a text that begins with ! in quotes"),
    ("node content", "found a comma, ] or } where a value should be; write the value before it"),
    ("<document start>", "found text after the end of the document; a timeline is one document"),
    ("incompatible YAML document", "found a %YAML line of another version; leave it out"),
    ("directive", "found a line that begins with %; leave it out"),
    ("expected key", _no_key),
    ("<block end>", _no_key),
)  # fmt: skip
