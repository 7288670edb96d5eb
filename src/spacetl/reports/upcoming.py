"""What is still to come: the overdue first, then what is due, then the rest, soonest first."""

import datetime
from typing import Any

from msgspec.structs import replace

from spacetl.dates import words
from spacetl.query import Entry, Query, Status, select
from spacetl.reports.entries import AGENCY, EVENT, WHEN, calendar_day, columns, distance, range_note
from spacetl.reports.lapse import counted, day_words
from spacetl.reports.table import Table
from spacetl.timeline import Timeline

TO_COME = (Status.OVERDUE, Status.DUE, Status.UPCOMING, Status.UNDATED)


def upcoming(timeline: Timeline, query: Query, day: datetime.date) -> Table[Entry]:
    """What is still to come as of `day`; the timeline is as known on it."""
    asked = [status for status in query.statuses or TO_COME if status in TO_COME]
    entries = [] if not asked else select(timeline, replace(query, statuses=tuple(asked)), day, order=_soonest)
    return Table(
        name="upcoming",
        rows=entries,
        columns=columns(timeline),
        fields=(WHEN, EVENT, AGENCY, distance(day)),
        hint=(*range_note(entries), *(_look_back(entries, day) if entries else _nothing(timeline, day))),
        day=calendar_day(timeline),
    )


def _soonest(entry: Entry) -> Any:
    """By status, then what must be over first, then what begins first."""
    if entry.date is None:
        return (TO_COME.index(entry.status),)
    end = entry.date.latest or datetime.date.max
    start = entry.date.sort_key
    return (TO_COME.index(entry.status), *((start,) if entry.status is Status.UPCOMING else (end, start)))


def _look_back(entries: list[Entry], day: datetime.date) -> tuple[str, ...]:
    return (
        f"{counted(len(entries), 'event')} still to come as of {day_words(day)}.",
        "Look back: spacetl upcoming --as-of 2017-06-07    Everything: spacetl list",
    )


def _nothing(timeline: Timeline, day: datetime.date) -> tuple[str, ...]:
    newest = select(timeline, Query(limit=1, reverse=True), day)
    last = f" The newest event: {newest[0].event.title}, {words(newest[0].date)}." if newest and newest[0].date else ""
    return (
        f"Nothing is still to come as of {day_words(day)}.{last}",
        "Look back: spacetl upcoming --as-of 2017-06-07    Everything: spacetl list",
    )
