"""Dates in plain English."""

import re
from functools import lru_cache

from spacetl.dates.date import PARTS_OF_YEAR, Date, PartOfYear, Precision
from spacetl.dates.edtf import parse

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

_DAY_OR_MONTH = re.compile(r"(?:(?P<day>[0-9]+) )?(?P<month>[A-Z][a-z]{2}) (?P<year>[0-9]{4})")
_MARKS = {"~": "around ", "?": "perhaps ", "%": "perhaps around "}


@lru_cache(maxsize=65_536)  # a large timeline repeats its dates
def words(date: Date) -> str:
    """A short English reading, such as `7 Jun 2017`, `late 2017`, `around 2022`, `by 2030` or `6-8 Jun 2017`."""
    start, slash, end = date.text.partition("/")
    if not slash:
        return _MARKS.get(start[-1], "") + _point(date)
    if start == "..":
        return f"by {_end(end, last=True)}"
    if end == "..":
        return f"from {_end(start)}"
    return _interval(_end(start) if start else "?", _end(end, last=True) if end else "?")


def months_of(date: Date) -> str | None:
    """The months that a part of a year covers, such as `September to December`; None for any other date."""
    parts = {Precision.SEASON, Precision.QUARTER, Precision.THIRD, Precision.HALF}
    if date.precision not in parts or date.earliest is None or date.latest is None:
        return None
    return f"{MONTHS[date.earliest.month - 1]} to {MONTHS[date.latest.month - 1]}"


def _end(text: str, *, last: bool = False) -> str:
    """The words for an end of an interval; only the first or the last year of what has no other name than its years."""
    first_year, to, last_year = words(parse(text)).partition(" to ")
    return first_year if not last or not to else first_year[:-4] + last_year


def _point(date: Date) -> str:
    """The words for a date without a slash, and so with both ends, leaving out its mark."""
    first, last = date.earliest, date.latest
    if first is None or last is None or date.precision is Precision.YEAR:
        return date.text[:4]
    match date.precision:
        case Precision.DAY:
            return f"{first.day} {MONTHS[first.month - 1][:3]} {first.year:04}"
        case Precision.MONTH:
            return f"{MONTHS[first.month - 1][:3]} {first.year:04}"
        case Precision.DECADE | Precision.CENTURY:
            return _years(first.year, last.year)
        case _:
            return _part(PARTS_OF_YEAR[int(date.text[5:7])], first.year)


def _years(first: int, last: int) -> str:
    """A decade or a century: `2020s`, but `2000 to 2009`, since "the 2000s" may be ten years or a hundred."""
    return f"{first:04}s" if first % 100 else f"{first:04} to {last:04}"


def _part(part: PartOfYear, year: int) -> str:
    into_next_year = part.month + part.months > 13
    return f"{part.name} {year:04}" + (f"/{(year + 1) % 100:02}" if into_next_year else "")


def _interval(start: str, end: str) -> str:
    """Join two dates, saying a month or a year they share only once: `6-8 Jun 2017`, `28 May to 3 Jun 2017`."""
    if start == end:
        return start
    first, last = _DAY_OR_MONTH.fullmatch(start), _DAY_OR_MONTH.fullmatch(end)
    if not (first and last and first["year"] == last["year"] and bool(first["day"]) == bool(last["day"])):
        return f"{start} to {end}"
    if first["day"] and first["month"] == last["month"]:
        return f"{first['day']}-{end}"
    return f"{start.removesuffix(' ' + first['year'])} to {end}"
