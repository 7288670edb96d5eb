"""First promise, or the one in force on a day, against what came or is now due: the worst first."""

import datetime
from collections import defaultdict
from collections.abc import Callable
from statistics import median
from typing import NamedTuple

from msgspec.structs import replace

from spacetl.dates import words
from spacetl.query import Entry, Move, Query, Slip, Status, agencies_called, agency_names, select, steps
from spacetl.reports.entries import calendar_day, iso, status_words
from spacetl.reports.lapse import day_words, found, slip_words
from spacetl.reports.table import Cell, Column, Day, Field, Table, Tone
from spacetl.timeline import Promise, Timeline

TOO_FEW = 3
_UNMOVED = (Move.FIRST, Move.REAFFIRMED, Move.DONE, Move.FAILED, Move.CANCELLED)


class Slipped(NamedTuple):
    """An event measured: the promise it is measured against, the slip, the times its promise moved since.

    Attributes:
        slip: from that promise to the current date; None if the last promise was withdrawn.
    """

    entry: Entry
    promise: Promise
    slip: Slip | None
    moves: int

    @property
    def open(self) -> bool:
        """Whether the event is still to come."""
        return self.entry.event.outcome is None


def slips(
    timeline: Timeline, query: Query, day: datetime.date, baseline: datetime.date | None = None
) -> Table[Slipped]:
    """The events with promises that pass the query, as known on `day`, measured.

    Args:
        timeline: as known on `day`.
        query: which events.
        day: the day whose knowledge counts.
        baseline: measure against the promise in force on this day; None: against the first promise.
    """
    entries = select(timeline, replace(query, limit=None), day)
    rows = [row for entry in entries if (row := _measured(entry, baseline)) is not None]
    if query.sort is None:
        rows.sort(key=_worst_first, reverse=query.reverse)
    shown = rows[: query.limit]
    against = "the first promise" if baseline is None else f"the promise in force on {day_words(baseline)}"
    return Table(
        name="slips",
        rows=shown,
        columns=_COLUMNS,
        fields=(EVENT, PROMISED, CAME, LATE),
        hint=(f"{found(len(shown), len(rows), 'event')} measured against {against}, as of {day_words(day)}.",),
        day=_day(timeline),
        below=_summary(rows, timeline, agencies_called(timeline, query.agencies)) if rows else None,
    )


def _measured(entry: Entry, baseline: datetime.date | None) -> Slipped | None:
    said = [promise for promise in entry.event.promises if promise.due is not None]
    if baseline is not None:
        known = [promise for promise in entry.event.promises if promise.said is None or promise.said <= baseline]
        said = known[-1:] if known and known[-1].due is not None else []
    if not said or said[0].due is None:
        return None
    promise = said[0]
    slip = None if entry.date is None else Slip(said[0].due, entry.date)
    since = promise.said or datetime.date.min
    moved = sum(step.move not in _UNMOVED and (step.said or datetime.date.min) > since for step in steps(entry.event))
    return Slipped(entry, promise, slip, moved)


def _worst_first(row: Slipped) -> tuple[int, int, str]:
    """Late, then kept, then early; an unknown slip last."""
    slip = row.slip
    if slip is None:
        return (2, 0, row.entry.event.id)
    days = 0 if slip.kept else slip.least if slip.least is not None else slip.most or 0
    return (1 if slip.kept and row.open else 0, -days, row.entry.event.id)


_COLUMNS: tuple[Column[Slipped], ...] = (
    Column("id", lambda row: row.entry.event.id),
    Column("title", lambda row: row.entry.event.title),
    Column("agencies", lambda row: list(row.entry.event.agencies)),
    Column("status", lambda row: row.entry.status.value),
    Column("first_said", lambda row: iso(row.promise.said)),
    Column("first_due", lambda row: None if row.promise.due is None else row.promise.due.text),
    Column("date", lambda row: None if row.entry.date is None else row.entry.date.text),
    Column("slip_min_days", lambda row: None if row.slip is None else row.slip.least),
    Column("slip_max_days", lambda row: None if row.slip is None else row.slip.most),
    Column("moves", lambda row: row.moves),
)


def _late(row: Slipped) -> Cell:
    if row.slip is None:
        return Cell("withdrawn", Tone.BAD)
    if row.slip.kept:
        return _open(row) if row.open else Cell("kept", Tone.GOOD)
    tone = Tone.WARNING if row.slip.late else Tone.NOW
    return Cell(slip_words(row.slip) + (" (open)" if row.open else ""), tone)


def _open(row: Slipped) -> Cell:
    """What overlaps its promise and is still to come; it may be overdue already."""
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
LATE: Field[Slipped] = Field("How late", _late, order=lambda row: None if row.slip is None else _least_days(row.slip))


def _day(timeline: Timeline) -> Callable[[Slipped], Day | None]:
    of_entry = calendar_day(timeline)
    return lambda row: of_entry(row.entry)


class Tally(NamedTuple):
    """How an agency kept its promises."""

    agency: str
    rows: list[Slipped]

    def count(self, verdict: str) -> int:
        """How many of its events have this verdict."""
        return sum(_verdict(row) == verdict for row in self.rows)

    @property
    def median(self) -> int | None:
        """The median of the least days late of what has come, kept ones counting as 0; None below three."""
        days = [_least_days(row.slip) for row in self.rows if row.slip is not None and not row.open]
        return None if len(days) < TOO_FEW else round(median(days))


def _verdict(row: Slipped) -> str:
    if row.open or row.slip is None:
        return "open"
    if row.slip.kept:
        return "kept"
    return "late" if row.slip.late else "early"


def _least_days(slip: Slip) -> int:
    if slip.kept:
        return 0
    return slip.least or 0 if slip.late else slip.most or 0


def _median(tally: Tally) -> Cell:
    return Cell("too few" if tally.median is None else f"{tally.median:,} d")


_MEDIAN: Field[Tally] = Field("Median, kept = 0", _median, right=True, order=lambda tally: tally.median)


def _summary(rows: list[Slipped], timeline: Timeline, asked: set[str]) -> Table[Tally]:
    """A row an agency, of those that were asked for if any were; the others' events are not all here."""
    names = agency_names(timeline)
    of_agency: dict[str, list[Slipped]] = defaultdict(list)
    for row in rows:
        for agency in row.entry.event.agencies or ("(no agency)",):
            if not asked or agency in asked:
                of_agency[names.get(agency, agency)].append(row)
    counts = tuple(
        _count(verdict)
        for verdict in ("kept", "early", "late", "open")
        if verdict != "early" or any(_verdict(row) == verdict for row in rows)
    )
    return Table(
        name="slips by agency",
        rows=[Tally(agency, of_agency[agency]) for agency in sorted(of_agency, key=str.casefold)],
        columns=(),
        fields=(Field("Agency", lambda tally: Cell(tally.agency)), *counts, _MEDIAN),
    )


def _count(verdict: str) -> Field[Tally]:
    def count(tally: Tally) -> int:
        return tally.count(verdict)

    return Field(verdict.capitalize(), lambda tally: Cell(str(count(tally))), right=True, order=count)
