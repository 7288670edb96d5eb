"""Pure functions from a timeline, a query and a day to a value that can be rendered; one file per report."""

import datetime
from importlib import import_module
from typing import Any, Protocol, cast

from spacetl.query import Query
from spacetl.reports.table import Table
from spacetl.timeline import Timeline

# the reports with rows, by the command that shows them: each is a function in the module of that name
REPORTS = {
    "upcoming": "upcoming",
    "list": "listing",
    "history": "history",
    "slips": "slips",
    "agencies": "agencies",
    "speakers": "speakers",
    "export": "listing",
}


class RowsReport(Protocol):
    """A report with rows."""

    def __call__(self, timeline: Timeline, query: Query, day: datetime.date, /) -> Table[Any]:
        """The report on what passes the query as of `day`; the timeline must be as known on it."""


def report_of(command: str) -> RowsReport:
    """The report that a command shows; its module is imported only now, to save start-up time."""
    name = REPORTS[command]
    return cast("RowsReport", getattr(import_module(f"spacetl.reports.{name}"), name))
