"""Dates relative to a day: `today`, `+5y`, `this year`, and the `5y` of a span."""

import datetime as dt
import re

from spacetl.dates import parse, words
from spacetl.errors import InvalidDate
from spacetl.naming import quoted

_UNITS = {"y": ("years", "year"), "m": ("months", "month"), "w": ("weeks", "week"), "d": ("days", "day")}

_LENGTH = "([0-9]{1,6}) ?(y|years?|m|months?|w|weeks?|d|days?)"

_NAMED = {"yesterday": (-1, "the day before "), "today": (0, ""), "tomorrow": (1, "the day after ")}


def read_end(text: str, day: dt.date) -> dt.date:
    """The day `5y`, `18m`, `2w` or `90d` after `day`, by the calendar: a month after 31 January is the end of February.

    The unit may be written out, as in `5 years`.

    Raises InvalidDate for any other text and for a day after 9999-12-31.
    """
    match = re.fullmatch(_LENGTH, text.casefold(), re.ASCII)
    if not match:
        raise InvalidDate(f"{quoted(text)} is not a length of time; write it like 5y, 18m, 2w or 90d")
    try:
        return shifted(day, int(match[1]), match[2][0])
    except InvalidDate as wrong:
        raise InvalidDate(f"{quoted(text)} is too long: {wrong}") from None


def from_day(text: str, day: dt.date) -> tuple[str, str] | None:
    """The EDTF of a phrase that depends on `day`, and how it was read; None for any other text.

    Raises InvalidDate for a date outside the years 0001 to 9999.
    """
    phrase = text.casefold()
    if phrase in _NAMED:
        days, how = _NAMED[phrase]
        return shifted(day, days, "d").isoformat(), f"{how}{_said(day)}"
    if match := re.fullmatch(f"([+-]){_LENGTH}", phrase, re.ASCII):
        count = int(match[2])
        end = shifted(day, int(match[1] + match[2]), match[3][0])
        unit = _UNITS[match[3][0]][count == 1]
        return end.isoformat(), f"{count} {unit} {'after' if match[1] == '+' else 'before'} {_said(day)}"
    return _year(phrase, day)


def depends_on_day(text: str) -> bool:
    """True for a phrase whose date depends on the day it was said."""
    try:
        return from_day(text, dt.date(2000, 1, 1)) is not None
    except InvalidDate:  # such a phrase, but out of the calendar
        return True


def _year(phrase: str, day: dt.date) -> tuple[str, str] | None:
    if phrase == "this year":
        return f"{day.year:04}", f"the year of {_said(day)}"
    if phrase == "later this year":
        return f"{day}/{day.year:04}-12-31", f"from {_said(day)} to the end of that year"
    if phrase == "next year":
        return f"{shifted(day, 1, 'y').year:04}", f"the year after that of {_said(day)}"
    return None


def _said(day: dt.date) -> str:
    return words(parse(day.isoformat()))


def shifted(day: dt.date, count: int, unit: str) -> dt.date:
    """The day `count` units (`y`, `m`, `w` or `d`) after `day`, by the calendar; before it if `count` is negative.

    Raises InvalidDate for a day outside the years 0001 to 9999.
    """
    if not count:
        return day
    from dateutil.relativedelta import relativedelta  # noqa: PLC0415  `today` and EDTF do without it

    years, months, weeks, days = (count if unit == each else 0 for each in _UNITS)
    try:
        return day + relativedelta(years=years, months=months, weeks=weeks, days=days)
    except (ValueError, OverflowError):
        raise InvalidDate(f"it lies outside the years 0001 to 9999, seen from {_said(day)}") from None
