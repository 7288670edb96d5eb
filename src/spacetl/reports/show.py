"""One event: every promise with its move, who, when and source; the outcome; the slip."""

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import takewhile

from spacetl.dates import words
from spacetl.dates.durations import day_words, times
from spacetl.errors import UsageError
from spacetl.query import (
    Entry,
    Measure,
    Measured,
    Move,
    Speakers,
    Step,
    Verdict,
    as_of,
    entry_on,
    event_named,
    known_on,
    measure_all,
    steps,
)
from spacetl.reports.fields import STATUS_TONES, event_calendar, event_columns, iso, source_reference, status_words
from spacetl.reports.history import due_cell, move_cell
from spacetl.reports.report import Card, Cell, Column, Field, Table, Tone
from spacetl.reports.sentences import distance_words, verdict_words
from spacetl.timeline import Event, Promise, Timeline

_MOVED = {
    **{move: str(move) for move in (Move.LATER, Move.EARLIER, Move.NARROWER, Move.WIDER, Move.SAME, Move.WITHDRAWN)},
    Move.PAST: "for days that had passed",
    Move.AFTER: "after the outcome",
}


def show(timeline: Timeline, name: str, day: datetime.date) -> Card:
    """The event called `name`, as of `day`, of a timeline with all that is known.

    UsageError if there is none, as in `event_named`, or nothing was said of it by then.
    """
    entry = _entry(event_named(name, timeline.events), day)
    timeline = as_of(timeline, day)
    statements = list(steps(entry.event))
    measure = measure_all(timeline, day)
    return Card(
        head=tuple(_head(timeline, entry, day)),
        table=_table(timeline, entry, statements),
        foot=tuple(_foot(entry, statements, measure(entry), Speakers(timeline))),
        record=_record(timeline, entry, statements, measure),
    )


def _entry(event: Event, day: datetime.date) -> Entry:
    known = known_on(event, day)
    if known is not None:
        return entry_on(known, day)
    first = min(step.said for step in steps(event) if step.said is not None)
    raise UsageError(f"nothing was known of {event.id} on {day_words(day)}; the first was said on {day_words(first)}")


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
        Field("Due", due_cell, breaks=" to ", order=lambda step: step.due and step.due.sort_key),
        Field("Move", move_cell, breaks=" "),
        Field("Source", lambda step: _source_cell(timeline, step.statement.source), wraps=True),
    )


def _source_cell(timeline: Timeline, source: str | None) -> Cell:
    described = timeline.sources.get(source) if source else None
    publisher = described and (described.publisher or described.title or described.url)
    return Cell(publisher or source or "", Tone.DIM, described.url if described else None)


def _columns(timeline: Timeline) -> tuple[Column[Step], ...]:
    return (
        Column("said", lambda step: iso(step.said)),
        Column("by", lambda step: step.by),
        Column("was", lambda step: None if step.was is None else step.was.text),
        Column("due", lambda step: None if step.due is None else step.due.text),
        Column("earliest", lambda step: None if step.due is None else iso(step.due.earliest)),
        Column("latest", lambda step: None if step.due is None else iso(step.due.latest)),
        Column("move", lambda step: step.move),
        Column("slip_min_days", lambda step: None if step.slip is None else step.slip.least),
        Column("slip_max_days", lambda step: None if step.slip is None else step.slip.most),
        Column("source", lambda step: source_reference(step.statement.source, timeline.sources)),
    )


def _foot(entry: Entry, statements: list[Step], measured: Measured | None, speakers: Speakers) -> Iterator[str]:
    if measured is not None and (len(statements) > 1 or measured.verdict is not Verdict.OPEN):
        yield f"{_measured_against(measured, speakers)}: {verdict_words(measured)}."
    moves = Counter(step.move for step in statements)
    if entry.event.promises:
        moved = ", ".join(f"{words} {times(moves[move])}" for move, words in _MOVED.items() if moves[move])
        yield f"Promised {times(len(entry.event.promises))}{': ' + moved if moved else ''}."
    notes = [
        f"{day_words(step.said) or 'Undated'}, {step.by or step.move}: {step.statement.note}"
        for step in statements
        if step.statement.note
    ]
    if notes:
        yield from ("", *notes)


def _measured_against(measured: Measured, speakers: Speakers) -> str:
    """What an event is measured against, and what that passes over.

    'Against the first promise (2018)', 'Against the promise of 27 Jan 2015 (May 2018), after from 2015', 'Against the
    promise of 20 Jun 2014 (2015 to 2017; first reported: 2015)'.
    """
    promise = measured.promise
    dated = [each for each in measured.entry.event.promises if each.due is not None]
    passed_over = list(takewhile(lambda each: each is not promise, dated))
    of_day = f" of {day_words(promise.said)}" if promise.said else ""
    which = "the first promise" if not passed_over else f"the promise{of_day}"
    due = words(promise.due) if promise.due else "no date"
    reported = _dates_of(each for each in passed_over if speakers.is_press(each.by))
    before = _dates_of(each for each in passed_over if not speakers.is_press(each.by))
    return f"Against {which} ({due}{reported and f'; first reported: {reported}'}){before and f', after {before}'}"


def _dates_of(promises: Iterable[Promise]) -> str:
    return ", ".join(dict.fromkeys(words(each.due) for each in promises if each.due is not None))


def _record(timeline: Timeline, entry: Entry, statements: list[Step], measure: Measure) -> dict[str, object]:
    record: dict[str, object] = {column.name: column.value(entry) for column in event_columns(timeline, measure)}
    record["refs"] = entry.event.refs
    promise = _columns(timeline)
    outcome = entry.event.outcome
    record["promises"] = [
        {column.name: column.value(step) for column in promise} for step in statements if step.statement is not outcome
    ]
    record["outcome"] = None if outcome is None else {
        "date": outcome.date.text,
        "earliest": iso(outcome.date.earliest),
        "latest": iso(outcome.date.latest),
        "result": outcome.result,
        "source": source_reference(outcome.source, timeline.sources),
    }  # fmt: skip
    return record
