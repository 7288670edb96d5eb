"""One event: every promise with its move, who, when and source; the outcome; the slip."""

import datetime
from collections import Counter
from collections.abc import Iterator

from spacetl.dates import words
from spacetl.dates.durations import day_words, times
from spacetl.errors import UsageError
from spacetl.query import Entry, Move, Query, Step, select, steps
from spacetl.reports.fields import STATUS_TONES, event_calendar, event_columns, iso, source_reference, status_words
from spacetl.reports.history import due_cell, move_cell
from spacetl.reports.report import Card, Cell, Column, Field, Table, Tone
from spacetl.reports.sentences import distance_words, slip_words
from spacetl.text import no_event
from spacetl.timeline import Timeline

_RESULTS = (Move.DONE, Move.FAILED, Move.CANCELLED)
_MOVED = ((Move.SLIP, "slipped"), (Move.PULL_IN, "pulled in"), (Move.FIRMED, "firmed"),
          (Move.LOOSENED, "loosened"), (Move.WITHDRAWN, "withdrawn"), (Move.REAFFIRMED, "reaffirmed"))  # fmt: skip


def show(timeline: Timeline, name: str, day: datetime.date) -> Card:
    """The event with the id `name`, as of `day`; UsageError if none known on that day has this id."""
    entry = _find_entry(timeline, name, day)
    statements = list(steps(entry.event))
    return Card(
        head=tuple(_head(timeline, entry, day)),
        table=_table(timeline, entry, statements),
        foot=tuple(_foot(entry, statements)),
        record=_record(timeline, entry, statements),
    )


def _find_entry(timeline: Timeline, name: str, day: datetime.date) -> Entry:
    for entry in select(timeline, Query(), day):
        if entry.event.id == name:
            return entry
    raise UsageError(no_event(name, [event.id for event in timeline.events], f" known as of {day_words(day)}"))


def _head(timeline: Timeline, entry: Entry, day: datetime.date) -> Iterator[tuple[Cell, Cell]]:
    event = entry.event
    status = status_words(entry) if entry.date is None else f"{status_words(entry)} {words(entry.date)}"
    far = distance_words(entry, day)
    yield Cell(event.title, Tone.STRONG), Cell(status, STATUS_TONES[entry.status])
    agencies = agency_words(timeline, event.agencies)
    yield (
        Cell(" · ".join(part for part in (agencies, *event.tags) if part), Tone.DIM),
        Cell(far if entry.date else "", Tone.DIM),
    )
    if event.note:
        yield Cell(event.note), Cell("")
    if event.refs:
        yield Cell(" · ".join(f"{catalogue} {name}" for catalogue, name in event.refs.items()), Tone.DIM), Cell("")


def agency_words(timeline: Timeline, agencies: tuple[str, ...]) -> str:
    """An agency with its full name; for several, their ids."""
    described = timeline.agencies.get(agencies[0]) if len(agencies) == 1 else None
    name = described.name if described else None
    return f"{agencies[0]} ({name})" if name and name != agencies[0] else ", ".join(agencies)


def _table(timeline: Timeline, entry: Entry, statements: list[Step]) -> Table[Step]:
    return Table(
        name="show",
        rows=statements,
        columns=_columns(timeline),
        fields=step_fields(timeline),
        calendar=lambda _: event_calendar(timeline)(entry),
    )


def step_fields(timeline: Timeline) -> tuple[Field[Step], ...]:
    """What people see of a promise or an outcome."""
    return (
        Field("Said", lambda step: Cell(day_words(step.said)), right=True, order=lambda step: step.said),
        Field("By", lambda step: Cell(step.by or ""), wraps=True),
        Field("Due", due_cell, order=lambda step: step.due and step.due.sort_key),
        Field("Move", move_cell),
        Field("Source", lambda step: _source_cell(timeline, step.source), wraps=True),
    )


def _source_cell(timeline: Timeline, source: str | None) -> Cell:
    described = timeline.sources.get(source) if source else None
    publisher = described and (described.publisher or described.title or described.url)
    return Cell(publisher or source or "", Tone.DIM, described.url if described else None)


def _columns(timeline: Timeline) -> tuple[Column[Step], ...]:
    return (
        Column("said", lambda step: iso(step.said)),
        Column("by", lambda step: step.by),
        Column("due", lambda step: None if step.due is None else step.due.text),
        Column("earliest", lambda step: None if step.due is None else iso(step.due.earliest)),
        Column("latest", lambda step: None if step.due is None else iso(step.due.latest)),
        Column("move", lambda step: step.move),
        Column("source", lambda step: source_reference(step.source, timeline.sources)),
    )


def _foot(entry: Entry, statements: list[Step]) -> Iterator[str]:
    slip, first = entry.slip, entry.first_promise
    if slip is not None and first is not None and len(statements) > 1:
        so_far = "" if entry.event.outcome else " so far"
        yield f"Against the first promise ({words(first)}): {slip_words(slip)}{so_far}."
    moves = Counter(step.move for step in statements)
    if entry.event.promises:
        moved = ", ".join(f"{word} {times(moves[move])}" for move, word in _MOVED if moves[move])
        yield f"Promised {times(len(entry.event.promises))}{': ' + moved if moved else ''}."
    notes = [
        f"{day_words(step.said) or 'Undated'}, {step.by or step.move}: {step.note}" for step in statements if step.note
    ]
    if notes:
        yield from ("", *notes)


def _record(timeline: Timeline, entry: Entry, statements: list[Step]) -> dict[str, object]:
    record: dict[str, object] = {column.name: column.value(entry) for column in event_columns(timeline)}
    record["refs"] = entry.event.refs
    promise = _columns(timeline)
    outcome = entry.event.outcome
    record["promises"] = [
        {column.name: column.value(step) for column in promise} for step in statements if step.move not in _RESULTS
    ]
    record["outcome"] = None if outcome is None else {
        "date": outcome.date.text,
        "earliest": iso(outcome.date.earliest),
        "latest": iso(outcome.date.latest),
        "result": outcome.result,
        "source": source_reference(outcome.source, timeline.sources),
    }  # fmt: skip
    return record
