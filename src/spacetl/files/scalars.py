"""What is wrong with a single text of a file: a date, a day, a choice or a text that must match a pattern."""

import datetime
import re
from typing import Any

from msgspec import inspect

from spacetl import dates
from spacetl.dates import phrases
from spacetl.errors import BadDate
from spacetl.text import quoted, shown, suggestion
from spacetl.timeline import NULLS

CATALOGUE_NAME = "the name of a catalogue"

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DATE_FORM = "an EDTF date such as 2019, 2019-03 or 2022~"
_DAY_FORM = "a day such as 2017-06-07"


def scalar_flaw(text: str, kind: Any, what: str, said: datetime.date | None = None) -> str | None:
    """What is wrong with a text that should be of a kind, as msgspec describes the declaration; None if nothing is.

    Messages call it `what`. A phrase that depends on a day is read as of `said`, the day of its promise.
    """
    match kind:
        case inspect.CustomType():
            return _date_flaw(text, what, said)
        case inspect.DateType():
            return _day_flaw(text, what)
        case inspect.LiteralType():
            return _choice_flaw(text, what, [str(value) for value in kind.values])
    if (kind.min_length and not text) or (kind.pattern and not re.search(kind.pattern, text)):
        return _text_flaw(text, what)
    return None


def missing_value(text: str, kind: Any, what: str, *, required: bool) -> str:
    """The message for a value that is empty or a null."""
    match kind:
        case inspect.VarTupleType():
            expected = f"a list of {what}{', or [] for none' if required else ''}"
        case inspect.DictType():
            expected = f"a mapping of {what}{', or {} for none' if required else ''}"
        case _:
            expected = expected_form(kind)
    found = f"found {text}; " if text else ""
    leave_out = "" if required else ", or leave the key out"
    quote = f", or quote '{text}' if it is meant" if text and expected == "text" else ""
    return f"{what} is missing; {found}write {expected}{leave_out}{quote}"


def expected_form(kind: Any) -> str:
    """What a text of a kind looks like."""
    match kind:
        case inspect.CustomType():
            return _DATE_FORM
        case inspect.DateType():
            return _DAY_FORM
        case _:
            return "text"


def parse_day(text: str) -> datetime.date | None:
    """The day that a text gives as YYYY-MM-DD; None if it does not."""
    try:
        return datetime.date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None


def _date_flaw(text: str, what: str, said: datetime.date | None) -> str | None:
    if text in NULLS:
        return f"{what} is missing; write {_DATE_FORM}"
    try:
        dates.parse(text)
    except BadDate:
        return phrases.why_not_edtf(text, said)
    return None


def _day_flaw(text: str, what: str) -> str | None:
    if parse_day(text) is not None:
        return None
    try:
        date = dates.parse(phrases.edtf_for(text) or text)
    except BadDate:
        return f"{what} must be {_DAY_FORM}; {phrases.why_not_edtf(text).partition('; write it like')[0]}"
    if date.earliest is not None and date.earliest == date.latest:
        return f"{what} must be {_DAY_FORM}; found {quoted(text)}, write {date.earliest}"
    return f"{what} must be {_DAY_FORM}; found {quoted(text)}, which is more than one day"


def _choice_flaw(text: str, what: str, choices: list[str]) -> str | None:
    if text in choices:
        return None
    *first, last = choices
    return f"{what} must be {', '.join(first)} or {last}; found {quoted(text)}{suggestion(text, choices)}"


def _text_flaw(text: str, what: str) -> str:
    if not text:
        return f"{what} is empty; write text"
    if what in {"id", CATALOGUE_NAME}:
        words = shown("-".join(re.findall(r"\w+", text)))
        one = "an id" if what == "id" else what
        return f"{one} must be one word; found {quoted(text)}" + (f", write {words}" if words else "")
    if "/" in text:
        return f"a speaker's name cannot contain a slash, which separates several in `by`; found {quoted(text)}"
    if ";" in text:
        parts = ", ".join(filter(None, (shown(part.strip()) for part in text.split(";"))))
        if what == "a tag":
            return f"a tag cannot contain a semicolon; found {quoted(text)}, for several write tags: [{parts}]"
        return f"an agency's id cannot contain a semicolon; found {quoted(text)}, for several write agencies: [{parts}]"
    return f"{what} is empty; found {quoted(text)}, which has no visible character"
