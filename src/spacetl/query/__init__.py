"""Which events pass a query, as known on a day, with their dates, statuses and slips on it."""

from spacetl.query.known import Entry, Status, as_of, current_date, entry_on, known_on
from spacetl.query.moves import Move, Slip, Step, slip_between, steps
from spacetl.query.names import (
    Speakers,
    agencies_named,
    agencies_of_country,
    agency_names,
    listed_agency_names,
    speaker_filter,
    tags_named,
)
from spacetl.query.select import Condition, Query, Sort, by_id, certainty_within, choice_named, searched_text, select

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
    "agencies_named",
    "agencies_of_country",
    "agency_names",
    "as_of",
    "by_id",
    "certainty_within",
    "choice_named",
    "current_date",
    "entry_on",
    "known_on",
    "listed_agency_names",
    "searched_text",
    "select",
    "slip_between",
    "speaker_filter",
    "steps",
    "tags_named",
]
