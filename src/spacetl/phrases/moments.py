"""Phrases for one day, month, part of a year, year or decade, each with the EDTF it stands for."""

import re
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from spacetl.dates.groups import days_in
from spacetl.dates.wording import MONTHS
from spacetl.errors import InvalidDate

if TYPE_CHECKING:
    from dateutil.parser import parserinfo

_YEAR = r"([0-9]{4})"
_MONTH = r"([a-z]{3,9})\.?"
_DAY = r"([0-9]{1,2})(?:st|nd|rd|th)?"
_PART = r"(early|mid|late)[ -]"

_NO_YEAR = "its year is missing"

_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_THIRDS = {"early": 37, "mid": 38, "late": 39}
_HALVES = {"first": 40, "second": 41, "1": 40, "2": 41}
_FIRST_QUARTER = 33


def moment(text: str) -> tuple[str, str] | None:
    """The EDTF that a phrase stands for, and how it was read; None for any other text.

    Raises InvalidDate, with only the reason as its message, for a phrase that is ambiguous or lacks its year, and for a
    day that does not exist.
    """
    for pattern, reader in _PHRASES:
        match = re.fullmatch(pattern, text, re.ASCII | re.IGNORECASE)
        found = reader(*(part.casefold() for part in match.groups())) if match else None
        if found:
            return found
    return None


def _day(day: str, name: str, year: str) -> tuple[str, str] | None:
    month = _month(name)
    if month is None:
        return None
    if not 1 <= int(day) <= days_in(int(year), month):
        raise InvalidDate(f"there is no {_ordinal(day)} in {MONTHS[month - 1]} {year}")
    return f"{year}-{month:02}-{int(day):02}", "day"


def _whole_month(name: str, year: str) -> tuple[str, str] | None:
    month = _month(name)
    return (f"{year}-{month:02}", "month") if month else None


def _part_of_month(part: str, name: str, year: str) -> tuple[str, str] | None:
    month = _month(name)
    if month is None:
        return None
    last = days_in(int(year), month)
    first, until = {"early": (1, 10), "mid": (11, 20), "late": (21, last)}[part]
    return f"{year}-{month:02}-{first:02}/{year}-{month:02}-{until:02}", "part of a month"


def _season(name: str, year: str) -> tuple[str, str]:
    return f"{year}-{_SEASONS[name]}", "season, northern"


def _winter(year: str, next_year: str) -> tuple[str, str] | None:
    follows = (int(year) + 1) % 100 == int(next_year)
    return _season("winter", year) if follows else None


def _quarter(number: str, year: str) -> tuple[str, str]:
    return f"{year}-{_FIRST_QUARTER + int(number) - 1}", "quarter"


def _half(which: str, year: str) -> tuple[str, str]:
    return f"{year}-{_HALVES[which]}", "half of a year"


def _decade(year: str) -> tuple[str, str]:
    if year.endswith("00"):
        raise InvalidDate(f"it may be ten years or a hundred; write {year[:3]}X or {year[:2]}XX")
    return f"{year[:3]}X", "decade"


def _day_without_year(day: str, name: str) -> tuple[str, str] | None:
    month = _month(name)
    if month is None:
        return None
    if not 1 <= int(day) <= days_in(4, month):  # 4 is a leap year
        raise InvalidDate(f"there is no {_ordinal(day)} in {MONTHS[month - 1]}")
    raise InvalidDate(_NO_YEAR)


def _month_without_year(name: str) -> tuple[str, str] | None:
    if _month(name):
        raise InvalidDate(_NO_YEAR)
    return None


def _month(name: str) -> int | None:
    number = _months().month(name)
    return int(number) if number else None


@cache
def _months() -> "parserinfo":
    from dateutil.parser import parserinfo  # noqa: PLC0415  EDTF and most phrases do without it

    return parserinfo()


def _ordinal(day: str) -> str:
    number = int(day)
    ending = "th" if number in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


# the patterns with a month come last, since only they need dateutil
_PHRASES: list[tuple[str, Callable[..., tuple[str, str] | None]]] = [
    (f"q([1-4]) {_YEAR}", _quarter),
    (f"{_YEAR} q([1-4])", lambda year, number: _quarter(number, year)),
    (f"h([12]) {_YEAR}", _half),
    (f"{_YEAR} h([12])", lambda year, which: _half(which, year)),
    (f"(first|second) half of {_YEAR}", _half),
    (f"{_PART}{_YEAR}", lambda part, year: (f"{year}-{_THIRDS[part]}", "third of a year")),
    (f"(spring|summer|autumn|fall|winter) {_YEAR}", _season),
    (f"winter {_YEAR}/([0-9]{{2}})", _winter),
    (f"(?:the )?end of {_YEAR}", lambda year: (f"{year}-12~", "around its last month")),
    (f"{_YEAR}s", _decade),
    (f"{_DAY} {_MONTH},? {_YEAR}", _day),
    (f"{_MONTH} {_DAY},? {_YEAR}", lambda name, day, year: _day(day, name, year)),
    (f"{_MONTH} {_YEAR}", _whole_month),
    (f"{_PART}{_MONTH} {_YEAR}", _part_of_month),
    (f"{_DAY} {_MONTH}", _day_without_year),
    (f"{_MONTH} {_DAY}", lambda name, day: _day_without_year(day, name)),
    (_MONTH, _month_without_year),
]
