"""The output formats, and what several of them share: the style, the selected columns, and rows as records."""

import datetime
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from typing import Any, TextIO

from msgspec import Struct

from spacetl.errors import UsageError
from spacetl.reports.report import Card, Chart, Column, JsonValue, Report, Table
from spacetl.text import no_such


class Style(Struct, frozen=True):
    """What the user and the terminal ask of a format; each regards what concerns it."""

    columns: tuple[str, ...] = ()  # the names of the columns wanted, in this order; empty for the report's own
    header: bool = True
    raw: bool = False  # CSV, TSV: leave cells that a spreadsheet would take for a formula as they are
    bom: bool = False  # CSV, TSV: begin with a byte order mark, for Excel
    delimiter: str = ","  # CSV
    width: int | None = None  # the columns of the terminal; None if nothing is to be cut or wrapped, as in a pipe
    chart_width: int = 100  # the columns of a chart if there is no `width`
    color: bool = False
    ascii: bool = False
    encoding: str = "utf-8"  # that of the output; with `ascii`, it may lack letters of the texts
    in_file: bool = False  # a text for people says what it is about
    day: datetime.date | None = None  # the day whose knowledge the report uses; None if it uses none


RowReport = Table[Any] | Card
# writes a report that fits the format; returns lines for people, to be shown beside it, None for none
Writer = Callable[[Any, TextIO, Style], tuple[str, ...] | None]


class Format(Struct, frozen=True):
    """A way to write a report: `name` is that for -O, `ending` that of its files, without the dot."""

    name: str
    ending: str
    about: str
    machine: bool = True  # for programs: never coloured, fitted or paged
    endings: tuple[str, ...] = ()  # other endings of its files
    rows: bool = True  # for tables and cards
    drawn: bool = False  # for charts
    module: str = ""  # in this package, if it is not called like the format

    def fits(self, report: Report) -> bool:
        """Whether it can write the report."""
        if isinstance(report, Chart):
            return self.drawn
        return self.rows and (self.name != "ics" or table_of(report).calendar is not None)


FORMATS = {
    each.name: each
    for each in (
        Format("table", "txt", "aligned columns, for people", machine=False, drawn=True),
        Format("csv", "csv", "comma-separated values, RFC 4180"),
        Format("tsv", "tsv", "tab-separated values", module="csv"),
        Format("json", "json", "one JSON array; from `show`, one object"),
        Format("ndjson", "ndjson", "one JSON object per line", endings=("jsonl",), module="json"),
        Format("markdown", "md", "a GitHub table", machine=False, endings=("markdown",)),
        Format("ics", "ics", "iCalendar, RFC 5545: all-day events"),
        Format("svg", "svg", "a picture, from `chart`", machine=False, rows=False, drawn=True),
        Format(
            "html",
            "html",
            "a web page; from `chart`, one that moves through time",
            machine=False,
            endings=("htm",),
            drawn=True,
        ),
    )
}

ROW_FORMATS = tuple(name for name, each in FORMATS.items() if each.rows)
DRAWN_FORMATS = tuple(name for name, each in FORMATS.items() if each.drawn)


def format_named(name: str) -> Format:
    """The format with this name, in any case; UsageError if there is none."""
    if name.casefold() not in FORMATS:
        raise UsageError(no_such("format", name, FORMATS))
    return FORMATS[name.casefold()]


def format_of_ending(ending: str) -> Format | None:
    """The format of files with this ending, such as `md`, in any case; None if there is none."""
    wanted = ending.casefold()
    return next((each for each in FORMATS.values() if wanted in (each.ending, *each.endings)), None)


def write(report: Report, wanted: Format, out: TextIO, style: Style) -> tuple[str, ...]:
    """Write a report in a format; return lines for people, to be shown beside it.

    Raises UsageError if the report does not fit the format, or has no such column.
    """
    if not wanted.fits(report):
        name = report.table.name if isinstance(report, Card) else report.name
        fitting = ", ".join(each.name for each in FORMATS.values() if each.fits(report))
        rows = f"; use `spacetl list -O {wanted.name}` for its events" if isinstance(report, Chart) else ""
        raise UsageError(f"{name} cannot be written as {wanted.name}, only as {fitting}{rows}")
    module = import_module(f"spacetl.formats.{wanted.module or wanted.name}")  # only now, to save start-up time
    writer: Writer = getattr(module, f"write_{wanted.name}")
    return writer(report, out, style) or ()


def table_of(report: RowReport) -> Table[Any]:
    """The table of a report with rows."""
    return report.table if isinstance(report, Card) else report


def selected_names(names: Iterable[str], report: str, style: Style) -> Iterable[str]:
    """Those of the names of columns that the user asked for, in any case, else all; UsageError if one is unknown."""
    known = {name.casefold(): name for name in reversed([*names])}  # of two the first
    for name in style.columns:
        if name.casefold() not in known:
            raise UsageError(no_such("column", name, known.values(), f" in {report}"))
    return [known[name.casefold()] for name in style.columns] or [*known.values()][::-1]


def selected_columns(table: Table[Any], style: Style) -> tuple[Column[Any], ...]:
    """The columns that the user asked for, as `selected_names`."""
    named = {column.name: column for column in table.columns}
    return tuple(named[name] for name in selected_names(named, table.name, style))


def records(table: Table[Any], style: Style) -> Iterator[dict[str, JsonValue]]:
    """Each row as an object of the selected columns."""
    columns = selected_columns(table, style)
    for row in table.rows:
        yield {column.name: column.value(row) for column in columns}


def value_text(value: JsonValue) -> str:
    """A value as the text of a cell: empty for None, several joined by semicolons, true and false in lower case."""
    if isinstance(value, tuple):
        return ";".join(value)
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)
