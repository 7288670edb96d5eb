"""Which events pass a query, as known on a day, with their dates, statuses and slips on it."""

from spacetl.query.known import Entry, Status, as_of, current_date, entry_on, known_on, promise_in_force
from spacetl.query.moves import Move, Slip, Step, ever_in_force, is_hindsight, is_past, steps, times_later
from spacetl.query.names import AgencyNames, Speakers, event_named, events_named, speaker_filter
from spacetl.query.select import Condition, Query, Sort, by_id, choice_named, select
from spacetl.query.verdicts import Measure, Measured, Verdict, measure, measure_all

__all__ = [
    "AgencyNames",
    "Condition",
    "Entry",
    "Measure",
    "Measured",
    "Move",
    "Query",
    "Slip",
    "Sort",
    "Speakers",
    "Status",
    "Step",
    "Verdict",
    "as_of",
    "by_id",
    "choice_named",
    "current_date",
    "entry_on",
    "event_named",
    "events_named",
    "ever_in_force",
    "is_hindsight",
    "is_past",
    "known_on",
    "measure",
    "measure_all",
    "promise_in_force",
    "select",
    "speaker_filter",
    "steps",
    "times_later",
]
