"""Spans of time, as people type them, such as `5y`, and as they are shown, such as `1 y 4 m` and `4 years`."""

import datetime as dt
import re
from functools import cache

from spacetl.dates.date import days_in
from spacetl.dates.edtf import parse
from spacetl.dates.wording import words
from spacetl.errors import InvalidDate
from spacetl.text import quoted

UNITS = {"y": "year", "m": "month", "w": "week", "d": "day"}
DURATION = "([0-9]{1,6}) ?(y|years?|m|months?|w|weeks?|d|days?)"


def add_duration(text: str, day: dt.date) -> dt.date:
    """The day `5y`, `18m`, `2w` or `90d` after `day`, by the calendar: a month after 31 January is the end of February.

    The unit may be written out, as in `5 years`.

    Raises InvalidDate for any other text and for a day after 9999-12-31.
    """
    match = re.fullmatch(DURATION, text.casefold(), re.ASCII)
    if not match:
        raise InvalidDate(f"{quoted(text)} is not a length of time; write it like 5y, 18m, 2w or 90d")
    try:
        return shift_day(day, int(match[1]), match[2][0])
    except InvalidDate as error:
        raise InvalidDate(f"{quoted(text)} is too long: {error}") from None


def shift_day(day: dt.date, count: int, unit: str) -> dt.date:
    """The day `count` units (`y`, `m`, `w` or `d`) after `day`, by the calendar; before it if `count` is negative.

    Raises InvalidDate for a day outside the years 0001 to 9999.
    """
    if not count:
        return day
    from dateutil.relativedelta import relativedelta  # noqa: PLC0415  `today` and EDTF do without it

    years, months, weeks, days = (count if unit == each else 0 for each in UNITS)
    try:
        return day + relativedelta(years=years, months=months, weeks=weeks, days=days)
    except (ValueError, OverflowError):
        raise InvalidDate(f"it lies outside the years 0001 to 9999, seen from {day_words(day)}") from None


def duration_words(start: dt.date, end: dt.date, *, rounded_up: bool = False) -> str:
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
    return f"{years:,} y {months} m" if years and months else f"{years:,} y" if years else f"{months} m"


def rough_duration(start: dt.date, end: dt.date, *, rounded_up: bool = False) -> str:
    """The time from one day to a later one in its largest unit alone, cut off or `rounded_up`: '4 years', '1 day'."""
    months, more = months_between(start, end)
    if months == 0:
        return counted((end - start).days, "day")
    if months < 12:
        return counted(months + (rounded_up and more), "month")
    years, rest = divmod(months, 12)
    return counted(years + (rounded_up and (rest > 0 or more)), "year")


def months_between(start: dt.date, end: dt.date) -> tuple[int, bool]:
    """The whole months from one day to a later one, and whether days are left over.

    They are counted as dateutil's relativedelta does, but faster: a number of months from the 31st ends on the
    last day of a shorter month.
    """
    months = 12 * (end.year - start.year) + end.month - start.month
    day = start.day if start.day <= 28 else min(start.day, days_in(end.year, end.month))
    return months - (end.day < day), end.day != day


def day_words(day: dt.date | None) -> str:
    """'22 Nov 2026'; '' for None."""
    return "" if day is None else words(parse(day.isoformat()))


def counted(number: int, unit: str) -> str:
    """'1 month', '3 months'."""
    return f"{number:,} {unit}" if number == 1 else f"{number:,} {unit}s"


def shown_of(shown: int, total: int, what: str) -> str:
    """'9 events', or '3 of 9 events' if a limit cut them off."""
    return counted(total, what) if shown == total else f"{shown:,} of {counted(total, what)}"


def times(number: int) -> str:
    """'' for 0, 'once', 'twice', '3 times'."""
    return {0: "", 1: "once", 2: "twice"}.get(number, f"{number:,} times")
