"""What `upcoming` and `list` report: the events still to come, the overdue first; and every event, by date."""

import datetime
from collections.abc import Iterable
from typing import Any

from msgspec.structs import replace

from spacetl.dates import words
from spacetl.dates.durations import day_words, shown_of
from spacetl.query import Entry, Query, Sort, Status, measure_all, select
from spacetl.reports.fields import (
    AGENCY,
    EVENT,
    SLIPPED,
    STATUS,
    WHEN,
    distance_field,
    event_calendar,
    event_columns,
    range_note,
    verdict_field,
)
from spacetl.reports.report import Table
from spacetl.timeline import Event, Timeline

TO_COME = (Status.OVERDUE, Status.DUE, Status.UPCOMING, Status.UNDATED)
_SEE_ALL = "See everything with `spacetl list`."


def upcoming(timeline: Timeline, query: Query, day: datetime.date) -> Table[Entry]:
    """What is still to come as of `day`; the timeline must be as known on it."""
    asked = tuple(status for status in query.statuses or TO_COME if status in TO_COME)
    entries = select(timeline, replace(query, statuses=asked, limit=None), day, order=_soonest) if asked else []
    shown = entries[: query.limit]
    events = [entry.event for entry in entries] or timeline.events
    past = _day_to_look_back_to(events, day)
    count = f"{shown_of(len(shown), len(entries), 'event')} still to come as of {day_words(day)}."
    return Table(
        name="upcoming",
        rows=shown,
        columns=event_columns(timeline, measure_all(timeline, day)),
        fields=(WHEN, EVENT, AGENCY, distance_field(day), SLIPPED),
        hint=(
            *range_note(shown),
            count if entries else _nothing(timeline, query, day),
            f"Halfway to the first promise: --as-of {past}. Everything: `spacetl list`." if past else _SEE_ALL,
        ),
        calendar=event_calendar(timeline),
    )


def _soonest(entry: Entry) -> Any:
    """By status, then what must be over first, then what begins first."""
    if entry.date is None:
        return (TO_COME.index(entry.status),)
    end = entry.date.latest or datetime.date.max
    start = entry.date.sort_key
    return (TO_COME.index(entry.status), *((start,) if entry.status is Status.UPCOMING else (end, start)))


def _nothing(timeline: Timeline, query: Query, day: datetime.date) -> str:
    """That nothing is to come, and the latest of the requested events that are over, whatever the range."""
    over = tuple(status for status in Status if status not in TO_COME)
    asked = replace(query, statuses=over, since=None, until=None, sort=Sort.DATE, reverse=True, limit=1)
    newest = [
        f" The most recent event: {entry.event.title}, {words(entry.date)}."
        for entry in select(timeline, asked, day)
        if entry.date is not None
    ]
    unfiltered = replace(query, limit=None, sort=None, reverse=False) == Query()
    return "".join(
        ("Nothing is upcoming" if unfiltered else "No upcoming event matches", f" as of {day_words(day)}.", *newest)
    )


def _day_to_look_back_to(events: Iterable[Event], day: datetime.date) -> datetime.date | None:
    """The day halfway back to the first promise for these events; None if there is none before `day`."""
    said = [promise.said for event in events for promise in event.promises if promise.said is not None]
    past = day - (day - min(said)) / 2 if said else day
    return past if past < day else None


def listing(timeline: Timeline, query: Query, day: datetime.date) -> Table[Entry]:
    """The events that pass the query as of `day`; the timeline must be as known on it."""
    entries = select(timeline, replace(query, limit=None), day)
    shown = entries[: query.limit]
    measure = measure_all(timeline, day)
    return Table(
        name="list",
        rows=shown,
        columns=event_columns(timeline, measure),
        fields=(WHEN, EVENT, AGENCY, STATUS, verdict_field(measure)),
        hint=(*range_note(shown), shown_of(len(shown), len(entries), "event") + "."),
        calendar=event_calendar(timeline),
    )
