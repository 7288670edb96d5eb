"""Each agency with its events counted by status."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Callable
from typing import NamedTuple

from msgspec.structs import replace

from spacetl.errors import UsageError
from spacetl.query import AgencyNames, Query, Sort, Status, by_id, select
from spacetl.reports.fields import STATUS_TONES
from spacetl.reports.report import Cell, Column, Field, Table, Tone
from spacetl.timeline import Agency, Timeline


class AgencyCounts(NamedTuple):
    """An agency with the number of its events of each status."""

    id: str
    agency: Agency  # without a name and a country if the timeline does not list it
    counts: Counter[Status]


def agencies(timeline: Timeline, query: Query, day: datetime.date) -> Table[AgencyCounts]:
    """The agencies of the events that pass the query as of `day`; with an empty query, every listed one too."""
    asked = replace(query, limit=None, sort=None, reverse=False)
    counts: defaultdict[str, Counter[Status]] = defaultdict(Counter)
    if asked == Query():
        counts.update((agency, Counter()) for agency in timeline.agencies)
    ids = AgencyNames(timeline).ids
    for entry in select(timeline, asked, day, by_id):
        for agency in dict.fromkeys(ids[agency] for agency in entry.event.agencies):
            counts[agency][entry.status] += 1
    rows = [AgencyCounts(name, timeline.agencies.get(name, Agency()), count) for name, count in counts.items()]
    rows.sort(key=_order(query.sort), reverse=query.reverse)
    rows = rows[: query.limit]
    seen = [statuses for statuses in _SHOWN if any(row.counts[status] for row in rows for status in statuses)]
    return Table(
        name="agencies",
        rows=rows,
        columns=_COLUMNS,
        fields=(*_FIELDS, *map(_status_field, seen)),
        hint=(f"{len(rows)} agenc{'y' if len(rows) == 1 else 'ies'}; an event with several agencies counts for each.",),
    )


def _order(sort: Sort | None) -> Callable[[AgencyCounts], str]:
    if sort not in {None, Sort.ID, Sort.AGENCY, Sort.TITLE}:
        raise UsageError(f"agencies cannot be sorted by {sort}; use id or title")
    if sort is Sort.TITLE:
        return lambda row: (row.agency.name or row.id).casefold()
    return lambda row: row.id.casefold()


def _status_column(status: Status) -> Column[AgencyCounts]:
    return Column(status.value, lambda row: row.counts[status])


_COMMON = (Status.OVERDUE, Status.DUE, Status.UPCOMING, Status.DONE)
_SHOWN = (*((status,) for status in _COMMON), tuple(status for status in Status if status not in _COMMON))


def _status_field(statuses: tuple[Status, ...]) -> Field[AgencyCounts]:
    """The number of events in a status, or in those that are rare, which stand together for people."""

    def count(row: AgencyCounts) -> int | None:
        return sum(row.counts[status] for status in statuses) or None

    first, *others = statuses
    return Field(
        "Other" if others else first.value.capitalize(),
        lambda row: Cell(str(count(row) or ""), Tone.DIM if others else STATUS_TONES[first]),
        right=True,
        order=count,
    )


_COLUMNS: tuple[Column[AgencyCounts], ...] = (
    Column("id", lambda row: row.id),
    Column("name", lambda row: row.agency.name),
    Column("country", lambda row: row.agency.country),
    Column("aliases", lambda row: row.agency.aliases),
    Column("events", lambda row: row.counts.total()),
    *map(_status_column, Status),
)

_FIELDS: tuple[Field[AgencyCounts], ...] = (
    Field("Agency", lambda row: Cell(row.id, Tone.STRONG), wraps=True),
    Field("Name", lambda row: Cell(row.agency.name or ""), wraps=True),
    Field("Country", lambda row: Cell(row.agency.country or "", Tone.DIM), breaks=" ", optional=True),
    Field("Events", lambda row: Cell(str(row.counts.total())), right=True, order=lambda row: row.counts.total()),
)
