"""A single EDTF date of any level: a year, month, day or season, possibly qualified or with unspecified digits."""

import re
from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

from spacetl.dates.date import Precision
from spacetl.dates.groups import GROUPS, LAST_SEASON, days_in

Day = tuple[int, int, int]  # year, month, day; the year may be out of datetime's range

LAST_YEAR = 9999

NO_DATE = "it contains no date"
NEGATIVE = "negative years are not supported"
YEAR_ZERO = "the year 0000 is not supported"
TOO_LATE = "days after 9999-12-31 are not supported"
INNER_MARK = "a ?, ~ or % inside a date is not supported"
INNER_X = "X is supported only for the last one or two digits of a year, for a whole month or a whole day"


class NotEdtf(Exception):
    """Raised for a text that is not EDTF; `reason` says why, None if nothing more is known."""

    def __init__(self, reason: str | None = None) -> None:
        super().__init__(reason)
        self.reason = reason


class Found(NamedTuple):
    """The contents of an EDTF text; `first` and `last` are None where it is open or unknown."""

    first: Day | None
    last: Day | None
    precision: Precision
    marks: str = ""
    outside: str | None = None  # a clause that says what is outside the profile


_MARK = "([?~%]?)"
_POINT = re.compile(f"{_MARK}(-?[0-9X]{{4}}){_MARK}(?:-{_MARK}([0-9X]{{2}}){_MARK}(?:-{_MARK}([0-9X]{{2}}){_MARK})?)?")


def point(text: str) -> Found:
    """Parse a single date of any EDTF level; raises NotEdtf.

    Sources: EDTF level 0 "Date", level 1 "Qualification", "Unspecified digit(s) from the right", "Seasons",
    level 2 "Qualification", "Unspecified Digit", "Sub-year groupings".
    """
    match = _POINT.fullmatch(text)
    if not match:
        raise NotEdtf
    before, year, after, before_month, month, after_month, before_day, day, after_day = match.groups("")
    if year == "-0000":
        raise NotEdtf("the year before 0001 is 0000, without a sign")
    marks = before + after + before_month + after_month + before_day + after_day
    first, last, precision = _span(year, month, day)
    outside = _outside_calendar(year, month, day, first, last)
    if outside is None and marks not in {"", text[-1]}:
        outside = INNER_MARK
    if outside is None and not _from_the_right(year, month, day):
        outside = INNER_X
    return Found(first, last, precision, marks, outside)


def is_later_group(text: str) -> bool:
    """True for a sub-year group of level 2, such as `2026-33`, which EDTF does not allow in an interval."""
    month = text[5:7]
    return len(text.rstrip("?~%")) == 7 and month.isdecimal() and int(month) > LAST_SEASON


def _outside_calendar(year: str, month: str, day: str, first: Day, last: Day) -> str | None:
    if year == "XXXX" and not (month + day).strip("X"):
        return NO_DATE
    if year[0] == "-":
        return NEGATIVE
    if first[0] < 1:
        return YEAR_ZERO
    return TOO_LATE if last[0] > LAST_YEAR else None


def _from_the_right(year: str, month: str, day: str) -> bool:
    """EDTF level 1: X replaces one or two digits of the year, the month, the day, or both month and day."""
    digits = (year + month + day).rstrip("X")
    return "X" not in digits and (len(digits) in {4, 6, 8} or (not month and len(digits) > 1))


def _span(year: str, month: str, day: str) -> tuple[Day, Day, Precision]:
    """The first and last day that a date can mean; raises NotEdtf if there is no such day."""
    first, last = next(_years(year)), next(_years(year, latest_first=True))
    whole_month = day in {"", "XX"}
    if whole_month and month in {"", "XX"}:
        return (first, 1, 1), (last, 12, 31), _of_years(year)
    if "X" in month or (not whole_month and "X" in year + day):
        return *_some_day(year, month, day), Precision.DAY if day else Precision.MONTH
    number = int(month)
    if not 1 <= number <= 12:
        return _span_of_group(first, last, month, day)
    if whole_month:
        return (first, number, 1), (last, number, days_in(last, number)), Precision.MONTH
    if not 1 <= int(day) <= days_in(first, number):
        raise NotEdtf(_no_day(year, month, day))
    exact = first, number, int(day)
    return exact, exact, Precision.DAY


def _span_of_group(first: int, last: int, code: str, day: str) -> tuple[Day, Day, Precision]:
    group = GROUPS.get(int(code))
    if group is None or day:
        raise NotEdtf(_no_month(code))
    until = group.month + group.months - 1
    last, until = (last, until) if until <= 12 else (last + 1, until - 12)
    return (first, group.month, 1), (last, until, days_in(last, until)), group.precision


def _of_years(year: str) -> Precision:
    return (Precision.YEAR, Precision.DECADE, Precision.CENTURY)[min(year.count("X"), 2)]


def _years(pattern: str, *, latest_first: bool = False) -> Iterator[int]:
    """Every year that the four digits can mean, in order."""
    if "X" not in pattern:
        yield int(pattern)
        return
    sign, digits = (-1, pattern[1:]) if pattern[0] == "-" else (1, pattern)
    figures = "9876543210" if latest_first == (sign > 0) else "0123456789"
    template = digits.replace("X", "%s")
    for fill in product(figures, repeat=digits.count("X")):
        year = sign * int(template % fill)
        if year or sign > 0:
            yield year


def _some_day(year: str, month: str, day: str) -> tuple[Day, Day]:
    leap_year = 4
    months = [number for number in range(1, 13) if _fits(month, number)]
    if not months:
        raise NotEdtf(_no_month(month))
    days = [(m, d) for m in months for d in range(1, days_in(leap_year, m) + 1) if _fits(day or "XX", d)]
    first = _first_of(_years(year), days)
    last = _first_of(_years(year, latest_first=True), days[::-1])
    if first is None or last is None:
        raise NotEdtf(_no_day(year, month, day))
    return first, last


def _first_of(years: Iterator[int], days: list[tuple[int, int]]) -> Day | None:
    if not days:
        return None
    return next(((y, m, d) for y in years for m, d in days if d <= days_in(y, m)), None)


def _fits(pattern: str, number: int) -> bool:
    return all(wanted in {"X", digit} for wanted, digit in zip(pattern, f"{number:02}", strict=True))


def _no_month(month: str) -> str:
    return f"there is no month {month}; months are 01 to 12, and 21 to 41 are seasons, quarters, thirds and halves"


def _no_day(year: str, month: str, day: str) -> str:
    return f"there is no day {day} in {year}-{month}"
