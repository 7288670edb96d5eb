"""Strict parsing of EDTF: the whole text, ASCII only, nothing guessed."""

import datetime as dt
from functools import lru_cache

from spacetl.dates.date import Date, Precision
from spacetl.dates.grammar import LONGEST, recognise
from spacetl.dates.points import Day, NotEdtf


def parse(text: str) -> Date:
    """Parse an EDTF text of the profile; the date keeps it as written.

    Raises InvalidDate for a text that is not EDTF and UnsupportedDate for EDTF outside the profile (docs/dates.md);
    both say what to write instead.
    """
    return _read(text)


@lru_cache(maxsize=65_536)  # a large timeline repeats its dates
def _read(text: str) -> Date:
    return _plain(text) or _any(text)


def _plain(text: str) -> Date | None:
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


def _any(text: str) -> Date:
    if len(text) <= LONGEST:
        try:
            found = recognise(text)
        except NotEdtf:
            pass
        else:
            if found.outside is None:
                return Date(
                    text,
                    _date(found.first),
                    _date(found.last),
                    found.precision,
                    "~" in found.marks or "%" in found.marks,
                    "?" in found.marks or "%" in found.marks,
                )
    from spacetl.dates.refusal import refused  # noqa: PLC0415  most runs never need it

    raise refused(text)


def _date(day: Day | None) -> dt.date | None:
    return dt.date(*day) if day else None
