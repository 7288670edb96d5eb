"""Any table with a header: its columns are known by their headers, or named by the user."""

import csv
import datetime
import io
import re
import sys
from collections.abc import Iterator, Mapping
from functools import lru_cache

from msgspec.structs import replace

from spacetl.dates import Date, days_later, parse
from spacetl.errors import SpacetlError
from spacetl.importers.items import Item, ReadItems, Refusal, Terms
from spacetl.importers.values import date_in, result_in
from spacetl.text import no_such, quoted
from spacetl.timeline import Outcome, Promise

# each with the headers that it is recognised by
COLUMN_FIELDS: dict[str, tuple[str, ...]] = {
    "title": ("title", "event", "mission", "name", "launch", "payload", "summary", "headline", "detail",
              "mission name", "flight"),
    "due": ("due", "date", "net", "launch date", "no earlier than", "when", "t0", "planned date", "start",
            "start date", "year"),
    "month": ("month",),
    "day": ("day",),
    "end": ("end", "end date", "end year"),
    "end month": ("end month",),
    "end day": ("end day",),
    "id": ("id",),
    "agency": ("agency", "agencies", "provider", "operator", "organisation", "organization", "company", "company name",
               "launch service provider"),
    "tags": ("tags", "tag"),
    "said": ("said", "announced", "as of"),
    "by": ("by", "said by", "speaker", "who"),
    "result": ("result", "outcome", "mission status", "status mission", "launch status"),
    "source": ("source", "url", "link"),
    "note": ("note", "notes", "remarks", "comment", "comments", "text"),
    "promises": ("promises",),
}  # fmt: skip

CATALOGUE = "csv"

_DELIMITERS = (",", ";", "\t", "|")
_FORMULA = re.compile(r"'(?=[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20])")  # what our own CSV puts before a formula

csv.field_size_limit(sys.maxsize)  # the timeline limits the length of a text


def read(data: bytes, terms: Terms) -> ReadItems:
    """The rows of a table; SpacetlError if it has no header with a title and a date, or lacks a column named."""
    text = data.decode("utf-8-sig")
    rows = _rows(text, _delimiter(text))
    place, header = next(rows, ("", []))
    if isinstance(header, str):
        raise SpacetlError(f"{place}: {header}")
    reader = _Reader(header, _columns(header, terms.columns), terms)
    for place, row in rows:
        try:
            yield Refusal(place, row) if isinstance(row, str) else reader.item(place, row)
        except SpacetlError as error:
            yield Refusal(place, str(error))


def _rows(text: str, delimiter: str) -> Iterator[tuple[str, list[str] | str]]:
    """The rows that are not blank, and why others cannot be read, each with its place.

    SpacetlError if a quote is open, so that the rows after it cannot be told from its cell.
    """
    lines = [*io.StringIO(text, newline="")]
    rows = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        first = rows.line_num
        try:
            row = next(rows, None)
        except csv.Error as error:
            if "".join(lines[first : rows.line_num]).count('"') % 2:
                raise SpacetlError(f"not CSV at line {rows.line_num}: {error}") from None
            yield f"line {rows.line_num}", f"not CSV: {error}; a quote in a quoted cell is written twice"
            continue
        if row is None:
            return
        if any(cell.strip() for cell in row):
            yield f"line {rows.line_num}", row


def _delimiter(text: str) -> str:
    """The delimiter that splits the header into the most columns."""

    def header(delimiter: str) -> list[str]:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        return next((row for row in rows if any(cell.strip() for cell in row)), [])

    return max(_DELIMITERS, key=lambda each: len(header(each)))


def _columns(header: list[str], named: Mapping[str, str]) -> dict[str, int]:
    """The number of the column for each field that the table has; one that is named is not taken for another field.

    SpacetlError if a column is missing, or two have the header by which one is found.
    """
    places: dict[str, list[int]] = {}
    for number, name in enumerate(header):
        places.setdefault(_plain(name), []).append(number)
    columns = {field: _named(field, name, header, places) for field, name in named.items()}
    for field, words in COLUMN_FIELDS.items():
        found = [word for word in words if word in places and not set(places[word]) & set(columns.values())]
        if field not in columns and found:
            columns[field] = _only(field, header[places[found[0]][0]], places[found[0]])
    for field, what in (("title", "Mission"), ("due", "NET")):
        if field not in columns:
            shown = ", ".join(map(quoted, header[:20]))
            raise SpacetlError(
                f"no column for the {'date' if field == 'due' else field} among {shown or 'none'}; "
                f"name it, like --columns {field}={what}"
            )
    return columns


def _named(field: str, name: str, header: list[str], places: Mapping[str, list[int]]) -> int:
    """The number of the column that --columns names, by its header or by its number, from 1 on."""
    if _plain(name) in places:
        return _only(field, name, places[_plain(name)])
    if name.isascii() and name.isdigit() and 1 <= int(name) <= len(header):
        return int(name) - 1
    raise SpacetlError(no_such("column", name, header))


def _only(field: str, name: str, numbers: list[int]) -> int:
    if len(numbers) > 1:
        which = " or ".join(str(number + 1) for number in numbers)
        raise SpacetlError(
            f"{len(numbers)} columns are called {quoted(name)}; choose one by its number, {which}, like "
            f"--columns {field}={numbers[0] + 1}"
        )
    return numbers[0]


def _plain(name: str) -> str:
    """A header's words in lower case, with single spaces between them."""
    return " ".join(re.findall(r"\w+", name.casefold().replace("-", "").replace("_", " ")))


class _Reader:
    """Reads the rows of a table on the same terms; equal dates are read once."""

    def __init__(self, header: list[str], columns: Mapping[str, int], terms: Terms) -> None:
        self.width = len(header)
        self.columns = columns
        self.terms = terms
        self.dates: dict[str, Date | None] = {}
        self.seen: set[str] = set()

    def item(self, place: str, row: list[str]) -> Item:
        if any(cell.strip() for cell in row[self.width :]):
            raise SpacetlError(f"{len(row)} cells for {self.width} columns; a cell with a delimiter goes in quotes")
        cells = {field: self._cell(row, column) for field, column in self.columns.items()}
        title = cells["title"]
        if not title:
            raise SpacetlError("the title is empty")
        name = cells.get("id") or None
        if (name or title) in self.seen:
            raise SpacetlError(
                f"{quoted(name or title)} appears twice; give each row an id of its own in a column `id`"
            )
        self.seen.add(name or title)
        item = Item(
            place,
            title,
            id=name,
            refs={} if name else {CATALOGUE: title},
            agencies=_parts(cells.get("agency", "")),
            tags=_parts(cells.get("tags", "")),
            note=cells.get("note") or None,
        )
        return self._dated(item, cells)

    def _cell(self, row: list[str], column: int) -> str:
        text = row[column] if column < len(row) else ""
        return (_FORMULA.sub("", text, count=1) if text.startswith("'") else text).strip()

    def _dated(self, item: Item, cells: dict[str, str]) -> Item:
        date, source, result = self._when(cells), cells.get("source") or None, cells.get("result", "")
        if result and date is None:
            raise SpacetlError(f"{quoted(result)} without a date; write when it came")
        if result and date is not None:
            return replace(item, outcome=Outcome(date=date, result=result_in(result), source=source))
        if not cells["due"]:
            return item
        if cells.get("promises") == "0":
            return replace(item, date=date, source=source)
        by, said = cells.get("by") or self.terms.by, self._said(cells.get("said", ""))
        return replace(item, promises=(Promise(said=said, by=by, due=date, source=source),))

    def _when(self, cells: Mapping[str, str]) -> Date | None:
        """The date of a row, from one cell, from those of a year, a month and a day, or from a start and an end."""
        start = self._date(_joined(cells["due"], cells.get("month", ""), cells.get("day", "")))
        end = self._date(_joined(cells.get("end", ""), cells.get("end month", ""), cells.get("end day", "")))
        return start if start is None or end is None or start == end else parse(f"{start}/{end}")

    def _said(self, text: str) -> datetime.date | None:
        """The day in the column `said`; None if it is empty, for that of the file."""
        date = self._date(text)
        if date is None:
            return None
        if date.earliest is None or date.earliest != date.latest:
            raise SpacetlError(f"{quoted(text)} is not one day on which it was said")
        if date.earliest > days_later(self.terms.said, 1):
            raise SpacetlError(f"said {date}, after the day of the file ({self.terms.said}); correct one of them")
        return date.earliest

    def _date(self, text: str) -> Date | None:
        if text not in self.dates:
            self.dates[text] = date_in(text, self.terms.said) if text else None
        return self.dates[text]


def _joined(first: str, month: str, day: str) -> str:
    """A year with its month and day, where those are numbers in cells of their own."""
    if not month.isdigit():
        return first
    return f"{first}-{int(month):02}" + (f"-{int(day):02}" if day.isdigit() else "")


@lru_cache(maxsize=4096)
def _parts(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in text.split(";") if part.strip()))
