"""CSV as defined by RFC 4180, for `csv` readers and spreadsheets; and the same with tabs."""

import csv
from typing import NamedTuple, TextIO

from spacetl.formats import RowReport, Style, selected_columns, table_of, value_text
from spacetl.reports.report import JsonValue

# a cell that begins with one of these is a formula to a spreadsheet (OWASP, CSV injection)
_FORMULA_STARTS = frozenset("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")


def write_csv(report: RowReport, out: TextIO, style: Style) -> None:
    """Write each row as a line that ends in CR LF."""
    _write_separated(report, out, style, delimiter=style.delimiter, line_end="\r\n")


def write_tsv(report: RowReport, out: TextIO, style: Style) -> None:
    """Write each row as a line that ends in LF."""
    _write_separated(report, out, style, delimiter="\t", line_end="\n")


class _LineEnds(NamedTuple):
    """A stream of lines that end in CR LF, so that `csv` quotes every line break in a cell; it replaces that end."""

    out: TextIO
    line_end: str

    def write(self, line: str) -> int:
        return self.out.write(line[:-2] + self.line_end)


def _write_separated(report: RowReport, out: TextIO, style: Style, *, delimiter: str, line_end: str) -> None:
    """Write each row as a line; a text that a spreadsheet would take for a formula gets a ' in front, unless `raw`."""
    table = table_of(report)
    columns = selected_columns(table, style)
    formula = frozenset[str]() if style.raw else _FORMULA_STARTS
    if style.bom:
        out.write("\ufeff")
    ended = out if line_end == "\r\n" else _LineEnds(out, line_end)
    rows = csv.writer(ended, delimiter=delimiter, lineterminator="\r\n")
    if style.header:
        rows.writerow(column.name for column in columns)
    getters = [column.value for column in columns]
    rows.writerows(
        [
            # most cells are plain texts, so for them nothing is called
            value if type(value := get(row)) is str and value and value[0] not in formula else _cell(value, formula)
            for get in getters
        ]
        for row in table.rows
    )


def _cell(value: JsonValue, formula: frozenset[str]) -> str | int | None:
    """The value as `csv` takes it, which itself writes numbers, and nothing for None; a ' in front of a formula."""
    if value is None or type(value) is int:
        return value
    text = value_text(value)
    return "'" + text if text[:1] in formula else text
