"""The grammar of filters, by recursive descent, and how conditions are combined.

    filter     = together { "or" together }
    together   = part { ["and"] part }
    part       = "not" part | "(" filter ")" | ["surely"] comparison
    comparison = field operator value
    operator   = ":" | "<" | "<=" | ">" | ">="
    value      = text without spaces or brackets | text in double or single quotes

Spaces are allowed between any two of these, and case does not matter in the words.
"""

import datetime
import re
from collections.abc import Callable, Container, Iterable, Sequence
from typing import NamedTuple

from spacetl.errors import UsageError
from spacetl.query import Condition, Entry
from spacetl.text import quoted
from spacetl.timeline import Timeline

Passes = Callable[[Entry], bool]


def _all_of(conditions: Sequence[Condition]) -> Condition:
    """The condition that all of them hold."""
    return _joined(conditions, all)


def _any_of(conditions: Sequence[Condition]) -> Condition:
    """The condition that at least one of them holds."""
    return _joined(conditions, any)


def _joined(conditions: Sequence[Condition], enough: Callable[[Iterable[bool]], bool]) -> Condition:
    if len(conditions) == 1:
        return conditions[0]

    def bound(timeline: Timeline) -> Passes:
        parts = [condition(timeline) for condition in conditions]
        return lambda entry: enough(passes(entry) for passes in parts)

    return bound


def _negation(condition: Condition) -> Condition:
    """The condition that another one does not hold."""

    def bound(timeline: Timeline) -> Passes:
        passes = condition(timeline)
        return lambda entry: not passes(entry)

    return bound


def filter_error(column: int, text: str) -> UsageError:
    """The error for a mistake in the filter at a column, counted from 1."""
    return UsageError(f"--where: column {column}: {text}")


DEEPEST = 50  # nested brackets and `not`
EXAMPLE = "agency:NASA (tag:moon or tag:mars) not status:done due<2030"
OPERATORS = (":", "<", "<=", ">", ">=")

_BLANKS = re.compile(r"\s*")
_FIELD = re.compile(r"[^\W\d][\w-]*")
_OPERATOR = re.compile(r"\s*([<>=:!~]+)\s*")
_BARE = re.compile(r"[^\s()]+")
_END_OF_WORD = r"(?=[\s()]|$)"

# what people try instead of the spelling used here
_UNEQUAL = ("!=", "!", "<>", "!~", "!:")
_SIGNS = {
    **dict.fromkeys(("-", "!"), "write not"),
    **dict.fromkeys(("||", "|"), "write or"),
    **dict.fromkeys(("&&", "&", ",", "+"), "a space means and"),
}


class Comparison(NamedTuple):
    """A field, an operator and a value as they were written.

    Attributes:
        column: where the field begins, counted from 1.
        value_column: where the value begins, counted from 1.
    """

    field: str
    operator: str
    value: str
    surely: bool
    column: int
    value_column: int


ConditionMaker = Callable[
    [Comparison, datetime.date], Condition
]  # what a comparison states; `today` in it means the day


def _cut(field: str) -> str:
    return quoted(field)[1:-1]


def parse_filter(text: str, condition_of: Callable[[Comparison], Condition], fields: Container[str] = ()) -> Condition:
    """Parse a filter into a condition, using `condition_of` for each comparison; `fields` are the known ones.

    Raises:
        UsageError: it is not a filter, with the column; or whatever `condition_of` raises.
    """
    return _Parser(text, condition_of, fields).whole()


class _Parser:
    """A text and how far it has been read, always up to a character that is not a space."""

    def __init__(self, text: str, condition_of: Callable[[Comparison], Condition], fields: Container[str]) -> None:
        self._text = text
        self._condition_of = condition_of
        self._fields = fields
        self._depth = 0
        self._at = 0
        self._skip(_BLANKS)

    def whole(self) -> Condition:
        if self._at == len(self._text):
            raise filter_error(1, f"the filter is empty; write it like {EXAMPLE}")
        made = self._filter()
        if self._at < len(self._text):  # only a closing bracket stops a filter before the end
            raise self._refused("this bracket was never opened")
        return made

    def _filter(self) -> Condition:
        parts = [self._together()]
        while self._word("or"):
            parts.append(self._together())
        return _any_of(parts)

    def _together(self) -> Condition:
        parts = [self._part()]
        while self._at < len(self._text) and self._text[self._at] != ")" and not self._sees("or"):
            self._word("and")
            parts.append(self._part())
        return _all_of(parts)

    def _part(self) -> Condition:
        start = self._at
        if self._word("not"):
            return _negation(self._inside(start, self._part))
        if self._sign("("):
            made = self._inside(start, self._filter)
            if not self._sign(")"):
                raise self._refused("this bracket is never closed", start)
            return made
        surely = self._word("surely")
        if surely and (self._sees("not") or self._text.startswith("(", self._at)):
            raise self._refused("surely goes before a single comparison, as in not surely due<2030", start)
        return self._condition_of(self._comparison(surely=surely))

    def _inside(self, start: int, read: Callable[[], Condition]) -> Condition:
        self._depth += 1
        if self._depth > DEEPEST:
            raise self._refused(f"more than {DEEPEST} nested brackets or nots", start)
        made = read()
        self._depth -= 1
        return made

    def _comparison(self, *, surely: bool) -> Comparison:
        start = self._at
        for word in ("or", "and"):
            if self._sees(word):
                raise self._refused(f"a comparison is missing before {word}")
        field = self._skip(_FIELD)
        if not field:
            raise self._no_comparison()
        operator = self._skip(_OPERATOR).strip()
        if not operator:
            known = field.casefold() in self._fields
            hint = f"write {field}:VALUE" if known else f"write search:{_cut(field)} to find the text"
            raise self._refused(f"{quoted(field)} is not a comparison; {hint}", start)
        if operator not in OPERATORS:
            right = "not " * (operator in _UNEQUAL) + _cut(field)
            hint = f"write {right}:VALUE, or for dates and numbers one of {' '.join(OPERATORS)}"
            raise self._refused(f"unknown operator {quoted(operator)}; {hint}", start + len(field))
        value_column = self._at + 1
        return Comparison(field, operator, self._value(), surely, start + 1, value_column)

    def _value(self) -> str:
        start = self._at
        quote = self._text[start : start + 1]
        if quote not in {'"', "'"}:
            value = self._skip(_BARE)
            self._skip(_BLANKS)
        else:
            end = self._text.find(quote, start + 1)
            if end < 0:
                raise self._refused("this quote is never closed", start)
            value = self._text[start + 1 : end]
            self._at = end + 1
            if _BARE.match(self._text, self._at):
                raise self._refused("a space is missing after the closing quote")
            self._skip(_BLANKS)
        if not value.strip():
            brackets = "; brackets go around whole comparisons" if self._text.startswith("(", self._at) else ""
            raise self._refused(f"a value is missing{brackets}", start)
        return value

    def _no_comparison(self) -> Exception:
        """The error for text that cannot begin a comparison."""
        found = self._text[self._at : self._at + 1]
        if not found:
            return self._refused("a comparison is missing at the end")
        if found == ")":
            return self._refused("a comparison is missing before this bracket")
        if found in {'"', "'"}:
            return self._refused("text by itself is not a comparison; put search: before it")
        sign = next((sign for sign in _SIGNS if self._text.startswith(sign, self._at)), found)
        return self._refused(f"unexpected {quoted(sign)}; {_SIGNS.get(sign, f'write it like {EXAMPLE}')}")

    def _sees(self, word: str) -> bool:
        return re.compile(word + _END_OF_WORD, re.IGNORECASE).match(self._text, self._at) is not None

    def _word(self, word: str) -> bool:
        """Read the word if it comes next; return whether it did."""
        return self._sees(word) and self._read(len(word))

    def _sign(self, sign: str) -> bool:
        return self._text.startswith(sign, self._at) and self._read(len(sign))

    def _read(self, length: int) -> bool:
        self._at += length
        self._skip(_BLANKS)
        return True

    def _skip(self, pattern: re.Pattern[str]) -> str:
        """Read and return what matches, '' if nothing does."""
        found = pattern.match(self._text, self._at)
        if found is None:
            return ""
        self._at = found.end()
        return found[0]

    def _refused(self, text: str, at: int | None = None) -> Exception:
        return filter_error((self._at if at is None else at) + 1, text)
