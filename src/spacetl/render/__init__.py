"""Reports written as text: each format is a module, and a line here."""

from collections.abc import Callable
from importlib import import_module
from typing import Protocol, TextIO, cast

from msgspec import Struct

from spacetl.errors import UsageError
from spacetl.naming import no_such
from spacetl.render.records import rows_of
from spacetl.render.style import Style
from spacetl.reports.report import Card, Chart, Report

__all__ = ["FORMATS", "Format", "Report", "Style", "format_named", "format_of_ending", "write"]


def _has_rows(report: Report) -> bool:
    return not isinstance(report, Chart)


def _has_days(report: Report) -> bool:
    return _has_rows(report) and rows_of(report).day is not None


def _is_drawn(report: Report) -> bool:
    return isinstance(report, Chart)


def _always(_report: Report) -> bool:
    return True


class Format(Struct, frozen=True):
    """A way to write a report.

    Attributes:
        name: its name for -O; its module is `as_` followed by the name.
        ending: the ending of its files, without the dot.
        about: what it is, for the help.
        machine: whether it is for programs: never coloured, fitted or paged.
        endings: other endings of its files.
        fits: whether a report can be written in it.
    """

    name: str
    ending: str
    about: str
    machine: bool = True
    endings: tuple[str, ...] = ()
    fits: Callable[[Report], bool] = _has_rows


class Writer(Protocol):
    """What the module of each format provides."""

    def write(self, report: Report, out: TextIO, style: Style) -> tuple[str, ...]:
        """Write a report that fits the format; return lines for people, to be shown beside it."""


FORMATS = {
    each.name: each
    for each in (
        Format("table", "txt", "aligned columns, for people", machine=False, fits=_always),
        Format("csv", "csv", "comma-separated values, RFC 4180"),
        Format("tsv", "tsv", "tab-separated values"),
        Format("json", "json", "one JSON array; from `show`, one object"),
        Format("ndjson", "ndjson", "one JSON object per line", endings=("jsonl",)),
        Format("markdown", "md", "a GitHub table", machine=False, endings=("markdown",)),
        Format("ics", "ics", "iCalendar, RFC 5545: all-day events", fits=_has_days),
        Format("svg", "svg", "a picture, from `chart`", machine=False, fits=_is_drawn),
        Format(
            "html",
            "html",
            "a web page; from `chart`, one that moves through time",
            machine=False,
            endings=("htm",),
            fits=_always,
        ),
    )
}


def format_named(name: str) -> Format:
    """The format with this name, in any case.

    Raises:
        UsageError: there is no such format.
    """
    if name.casefold() not in FORMATS:
        raise UsageError(no_such("format", name, FORMATS))
    return FORMATS[name.casefold()]


def format_of_ending(ending: str) -> Format | None:
    """The format of files with this ending, such as `md`, in any case; None if there is none."""
    wanted = ending.casefold()
    return next((each for each in FORMATS.values() if wanted in (each.ending, *each.endings)), None)


def write(report: Report, wanted: Format, out: TextIO, style: Style) -> tuple[str, ...]:
    """Write `report` to `out` in a format; return lines for people, to be shown beside it.

    Raises:
        UsageError: the report does not fit the format, or has no such column.
    """
    if not wanted.fits(report):
        fitting = ", ".join(each.name for each in FORMATS.values() if each.fits(report))
        rows = f"; use `spacetl list -O {wanted.name}` for its events" if isinstance(report, Chart) else ""
        raise UsageError(f"{_name_of(report)} cannot be written as {wanted.name}, only as {fitting}{rows}")
    writer = cast("Writer", import_module(f"spacetl.render.as_{wanted.name}"))
    return writer.write(report, out, style)


def _name_of(report: Report) -> str:
    return report.table.name if isinstance(report, Card) else report.name
