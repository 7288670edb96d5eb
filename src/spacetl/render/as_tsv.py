"""Tab-separated values, quoted as in CSV where a cell contains a tab or a line break."""

from typing import TextIO

from spacetl.render.as_csv import write_separated
from spacetl.render.style import Style
from spacetl.reports.report import Report


def write(report: Report, out: TextIO, style: Style) -> tuple[str, ...]:
    """Write each row as a line that ends in LF."""
    return write_separated(report, out, style, delimiter="\t", line_end="\n")
