"""Any table with a header: its columns are known by their headers, or named by the user."""

import csv
import io
import re
import sys
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import get_args

from msgspec.structs import replace

from spacetl.dates import Date, phrases
from spacetl.errors import SpacetlError
from spacetl.importers.items import Item, ReadItems, Refusal, Terms
from spacetl.text import no_such, quoted
from spacetl.timeline import Outcome, Promise, Result

# each with the headers that it is recognised by
COLUMN_FIELDS: dict[str, tuple[str, ...]] = {
    "title": ("title", "event", "mission", "name", "launch", "payload", "summary"),
    "due": ("due", "date", "net", "launch date", "no earlier than", "when", "t0", "planned date"),
    "id": ("id",),
    "agency": ("agency", "agencies", "provider", "operator", "organisation", "organization", "company",
               "launch service provider"),
    "tags": ("tags", "tag"),
    "said": ("said", "announced", "as of"),
    "by": ("by", "said by", "speaker", "who"),
    "result": ("result", "outcome"),
    "source": ("source", "url", "link"),
    "note": ("note", "notes", "remarks", "comment", "comments"),
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
    reader = _Reader(_columns(header, terms.columns), terms)
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
    """The number of the column for each field that the table has."""
    places = {_plain(name): number for number, name in reversed([*enumerate(header)])}
    columns: dict[str, int] = {}
    for field, words in COLUMN_FIELDS.items():
        if field in named:
            if _plain(named[field]) not in places:
                raise SpacetlError(no_such("column", named[field], header))
            columns[field] = places[_plain(named[field])]
        elif found := [places[word] for word in words if word in places]:
            columns[field] = found[0]
    for field, what in (("title", "Mission"), ("due", "NET")):
        if field not in columns:
            shown = ", ".join(map(quoted, header[:20]))
            raise SpacetlError(
                f"no column for the {'date' if field == 'due' else field} among {shown or 'none'}; "
                f"name it, like --columns {field}={what}"
            )
    return columns


def _plain(name: str) -> str:
    """A header's words in lower case, with single spaces between them."""
    return " ".join(re.findall(r"\w+", name.casefold().replace("-", "").replace("_", " ")))


class _Reader:
    """Reads the rows of a table on the same terms; equal dates are read once."""

    def __init__(self, columns: Mapping[str, int], terms: Terms) -> None:
        self.columns = columns
        self.terms = terms
        self.dates: dict[str, Date] = {}
        self.seen: set[str] = set()

    def item(self, place: str, row: list[str]) -> Item:
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
        if not cells["due"]:
            if cells.get("result"):
                raise SpacetlError(f"{quoted(cells['result'])} without a date; write when it came")
            return item
        date, source = self._date(cells["due"]), cells.get("source") or None
        result = cells.get("result", "").casefold()
        if result:
            return replace(item, outcome=Outcome(date=date, result=_result(result), source=source))
        if cells.get("promises") == "0":
            return replace(item, date=date, source=source)
        said = self._date(cells["said"]) if cells.get("said") else None
        if said is not None and (said.earliest is None or said.earliest != said.latest):
            raise SpacetlError(f"{quoted(cells['said'])} is not one day on which it was said")
        by = cells.get("by") or self.terms.by
        return replace(item, promises=(Promise(said=said.earliest if said else None, by=by, due=date, source=source),))

    def _date(self, text: str) -> Date:
        if text not in self.dates:
            self.dates[text] = phrases.read_date(text, self.terms.said).date
        return self.dates[text]


@lru_cache(maxsize=4096)
def _parts(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in text.split(";") if part.strip()))


def _result(text: str) -> Result:
    known: dict[str, Result] = {name: name for name in get_args(Result)}
    if text not in known:
        raise SpacetlError(no_such("result", text, known))
    return known[text]
