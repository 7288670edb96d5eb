"""One JSON document: an array of records, or one object for a report about one thing."""

from typing import TextIO

import msgspec

from spacetl.render.records import chosen, records
from spacetl.render.style import Style
from spacetl.reports.table import Card, Report


def write(report: Report, out: TextIO, style: Style) -> tuple[str, ...]:
    """The document, indented by two, and a line end; an empty report is []."""
    if isinstance(report, Card):
        document: object = {name: report.record[name] for name in chosen(report.record, report.table.name, style)}
    else:
        document = list(records(report, style))
    out.write(fitting(msgspec.json.format(msgspec.json.encode(document)).decode(), out) + "\n")
    return ()


def fitting(text: str, out: TextIO) -> str:
    r"""The JSON text with what the stream cannot encode as \u escapes."""
    encoding = (getattr(out, "encoding", None) or "utf-8").casefold().replace("_", "-")
    if encoding in ("utf-8", "utf8") or text.isascii():
        return text
    return "".join(character if character.isascii() else _escaped(character) for character in text)


def _escaped(character: str) -> str:
    units = character.encode("utf-16-be")
    return "".join(f"\\u{units[place]:02x}{units[place + 1]:02x}" for place in range(0, len(units), 2))
