"""Strict parsing of EDTF: the whole text, ASCII only, nothing guessed.

All of EDTF, levels 0 to 2, is recognised, so that what is valid but not supported is not mistaken for an error.
"""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from spacetl.dates.date import PARTS_OF_YEAR, Date, PartOfYear, Precision, days_in

YearMonthDay = tuple[int, int, int]  # the year may be out of datetime's range

MAX_LENGTH = 100  # characters in a date; the longest of the profile has 23

# why EDTF is outside the profile
NO_DATE = "it contains no date"
_LONG_YEAR = "long years are not supported"
_SIGNIFICANT_DIGITS = "significant digits (S) are not supported"
_SET = "sets are not supported"
_INNER_MARK = "a ?, ~ or % inside a date is not supported"
_INNER_X = "X is supported only for the last one or two digits of a year, for a whole month or a whole day"

# the same for a date without its marks; the first pattern that matches counts
_OUTSIDE = [
    ("XXXX(?:-XX){0,2}", NO_DATE),
    ("-.+", "negative years are not supported"),
    ("[0X]{4}.*", "the year 0000 is not supported"),
    ("[9X]{4}-(?:24|28|30)", "days after 9999-12-31 are not supported"),
    ("(?![0-9]{4}(?:-[0-9]{2})?(?:-XX)+$|[0-9]{3}X$|[0-9]{2}XX$).*X.*", _INNER_X),
]


@lru_cache(maxsize=65_536)  # a large timeline repeats its dates
def parse(text: str) -> Date:
    """Parse an EDTF text of the profile; the date keeps it as written.

    Raises InvalidDate for a text that is not EDTF and UnsupportedDate for EDTF outside the profile (docs/dates.md);
    both say what to write instead.
    """
    date = _common(text) or _within_profile(text)
    if date is None:
        from spacetl.dates.advice import date_error  # noqa: PLC0415  most runs never need it

        raise date_error(text)
    return date


def may_be_years(text: str) -> bool:
    """Whether a date may also mean two years, as `2026-27` may, EDTF's autumn of 2026, and as 2026/27 may."""
    return 7 <= len(text) <= 8 and text[4] in "-/" and text[5] > "1" and follows(text[:4], text[5:7])


def follows(year: str, next_year: str) -> bool:
    """Whether two digits are the last two of the year after a year, at most 9998: 27 after 2026."""
    return year.isdigit() and next_year.isdigit() and year != "9999" and (int(year) + 1) % 100 == int(next_year)


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
    """Raised for a text that is not EDTF; its message says why, and is empty if nothing more is known."""


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
    members = [_member(member) for member in text[1:-1].split(",")]
    firsts, lasts = [member.first for member in members], [member.last for member in members]
    if None in firsts[1:] or None in lasts[:-1]:
        raise NotEdtf
    first = min(filter(None, firsts)) if firsts[0] else None
    last = max(filter(None, lasts)) if lasts[-1] else None
    return Parsed(first, last, Precision.INTERVAL, _marks(text), _SET)


def _member(text: str) -> Parsed:
    """One member of a set: a date, two of equal precision joined by `..`, or one open at an end of the set."""
    start, dots, end = text.partition("..")
    if not dots or text == "..":
        return _date(text)
    starts, ends = _ends(start, end)
    if start and end and starts.precision is not ends.precision:
        raise NotEdtf(f"the two dates round .. in {text} differ in precision")
    return starts._replace(last=ends.last)


def _interval(text: str) -> Parsed:
    """EDTF level 0 "Time Interval", level 1 "Extended Interval", level 2 "Interval".

    Beyond EDTF, an end may be any part of a year: "no earlier than Q3 2027" is not "no earlier than July".
    """
    if re.search("[0-9]T[0-9]", text):
        raise NotEdtf("an interval takes days, not times")
    start, _, end = text.partition("/")
    starts, ends = _ends("" if start == ".." else start, "" if end == ".." else end)
    unsupported = starts.unsupported or ends.unsupported
    if starts.first is None and ends.last is None:
        unsupported = NO_DATE
    return Parsed(starts.first, ends.last, Precision.INTERVAL, _marks(text), unsupported)


def _ends(start: str, end: str) -> tuple[Parsed, Parsed]:
    """What the two ends of a span mean; an empty one is open or unknown."""
    nothing = Parsed(None, None, Precision.INTERVAL)
    starts, ends = _date(start) if start else nothing, _date(end) if end else nothing
    if starts.first and ends.last and ends.last < starts.first:
        raise NotEdtf("its end lies before its start")
    return starts, ends


def _date_time(text: str) -> Parsed:
    """EDTF level 0 "Date and Time": a whole day, hours, minutes and seconds, and optionally a shift from UTC."""
    day, _, time = text.partition("T")
    parsed = _date(day)
    if not _WHOLE_DAY.fullmatch(day):
        raise NotEdtf("a time needs a whole day before it, like 2027-03-05T12:30:00Z")
    if not _TIME.fullmatch(time):
        raise NotEdtf("a time is written like T12:30:00, T12:30:00Z or T12:30:00+08:00")
    return parsed


_WHOLE_DAY = re.compile("-?[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME = re.compile(
    r"(?:(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]|24:00:00)(?!-00(?::00)?$)"
    r"(?:Z|\+(?:0[0-9]|1[0-3])(?::[0-5][0-9])?|-(?:0[0-9]|1[01])(?::[0-5][0-9])?|\+14(?::00)?|-12(?::00)?)?"
)

_MARK = "[?~%]?"
_YEAR_MONTH_DAY = re.compile(
    f"{_MARK}(?!-0000)(-?[0-9X]{{4}}){_MARK}(?:-{_MARK}([0-9X]{{2}}){_MARK}(?:-{_MARK}([0-9X]{{2}}){_MARK})?)?"
)
_LONG = re.compile(f"Y(-?[1-9][0-9]{{4,}}|-?[0-9]+(?=E))(?:E0*([1-9][0-9]*))?(?:S0*[1-9][0-9]*)?{_MARK}")
_SIGNIFICANT = re.compile(f"(-?[0-9]{{4}})S0*[1-9][0-9]*({_MARK})")


def _date(text: str) -> Parsed:
    """EDTF level 0 "Date", level 1 "Qualification", "Unspecified digit(s) from the right" and "Seasons".

    Of level 2 "Qualification", "Unspecified Digit" and "Sub-year groupings", and the years with a Y, an E or an S.
    """
    if match := _SIGNIFICANT.fullmatch(text):
        return _date(match[1] + match[2])._replace(unsupported=_SIGNIFICANT_DIGITS)
    if match := _LONG.fullmatch(text):
        # the power is bounded because years of a thousand digits are all refused alike
        year = int(match[1]) * 10 ** min(int(match[2] or 0), 1000)
        return Parsed((year, 1, 1), (year, 12, 31), Precision.YEAR, _marks(text), _LONG_YEAR)
    match = _YEAR_MONTH_DAY.fullmatch(text)
    if not match:
        raise NotEdtf
    year, month, day = match.groups("")
    marks, bare = _marks(text), "-".join(filter(None, match.groups()))
    unsupported = next((why for pattern, why in _OUTSIDE if re.fullmatch(pattern, bare)), None)
    if marks not in {"", text[-1]}:
        unsupported = unsupported or _INNER_MARK
    return Parsed(*_span(year, month, day), marks, unsupported)


def _marks(text: str) -> str:
    return re.sub("[^?~%]", "", text)


def _span(year: str, month: str, day: str) -> tuple[YearMonthDay, YearMonthDay, Precision]:
    """The first and last day that a date can mean; raises NotEdtf if there is no such day."""
    if "X" not in month and int(month or 0) in PARTS_OF_YEAR and not day:
        return _span_of_part(year, PARTS_OF_YEAR[int(month)])
    months = _numbers(month or "XX", 12)
    if not months:
        raise NotEdtf(
            f"there is no month {month}; months are 01 to 12, and 21 to 41 are seasons, quarters, thirds and halves"
        )
    first: YearMonthDay | None
    last: YearMonthDay | None
    if day.strip("X"):
        leap_year = 4
        days = [(m, d) for m in months for d in _numbers(day, days_in(leap_year, m))]
        first = _first_of(_years(year), days)
        last = _first_of(_years(year, latest_first=True), days[::-1])
    else:
        last_year = next(_years(year, latest_first=True))
        first = next(_years(year)), months[0], 1
        last = last_year, months[-1], days_in(last_year, months[-1])
    if first is None or last is None:
        raise NotEdtf(f"there is no day {day} in {year}-{month}")
    if day.strip("X"):
        return first, last, Precision.DAY
    if month.strip("X"):
        return first, last, Precision.MONTH
    return first, last, (Precision.YEAR, Precision.DECADE, Precision.CENTURY)[min(year.count("X"), 2)]


def _span_of_part(year: str, part: PartOfYear) -> tuple[YearMonthDay, YearMonthDay, Precision]:
    first, last = next(_years(year)), next(_years(year, latest_first=True))
    later, month = divmod(part.month + part.months - 2, 12)
    return (first, part.month, 1), (last + later, month + 1, days_in(last + later, month + 1)), part.precision


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


def _numbers(pattern: str, last: int) -> Sequence[int]:
    """The numbers from 1 to `last` that two digits can mean, in order."""
    if pattern == "XX":
        return range(1, last + 1)
    if "X" not in pattern:
        return [int(pattern)] if 1 <= int(pattern) <= last else []
    return [number for number in range(1, last + 1) if _fits(pattern, number)]


def _fits(pattern: str, number: int) -> bool:
    return all(wanted in {"X", digit} for wanted, digit in zip(pattern, f"{number:02}", strict=True))
