"""What stands in the cells of tables: dates with weekdays and times of day, results in the words of many sources."""

import datetime
import re

from spacetl.dates import Date, phrases
from spacetl.errors import SpacetlError
from spacetl.text import no_such
from spacetl.timeline import Result

RESULTS: dict[str, Result] = {
    "done": "done", "success": "done", "successful": "done", "launch successful": "done", "s": "done",
    "failed": "failed", "failure": "failed", "partial failure": "failed", "prelaunch failure": "failed",
    "launch failure": "failed", "launch was a partial failure": "failed", "f": "failed",
    "cancelled": "cancelled", "canceled": "cancelled",
}  # fmt: skip
_NO_DATE = {"tbd", "tba", "tbc", "to be determined", "to be announced", "n/a", "-", "?"}

_STAMP = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?) ?(Z|UTC|[+-]\d\d:?\d\d)?", re.ASCII)
_WEEKDAY = re.compile(r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? (?=\w)", re.IGNORECASE)
_TIME = re.compile(r",? (?:at )?\d{1,2}:?\d\d(?::\d\d(?:\.\d+)?)?(?: ?(?:UTC|GMT|Z))?", re.ASCII | re.IGNORECASE)
_YEAR_AND_DAY = re.compile(r"(?=.*\b\d{4}\b).*\b\d{1,2}\b", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4}) ([A-Za-z]{3,9})\.? (\d{1,2})", re.ASCII)
_NUMBERED = re.compile(r"([1-4])(?:st|nd|rd|th)[ -](quarter|half),?(?: of)? (\d{4})", re.ASCII | re.IGNORECASE)


def date_in(text: str, said: datetime.date) -> Date | None:
    """The date in a cell, in UTC and without its time of day; None where it says that there is none, as TBD does.

    Raises InvalidDate or UnsupportedDate for what is no date.
    """
    plain = " ".join(text.split())
    if plain.casefold() in _NO_DATE:
        return None
    stamp = _STAMP.fullmatch(plain)
    return phrases.read_date(_day_of(stamp) if stamp else _phrase(plain), said).date


def _day_of(stamp: re.Match[str]) -> str:
    day, time, zone = stamp.groups("")
    try:
        moment = datetime.datetime.fromisoformat(f"{day}T{time}{zone.replace('UTC', 'Z')}")
        return str((moment.astimezone(datetime.UTC) if zone else moment).date())
    except (ValueError, OverflowError):
        return stamp[0]


def _phrase(text: str) -> str:
    """The words of a cell as a phrase, such as 'Aug 07, 2020' for 'Fri Aug 07, 2020 05:12 UTC'."""
    words = _WEEKDAY.sub("", text, count=1) if _WEEKDAY.match(text) else text
    time = re.search(f"(?<=\\d)(?:{_TIME.pattern})$", words, re.ASCII | re.IGNORECASE)
    if time and _YEAR_AND_DAY.search(words[: time.start()]):
        words = words[: time.start()]
    words = _YEAR_FIRST.sub(r"\3 \2 \1", words) if _YEAR_FIRST.fullmatch(words) else words
    return _NUMBERED.sub(lambda part: f"{part[2][0].upper()}{part[1]} {part[3]}", words)


def result_in(text: str) -> Result:
    """The result in a cell, in the words of any source; SpacetlError if it is none."""
    plain = " ".join(text.casefold().split())
    if plain not in RESULTS:
        raise SpacetlError(no_such("result", text, [*RESULTS]))
    return RESULTS[plain]
