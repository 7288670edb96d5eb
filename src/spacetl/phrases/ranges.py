"""Phrases that qualify a moment or bound a range with it: `around 2022`, `by 2030`, `after 2024`, `between … and …`."""

import datetime as dt
import re
from typing import NamedTuple

from spacetl.dates import Date, Precision, parse
from spacetl.errors import BadDate, InvalidDate
from spacetl.phrases.moments import moment

_ONE_DAY = dt.timedelta(days=1)

_NO_LATER = {"by", "nlt", "no later than"}
_WORDS = r"around|about|circa|ca?\.?|net|no earlier than|by|nlt|no later than|before|after"

_YEARS = {Precision.YEAR, Precision.DECADE, Precision.CENTURY}
_DAYS = {Precision.DAY, Precision.INTERVAL}
_SEASONS = {"21", "22", "23", "24"}  # the only parts of a year that EDTF allows in an interval


class _Moment(NamedTuple):
    date: Date
    first: dt.date
    last: dt.date


def ranged(text: str) -> tuple[str, str] | None:
    """The EDTF that a phrase of a word and a moment stands for, and how it was read; None for any other text.

    Raises InvalidDate, with only the reason as its message, for an invalid moment and a range out of the calendar.
    """
    if match := _matched(r"between (.+) and (.+)", text):
        start, end = _moment(match[1]), _moment(match[2])
        return (f"{_bound(start, start.first)}/{_bound(end, end.last)}", "between") if start and end else None
    match = _matched(rf"({_WORDS})(?: |(?<=\.))(.+)", text)
    if not match:
        return None
    word, rest = match[1].casefold(), match[2]
    if word in _NO_LATER:
        rest = re.sub("^(?:the )?end of ", "", rest, flags=re.IGNORECASE)  # a bound is the end already
    at = _moment(rest)
    return _placed(word, at) if at else None


def _placed(word: str, at: _Moment) -> tuple[str, str] | None:
    match word:
        case "net" | "no earlier than":
            return f"{_bound(at, at.first)}/..", "no earlier than"
        case _ if word in _NO_LATER:
            return f"../{_bound(at, at.last)}", "no later than"
        case _ if at.date.qualified:  # `before the end of 2019` does not mean before December
            return None
        case "before":
            return f"../{_beside(at, at.first, -_ONE_DAY)}", "before"
        case "after":
            return f"{_beside(at, at.last, _ONE_DAY)}/..", "after"
        case _:
            return (f"{at.date}~", "approximate") if "/" not in at.date.text else None


def _matched(pattern: str, text: str) -> re.Match[str] | None:
    return re.fullmatch(pattern, text, re.ASCII | re.IGNORECASE)


def _moment(text: str) -> _Moment | None:
    """The moment that EDTF or a phrase stands for; None for an interval, a time or anything else."""
    try:
        date = parse(text)
    except BadDate:
        found = moment(text)
        if found is None:
            return None
        date = parse(found[0])
    else:
        if "/" in text or "T" in text:
            return None
    return _Moment(date, date.earliest, date.latest) if date.earliest and date.latest else None


def _bound(at: _Moment, day: dt.date) -> str:
    """The moment as one end of an interval, at `day`: as written where EDTF allows it, else as the month or day."""
    date = at.date
    if date.precision is Precision.INTERVAL:
        return str(day)
    if date.precision in _YEARS | {Precision.DAY, Precision.MONTH} or date.text[5:7] in _SEASONS:
        return date.text
    return str(day)[:7] + date.text[7:]


def _beside(at: _Moment, day: dt.date, step: dt.timedelta) -> str:
    """The day before the first or after the last, as coarse as the moment itself."""
    try:
        beside = str(day + step)
    except OverflowError:
        raise InvalidDate("it lies outside the years 0001 to 9999") from None
    precision = at.date.precision
    return beside if precision in _DAYS else beside[:4] if precision in _YEARS else beside[:7]
