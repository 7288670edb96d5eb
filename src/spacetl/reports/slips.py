"""Events measured against their first promise, or the one in force on a day: the worst first."""

import datetime
from collections import defaultdict
from collections.abc import Callable

from msgspec.structs import replace

from spacetl.dates import words
from spacetl.dates.durations import day_words, found
from spacetl.query import Query, Status, agencies_called, by_id, listed_names, select, speaking
from spacetl.reports.entries import calendar_day, iso, status_words
from spacetl.reports.lapse import slip_words
from spacetl.reports.table import Cell, Column, Day, Field, Table, Tone
from spacetl.reports.tally import Slipped, Tally, measured, tallied, tally_fields
from spacetl.timeline import Timeline

_EARLY, _LATE = Tone.NOW, Tone.WARNING
_FAR = datetime.timedelta.max.days  # more than any slip


def slips(
    timeline: Timeline, query: Query, day: datetime.date, baseline: datetime.date | None = None
) -> Table[Slipped]:
    """The events with promises that pass the query, as known on `day`, measured.

    If the query asks for speakers, only their promises count.

    Args:
        timeline: the timeline as known on `day`.
        query: which events.
        day: the day whose knowledge counts.
        baseline: measure against the promise in force on this day; None for the first promise.
    """
    entries = select(timeline, replace(query, limit=None), day, by_id)
    spoken = speaking(timeline, query.by)
    rows = []
    for entry in entries:
        promises = entry.event.promises
        counting = [promise for promise in promises if spoken(promise.by)] if query.by else promises
        if (row := measured(entry, counting, baseline)) is not None:
            rows.append(row)
    asked = agencies_called(timeline, query.agencies) if query.agencies else None
    summary = _summary(rows, timeline, asked)  # before they are sorted, while they lie in memory in this order
    if query.sort is None:
        rows.sort(key=_worst_first, reverse=query.reverse)
    shown = rows[: query.limit]
    against = "the first promise" if baseline is None else f"the promise in force on {day_words(baseline)}"
    against += f" of {' or '.join(query.by)}" if query.by else ""
    return Table(
        name="slips",
        rows=shown,
        columns=_COLUMNS,
        fields=(EVENT, PROMISED, CAME, LATE),
        hint=(f"{found(len(shown), len(rows), 'event')} measured against {against}, as of {day_words(day)}.",),
        day=_day(timeline),
        below=summary if rows else None,
    )


def _worst_first(row: Slipped) -> int:
    """Late, then kept, then early, then open and kept so far; an unknown slip last."""
    if row.slip is None:
        return 2 * _FAR
    return _FAR if row.slip.days == 0 and row.open else -row.slip.days


_COLUMNS: tuple[Column[Slipped], ...] = (
    Column("id", lambda row: row.entry.event.id),
    Column("title", lambda row: row.entry.event.title),
    Column("agencies", lambda row: row.entry.event.agencies),
    Column("status", lambda row: row.entry.status),
    Column("first_said", lambda row: iso(row.promise.said)),
    Column("first_due", lambda row: None if row.promise.due is None else row.promise.due.text),
    Column("date", lambda row: None if row.entry.date is None else row.entry.date.text),
    Column("slip_min_days", lambda row: None if row.slip is None else row.slip.least),
    Column("slip_max_days", lambda row: None if row.slip is None else row.slip.most),
    Column("moves", lambda row: row.moves),
)


def _late(row: Slipped) -> Cell:
    if row.slip is None:
        return Cell("withdrawn" if row.open else "cancelled", Tone.BAD)
    days = row.slip.days
    if days == 0:
        return _open(row) if row.open else Cell("kept", Tone.GOOD)
    return Cell(slip_words(row.slip) + (" (open)" if row.open else ""), _LATE if days > 0 else _EARLY)


def _open(row: Slipped) -> Cell:
    """The cell of what overlaps its promise and is still to come, perhaps overdue already."""
    if row.entry.status is Status.OVERDUE:
        return Cell(f"open, {status_words(row.entry)}", Tone.WARNING)
    return Cell("open", Tone.DIM)


def _came(row: Slipped) -> Cell:
    if row.entry.date is None:
        return Cell("no date", Tone.DIM)
    text = words(row.entry.date)
    return Cell(text) if row.open or row.entry.status == "done" else Cell(f"{text} ({status_words(row.entry)})")


EVENT: Field[Slipped] = Field("Event", lambda row: Cell(row.entry.event.title), wraps=True)
PROMISED: Field[Slipped] = Field(
    "Promised",
    lambda row: Cell(words(row.promise.due) if row.promise.due else ""),
    order=lambda row: row.promise.due and row.promise.due.sort_key,
)
CAME: Field[Slipped] = Field("Came or due", _came, order=lambda row: row.entry.date and row.entry.date.sort_key)
LATE: Field[Slipped] = Field("How late", _late, order=lambda row: None if row.slip is None else row.slip.days)


def _day(timeline: Timeline) -> Callable[[Slipped], Day | None]:
    of_entry = calendar_day(timeline)
    return lambda row: of_entry(row.entry)


def _summary(rows: list[Slipped], timeline: Timeline, asked: set[str] | None) -> Table[Tally]:
    """A row per agency, or per requested agency if any were: not all events of the others are here."""
    names = listed_names(timeline)
    of_agency: dict[str, list[Slipped]] = defaultdict(list)
    for row in rows:
        for agency in row.entry.event.agencies or ("(no agency)",):
            if asked is None or agency in asked:
                of_agency[names.get(agency, agency)].append(row)
    tallies = [tallied(agency, of_agency[agency]) for agency in sorted(of_agency, key=str.casefold)]
    return Table(
        name="slips by agency",
        rows=tallies,
        columns=(),
        fields=(Field("Agency", lambda tally: Cell(tally.name)), *tally_fields(tallies)),
    )
