"""A row of the chart as marks in the columns of its axis."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from typing import NamedTuple

from spacetl.query import Status
from spacetl.reports.axis import Axis
from spacetl.reports.fields import TONES
from spacetl.reports.report import Bar, Span, Tone


class Mark(Enum):
    """A mark in a cell of the drawing: its character, the one in ASCII, and its meaning; in the legend's order."""

    DONE = "●", "*", "done"
    FAILED = "✗", "x", "failed"
    CANCELLED = "○", "o", "cancelled"
    POINT = "◆", "+", "that day"
    SURE = "█", "#", "those days"
    POSSIBLE = "▒", "=", "some day in here"
    OPEN = "╌", "~", "or any day along here"
    OVERDUE = "!", "!", "overdue"
    MAYBE = "?", "?", "maybe overdue"
    LATE = "┄", ".", ""
    GHOST = "░", ":", "promised before"
    NO_END = "▸", ">", "or later"
    NO_START = "◂", "<", "or earlier"
    TRAIL = "─", "-", "moved"
    EARLIER = "\u2039", "{", "earlier"
    LATER = "\u203a", "}", "later"
    AS_OF = "│", "|", ""

    def __init__(self, glyph: str, plain: str, about: str) -> None:
        self.glyph = glyph
        self.plain = plain
        self.about = about
        self.css = self.name.lower().replace("_", "-")  # its class, and its id, on a page


class Spot(NamedTuple):
    """A mark in its tone."""

    mark: Mark
    tone: Tone


Spots = Iterator[tuple[int, Spot]]

OUTCOMES = {Status.DONE: Mark.DONE, Status.FAILED: Mark.FAILED, Status.CANCELLED: Mark.CANCELLED}


class Canvas(NamedTuple):
    """What the rows are drawn on: an axis over `columns` columns, with a line for the as-of day."""

    axis: Axis
    columns: int
    day: datetime.date

    def under(self, first: datetime.date, last: datetime.date) -> range:
        """The columns of the days from `first` to `last`; none if all of them lie outside."""
        return self.axis.under(first, last, self.columns)

    def middle(self, first: datetime.date, last: datetime.date) -> range:
        """The column in the middle of these days, as far as they are shown; none if all of them lie outside."""
        columns = self.under(first, last)
        return columns[len(columns) // 2 :][:1]

    def takes(self, span: Span) -> range:
        """The columns of what was named; only one if it is sure, and takes one day or less than a column."""
        first, last = span.first, span.last
        return self.middle(first, last) if self.is_point(span) else self.under(first, last)

    def is_point(self, span: Span) -> bool:
        """Whether it is sure, and one day or less than a column."""
        first, last = span.first, span.last
        small = first == last or ((last - first).days + 1) * self.columns < self.axis.days
        return small and span.sure == (first, last)

    def nearest(self, day: datetime.date) -> int:
        """The column of a day, or the one at the edge beyond which it lies."""
        columns = self.middle(day, day)
        if columns:
            return columns[0]
        return 0 if day < self.axis.first else self.columns - 1


def plot(bar: Bar | None, ground: Canvas) -> dict[int, Spot]:
    """The marks of a row by column, what matters more over what matters less; `bar` is None for an empty row."""
    layers = [_as_of(ground)]
    if bar is not None:
        tone = TONES[bar.status]
        known = [bar.now] if bar.now is not None else []
        layers = [
            *(_open_ends(span, ground, tone) for span in known),
            _trail([*bar.before, *known] if bar.before else [], ground),
            _as_of(ground),
            _ghosts(bar.before, ground, known),
            _outside(bar.before, ground, Tone.DIM),
            *(_now(span, bar, ground, tone) for span in known),
            *(_arrows(span, ground, tone) for span in known),
            _outside(known, ground, tone),
        ]
    return {column: spot for layer in layers for column, spot in layer}


def _filled(columns: Iterable[int], mark: Mark, tone: Tone) -> Spots:
    return ((column, Spot(mark, tone)) for column in columns)


def _as_of(ground: Canvas) -> Spots:
    return _filled(ground.middle(ground.day, ground.day), Mark.AS_OF, Tone.NOW)


def _open_ends(span: Span, ground: Canvas, tone: Tone) -> Spots:
    """The days beside what was named on which it may also lie."""
    if span.earliest != span.first:
        yield from _filled(ground.under(span.earliest or ground.axis.first, span.first), Mark.OPEN, tone)
    if span.latest != span.last:
        yield from _filled(ground.under(span.last, span.latest or ground.axis.last), Mark.OPEN, tone)


def _arrows(span: Span, ground: Canvas, tone: Tone) -> Spots:
    """Arrows at the edges of the window, if there is no end to the days on which it may lie."""
    if span.earliest is None and span.last >= ground.axis.first:
        yield 0, Spot(Mark.NO_START, tone)
    if span.latest is None and span.first <= ground.axis.last:
        yield ground.columns - 1, Spot(Mark.NO_END, tone)


def _trail(spans: Sequence[Span], ground: Canvas) -> Spots:
    """A line from the first to the last of all the days ever named."""
    if not spans:
        return iter(())
    first, last = min(spans, key=lambda span: span.first), max(spans, key=lambda span: span.last)
    start = ground.takes(first)[0] if ground.takes(first) else ground.nearest(first.first)
    end = ground.takes(last)[-1] if ground.takes(last) else ground.nearest(last.last)
    return _filled(range(start, end + 1), Mark.TRAIL, Tone.DIM)


def _ghosts(before: Sequence[Span], ground: Canvas, known: Sequence[Span]) -> Spots:
    """What was promised before; the arrow of an open end never touches what is current."""
    current = {column for span in known for column in ground.takes(span)}
    for span in before:
        columns = ground.takes(span)
        yield from _filled(columns, Mark.GHOST, Tone.DIM)
        if not columns:
            continue
        after, ahead = columns[-1] + 1, columns[0] - 1
        if span.latest is None and after < ground.columns and after - 1 not in current:
            yield after, Spot(Mark.NO_END, Tone.DIM)
        if span.earliest != span.first and ahead >= 0 and ahead + 1 not in current:
            yield ahead, Spot(Mark.NO_START, Tone.DIM)


def _now(span: Span, bar: Bar, ground: Canvas, tone: Tone) -> Spots:
    """What is promised now, or what came of it; what is overdue goes on up to the as-of day."""
    columns = ground.takes(span)
    overdue = bar.status is Status.OVERDUE
    if overdue:
        yield from _filled(range(columns[-1] + 1 if columns else 0, ground.nearest(ground.day)), Mark.LATE, tone)
    if ground.is_point(span):
        yield from _filled(columns, Mark.POINT, tone)
    else:
        yield from _filled(columns, Mark.POSSIBLE, tone)
        yield from _filled(ground.under(*span.sure) if span.sure else (), Mark.SURE, tone)
    if bar.status in OUTCOMES:
        yield from _filled(ground.middle(span.first, span.last), OUTCOMES[bar.status], tone)
    if overdue and ground.axis.first <= ground.day:
        yield ground.nearest(ground.day), Spot(Mark.MAYBE if bar.maybe else Mark.OVERDUE, tone)


def _outside(spans: Iterable[Span], ground: Canvas, tone: Tone) -> Spots:
    """Marks at the edges of the window for what lies beyond them."""
    for span in spans:
        if span.first < ground.axis.first:
            yield 0, Spot(Mark.EARLIER, tone)
        if span.last > ground.axis.last:
            yield ground.columns - 1, Spot(Mark.LATER, tone)
