"""A report value written as text; one file a format, and one line here."""

from importlib import import_module
from typing import NamedTuple, Protocol, TextIO, cast

from spacetl.errors import UsageError
from spacetl.naming import quoted, suggestion
from spacetl.render.style import Style
from spacetl.reports.table import Report

__all__ = ["FORMATS", "Format", "Report", "Style", "format_named", "format_of_file", "write"]


class Format(NamedTuple):
    """A way to write a report.

    Attributes:
        name: what -O calls it.
        ending: of the files that hold it.
        about: what it is, for help.
        encoding: of its files.
    """

    name: str
    ending: str
    about: str
    machine: bool = True


class Writer(Protocol):
    """What each module of a format offers."""

    def write(self, report: Report, out: TextIO, style: Style) -> tuple[str, ...]:
        """Write the report; the lines that come back are for people, beside it.

        Raises:
            UsageError: the report does not fit the format.
        """


FORMATS = {
    each.name: each
    for each in (
        Format("table", "txt", "aligned columns for people", machine=False),
        Format("csv", "csv", "comma-separated values, RFC 4180"),
        Format("tsv", "tsv", "tab-separated values"),
        Format("json", "json", "one JSON array, or one object of `show`"),
        Format("ndjson", "ndjson", "a JSON object a line"),
        Format("markdown", "md", "a GitHub table", machine=False),
        Format("ics", "ics", "iCalendar, RFC 5545: all-day events"),
    )
}


def format_named(name: str) -> Format:
    """The format of this name, any case.

    Raises:
        UsageError: there is none.
    """
    if name.casefold() not in FORMATS:
        raise UsageError(f"no format {quoted(name)}{suggestion(name, FORMATS)}; the formats are {', '.join(FORMATS)}")
    return FORMATS[name.casefold()]


def format_of_file(path: str) -> Format | None:
    """The format that a file's ending tells; None if it tells none."""
    ending = path.rpartition(".")[2].casefold()
    return next((each for each in FORMATS.values() if each.ending == ending), None)


def write(report: Report, wanted: Format, out: TextIO, style: Style) -> tuple[str, ...]:
    """Write `report` to `out` in a format; returns lines for people, beside the report.

    Raises:
        UsageError: the report does not fit the format, or has no such column.
    """
    writer = cast("Writer", import_module(f"spacetl.render.as_{wanted.name}"))
    return writer.write(report, out, style)
