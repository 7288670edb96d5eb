"""Reports as records: named values for machines."""

from collections.abc import Iterable, Iterator
from typing import Any

from spacetl.errors import UsageError
from spacetl.naming import no_such
from spacetl.render.style import Style
from spacetl.reports.report import Card, Chart, Column, Json, Report, Table


def rows_of(report: Report) -> Table[Any]:
    """The table of a report.

    Raises:
        UsageError: the report is drawn and has no table.
    """
    if isinstance(report, Chart):
        raise UsageError(f"{report.name} has no rows; use `spacetl list`")
    return report.table if isinstance(report, Card) else report


def chosen(names: Iterable[str], report: str, style: Style) -> Iterable[str]:
    """The names of the columns that the user asked for, in any case, else of all.

    Raises:
        UsageError: the report has no such column.
    """
    known = {name.casefold(): name for name in names}
    for name in style.columns:
        if name.casefold() not in known:
            raise UsageError(no_such("column", name, known.values(), f" in {report}"))
    return [known[name.casefold()] for name in style.columns] or known.values()


def chosen_columns(table: Table[Any], style: Style) -> tuple[Column[Any], ...]:
    """The columns that the user asked for, else all; raises what `chosen` raises."""
    named = {column.name: column for column in table.columns}
    return tuple(named[name] for name in chosen(named, table.name, style))


def records(table: Table[Any], style: Style) -> Iterator[dict[str, Json]]:
    """Each row as an object of the chosen columns."""
    columns = chosen_columns(table, style)
    for row in table.rows:
        yield {column.name: column.value(row) for column in columns}


def as_text(value: Json) -> str:
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
