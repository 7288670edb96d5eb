"""Spans of time, as people type them, such as `5y` and `next year`, and as they are shown, such as `1 y 4 m`."""

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


# what people say of time seen from a day

CALENDAR = {"week", "month", "quarter", "year", "decade"}
RELATIVE = {*CALENDAR, "yesterday", "today", "tomorrow", "this", "next", "last", "later", "in", "on", "+", "-", "ago"}

_DAYS = {"yesterday": (-1, "the day before "), "today": (0, ""), "tomorrow": (1, "the day after ")}
_WHICH = {"last": (-1, "the {} before that of {}"), "this": (0, "the {} of {}"), "next": (1, "the {} after that of {}")}


class NeedsDay(Exception):
    """Raised for words that depend on a day, if none is given."""


def seen_from(words: list[str], day: dt.date | None) -> tuple[str, str, str] | None:
    """What `tomorrow`, `next year`, `later this month`, `+5y`, `in 18 months` or `3 weeks ago` mean, seen from a day.

    The first and the last part, as EDTF, and what they are; None for other words. Raises NeedsDay if `day` is None, and
    InvalidDate for a day outside the years 0001 to 9999.
    """
    match words:
        case [("yesterday" | "today" | "tomorrow") as word]:
            shift, what = _DAYS[word]
            then = str(shift_day(_known(day), shift, "d"))
            return then, then, what + day_words(day)
        case [("last" | "this" | "next") as which, unit] if unit in CALENDAR:
            return _of_calendar(which, unit, _known(day))
        case ["later", "this", unit] if unit in CALENDAR:
            said = _known(day)
            _, end, _ = _of_calendar("this", unit, said)
            return str(said), str(parse(end).latest), f"from {day_words(said)} to the end of that {unit}"
        case _:
            return _shifted(" ".join(words), day)


def _known(day: dt.date | None) -> dt.date:
    if day is None:
        raise NeedsDay
    return day


def _of_calendar(which: str, unit: str, day: dt.date) -> tuple[str, str, str]:
    """A week (from Monday to Sunday, as those of ISO 8601), month, quarter, year or decade."""
    shift, what = _WHICH[which]
    seen = what.format(unit, day_words(day))
    if unit == "week":
        monday = shift_day(day, 7 * shift - day.weekday(), "d")
        return str(monday), str(shift_day(monday, 6, "d")), seen
    months = {"month": 1, "quarter": 3, "year": 12, "decade": 120}[unit]
    then = shift_day(day.replace(day=1), shift * months, "m")
    year, month, quarter = f"{then.year:04}", then.month, (then.month + 2) // 3
    edtf = {
        "month": f"{year}-{month:02}",
        "quarter": f"{year}-{32 + quarter}",
        "year": year,
        "decade": f"{year[:3]}X",
    }[unit]
    return edtf, edtf, seen


def _shifted(text: str, day: dt.date | None) -> tuple[str, str, str] | None:
    """`+5y`, `-10 days`, `in 18 months` and `3 weeks ago`."""
    match = re.fullmatch(rf"(\+|-|in|) ?{DURATION}( ago)?", text, re.ASCII)
    if not match or bool(match[1]) == bool(match[4]):
        return None
    count, unit, after = int(match[2]), match[3][0], match[1] in {"+", "in"}
    then = str(shift_day(_known(day), count if after else -count, unit))
    return then, then, f"{counted(count, UNITS[unit])} {'after' if after else 'before'} {day_words(day)}"


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
