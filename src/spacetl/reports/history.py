"""Every promise and outcome in the order they were said: what moved, and when."""

import datetime
from collections.abc import Callable
from typing import NamedTuple

from msgspec.structs import replace

from spacetl.dates import words
from spacetl.dates.durations import day_words, shown_of
from spacetl.query import Entry, Move, Query, Step, by_id, select, speaker_filter, steps
from spacetl.reports.fields import iso, short_agencies, source_reference, source_url
from spacetl.reports.report import CalendarEntry, Cell, Column, Field, Table, Tone
from spacetl.reports.sentences import move_words
from spacetl.timeline import Timeline

_MOVE_TONES = {
    Move.LATER: Tone.WARNING,
    Move.WITHDRAWN: Tone.BAD,
    Move.DONE: Tone.GOOD,
    Move.FAILED: Tone.BAD,
    Move.CANCELLED: Tone.BAD,
    Move.EARLIER: Tone.NOW,
    Move.SAME: Tone.DIM,
    Move.PAST: Tone.DIM,
    Move.AFTER: Tone.DIM,
}


class Statement(NamedTuple):
    """What was said, and the event that it is about."""

    entry: Entry
    step: Step


def history(timeline: Timeline, query: Query, day: datetime.date) -> Table[Statement]:
    """The statements about the events that pass the query, known as of `day`.

    The query's range is that of the days said; if it asks for speakers, only what they said is listed.
    """
    entries = select(timeline, replace(query, since=None, until=None, limit=None), day, by_id)
    spoken = speaker_filter(timeline, query.by)
    rows = [
        Statement(entry, step)
        for entry in entries
        for step in steps(entry.event)
        if _said_in_range(step, query) and spoken(step.by)
    ]
    if query.sort is None:
        rows.sort(key=_said_then_id, reverse=query.reverse)
    shown = rows[: query.limit]
    return Table(
        name="history",
        rows=shown,
        columns=_columns(timeline),
        fields=_FIELDS,
        hint=(f"{shown_of(len(shown), len(rows), 'statement')} known as of {day_words(day)}.",),
        calendar=_calendar(timeline),
    )


def _said_then_id(row: Statement) -> tuple[datetime.date, str]:
    return row.step.said or datetime.date.min, row.entry.event.id


def _said_in_range(step: Step, query: Query) -> bool:
    if step.said is None:
        return query.since is None
    return (query.since is None or query.since <= step.said) and (query.until is None or step.said <= query.until)


def _columns(timeline: Timeline) -> tuple[Column[Statement], ...]:
    return (
        Column("said", lambda row: iso(row.step.said)),
        Column("id", lambda row: row.entry.event.id),
        Column("title", lambda row: row.entry.event.title),
        Column("agencies", lambda row: row.entry.event.agencies),
        Column("by", lambda row: row.step.by),
        Column("was", lambda row: None if row.step.was is None else row.step.was.text),
        Column("due", lambda row: None if row.step.due is None else row.step.due.text),
        Column("move", lambda row: row.step.move),
        Column("slip_min_days", lambda row: None if row.step.slip is None else row.step.slip.least),
        Column("slip_max_days", lambda row: None if row.step.slip is None else row.step.slip.most),
        Column("source", lambda row: source_reference(row.step.statement.source, timeline.sources)),
    )


def move_cell(step: Step) -> Cell:
    """The move with its amount, in its colour."""
    return Cell(move_words(step), _MOVE_TONES.get(step.move, Tone.PLAIN))


def due_cell(step: Step) -> Cell:
    """The date promised, or 'no date' if it was withdrawn."""
    return Cell("no date", Tone.DIM) if step.due is None else Cell(words(step.due))


def _by(row: Statement) -> Cell:
    """Who said it; for an outcome, who did it."""
    is_outcome = row.step.statement is row.entry.event.outcome
    return Cell(short_agencies(row.entry.event.agencies) if is_outcome else row.step.by or "")


_FIELDS: tuple[Field[Statement], ...] = (
    Field("Said", lambda row: Cell(day_words(row.step.said)), right=True, order=lambda row: row.step.said),
    Field("Event", lambda row: Cell(row.entry.event.title), wraps=True),
    Field("By", _by, wraps=True),
    Field(
        "Due", lambda row: due_cell(row.step), breaks=" to ", order=lambda row: row.step.due and row.step.due.sort_key
    ),
    Field("Move", lambda row: move_cell(row.step), breaks=" "),
)


def _calendar(timeline: Timeline) -> Callable[[Statement], CalendarEntry | None]:
    def calendar_entry(row: Statement) -> CalendarEntry | None:
        step, event = row.step, row.entry.event
        if step.said is None:
            return None
        return CalendarEntry(
            uid=f"{event.id}-said-{step.said}-{step.move}",
            date=step.said.isoformat(),
            start=step.said,
            end=step.said,
            summary=f"{event.title}: {move_words(step)}, {due_cell(step).text}",
            status="past",
            description=f"{step.by or 'Not named'}, before: {words(step.was)}" if step.was else step.by or "Not named",
            url=source_url(step.statement.source, timeline.sources),
        )

    return calendar_entry
