"""The reports: pure functions from a timeline, a query and a day to a value that any format can write."""

import datetime
from importlib import import_module
from typing import Any, Protocol, cast

from spacetl.query import Query
from spacetl.reports.report import Table
from spacetl.timeline import Timeline

# the reports with rows, by the command that shows them: each is a function in a module of that name, or of another's
REPORTS = {
    "upcoming": ("upcoming", "upcoming"),
    "list": ("upcoming", "listing"),
    "history": ("history", "history"),
    "slips": ("slips", "slips"),
    "agencies": ("agencies", "agencies"),
    "speakers": ("speakers", "speakers"),
    "export": ("upcoming", "listing"),
}


class RowsReport(Protocol):
    """A report with rows."""

    def __call__(self, timeline: Timeline, query: Query, day: datetime.date, /) -> Table[Any]:
        """The report on what passes the query as of `day`; the timeline must be as known on it."""


def report_of(command: str) -> RowsReport:
    """The report that a command shows; its module is imported only now, to save start-up time."""
    module, name = REPORTS[command]
    return cast("RowsReport", getattr(import_module(f"spacetl.reports.{module}"), name))
