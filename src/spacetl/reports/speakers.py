"""The record of each speaker: how many promises, and how many were kept."""

import datetime
from collections import defaultdict
from collections.abc import Callable
from typing import Any, NamedTuple

from msgspec.structs import replace

from spacetl.dates.durations import counted, day_words, shown_of
from spacetl.query import Entry, Query, Sort, Speakers, Verdict, is_hindsight, measure, select, speaker_filter
from spacetl.reports.report import Cell, Column, Field, Table, Tone
from spacetl.reports.slips import Tally, tally_fields, tally_of
from spacetl.timeline import Promise, Timeline

_NOT_NAMED = ""  # the name of whoever made the promises that name nobody


class SpeakerRecord(NamedTuple):
    """A speaker's promises: how many, for how many events, and how those with a date were kept."""

    promises: int
    events: int
    tally: Tally


def speakers(timeline: Timeline, query: Query, day: datetime.date) -> Table[SpeakerRecord]:
    """The speakers who promised something for the events that pass the query, as known on `day`.

    Each event is measured as in `slips`, against this speaker's own promises for it. Who is marked as press has no row,
    unless the query asks for it by name.
    """
    entries = select(timeline, replace(query, limit=None, sort=None, reverse=False), day)
    known, spoken = Speakers(timeline), speaker_filter(timeline, query.by)
    promised: defaultdict[str, list[tuple[Entry, list[Promise]]]] = defaultdict(list)
    for entry in entries:
        for name, promises in _promised(entry, known, spoken).items():
            promised[name].append((entry, promises))
    asked = {name for each in query.by for name in known.of(each)}
    reporting = set() if asked else {name for name in promised if known.is_press(name)}
    rows = [
        _record(name, about, known, day)
        for name, about in promised.items()
        if name not in reporting and (not asked or name in asked)
    ]
    rows.sort(key=_by_name)
    rows.sort(key=_ORDERS.get(query.sort, _by_promises), reverse=query.reverse)
    if query.sort is Sort.SLIP:
        rows.sort(key=lambda row: row.tally.median is None)
    shown = rows[: query.limit]
    return Table(
        name="speakers",
        rows=shown,
        columns=_COLUMNS,
        fields=(*_FIELDS, *map(_of_tally, tally_fields([row.tally for row in shown]))),
        hint=(
            f"{shown_of(len(shown), len(rows), 'speaker')} as of {day_words(day)}.",
            "Each event is measured against the speaker's own first promise for it.",
            *([f"Left out: {counted(len(reporting), 'speaker')} of the press; --by shows one."] if reporting else []),
        ),
    )


def _promised(entry: Entry, known: Speakers, spoken: Callable[[str | None], bool]) -> dict[str, list[Promise]]:
    """Each speaker's promises for the event, among those that pass `spoken`; none made once it was over."""
    said: defaultdict[str, list[Promise]] = defaultdict(list)
    for promise in entry.event.promises:
        if spoken(promise.by) and not is_hindsight(promise, entry.event):
            for name in known.with_agencies(promise.by) or (_NOT_NAMED,):
                said[name].append(promise)
    return said


def _record(name: str, about: list[tuple[Entry, list[Promise]]], known: Speakers, day: datetime.date) -> SpeakerRecord:
    rows = [row for entry, promises in about if (row := measure(entry, promises, known, day)) is not None]
    return SpeakerRecord(sum(len(promises) for _, promises in about), len(about), tally_of(name, rows))


def _by_promises(row: SpeakerRecord) -> int:
    return -row.promises


def _by_median(row: SpeakerRecord) -> int:
    return -(row.tally.median or 0)


def _by_name(row: SpeakerRecord) -> str:
    return row.tally.name.casefold()


_ORDERS: dict[Sort | None, Callable[[SpeakerRecord], Any]] = {
    Sort.ID: _by_name,
    Sort.TITLE: _by_name,
    Sort.SLIP: _by_median,
}


def _count_column(verdict: Verdict) -> Column[SpeakerRecord]:
    return Column(verdict.value, lambda row: row.tally.verdicts[verdict])


_COLUMNS: tuple[Column[SpeakerRecord], ...] = (
    Column("by", lambda row: row.tally.name or None),
    Column("promises", lambda row: row.promises),
    Column("events", lambda row: row.events),
    *map(_count_column, Verdict),
    Column("median_slip_days", lambda row: row.tally.median),
)


def _speaker(row: SpeakerRecord) -> Cell:
    return Cell(row.tally.name, Tone.STRONG) if row.tally.name else Cell("(not named)", Tone.DIM)


_FIELDS: tuple[Field[SpeakerRecord], ...] = (
    Field("Speaker", _speaker, wraps=True),
    Field("Promises", lambda row: Cell(str(row.promises)), right=True),
    Field("Events", lambda row: Cell(str(row.events)), right=True),
)


def _of_tally(field: Field[Tally]) -> Field[SpeakerRecord]:
    return Field(field.heading, lambda row: field.cell(row.tally), right=field.right, breaks=field.breaks)
