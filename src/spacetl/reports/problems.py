"""The problems in files, as rows."""

from collections.abc import Sequence

from spacetl.errors import Problem
from spacetl.reports.table import Cell, Column, Field, Table


def severity(problem: Problem) -> str:
    """The severity as machines and editors call it: error or warning."""
    return "warning" if problem.warning else "error"


def problems(found: Sequence[Problem]) -> Table[Problem]:
    """The table of the problems found."""
    return Table(name="check", rows=found, columns=_COLUMNS, fields=_FIELDS)


_COLUMNS: tuple[Column[Problem], ...] = (
    Column("path", lambda row: row.path),
    Column("line", lambda row: row.line or None),
    Column("column", lambda row: row.column or None),
    Column("severity", severity),
    Column("text", lambda row: row.text),
)
_FIELDS: tuple[Field[Problem], ...] = (Field("Problem", lambda row: Cell(str(row)), wraps=True),)
