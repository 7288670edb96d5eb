"""CSV as defined by RFC 4180, for `csv` readers and spreadsheets."""

import csv
from typing import NamedTuple, TextIO

from spacetl.render.records import as_text, chosen_columns, rows_of
from spacetl.render.style import Style
from spacetl.reports.table import Json, Report

# a cell that begins with one of these is a formula to a spreadsheet (OWASP, CSV injection)
_FORMULA = frozenset("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")


def write(report: Report, out: TextIO, style: Style) -> tuple[str, ...]:
    """Write each row as a line that ends in CR LF."""
    return write_separated(report, out, style, delimiter=style.delimiter, line_end="\r\n")


class _Ended(NamedTuple):
    """A stream of lines that end in CR LF, so that `csv` quotes every line break in a cell; it replaces that end."""

    out: TextIO
    line_end: str

    def write(self, line: str) -> int:
        return self.out.write(line[:-2] + self.line_end)


def write_separated(report: Report, out: TextIO, style: Style, *, delimiter: str, line_end: str) -> tuple[str, ...]:
    """Write each row as a line; a text that a spreadsheet would take for a formula gets a ' in front, unless `raw`."""
    table = rows_of(report)
    columns = chosen_columns(table, style)
    cell = as_text if style.raw else _disarmed
    if style.bom:
        out.write("\ufeff")
    ended = out if line_end == "\r\n" else _Ended(out, line_end)
    rows = csv.writer(ended, delimiter=delimiter, lineterminator="\r\n")
    if style.header:
        rows.writerow(column.name for column in columns)
    getters = [column.value for column in columns]
    rows.writerows([cell(value(row)) for value in getters] for row in table.rows)
    return ()


def _disarmed(value: Json) -> str | int | None:
    """The value with a ' in front of a formula; `csv` itself writes numbers, and nothing for None."""
    plain = as_text(value) if isinstance(value, (list, bool)) else value
    return "'" + plain if isinstance(plain, str) and plain[:1] in _FORMULA else plain
