"""What changed from one timeline to another, in terms of promises: moves, outcomes, corrections.

A promise that was edited was corrected, it did not slip: nobody said anything new.
"""

import datetime
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, cast

from spacetl.dates import Date, words
from spacetl.dates.durations import counted, day_words
from spacetl.query import Step, current_date, steps
from spacetl.query.compare import Part, Record, RecordChange, compare
from spacetl.reports.fields import iso, source_reference
from spacetl.reports.history import move_cell
from spacetl.reports.report import Cell, Column, Field, JsonValue, Table, Tone
from spacetl.timeline import Agency, Event, Outcome, Promise, Source, Speaker, Timeline

_DATES = ("date", "due")


class Difference(NamedTuple):
    """A change as a row; for a corrected record, one of its keys."""

    change: RecordChange
    event: Event | None
    step: Step | None  # what a new promise or outcome did to what was said before it
    key: str | None  # the key that was corrected; None if the record is new or gone
    was: Any  # for a new promise or outcome, the date in force before it
    now: Any

    @property
    def record(self) -> Record | None:
        """The record as it is now, or as it was before it was removed."""
        return self.change.after or self.change.before

    @property
    def statement(self) -> Promise | Outcome | None:
        """The promise or the outcome that the row is about; for an event, the one that its date comes from."""
        record = self.record
        if isinstance(record, Event):
            return record.outcome or (record.promises[-1] if record.promises else None)
        return record if isinstance(record, Promise | Outcome) else None

    @property
    def kind(self) -> str:
        """The move of a new promise or outcome, else added, removed or corrected."""
        if self.step is not None:
            return self.step.move
        if self.key is not None:
            return "corrected"
        return "added" if self.change.before is None else "removed"


def diff(old: Timeline, new: Timeline) -> Table[Difference]:
    """The changes from `old` to `new`, one per row; none if both say the same."""
    events = {event.id: event for event in new.events}
    rows = [row for change in compare(old, new) for row in _rows(change, events)]
    return Table(
        name="diff",
        rows=rows,
        columns=_columns({**old.sources, **new.sources}),
        fields=_FIELDS,
        hint=(f"{counted(len(rows), 'change')}." if rows else "No changes.",),
    )


def _rows(change: RecordChange, events: Mapping[str, Event]) -> Iterator[Difference]:
    event = _event(change, events)
    for key in change.keys:
        yield Difference(change, event, None, key, _kept(change.before, key), _kept(change.after, key))
    if not change.keys:
        step = _step(change, event)
        was = _gist(change.before) if step is None else step.was
        yield Difference(change, event, step, None, was, _gist(change.after))


def _kept(record: Record | None, key: str) -> Any:
    """What a record has under a key; its refs as texts such as 'gcat 2018-103'."""
    value = getattr(record, key)
    return tuple(f"{catalogue} {name}" for catalogue, name in value.items()) if isinstance(value, dict) else value


def _event(change: RecordChange, events: Mapping[str, Event]) -> Event | None:
    if change.part is Part.EVENT:
        record = change.after or change.before
        return record if isinstance(record, Event) else None
    return events[change.id] if change.id and change.part in {Part.PROMISE, Part.OUTCOME} else None


def _step(change: RecordChange, event: Event | None) -> Step | None:
    """The step of a new promise or outcome; None for any other change."""
    if event is None or change.before is not None:
        return None
    return next((step for step in steps(event) if step.statement == change.after), None)


def _gist(record: Record | None) -> Date | str | None:
    """A record in brief: its date, else a name."""
    match record:
        case Event():
            return current_date(record)
        case Promise() | Outcome():
            return record.due if isinstance(record, Promise) else record.date
        case Agency():
            return record.name
        case Speaker():
            return "press" if record.press == "true" else record.of
        case Source():
            return record.title or record.url
    return None


def _columns(sources: Mapping[str, Source]) -> tuple[Column[Difference], ...]:
    return (
        Column("part", lambda row: row.change.part),
        Column("change", lambda row: row.kind),
        Column("key", lambda row: row.key),
        Column("id", lambda row: row.change.id),
        Column("title", lambda row: None if row.event is None else row.event.title),
        Column("agencies", lambda row: row.event.agencies if row.event else ()),
        Column("said", lambda row: iso(_said(row.statement))),
        Column("by", lambda row: _by(row.statement)),
        Column("was", lambda row: _plain(row.was)),
        Column("now", lambda row: _plain(row.now)),
        Column("slip_min_days", lambda row: row.step.slip.least if row.step and row.step.slip else None),
        Column("slip_max_days", lambda row: row.step.slip.most if row.step and row.step.slip else None),
        Column("source", lambda row: source_reference(getattr(row.statement or row.record, "source", None), sources)),
    )


def _plain(value: Any) -> JsonValue:
    if isinstance(value, Date):
        return value.text
    if isinstance(value, datetime.date):
        return value.isoformat()
    return cast("JsonValue", value)


def _said(statement: Promise | Outcome | None) -> datetime.date | None:
    if isinstance(statement, Outcome):
        return statement.date.latest
    return None if statement is None else statement.said


def _by(statement: Promise | Outcome | None) -> str | None:
    return statement.by if isinstance(statement, Promise) else None


def _subject(row: Difference) -> Cell:
    if row.event is not None:
        return Cell(row.event.title)
    return Cell(f"{row.change.part} {row.change.id}" if row.change.id else "the timeline", Tone.DIM)


def _change(row: Difference) -> Cell:
    if row.step is not None:
        return move_cell(row.step)
    if row.key is not None:
        outcome = "outcome " if row.change.part is Part.OUTCOME else ""
        return Cell(f"{outcome}{row.key} corrected", Tone.DIM)
    if row.change.before is None:
        return Cell(f"new {row.change.part}", Tone.STRONG)
    return Cell(f"{row.change.part} removed", Tone.BAD)


def _value(value: Any, row: Difference, record: Record | None) -> Cell:
    """A value as people read it; 'no date' if the record exists but has none."""
    if isinstance(value, Date):
        return Cell(words(value))
    if isinstance(value, datetime.date):
        return Cell(day_words(value))
    dated = row.key in _DATES if row.key else isinstance(record, Event | Promise)
    if value is None and record is not None and dated:
        return Cell("no date", Tone.DIM)
    return Cell(", ".join(value) if isinstance(value, tuple) else value or "")


_FIELDS: tuple[Field[Difference], ...] = (
    Field("Event", _subject, wraps=True),
    Field("Change", _change, wraps=True),
    Field("Was", lambda row: _value(row.was, row, row.change.before), wraps=True),
    Field("Now", lambda row: _value(row.now, row, row.change.after), wraps=True),
    Field("By", lambda row: Cell(_by(row.statement) or ""), wraps=True),
    Field("Said", lambda row: Cell(day_words(_said(row.statement))), right=True),
)
