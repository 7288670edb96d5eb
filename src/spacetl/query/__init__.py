"""Which events pass a query, as known on a day, with their dates, statuses and slips on it."""

from spacetl.query.known import Entry, Status, as_of, current_date, entry_on, known_on
from spacetl.query.moves import Move, Slip, Step, slip_between, steps
from spacetl.query.names import AgencyNames, Speakers, speaker_filter
from spacetl.query.select import Condition, Query, Sort, by_id, choice_named, select

__all__ = [
    "AgencyNames",
    "Condition",
    "Entry",
    "Move",
    "Query",
    "Slip",
    "Sort",
    "Speakers",
    "Status",
    "Step",
    "as_of",
    "by_id",
    "choice_named",
    "current_date",
    "entry_on",
    "known_on",
    "select",
    "slip_between",
    "speaker_filter",
    "steps",
]
