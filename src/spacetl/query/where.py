"""The parser of filters, by recursive descent.

    filter      = conjunction { "or" conjunction }
    conjunction = term { ["and"] term }
    term        = "not" term | "(" filter ")" | ["surely"] comparison
    comparison  = field operator value
    operator    = ":" | "<" | "<=" | ">" | ">="
    value       = text without spaces or brackets | text in double or single quotes

Spaces are allowed between any two of these, and case does not matter in the words.
"""

import re
from collections.abc import Callable, Container, Iterable, Sequence
from typing import NamedTuple

from spacetl.errors import UsageError
from spacetl.query import Condition, Measure
from spacetl.query.select import Predicate
from spacetl.text import quoted
from spacetl.timeline import Timeline

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
    """A field, an operator and a value as they were written."""

    field: str
    operator: str
    value: str
    surely: bool
    column: int  # where the field begins, counted from 1
    value_column: int


def parse_filter(text: str, condition_of: Callable[[Comparison], Condition], fields: Container[str] = ()) -> Condition:
    """Parse a filter into a condition, using `condition_of` for each comparison; `fields` are the known ones.

    UsageError, with the column, if it is not a filter.
    """
    return _Parser(text, condition_of, fields).whole()


def filter_error(column: int, text: str) -> UsageError:
    """The error for a mistake in the filter at a column, counted from 1."""
    return UsageError(f"--where: column {column}: {text}")


class _Parser:
    """A text and how far it has been read, always up to a character that is not a space."""

    def __init__(self, text: str, condition_of: Callable[[Comparison], Condition], fields: Container[str]) -> None:
        self._text = text
        self._condition_of = condition_of
        self._fields = fields
        self._depth = 0
        self._position = 0
        self._match(_BLANKS)

    def whole(self) -> Condition:
        if self._position == len(self._text):
            raise filter_error(1, f"the filter is empty; write it like {EXAMPLE}")
        made = self._filter()
        if self._position < len(self._text):  # only a closing bracket stops a filter before the end
            raise self._error("this bracket was never opened")
        return made

    def _filter(self) -> Condition:
        parts = [self._conjunction()]
        while self._accept_word("or"):
            parts.append(self._conjunction())
        return _any_of(parts)

    def _conjunction(self) -> Condition:
        parts = [self._term()]
        while self._position < len(self._text) and self._text[self._position] != ")" and not self._is_next("or"):
            self._accept_word("and")
            parts.append(self._term())
        return _all_of(parts)

    def _term(self) -> Condition:
        start = self._position
        if self._accept_word("not"):
            return _negation(self._nested(start, self._term))
        if self._accept_bracket("("):
            made = self._nested(start, self._filter)
            if not self._accept_bracket(")"):
                raise self._error("this bracket is never closed", start)
            return made
        surely = self._accept_word("surely")
        if surely and (self._is_next("not") or self._text.startswith("(", self._position)):
            raise self._error("surely goes before a single comparison, as in not surely due<2030", start)
        return self._condition_of(self._comparison(surely=surely))

    def _nested(self, start: int, read: Callable[[], Condition]) -> Condition:
        self._depth += 1
        if self._depth > DEEPEST:
            raise self._error(f"more than {DEEPEST} nested brackets or nots", start)
        made = read()
        self._depth -= 1
        return made

    def _comparison(self, *, surely: bool) -> Comparison:
        start = self._position
        for word in ("or", "and"):
            if self._is_next(word):
                raise self._error(f"a comparison is missing before {word}")
        field = self._match(_FIELD)
        if not field:
            raise self._no_comparison()
        operator = self._match(_OPERATOR).strip()
        if not operator:
            known = field.casefold() in self._fields
            hint = f"write {field}:VALUE" if known else f"write search:{_shortened(field)} to find the text"
            raise self._error(f"{quoted(field)} is not a comparison; {hint}", start)
        if operator not in OPERATORS:
            right = "not " * (operator in _UNEQUAL) + _shortened(field)
            hint = f"write {right}:VALUE, or for dates and numbers one of {' '.join(OPERATORS)}"
            raise self._error(f"unknown operator {quoted(operator)}; {hint}", start + len(field))
        value_column = self._position + 1
        return Comparison(field, operator, self._value(), surely, start + 1, value_column)

    def _value(self) -> str:
        start = self._position
        quote = self._text[start : start + 1]
        if quote not in {'"', "'"}:
            value = self._match(_BARE)
            self._match(_BLANKS)
        else:
            end = self._text.find(quote, start + 1)
            if end < 0:
                raise self._error("this quote is never closed", start)
            value = self._text[start + 1 : end]
            self._position = end + 1
            if _BARE.match(self._text, self._position):
                raise self._error("a space is missing after the closing quote")
            self._match(_BLANKS)
        if not value.strip():
            brackets = "; brackets go around whole comparisons" if self._text.startswith("(", self._position) else ""
            raise self._error(f"a value is missing{brackets}", start)
        return value

    def _no_comparison(self) -> Exception:
        """The error for text that cannot begin a comparison."""
        found = self._text[self._position : self._position + 1]
        if not found:
            return self._error("a comparison is missing at the end")
        if found == ")":
            return self._error("a comparison is missing before this bracket")
        if found in {'"', "'"}:
            return self._error("text by itself is not a comparison; put search: before it")
        sign = next((sign for sign in _SIGNS if self._text.startswith(sign, self._position)), found)
        return self._error(f"unexpected {quoted(sign)}; {_SIGNS.get(sign, f'write it like {EXAMPLE}')}")

    def _is_next(self, word: str) -> bool:
        return re.compile(word + _END_OF_WORD, re.IGNORECASE).match(self._text, self._position) is not None

    def _accept_word(self, word: str) -> bool:
        """Read the word if it comes next; return whether it did."""
        return self._is_next(word) and self._advance(len(word))

    def _accept_bracket(self, bracket: str) -> bool:
        return self._text.startswith(bracket, self._position) and self._advance(len(bracket))

    def _advance(self, length: int) -> bool:
        self._position += length
        self._match(_BLANKS)
        return True

    def _match(self, pattern: re.Pattern[str]) -> str:
        """Read and return what matches, '' if nothing does."""
        found = pattern.match(self._text, self._position)
        if found is None:
            return ""
        self._position = found.end()
        return found[0]

    def _error(self, text: str, at: int | None = None) -> Exception:
        return filter_error((self._position if at is None else at) + 1, text)


def _shortened(field: str) -> str:
    return quoted(field)[1:-1]


def _all_of(conditions: Sequence[Condition]) -> Condition:
    return _joined(conditions, all)


def _any_of(conditions: Sequence[Condition]) -> Condition:
    return _joined(conditions, any)


def _joined(conditions: Sequence[Condition], enough: Callable[[Iterable[bool]], bool]) -> Condition:
    if len(conditions) == 1:
        return conditions[0]

    def bound(timeline: Timeline, measure: Measure) -> Predicate:
        parts = [condition(timeline, measure) for condition in conditions]
        return lambda entry: enough(passes(entry) for passes in parts)

    return bound


def _negation(condition: Condition) -> Condition:
    def bound(timeline: Timeline, measure: Measure) -> Predicate:
        passes = condition(timeline, measure)
        return lambda entry: not passes(entry)

    return bound
