"""Tab-separated values, quoted as CSV is where a cell holds a tab or a line break."""

from typing import TextIO

from spacetl.render.as_csv import write_separated
from spacetl.render.style import Style
from spacetl.reports.table import Report


def write(report: Report, out: TextIO, style: Style) -> tuple[str, ...]:
    """A line a row, ended by LF."""
    return write_separated(report, out, style, delimiter="\t", line_end="\n")
