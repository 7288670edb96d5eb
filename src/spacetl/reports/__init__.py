"""Pure functions from a timeline, a query and a day to a value that can be rendered; one file a report."""

import datetime
from importlib import import_module
from typing import Any, Protocol, cast

from spacetl.query import Query
from spacetl.reports.table import Table
from spacetl.timeline import Timeline

# the reports of rows, by the command that shows them: each is a function in a module of its name
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
    """What each of them is."""

    def __call__(self, timeline: Timeline, query: Query, day: datetime.date, /) -> Table[Any]:
        """The report on what passes the query as of `day`; the timeline is as known on it."""


def report_of(command: str) -> RowsReport:
    """The report that a command shows; its module is imported only now, for the sake of start-up time."""
    name = REPORTS[command]
    return cast("RowsReport", getattr(import_module(f"spacetl.reports.{name}"), name))
