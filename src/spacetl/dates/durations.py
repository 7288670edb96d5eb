"""Spans of time, as people type them, such as `5y` and `next year`, and as they say them: `1 y 4 m`."""

import datetime
import datetime as dt
import re
from functools import cache

from spacetl.dates import parse, words
from spacetl.dates.date import days_in
from spacetl.errors import InvalidDate
from spacetl.text import quoted

_UNITS = {"y": ("years", "year"), "m": ("months", "month"), "w": ("weeks", "week"), "d": ("days", "day")}

_LENGTH = "([0-9]{1,6}) ?(y|years?|m|months?|w|weeks?|d|days?)"

_NAMED = {"yesterday": (-1, "the day before "), "today": (0, ""), "tomorrow": (1, "the day after ")}


def add_duration(text: str, day: dt.date) -> dt.date:
    """The day `5y`, `18m`, `2w` or `90d` after `day`, by the calendar: a month after 31 January is the end of February.

    The unit may be written out, as in `5 years`.

    Raises InvalidDate for any other text and for a day after 9999-12-31.
    """
    match = re.fullmatch(_LENGTH, text.casefold(), re.ASCII)
    if not match:
        raise InvalidDate(f"{quoted(text)} is not a length of time; write it like 5y, 18m, 2w or 90d")
    try:
        return shift_day(day, int(match[1]), match[2][0])
    except InvalidDate as wrong:
        raise InvalidDate(f"{quoted(text)} is too long: {wrong}") from None


def from_day(text: str, day: dt.date) -> tuple[str, str] | None:
    """The EDTF of a phrase that depends on `day`, and how it was read; None for any other text.

    Raises InvalidDate for a date outside the years 0001 to 9999.
    """
    phrase = text.casefold()
    if phrase in _NAMED:
        days, how = _NAMED[phrase]
        return shift_day(day, days, "d").isoformat(), f"{how}{_said(day)}"
    if match := re.fullmatch(f"([+-]){_LENGTH}", phrase, re.ASCII):
        count = int(match[2])
        end = shift_day(day, int(match[1] + match[2]), match[3][0])
        unit = _UNITS[match[3][0]][count == 1]
        return end.isoformat(), f"{count} {unit} {'after' if match[1] == '+' else 'before'} {_said(day)}"
    return _relative_year(phrase, day)


def depends_on_day(text: str) -> bool:
    """True for a phrase whose date depends on the day it was said."""
    try:
        return from_day(text, dt.date(2000, 1, 1)) is not None
    except InvalidDate:  # such a phrase, but out of the calendar
        return True


def _relative_year(phrase: str, day: dt.date) -> tuple[str, str] | None:
    if phrase == "this year":
        return f"{day.year:04}", f"the year of {_said(day)}"
    if phrase == "later this year":
        return f"{day}/{day.year:04}-12-31", f"from {_said(day)} to the end of that year"
    if phrase == "next year":
        return f"{shift_day(day, 1, 'y').year:04}", f"the year after that of {_said(day)}"
    return None


def _said(day: dt.date) -> str:
    return words(parse(day.isoformat()))


def shift_day(day: dt.date, count: int, unit: str) -> dt.date:
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


def duration_words(start: datetime.date, end: datetime.date, *, rounded_up: bool = False) -> str:
    """The years and months from one day to a later one: '1 y 4 m', '4 m', '2 y'; below a month the days: '12 d'.

    A part of a month is dropped, so that it is at least this long; if `rounded_up`, it is at most this long.
    """
    months, more = months_between(start, end)
    if months == 0:
        return f"{(end - start).days} d"
    return _years_and_months(months + (rounded_up and more))


@cache  # a calendar of 9,999 years has no more than 120,000
def _years_and_months(months: int) -> str:
    years, months = divmod(months, 12)
    return f"{years} y {months} m" if years and months else f"{years} y" if years else f"{months} m"


def day_words(day: datetime.date | None) -> str:
    """'22 Nov 2026'; '' for None."""
    return "" if day is None else words(parse(day.isoformat()))


def counted(number: int, unit: str) -> str:
    """'1 month', '3 months'."""
    return f"{number:,} {unit}" if number == 1 else f"{number:,} {unit}s"


def times(number: int) -> str:
    """'' for 0, 'once', 'twice', '3 times'."""
    return {0: "", 1: "once", 2: "twice"}.get(number, f"{number:,} times")


def shown_of(shown: int, total: int, what: str) -> str:
    """'9 events', or '3 of 9 events' if a limit cut them off."""
    return counted(total, what) if shown == total else f"{shown:,} of {counted(total, what)}"


def largest_unit(start: datetime.date, end: datetime.date) -> str:
    """The largest unit alone: '4 years', '3 months', '1 day'."""
    months, _ = months_between(start, end)
    if months >= 12:
        return counted(months // 12, "year")
    return counted(months, "month") if months else counted((end - start).days, "day")


def _bound(start: datetime.date, end: datetime.date) -> str:
    """The largest unit, rounded up so that the end lies within it."""
    months, more = months_between(start, end)
    if months >= 12:
        return counted(-(-(months + more) // 12), "year")
    return counted(months + more, "month") if months else counted((end - start).days, "day")


def months_between(start: datetime.date, end: datetime.date) -> tuple[int, bool]:
    """The whole months from one day to a later one, and whether days are left over.

    They are counted as dateutil's relativedelta does, but faster: a number of months from the 31st ends on the
    last day of a shorter month.
    """
    months = 12 * (end.year - start.year) + end.month - start.month
    day = start.day if start.day <= 28 else min(start.day, days_in(end.year, end.month))
    return months - (end.day < day), end.day != day
