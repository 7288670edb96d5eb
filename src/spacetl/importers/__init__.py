"""Other people's files, read into what they say about events; and what in them is new to a timeline."""

import datetime
import re
from collections.abc import Callable
from importlib import import_module
from typing import NamedTuple

import msgspec

from spacetl.errors import SpacetlError, UsageError
from spacetl.files.content import foreign_encoding
from spacetl.files.parse import MAX_RECORD
from spacetl.files.records import field_flaw
from spacetl.importers.items import Item, Notice, ReadItems, Refusal, Terms
from spacetl.importers.merge import MergeResult, merge_items
from spacetl.text import no_such, quoted
from spacetl.timeline import Event, Promise, Source

__all__ = [
    "IMPORT_FORMATS",
    "Item",
    "MergeResult",
    "Notice",
    "Refusal",
    "Terms",
    "detected_format",
    "format_named",
    "merge_items",
    "read",
]

_LARGEST = MAX_RECORD // 4  # as YAML an event has four times the bytes at most
_ONE_DAY = datetime.timedelta(days=1)


class ImportFormat(NamedTuple):
    """A format of other people's files."""

    name: str
    summary: str
    mark: bytes  # what it contains about once for each event


IMPORT_FORMATS = {
    each.name: each
    for each in (
        ImportFormat("ll2", "Launch Library 2.2 and 2.3, JSON", b'"net"'),
        ImportFormat("gcat", "launch lists of the General Catalog of Artificial Space Objects", b"\n"),
        ImportFormat("ics", "iCalendar, RFC 5545", b"BEGIN:VEVENT"),
        ImportFormat("csv", "any table with a header, separated by commas, semicolons, tabs or bars", b"\n"),
    )
}


def import_format_named(name: str) -> ImportFormat:
    """The format with this name, in any case; UsageError if there is none."""
    if name.casefold() not in IMPORT_FORMATS:
        raise UsageError(no_such("format", name, IMPORT_FORMATS, " to import"))
    return IMPORT_FORMATS[name.casefold()]


def detected_format(data: bytes) -> ImportFormat:
    """The format of a file, by its content; SpacetlError if it is empty, or known to be none of them."""
    start = data[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()
    if not start:
        raise SpacetlError("the file is empty")
    if start.startswith(b"<"):
        raise SpacetlError("it is a web page or XML, not a list of events; is it an error page?")
    if start.startswith(b"PK\x03\x04"):
        raise SpacetlError("it is a workbook such as .xlsx, or another zip file; save the table as CSV")
    if start.startswith((b"{", b"[")):
        return IMPORT_FORMATS["ll2"]
    if re.match(rb"BEGIN:V[A-Z]+\s", start, re.IGNORECASE):
        return IMPORT_FORMATS["ics"]
    return IMPORT_FORMATS["gcat" if start.startswith(b"#Launch_Tag") else "csv"]


def read(data: bytes, wanted: ImportFormat, terms: Terms) -> ReadItems:
    """The items of a file, and what in it is refused or left out.

    Of two items of one identity the second is refused. SpacetlError if the file is not of that format, or not UTF-8.
    """
    if encoding := foreign_encoding(data):
        raise SpacetlError(f"not UTF-8 but {encoding}; save it as UTF-8")
    reader: Callable[[bytes, Terms], ReadItems] = import_module(f"spacetl.importers.{wanted.name}").read
    seen: dict[tuple[str, str], str] = {}
    try:
        for found in reader(data, terms):
            if not isinstance(found, Item):
                yield found
                continue
            wrong = _to_come(found, terms.said) or _unfit(found) or _twice(found, seen)
            yield Refusal(found.place, wrong) if wrong else found
    except UnicodeDecodeError as error:
        raise SpacetlError(f"not UTF-8 at byte {error.start:,}; save it as UTF-8") from None


def _twice(item: Item, seen: dict[tuple[str, str], str]) -> str | None:
    """Why an item is the second of its identity in a file; None if it is the first, whose place is then kept."""
    names = [*item.refs.items(), *([("id", item.id)] if item.id else [])]
    for kind, name in names:
        if (kind, name) in seen:
            what = "the id" if kind == "id" else f"the {kind} id"
            return f"{what} {quoted(name)} is that of {seen[kind, name]}, too; an event has an id of its own"
    seen.update((name, item.place) for name in names)
    return None


def _to_come(item: Item, said: datetime.date) -> str | None:
    """Why an outcome cannot have been known on the day of the file, wherever it is that day; None if it can."""
    if item.outcome is None:
        return None
    date = item.outcome.date
    if date.latest is None:
        return f"{item.outcome.result} in {date}, which has no end; write when it came"
    if date.earliest is None or date.earliest - said <= _ONE_DAY:
        return None
    return f"{item.outcome.result} in {date}, after the day of the file ({said}); correct one of them"


def _unfit(item: Item) -> str | None:
    """Why an item is not allowed in a timeline; None if it is."""
    wrong = field_flaw(item.title, Event, "title", "the title") or (item.id and field_flaw(item.id, Event, "id"))
    wrong = wrong or (item.note and field_flaw(item.note, Event, "note", "the note"))
    for tag in item.tags:
        wrong = wrong or field_flaw(tag, Event, "tags", "a tag")
    for agency in item.agencies:
        wrong = wrong or field_flaw(agency.replace(";", ","), Event, "agency", "the agency")
    for catalogue, name in item.refs.items():
        wrong = wrong or field_flaw(name, Source, "url", f"the id in {catalogue}")
    wrong = wrong or (item.source and field_flaw(item.source, Source, "url", "the source"))
    for promise in item.promises:
        wrong = wrong or (promise.source and field_flaw(promise.source, Source, "url", "the source"))
        wrong = wrong or (promise.by and field_flaw(promise.by, Promise, "by", "who said it"))
    if not wrong and (size := len(msgspec.json.encode(item, enc_hook=str))) > _LARGEST:
        return f"it has {size:,} bytes; an event has at most {_LARGEST:,}"
    return wrong or None
