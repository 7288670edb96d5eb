"""Which events pass a query, as known on a day, with their dates, statuses and slips on it."""

from spacetl.query.as_of import as_of, known_on
from spacetl.query.entry import Entry, Status, current_date
from spacetl.query.query import Condition, Query, Sort, chosen
from spacetl.query.select import (
    agencies_called,
    agencies_of,
    agency_names,
    by_id,
    certainty_within,
    searched,
    select,
    tags_called,
)
from spacetl.query.slip import Move, Slip, Step, slip_between, steps
from spacetl.query.speakers import Speakers, listed_names, speaking

__all__ = [
    "Condition",
    "Entry",
    "Move",
    "Query",
    "Slip",
    "Sort",
    "Speakers",
    "Status",
    "Step",
    "agencies_called",
    "agencies_of",
    "agency_names",
    "as_of",
    "by_id",
    "certainty_within",
    "chosen",
    "current_date",
    "known_on",
    "listed_names",
    "searched",
    "select",
    "slip_between",
    "speaking",
    "steps",
    "tags_called",
]
