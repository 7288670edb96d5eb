"""One JSON document: an array of records, or one object for a report about one thing."""

import re
from typing import TextIO

import msgspec

from spacetl.render.cleaning import RAW_IN_JSON
from spacetl.render.records import chosen, records, rows_of
from spacetl.render.style import Style
from spacetl.reports.report import Card, Report

_NOT_ASCII = "[^\x00-\x7e]"


def write(report: Report, out: TextIO, style: Style) -> tuple[str, ...]:
    """Write the document, indented by two spaces, and a line end; an empty report is []."""
    if isinstance(report, Card):
        document: object = {name: report.record[name] for name in chosen(report.record, report.table.name, style)}
    else:
        document = list(records(rows_of(report), style))
    out.write(fitting(msgspec.json.format(msgspec.json.encode(document)).decode(), style) + "\n")
    return ()


def fitting(text: str, style: Style) -> str:
    r"""The JSON text with \u escapes for what a terminal would obey or, if `ascii`, for all that is not ASCII."""
    if text.isascii() and "\x7f" not in text:
        return text
    return re.sub(_NOT_ASCII if style.ascii else RAW_IN_JSON, _escaped, text)


def _escaped(match: re.Match[str]) -> str:
    units = match[0].encode("utf-16-be")
    return "".join(f"\\u{units[place]:02x}{units[place + 1]:02x}" for place in range(0, len(units), 2))
