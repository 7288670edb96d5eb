"""JSON: one document, an array of records or one object for a report about one thing; or an object per line."""

import re
from typing import TextIO

import msgspec

from spacetl.formats import RowReport, Style, records, selected_names, table_of
from spacetl.reports.report import Card
from spacetl.text import RAW_IN_JSON

_NOT_ASCII = "[^\x00-\x7e]"


def write_json(report: RowReport, out: TextIO, style: Style) -> None:
    """Write the document, indented by two spaces, and a line end; an empty report is []."""
    if isinstance(report, Card):
        document: object = {
            name: report.record[name] for name in selected_names(report.record, report.table.name, style)
        }
    else:
        document = list(records(table_of(report), style))
    out.write(_printable_json(msgspec.json.format(msgspec.json.encode(document)).decode(), style) + "\n")


def write_ndjson(report: RowReport, out: TextIO, style: Style) -> None:
    """Write each record as a line that ends in LF."""
    encode = msgspec.json.Encoder().encode
    out.writelines(
        _printable_json(encode(record).decode(), style) + "\n" for record in records(table_of(report), style)
    )


def _printable_json(text: str, style: Style) -> str:
    r"""The JSON text with \u escapes for what a terminal would obey or, if `ascii`, for all that is not ASCII."""
    if text.isascii() and "\x7f" not in text:
        return text
    return re.sub(_NOT_ASCII if style.ascii else RAW_IN_JSON, _escaped, text)


def _escaped(match: re.Match[str]) -> str:
    units = match[0].encode("utf-16-be")
    return "".join(f"\\u{units[place]:02x}{units[place + 1]:02x}" for place in range(0, len(units), 2))
