"""Dates as people type them, read without guessing: EDTF, else a phrase. The phrases are listed in docs/dates.md."""

import datetime as dt
import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from spacetl.dates.advice import date_error, edtf_flaw
from spacetl.dates.date import Date, Precision, days_in
from spacetl.dates.durations import DURATION, UNITS, day_words, shift_day
from spacetl.dates.edtf import MAX_LENGTH, parse
from spacetl.dates.wording import MONTHS, months_of
from spacetl.errors import BadDate, InvalidDate, UnsupportedDate
from spacetl.text import quoted

DATE_EXAMPLES = "2027, 2027-03-05, March 2027, Q3 2027, late 2027, by 2030 or +5y"


class Reading(NamedTuple):
    """A date and, for people, how its text was read."""

    date: Date
    how: str


def read_date(text: str, today: dt.date) -> Reading:
    """Read a date that somebody typed: EDTF, else a phrase; only phrases such as `+5y` and `next year` use `today`.

    Raises InvalidDate, with the reason or else the accepted forms, if it is neither, and UnsupportedDate for EDTF
    outside the profile.
    """
    try:
        return Reading(parse(text), "EDTF")
    except UnsupportedDate:
        raise
    except InvalidDate:
        pass
    reading = _phrase(text, today)
    if reading:
        return reading
    raise InvalidDate(f"{quoted(text)} is not a date{edtf_flaw(text) or f'; write it like {DATE_EXAMPLES}'}")


def edtf_for(text: str, said: dt.date | None = None) -> str | None:
    """The EDTF that a phrase stands for; None if it is not a phrase or is already EDTF.

    A phrase that depends on a day is read relative to `said`; if that is None, so is the result.
    """
    try:
        reading = _phrase(text, said)
    except InvalidDate:
        return None
    return reading.date.text if reading and reading.date.text != text else None


def why_not_edtf(text: str, said: dt.date | None = None) -> str:
    """Why a file cannot contain a text that `parse` refused, in one line; with its EDTF if the text is a phrase.

    A phrase that depends on a day is read relative to `said`; None if that day is not known.
    """
    try:
        reading = _phrase(text, said)
    except InvalidDate as nearly:
        return str(nearly)
    if reading:
        months = months_of(reading.date)
        return f"{quoted(text)} is not an EDTF date; write {reading.date}" + (f" ({months})" if months else "")
    phrase = _plain(text)
    if said is None and phrase and _is_relative(phrase):
        return f"{quoted(text)} is not an EDTF date and depends on the day it was said; write the date it meant"
    return str(date_error(text))


def _phrase(text: str, day: dt.date | None) -> Reading | None:
    """The date of a phrase, and how it was read; raises InvalidDate for one that is almost a date."""
    phrase = _plain(text)
    if phrase is None:
        return None
    try:
        return Reading(parse(phrase), "EDTF")
    except BadDate:
        pass
    try:
        found = (_relative(phrase, day) if day else None) or _moment(phrase) or _range(phrase)
    except BadDate as wrong:
        raise InvalidDate(f"{quoted(text)} is not a date: {wrong}") from None
    if found is None:
        return None
    edtf, how = found
    try:
        return Reading(parse(edtf), how)
    except BadDate as wrong:
        raise InvalidDate(f"{quoted(text)} reads as {edtf}: {wrong}") from None


def _plain(text: str) -> str | None:
    """The words with single spaces between them; None for a text that cannot be a phrase."""
    if len(text) > MAX_LENGTH or not text.isascii():
        return None
    return " ".join(filter(None, text.split(" ")))


def _matched(pattern: str, text: str) -> re.Match[str] | None:
    return re.fullmatch(pattern, text, re.ASCII | re.IGNORECASE)


# What follows reads one kind of phrase each. It returns None for any other text, and raises InvalidDate, with only the
# reason as its message, for a phrase that is ambiguous, lacks its year or lies outside the calendar.

_Read = tuple[str, str]  # the EDTF that a phrase stands for, and how it was read


# phrases that depend on the day they were said

_NEIGHBOURS = {"yesterday": (-1, "the day before "), "today": (0, ""), "tomorrow": (1, "the day after ")}


def _relative(text: str, day: dt.date) -> _Read | None:
    phrase = text.casefold()
    said = day_words(day)
    if phrase in _NEIGHBOURS:
        days, how = _NEIGHBOURS[phrase]
        return shift_day(day, days, "d").isoformat(), f"{how}{said}"
    if match := re.fullmatch(f"([+-]){DURATION}", phrase, re.ASCII):
        count, unit = int(match[2]), match[3][0]
        end = shift_day(day, int(match[1] + match[2]), unit)
        how = f"{count} {UNITS[unit]}{'' if count == 1 else 's'} {'after' if match[1] == '+' else 'before'} {said}"
        return end.isoformat(), how
    match phrase:
        case "this year":
            return f"{day.year:04}", f"the year of {said}"
        case "later this year":
            return f"{day}/{day.year:04}-12-31", f"from {said} to the end of that year"
        case "next year":
            return f"{shift_day(day, 1, 'y').year:04}", f"the year after that of {said}"
        case _:
            return None


def _is_relative(text: str) -> bool:
    try:
        return _relative(text, dt.date(2000, 1, 1)) is not None
    except InvalidDate:  # such a phrase, but out of the calendar
        return True


# phrases that name a moment

_YEAR = r"([0-9]{4})"
_MONTH = r"([a-z]{3,9})\.?"
_DAY = r"([0-9]{1,2})(?:st|nd|rd|th)?"
_PART = r"(early|mid|late)[ -]"

_NO_YEAR = "its year is missing"

_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_THIRDS = {"early": 37, "mid": 38, "late": 39}
_HALVES = {"first": 40, "second": 41, "1": 40, "2": 41}
_FIRST_QUARTER = 33


@cache
def _months() -> dict[str, int]:
    """The numbers of the months by all their names, in lower case, as dateutil knows them."""
    from dateutil.parser import parserinfo  # noqa: PLC0415 - EDTF and most phrases do without it

    return {name.casefold(): number for number, names in enumerate(parserinfo.MONTHS, 1) for name in names}


def _moment(text: str) -> _Read | None:
    for pattern, reader in _MOMENTS:
        match = _matched(pattern, text)
        found = reader(*(part.casefold() for part in match.groups())) if match else None
        if found:
            return found
    return None


def _day(day: str, name: str, year: str) -> _Read | None:
    month = _months().get(name)
    if month is None:
        return None
    if not 1 <= int(day) <= days_in(int(year), month):
        raise InvalidDate(f"there is no {_ordinal(day)} in {MONTHS[month - 1]} {year}")
    return f"{year}-{month:02}-{int(day):02}", "day"


def _whole_month(name: str, year: str) -> _Read | None:
    month = _months().get(name)
    return (f"{year}-{month:02}", "month") if month else None


def _part_of_month(part: str, name: str, year: str) -> _Read | None:
    month = _months().get(name)
    if month is None:
        return None
    last = days_in(int(year), month)
    first, until = {"early": (1, 10), "mid": (11, 20), "late": (21, last)}[part]
    return f"{year}-{month:02}-{first:02}/{year}-{month:02}-{until:02}", "part of a month"


def _season(name: str, year: str) -> _Read:
    return f"{year}-{_SEASONS[name]}", "season, northern"


def _winter(year: str, next_year: str) -> _Read | None:
    follows = (int(year) + 1) % 100 == int(next_year)
    return _season("winter", year) if follows else None


def _quarter(number: str, year: str) -> _Read:
    return f"{year}-{_FIRST_QUARTER + int(number) - 1}", "quarter"


def _half(which: str, year: str) -> _Read:
    return f"{year}-{_HALVES[which]}", "half of a year"


def _decade(year: str) -> _Read:
    if year.endswith("00"):
        raise InvalidDate(f"it may be ten years or a hundred; write {year[:3]}X or {year[:2]}XX")
    return f"{year[:3]}X", "decade"


def _day_without_year(day: str, name: str) -> _Read | None:
    month = _months().get(name)
    if month is None:
        return None
    if not 1 <= int(day) <= days_in(4, month):  # 4 is a leap year
        raise InvalidDate(f"there is no {_ordinal(day)} in {MONTHS[month - 1]}")
    raise InvalidDate(_NO_YEAR)


def _month_without_year(name: str) -> _Read | None:
    if name in _months():
        raise InvalidDate(_NO_YEAR)
    return None


def _ordinal(day: str) -> str:
    ending = {"1": "st", "2": "nd", "3": "rd"}.get(day[-1], "th")  # 11th to 13th exist in every month
    return f"{int(day)}{ending}"


_MOMENTS: list[tuple[str, Callable[..., _Read | None]]] = [
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


# phrases of a word and a moment

_NO_LATER = {"by", "nlt", "no later than"}
_WORDS = r"around|about|circa|ca?\.?|net|no earlier than|by|nlt|no later than|before|after"

_YEARS = {Precision.YEAR, Precision.DECADE, Precision.CENTURY}
_DAYS = {Precision.DAY, Precision.INTERVAL}


class _Span(NamedTuple):
    date: Date
    first: dt.date
    last: dt.date


def _range(text: str) -> _Read | None:
    if match := _matched(r"between (.+) and (.+)", text):
        start, end = _span_of(match[1]), _span_of(match[2])
        return (f"{_bound(start, start.first)}/{_bound(end, end.last)}", "between") if start and end else None
    match = _matched(rf"({_WORDS})(?: |(?<=\.))(.+)", text)
    if not match:
        return None
    word, rest = match[1].casefold(), match[2]
    if word in _NO_LATER:
        rest = re.sub("^(?:the )?end of ", "", rest, flags=re.IGNORECASE)  # a bound is the end already
    at = _span_of(rest)
    return _placed(word, at) if at else None


def _placed(word: str, at: _Span) -> _Read | None:
    match word:
        case "net" | "no earlier than":
            return f"{_bound(at, at.first)}/..", "no earlier than"
        case _ if word in _NO_LATER:
            return f"../{_bound(at, at.last)}", "no later than"
        case _ if at.date.qualified:  # `before the end of 2019` does not mean before December
            return None
        case "before":
            return f"../{_beside(at, at.first, -1)}", "before"
        case "after":
            return f"{_beside(at, at.last, 1)}/..", "after"
        case _:
            return (f"{at.date}~", "approximate") if "/" not in at.date.text else None


def _span_of(text: str) -> _Span | None:
    """The days of a moment, as EDTF or as a phrase; None for an interval, a time or anything else."""
    try:
        date = parse(text)
    except BadDate:
        found = _moment(text)
        if found is None:
            return None
        date = parse(found[0])
    else:
        if "/" in text or "T" in text:
            return None
    return _Span(date, date.earliest, date.latest) if date.earliest and date.latest else None


def _bound(at: _Span, day: dt.date) -> str:
    """The moment as one end of an interval, at `day`: as written, or the day if it is an interval itself."""
    return str(day) if at.date.precision is Precision.INTERVAL else at.date.text


def _beside(at: _Span, day: dt.date, days: int) -> str:
    """The day before the first or after the last, as coarse as the moment itself."""
    try:
        beside = str(day + dt.timedelta(days))
    except OverflowError:
        raise InvalidDate("it lies outside the years 0001 to 9999") from None
    precision = at.date.precision
    return beside if precision in _DAYS else beside[:4] if precision in _YEARS else beside[:7]
