"""EDTF first, then phrases: the one place that decides how a text is read, or why it is refused."""

import datetime as dt
from typing import NamedTuple

from spacetl.dates import Date, parse
from spacetl.dates.grammar import LONGEST
from spacetl.dates.refusal import flaw, refused
from spacetl.dates.wording import months_of
from spacetl.errors import BadDate, InvalidDate, UnsupportedDate
from spacetl.naming import quoted
from spacetl.phrases.distance import depends_on_day, from_day
from spacetl.phrases.moments import moment
from spacetl.phrases.ranges import ranged

FORMS = "2027, 2027-03-05, March 2027, Q3 2027, late 2027, by 2030 or +5y"


class Reading(NamedTuple):
    """A date and, for people, how its text was read."""

    date: Date
    how: str


def read(text: str, today: dt.date) -> Reading:
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
    raise InvalidDate(f"{quoted(text)} is not a date{flaw(text) or f'; write it like {FORMS}'}")


def edtf_for(text: str, said: dt.date | None = None) -> str | None:
    """The EDTF that a phrase stands for; None if it is not a phrase or is already EDTF.

    A phrase that depends on a day is read relative to `said`; if that is None, so is the result.
    """
    try:
        reading = _phrase(text, said)
    except InvalidDate:
        return None
    return reading.date.text if reading and reading.date.text != text else None


def refusal(text: str, said: dt.date | None = None) -> str:
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
    if said is None and phrase and depends_on_day(phrase):
        return f"{quoted(text)} is not an EDTF date and depends on the day it was said; write the date it meant"
    return str(refused(text))


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
        found = (from_day(phrase, day) if day else None) or moment(phrase) or ranged(phrase)
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
    if len(text) > LONGEST or not text.isascii():
        return None
    return " ".join(filter(None, text.split(" ")))
