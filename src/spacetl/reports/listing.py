"""Every event, by date."""

import datetime

from msgspec.structs import replace

from spacetl.dates.durations import found
from spacetl.query import Entry, Query, select
from spacetl.reports.entries import AGENCY, EVENT, SLIP, STATUS, WHEN, calendar_day, columns, range_note
from spacetl.reports.table import Table
from spacetl.timeline import Timeline


def listing(timeline: Timeline, query: Query, day: datetime.date) -> Table[Entry]:
    """The events that pass the query as of `day`; the timeline must be as known on it."""
    entries = select(timeline, replace(query, limit=None), day)
    shown = entries[: query.limit]
    return Table(
        name="list",
        rows=shown,
        columns=columns(timeline),
        fields=(WHEN, EVENT, AGENCY, STATUS, SLIP),
        hint=(*range_note(shown), found(len(shown), len(entries), "event") + "."),
        day=calendar_day(timeline),
    )
