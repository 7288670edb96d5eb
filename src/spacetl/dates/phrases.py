"""Dates as people type them, read without guessing: EDTF, else a phrase. The phrases are listed in docs/dates.md.

EDTF does without the grammar of phrases, which is imported late.
"""

import datetime as dt
from typing import NamedTuple

from spacetl.dates.date import Date, days_later
from spacetl.dates.days import named_days
from spacetl.dates.durations import NeedsDay
from spacetl.dates.edtf import MAX_LENGTH, may_be_years, parse
from spacetl.dates.wording import months_of, words
from spacetl.errors import BadDate, InvalidDate, UnsupportedDate
from spacetl.text import quoted

DATE_EXAMPLES = "2027, 2027-03-05, March 2027, Q3 2027, late 2027, by 2030 or +5y"

_FAR = 335  # days: a date without its year never means one that has only just passed


class Reading(NamedTuple):
    """A date and, for people, how its text was read."""

    date: Date
    how: str


def read_date(text: str, today: dt.date) -> Reading:
    """Read a date that somebody typed: EDTF, else a phrase; only phrases such as `+5y` and `next year` use `today`.

    Raises InvalidDate, with the reason or else the nearest form, if it is neither or has two readings, as `2026-27`
    has, and UnsupportedDate for EDTF outside the profile.
    """
    try:
        date = parse(text)
    except UnsupportedDate:
        raise
    except InvalidDate:
        date = None
    if date and not may_be_years(text):
        return Reading(date, "EDTF")
    reading = _phrase(text, today)
    if reading:
        return reading
    from spacetl.dates.advice import edtf_flaw, nearest_form  # noqa: PLC0415 - only after a mistake

    flaw = edtf_flaw(text, after_date=" " not in text) or f"; write it like {nearest_form(text) or DATE_EXAMPLES}"
    raise InvalidDate(f"{quoted(text)} is not a date{flaw}")


def edtf_for(text: str, said: dt.date | None = None) -> str | None:
    """The EDTF that a phrase stands for; None if it is not a phrase or is already EDTF.

    A phrase that depends on a day is read relative to `said`; if that is None, so is the result.
    """
    try:
        reading = _phrase(text, said)
    except (InvalidDate, NeedsDay):
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
    except NeedsDay:
        return f"{quoted(text)} is not an EDTF date and depends on the day it was said; write the date it meant"
    if reading:
        months = months_of(reading.date)
        return f"{quoted(text)} is not an EDTF date; write {reading.date}" + (f" ({months})" if months else "")
    from spacetl.dates.advice import date_error  # noqa: PLC0415 - only after a mistake

    return str(date_error(text))


def coming(text: str, said: dt.date) -> Date | None:
    """The next date, from the day before `said` on, that a phrase without its year can mean, such as `Aug 25`.

    None if it begins more than 335 days after `said`, as it then may be one that has just passed, and for any other
    text, also one that has its year. Only for what is known to be still to come.
    """
    from spacetl.dates.grammar import next_without_year, understood  # noqa: PLC0415 - EDTF does without
    from spacetl.dates.periods import words_of  # noqa: PLC0415 - the same

    tokens = words_of(_plain(text))
    try:
        date = None if not tokens or understood(tokens, said) else next_without_year(tokens, days_later(said, -1))
    except BadDate:
        return None
    first = date and (named_days(date).first or date.latest)
    return date if first and (first - said).days <= _FAR else None


def _phrase(text: str, day: dt.date | None) -> Reading | None:
    """The date of a phrase, and how it was read; raises InvalidDate for one that is almost a date, and NeedsDay."""
    from spacetl.dates.grammar import understood  # noqa: PLC0415 - EDTF does without
    from spacetl.dates.periods import words_of  # noqa: PLC0415 - the same

    phrase = _plain(text)
    tokens = words_of(phrase)
    if not tokens:
        return None
    try:
        if phrase != text and not may_be_years(phrase):
            return Reading(parse(phrase), "EDTF")
    except BadDate:
        pass
    try:
        found = understood(tokens, day)
        if found is None:
            _refuse_nearly(tokens, day)
            return None
    except BadDate as wrong:
        raise InvalidDate(f"{quoted(text)} is not a date: {wrong}") from None
    edtf, how = found
    try:
        return Reading(parse(edtf), how)
    except BadDate as wrong:
        if " " not in phrase:
            return None  # what is nearly EDTF, such as 2027-0305
        raise InvalidDate(f"{quoted(text)} reads as {edtf}: {wrong}") from None


def _plain(text: str) -> str:
    """The words with single spaces between them; nothing for a text that cannot be a phrase."""
    if len(text) > MAX_LENGTH or not text.isascii():
        return ""
    return " ".join(filter(None, text.split(" ")))


_NO_DATE = {"tbd", "tba", "no date", "to be determined", "to be announced"}


def _refuse_nearly(tokens: list[str], day: dt.date | None) -> None:
    """Raise InvalidDate for a phrase that says that there is no date, or lacks only its year."""
    from spacetl.dates.grammar import next_without_year  # noqa: PLC0415 - EDTF does without

    if " ".join(tokens) in _NO_DATE:
        raise InvalidDate("there is none; leave the date out, or write --withdrawn for a promise")
    if date := next_without_year(tokens, day or dt.date(2000, 1, 1)):
        raise InvalidDate("its year is missing" + (f"; the next is {words(date)}" if day else ""))
