"""Which events a question is about, as known on a day, and what the day makes of them."""

from spacetl.query.as_of import as_of, known_on
from spacetl.query.entry import Entry, Status, current_date
from spacetl.query.query import Query, Sort
from spacetl.query.select import agencies_called, agency_names, select
from spacetl.query.slip import Move, Slip, Step, steps
from spacetl.query.speakers import Speakers, speaking

__all__ = [
    "Entry",
    "Move",
    "Query",
    "Slip",
    "Sort",
    "Speakers",
    "Status",
    "Step",
    "agencies_called",
    "agency_names",
    "as_of",
    "current_date",
    "known_on",
    "select",
    "speaking",
    "steps",
]
