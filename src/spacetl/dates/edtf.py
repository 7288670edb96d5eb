"""Strict parsing of EDTF: the whole text, ASCII only, nothing guessed.

All of EDTF, levels 0 to 2, is recognised, so that what is valid but not supported is not mistaken for an error.
"""

import datetime as dt
import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from spacetl.dates.date import LAST_SEASON, PARTS_OF_YEAR, Date, Precision, days_in

YearMonthDay = tuple[int, int, int]  # the year may be out of datetime's range

MAX_LENGTH = 100  # characters in a date; the longest of the profile has 23
LAST_YEAR = 9999

# why EDTF is outside the profile
NO_DATE = "it contains no date"
_NEGATIVE = "negative years are not supported"
_YEAR_ZERO = "the year 0000 is not supported"
_TOO_LATE = "days after 9999-12-31 are not supported"
_INNER_MARK = "a ?, ~ or % inside a date is not supported"
_INNER_X = "X is supported only for the last one or two digits of a year, for a whole month or a whole day"
_LONG_YEARS = "long years are not supported"
_SIGNIFICANT = "significant digits (S) are not supported"
_SETS = "sets are not supported"
_PART_IN_INTERVAL = "a part of a year from 25 to 41 in an interval is not supported"


def parse(text: str) -> Date:
    """Parse an EDTF text of the profile; the date keeps it as written.

    Raises InvalidDate for a text that is not EDTF and UnsupportedDate for EDTF outside the profile (docs/dates.md);
    both say what to write instead.
    """
    return _parse(text)


@lru_cache(maxsize=65_536)  # a large timeline repeats its dates
def _parse(text: str) -> Date:
    date = _common(text) or _within_profile(text)
    if date is None:
        from spacetl.dates.advice import date_error  # noqa: PLC0415  most runs never need it

        raise date_error(text)
    return date


def _common(text: str) -> Date | None:
    """A fast path for the commonest dates, YYYY-MM-DD and YYYY; None for all others."""
    if not text.isascii():
        return None
    if len(text) == 10 and text[4] == text[7] == "-":
        try:
            day = dt.date.fromisoformat(text)
        except ValueError:
            return None
        return Date(text, day, day, Precision.DAY)
    if len(text) == 4 and text.isdigit() and text != "0000":
        year = int(text)
        return Date(text, dt.date(year, 1, 1), dt.date(year, 12, 31), Precision.YEAR)
    return None


def _within_profile(text: str) -> Date | None:
    if len(text) > MAX_LENGTH:
        return None
    try:
        first, last, precision, marks, unsupported = recognise(text)
    except NotEdtf:
        return None
    if unsupported is not None:
        return None
    approximate, uncertain = "~" in marks or "%" in marks, "?" in marks or "%" in marks
    return Date(text, _as_date(first), _as_date(last), precision, approximate, uncertain)


def _as_date(day: YearMonthDay | None) -> dt.date | None:
    return dt.date(*day) if day else None


class NotEdtf(Exception):
    """Raised for a text that is not EDTF; `reason` says why, None if nothing more is known."""

    def __init__(self, reason: str | None = None) -> None:
        super().__init__(reason)
        self.reason = reason


class Parsed(NamedTuple):
    """What an EDTF text of any level means; `first` and `last` are None where it is open or unknown."""

    first: YearMonthDay | None
    last: YearMonthDay | None
    precision: Precision
    marks: str = ""
    unsupported: str | None = None  # why it is outside the profile


def recognise(text: str) -> Parsed:
    """Parse an EDTF text, even one outside the profile; raises NotEdtf."""
    if not text:
        raise NotEdtf("it is empty")
    if text[0] in "[{":
        return _set(text)
    if "/" in text:
        return _interval(text)
    return _date_time(text) if "T" in text else _date(text)


def _set(text: str) -> Parsed:
    """EDTF level 2 "Set representation": one of `[a,b..c]`, all of `{a,b..c}`, no spaces anywhere."""
    if text[-1] != {"[": "]", "{": "}"}[text[0]]:
        raise NotEdtf
    members = text[1:-1].split(",")
    spans = [
        _member(member, may_open=index == 0, may_close=index == len(members) - 1)
        for index, member in enumerate(members)
    ]
    firsts, lasts = [span.first for span in spans], [span.last for span in spans]
    return Parsed(
        None if None in firsts else min(filter(None, firsts)),
        None if None in lasts else max(filter(None, lasts)),
        Precision.INTERVAL,
        "".join(span.marks for span in spans),
        _SETS,
    )


def _member(text: str, *, may_open: bool, may_close: bool) -> Parsed:
    """One member of a set: a date, two of equal precision joined by `..`, or one open at an end of the set."""
    start, dots, end = text.partition("..")
    if not dots:
        return _date(text)
    if not start and may_open:
        return _date(end)._replace(first=None)
    if not end and may_close:
        return _date(start)._replace(last=None)
    starts, ends = _date(start), _date(end)
    if starts.precision is not ends.precision:
        raise NotEdtf(f"the two dates round .. in {text} differ in precision")
    if starts.first and ends.last and ends.last < starts.first:
        raise NotEdtf(f"the end of {text} lies before its start")
    return Parsed(starts.first, ends.last, starts.precision, starts.marks + ends.marks)


def _interval(text: str) -> Parsed:
    """EDTF level 0 "Time Interval", level 1 "Extended Interval", level 2 "Interval"."""
    start, _, end = text.partition("/")
    if "/" in end:
        raise NotEdtf
    starts, ends = _end(start), _end(end)
    first, last = starts.first, ends.last
    if first and last and last < first:
        raise NotEdtf("its end lies before its start")
    unsupported = starts.unsupported or ends.unsupported
    if first is None and last is None:
        unsupported = NO_DATE
    elif _is_level_2_part(start) or _is_level_2_part(end):
        unsupported = unsupported or _PART_IN_INTERVAL
    return Parsed(first, last, Precision.INTERVAL, starts.marks + ends.marks, unsupported)


def _end(text: str) -> Parsed:
    if text in {"", ".."}:
        return Parsed(None, None, Precision.INTERVAL)
    if "T" in text:
        _date_time(text)
        raise NotEdtf("an interval takes days, not times")
    return _date(text)


def _is_level_2_part(text: str) -> bool:
    """True for a sub-year grouping of level 2, such as `2026-33`, which EDTF does not allow in an interval."""
    month = text[5:7]
    return len(text.rstrip("?~%")) == 7 and month.isdecimal() and int(month) > LAST_SEASON


_TIME = re.compile(
    r"(?:(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]|24:00:00)"
    r"(?:Z|\+(?:0[0-9]|1[0-3])(?::[0-5][0-9])?|-(?:0[0-9]|1[01])(?::[0-5][0-9])?|\+14(?::00)?|-12(?::00)?)?"
)


def _date_time(text: str) -> Parsed:
    """EDTF level 0 "Date and Time": a whole day, hours, minutes and seconds, and optionally a shift from UTC."""
    day, _, time = text.partition("T")
    parsed = _calendar_date(day)
    if parsed.precision is not Precision.DAY or parsed.marks or "X" in day:
        raise NotEdtf("a time needs a whole day before it, like 2027-03-05T12:30:00Z")
    if not _TIME.fullmatch(time) or time.endswith(("-00", "-00:00")):
        raise NotEdtf("a time is written like T12:30:00, T12:30:00Z or T12:30:00+08:00")
    return parsed


def _date(text: str) -> Parsed:
    if text[:1] == "Y":
        return _long_year(text)
    return _significant_digits(text) if "S" in text else _calendar_date(text)


_LONG_YEAR = re.compile(r"Y(-?)([0-9]+)(?:E([0-9]+))?(?:S([0-9]+))?([?~%]?)")
_SIGNIFICANT_DIGITS = re.compile(r"(-?[0-9]{4})S([0-9]+)([?~%]?)")


def _long_year(text: str) -> Parsed:
    """EDTF level 1 "Letter-prefixed calendar year", level 2 "Exponential year" and "Significant digits"."""
    match = _LONG_YEAR.fullmatch(text)
    if not match:
        raise NotEdtf
    sign, digits, exponent, significant, mark = match.groups()
    if exponent is None and (len(digits) < 5 or digits[0] == "0"):
        raise NotEdtf("Y is for years of five digits and more")
    _refuse_zero(exponent, significant)
    # the power is bounded because years of a thousand digits are all refused alike
    year = int(sign + digits) * 10 ** min(int(exponent or 0), 1000)
    return Parsed((year, 1, 1), (year, 12, 31), Precision.YEAR, mark, _LONG_YEARS)


def _significant_digits(text: str) -> Parsed:
    """EDTF level 2 "Significant digits" of a four-digit year."""
    match = _SIGNIFICANT_DIGITS.fullmatch(text)
    if not match:
        raise NotEdtf
    year, significant, mark = match.groups()
    _refuse_zero(significant)
    return _calendar_date(year)._replace(marks=mark, unsupported=_SIGNIFICANT)


def _refuse_zero(*numbers: str | None) -> None:
    if any(number is not None and not int(number) for number in numbers):
        raise NotEdtf("the number after E or S is at least 1")


_MARK = "([?~%]?)"
_CALENDAR_DATE = re.compile(
    f"{_MARK}(-?[0-9X]{{4}}){_MARK}(?:-{_MARK}([0-9X]{{2}}){_MARK}(?:-{_MARK}([0-9X]{{2}}){_MARK})?)?"
)


def _calendar_date(text: str) -> Parsed:
    """EDTF level 0 "Date", level 1 "Qualification", "Unspecified digit(s) from the right" and "Seasons".

    Of level 2 "Qualification", "Unspecified Digit" and "Sub-year groupings".
    """
    match = _CALENDAR_DATE.fullmatch(text)
    if not match:
        raise NotEdtf
    before, year, after, before_month, month, after_month, before_day, day, after_day = match.groups("")
    if year == "-0000":
        raise NotEdtf("the year before 0001 is 0000, without a sign")
    marks = before + after + before_month + after_month + before_day + after_day
    first, last, precision = _span(year, month, day)
    unsupported = _outside_calendar(year, month, day, first, last)
    if unsupported is None and marks not in {"", text[-1]}:
        unsupported = _INNER_MARK
    if unsupported is None and not _from_the_right(year, month, day):
        unsupported = _INNER_X
    return Parsed(first, last, precision, marks, unsupported)


def _outside_calendar(year: str, month: str, day: str, first: YearMonthDay, last: YearMonthDay) -> str | None:
    if year == "XXXX" and not (month + day).strip("X"):
        return NO_DATE
    if year[0] == "-":
        return _NEGATIVE
    if first[0] < 1:
        return _YEAR_ZERO
    return _TOO_LATE if last[0] > LAST_YEAR else None


def _from_the_right(year: str, month: str, day: str) -> bool:
    """EDTF level 1: X replaces one or two digits of the year, the month, the day, or both month and day."""
    digits = (year + month + day).rstrip("X")
    return "X" not in digits and (len(digits) in {4, 6, 8} or (not month and len(digits) > 1))


def _span(year: str, month: str, day: str) -> tuple[YearMonthDay, YearMonthDay, Precision]:
    """The first and last day that a date can mean; raises NotEdtf if there is no such day."""
    first, last = next(_years(year)), next(_years(year, latest_first=True))
    whole_month = day in {"", "XX"}
    if whole_month and month in {"", "XX"}:
        precision = (Precision.YEAR, Precision.DECADE, Precision.CENTURY)[min(year.count("X"), 2)]
        return (first, 1, 1), (last, 12, 31), precision
    if "X" in month or (not whole_month and "X" in year + day):
        return *_span_of_pattern(year, month, day), Precision.DAY if day else Precision.MONTH
    number = int(month)
    if not 1 <= number <= 12:
        return _span_of_part(first, last, month, day)
    if whole_month:
        return (first, number, 1), (last, number, days_in(last, number)), Precision.MONTH
    if not 1 <= int(day) <= days_in(first, number):
        raise _no_day(year, month, day)
    exact = first, number, int(day)
    return exact, exact, Precision.DAY


def _span_of_part(first: int, last: int, code: str, day: str) -> tuple[YearMonthDay, YearMonthDay, Precision]:
    part = PARTS_OF_YEAR.get(int(code))
    if part is None or day:
        raise _no_month(code)
    until = part.month + part.months - 1
    last, until = (last, until) if until <= 12 else (last + 1, until - 12)
    return (first, part.month, 1), (last, until, days_in(last, until)), part.precision


def _span_of_pattern(year: str, month: str, day: str) -> tuple[YearMonthDay, YearMonthDay]:
    leap_year = 4
    months = [number for number in range(1, 13) if _fits(month, number)]
    if not months:
        raise _no_month(month)
    days = [(m, d) for m in months for d in range(1, days_in(leap_year, m) + 1) if _fits(day or "XX", d)]
    first = _first_of(_years(year), days)
    last = _first_of(_years(year, latest_first=True), days[::-1])
    if first is None or last is None:
        raise _no_day(year, month, day)
    return first, last


def _years(pattern: str, *, latest_first: bool = False) -> Iterator[int]:
    """Every year that the four digits can mean, in order."""
    sign, digits = (-1, pattern[1:]) if pattern[0] == "-" else (1, pattern)
    figures = "9876543210" if latest_first == (sign > 0) else "0123456789"
    template = digits.replace("X", "%s")
    for fill in product(figures, repeat=digits.count("X")):
        year = sign * int(template % fill)
        if year or sign > 0:
            yield year


def _first_of(years: Iterator[int], days: list[tuple[int, int]]) -> YearMonthDay | None:
    return next(((y, m, d) for y in years for m, d in days if d <= days_in(y, m)), None)


def _fits(pattern: str, number: int) -> bool:
    return all(wanted in {"X", digit} for wanted, digit in zip(pattern, f"{number:02}", strict=True))


def _no_month(month: str) -> NotEdtf:
    return NotEdtf(
        f"there is no month {month}; months are 01 to 12, and 21 to 41 are seasons, quarters, thirds and halves"
    )


def _no_day(year: str, month: str, day: str) -> NotEdtf:
    return NotEdtf(f"there is no day {day} in {year}-{month}")
