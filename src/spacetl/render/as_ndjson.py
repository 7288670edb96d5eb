"""One JSON object per line."""

from typing import TextIO

import msgspec

from spacetl.render.as_json import fitting
from spacetl.render.records import records, rows_of
from spacetl.render.style import Style
from spacetl.reports.report import Report


def write(report: Report, out: TextIO, style: Style) -> tuple[str, ...]:
    """Write each record as a line that ends in LF."""
    encode = msgspec.json.Encoder().encode
    out.writelines(fitting(encode(record).decode(), style) + "\n" for record in records(rows_of(report), style))
    return ()
