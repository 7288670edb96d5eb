"""The launch lists of Jonathan McDowell's General Catalog of Artificial Space Objects (planet4589.org/space/gcat)."""

import datetime
import io
import re
from collections.abc import Iterator
from typing import NamedTuple

from msgspec.structs import replace

from spacetl.dates import Date, parse
from spacetl.errors import BadDate, SpacetlError
from spacetl.importers.items import Item, ReadItems, Refusal, Terms
from spacetl.text import quoted
from spacetl.timeline import Outcome, Promise, Result

CATALOGUE = "gcat"
SPEAKER = "GCAT"

_TAG, _DATE = "Launch_Tag", "Launch_Date"
_CODES = ("Launch_Code", "LaunchCode")
_TITLES = ("Mission", "Flight", "PLName", "Name")
_NONE = {"", "-", "*"}
_COSPAR = re.compile(r"\d{4}-\d{3}", re.ASCII)  # what a tag is once a launch has reached orbit
_RESULTS: dict[str, Result] = {"S": "done", "F": "failed"}  # the second letter of a launch code

_ONE_DAY = datetime.timedelta(days=1)
_UNITS = {name: datetime.timedelta(**{f"{name}s": 1}) for name in ("hour", "minute", "second")}
_MONTHS = dict(
    zip(["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"], range(1, 13), strict=True)
)
_TIME = r"(?: (?P<hour>\d\d)(?:h|(?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.\d+)?)?)|\.(?P<part>\d+))?"
_VAGUE = re.compile(
    r"(?P<year>\d{4})(?: Q(?P<quarter>[1-4])| (?P<month>[A-Z][a-z]{2})(?: (?P<day>\d{1,2})" + _TIME + r")?)?"
    r"(?P<unsure>\??)(?P<scheduled>s?)",
    re.ASCII,
)
_PERIOD = re.compile(r"(?:(?P<decade>\d{3})0s|(?P<century>\d{1,2})C)(?P<unsure>\??)", re.ASCII)


class VagueDate(NamedTuple):
    """A date in the catalogue's own notation."""

    date: Date
    scheduled: bool  # still to come


def read(data: bytes, terms: Terms) -> ReadItems:
    """The launches in a file, each once, since a list of launched objects has a line for every piece.

    SpacetlError if it lacks the columns of a launch list.
    """
    seen: set[str] = set()
    for number, row in _rows(data.decode("utf-8-sig")):
        tag = row.get(_TAG, "")
        if not tag or tag in seen:
            continue
        seen.add(tag)
        try:
            yield _item(f"line {number}", row, terms)
        except SpacetlError as error:
            yield Refusal(f"line {number}", str(error))


def _rows(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    """The number of each line, and its cells by the names of their columns; '-' and '*' become ''."""
    names: list[str] = []
    for number, line in enumerate(io.StringIO(text, newline=None), start=1):
        cells = [cell.strip() for cell in line.split("\t")]
        if line.startswith("#"):
            if len(cells) > 1 and not names:
                names = [cells[0].lstrip("#").strip(), *cells[1:]]
                if _TAG not in names or _DATE not in names:
                    raise SpacetlError(f"not a launch list: it lacks the column {_TAG} or {_DATE}")
        elif names and line.strip():
            yield number, {name: "" if cell in _NONE else cell for name, cell in zip(names, cells, strict=False)}
    if not names:
        raise SpacetlError(f"not a launch list: it has no header that begins with #{_TAG}")


def _item(place: str, row: dict[str, str], terms: Terms) -> Item:
    what = next((row[name] for name in _TITLES if row.get(name)), row[_TAG])
    rocket = row.get("LV_Type")
    agencies = tuple(dict.fromkeys(filter(None, re.split(r"[/;]", row.get("Agency", "")))))
    vague = vague_date(row.get(_DATE, ""))
    cospar = {"cospar": row[_TAG]} if _COSPAR.fullmatch(row[_TAG]) else {}
    item = Item(
        place,
        f"{rocket} | {what}" if rocket else what,
        refs={CATALOGUE: row[_TAG], **cospar},
        agencies=agencies,
        tells_outcomes=True,
    )
    if vague is None:
        return item
    if vague.scheduled:
        return replace(item, promises=(Promise(by=terms.by or SPEAKER, due=vague.date),))
    return replace(item, outcome=Outcome(date=vague.date, result=_result(row)))


def _result(row: dict[str, str]) -> Result:
    code = next((row[name] for name in _CODES if row.get(name)), "")
    if code[1:2] not in _RESULTS:
        raise SpacetlError(f"the launch code {quoted(code)} means neither success nor failure")
    return _RESULTS[code[1]]


def vague_date(text: str) -> VagueDate | None:
    """Parse a date in the catalogue's notation: `2016 Jun  8 2355:57`, `2016 Jun  8.98`, `2016 Q2`, `2010s`, `21C`.

    It is as precise as it is written, at most to the day. A `?` makes it one unit wider on each side, which may lie
    within one day; an `s` at the end means that it is scheduled. `-` and `*` mean that there is no date, and give None.
    SpacetlError if it is no date.
    """
    words = " ".join(text.split())
    if words in _NONE:
        return None
    period = _PERIOD.fullmatch(words)  # first, since 2030s is a decade and 2031s a scheduled year
    match = period or _VAGUE.fullmatch(words)
    if match is None:
        raise SpacetlError(f"{quoted(text)} is not a date in this catalogue")
    try:
        date = parse(_period(match) if period else _day(match) if match["day"] else _months(match))
    except (ValueError, KeyError, OverflowError, BadDate):
        raise SpacetlError(f"{quoted(words)} does not exist, or not within the years 0001 to 9999") from None
    return VagueDate(date, scheduled=not period and bool(match["scheduled"]))


def _period(period: re.Match[str]) -> str:
    """The EDTF of a decade or a century, one unit wider on each side if it is unsure."""
    if period["decade"]:
        first, last = int(period["decade"]) * 10, int(period["decade"]) * 10 + 9
    else:
        first, last = int(period["century"]) * 100 - 99, int(period["century"]) * 100
    if not period["unsure"]:
        return f"{period['decade']}X" if period["decade"] else f"{first:04}/{last:04}"
    wider = last - first + 1
    return f"{first - wider:04}?/{last + wider:04}?"


def _months(match: re.Match[str]) -> str:
    """The EDTF of a year, a quarter or a month, the same."""
    year, quarter, month = int(match["year"]), match["quarter"], match["month"]
    if not quarter and not month:
        return f"{year - 1:04}?/{year + 1:04}?" if match["unsure"] else f"{year:04}"
    start, length = (int(quarter) * 3 - 3, 3) if quarter else (_MONTHS[month] - 1, 1)
    if not match["unsure"]:
        return f"{year:04}-{32 + int(quarter)}" if quarter else f"{year:04}-{start + 1:02}"
    ends = (divmod(year * 12 + start + months, 12) for months in (-length, 2 * length - 1))
    return "/".join(f"{year:04}-{month + 1:02}?" for year, month in ends)


def _day(match: re.Match[str]) -> str:
    """The EDTF of a day, the same."""
    day = datetime.datetime(int(match["year"]), _MONTHS[match["month"]], int(match["day"]))  # noqa: DTZ001 - only its day counts
    if not match["unsure"]:
        return str(day.date())
    unit, start = _ONE_DAY, day
    if match["part"]:
        unit = _ONE_DAY / 10 ** len(match["part"])
        start = day + unit * int(match["part"])
    for name, length in _UNITS.items():
        if match[name]:
            unit, start = length, start + length * int(match[name])
    first, last = (start - unit).date(), (start + 2 * unit - datetime.timedelta.resolution).date()
    return str(first) if first == last else f"{first}?/{last}?"
