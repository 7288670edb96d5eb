"""The output formats, and what several of them share: the selected columns, and rows as records."""

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from typing import Any, Protocol, TextIO, cast

from msgspec import Struct

from spacetl.errors import UsageError
from spacetl.formats.style import Style
from spacetl.reports.report import Card, Chart, Column, JsonValue, Report, Table
from spacetl.text import no_such

__all__ = [
    "DRAWN_FORMATS",
    "FORMATS",
    "ROW_FORMATS",
    "Format",
    "Report",
    "Style",
    "format_named",
    "format_of_ending",
    "records",
    "selected_columns",
    "selected_names",
    "table_of",
    "value_text",
    "write",
]


def _has_rows(report: Report) -> bool:
    return not isinstance(report, Chart)


def _has_calendar(report: Report) -> bool:
    return _has_rows(report) and table_of(report).calendar is not None


def _is_drawn(report: Report) -> bool:
    return isinstance(report, Chart)


def _any_report(_report: Report) -> bool:
    return True


class Writer(Protocol):
    """What writes a format."""

    def __call__(self, report: Report, out: TextIO, style: Style) -> tuple[str, ...]:
        """Write a report that fits the format; return lines for people, to be shown beside it."""


class Format(Struct, frozen=True):
    """A way to write a report: `name` is that for -O, `ending` that of its files, without the dot."""

    name: str
    ending: str
    about: str
    machine: bool = True  # for programs: never coloured, fitted or paged
    endings: tuple[str, ...] = ()  # other endings of its files
    fits: Callable[[Report], bool] = _has_rows
    module: str = ""  # in this package, if it is not called like the format

    def writer(self) -> Writer:
        """The function `write_NAME` of its module, which is imported only now, to save start-up time."""
        module = import_module(f"spacetl.formats.{self.module or self.name}")
        return cast("Writer", getattr(module, f"write_{self.name}"))


FORMATS = {
    each.name: each
    for each in (
        Format("table", "txt", "aligned columns, for people", machine=False, fits=_any_report),
        Format("csv", "csv", "comma-separated values, RFC 4180"),
        Format("tsv", "tsv", "tab-separated values", module="csv"),
        Format("json", "json", "one JSON array; from `show`, one object"),
        Format("ndjson", "ndjson", "one JSON object per line", endings=("jsonl",), module="json"),
        Format("markdown", "md", "a GitHub table", machine=False, endings=("markdown",)),
        Format("ics", "ics", "iCalendar, RFC 5545: all-day events", fits=_has_calendar),
        Format("svg", "svg", "a picture, from `chart`", machine=False, fits=_is_drawn),
        Format(
            "html",
            "html",
            "a web page; from `chart`, one that moves through time",
            machine=False,
            endings=("htm",),
            fits=_any_report,
        ),
    )
}


ROW_FORMATS = tuple(name for name, each in FORMATS.items() if each.fits is not _is_drawn)
DRAWN_FORMATS = tuple(name for name, each in FORMATS.items() if each.fits in {_is_drawn, _any_report})


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
    return wanted.writer()(report, out, style)


def table_of(report: Report) -> Table[Any]:
    """The table of a report; UsageError for a chart, which has none."""
    if isinstance(report, Chart):
        raise UsageError(f"{report.name} has no rows; use `spacetl list`")
    return report.table if isinstance(report, Card) else report


def selected_names(names: Iterable[str], report: str, style: Style) -> Iterable[str]:
    """Those of the names of columns that the user asked for, in any case, else all; UsageError if one is unknown."""
    known = {name.casefold(): name for name in names}
    for name in style.columns:
        if name.casefold() not in known:
            raise UsageError(no_such("column", name, known.values(), f" in {report}"))
    return [known[name.casefold()] for name in style.columns] or known.values()


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
    match value:
        case str():
            return value
        case None:
            return ""
        case tuple():
            return ";".join(value)
        case bool():
            return str(value).lower()
        case _:
            return str(value)
