"""The marks that dates are drawn with, and a row of the chart as marks in columns of text."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from typing import NamedTuple

from spacetl.query import Status
from spacetl.reports.axis import Axis
from spacetl.reports.fields import STATUS_TONES
from spacetl.reports.report import ChartRow, ChartSpan, Tone


class Mark(Enum):
    """A mark: its character, the one in ASCII, and what the legend says of it; in the legend's order."""

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

    def __init__(self, glyph: str, ascii_glyph: str, about: str) -> None:
        self.glyph = glyph
        self.ascii_glyph = ascii_glyph
        self.about = about
        self.css = self.name.lower().replace("_", "-")  # its class, and its id, on a page


class TonedMark(NamedTuple):
    """A mark in a colour."""

    mark: Mark
    tone: Tone


OUTCOMES = {Status.DONE: Mark.DONE, Status.FAILED: Mark.FAILED, Status.CANCELLED: Mark.CANCELLED}

_Layer = Iterator[tuple[int, TonedMark]]  # marks, each with its column


class TextPlotArea(NamedTuple):
    """Where the axis of a chart lies in text: over `columns` columns, with a line for the as-of day."""

    axis: Axis
    columns: int
    day: datetime.date

    def columns_of(self, first: datetime.date, last: datetime.date) -> range:
        """The columns of the days from `first` to `last`; none if all of them lie outside."""
        return self.axis.columns_of(first, last, self.columns)

    def middle(self, first: datetime.date, last: datetime.date) -> range:
        """The column in the middle of these days, as far as they are shown; none if all of them lie outside."""
        columns = self.columns_of(first, last)
        return columns[len(columns) // 2 :][:1]

    def columns_of_span(self, span: ChartSpan) -> range:
        """The columns of what was named; only one if it is sure, and takes one day or less than a column."""
        first, last = span.first, span.last
        return self.middle(first, last) if self.is_point(span) else self.columns_of(first, last)

    def is_point(self, span: ChartSpan) -> bool:
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


def plot_row(row: ChartRow | None, area: TextPlotArea) -> dict[int, TonedMark]:
    """The marks of a row by column, what matters more over what matters less; `row` is None for an empty row."""
    layers = [_as_of(area)]
    if row is not None:
        tone = STATUS_TONES[row.status]
        known = [row.now] if row.now is not None else []
        layers = [
            *(_open_ends(span, area, tone) for span in known),
            _trail([*row.before, *known] if row.before else [], area),
            _as_of(area),
            _ghosts(row.before, area, known),
            _outside(row.before, area, Tone.DIM),
            *(_now(span, row, area, tone) for span in known),
            *(_arrows(span, area, tone) for span in known),
            _outside(known, area, tone),
        ]
    return {column: mark for layer in layers for column, mark in layer}


def _filled(columns: Iterable[int], mark: Mark, tone: Tone) -> _Layer:
    return ((column, TonedMark(mark, tone)) for column in columns)


def _as_of(area: TextPlotArea) -> _Layer:
    return _filled(area.middle(area.day, area.day), Mark.AS_OF, Tone.NOW)


def _open_ends(span: ChartSpan, area: TextPlotArea, tone: Tone) -> _Layer:
    """The days beside what was named on which it may also lie."""
    if span.earliest != span.first:
        yield from _filled(area.columns_of(span.earliest or area.axis.first, span.first), Mark.OPEN, tone)
    if span.latest != span.last:
        yield from _filled(area.columns_of(span.last, span.latest or area.axis.last), Mark.OPEN, tone)


def _arrows(span: ChartSpan, area: TextPlotArea, tone: Tone) -> _Layer:
    """Arrows at the edges of the window, if there is no end to the days on which it may lie."""
    if span.earliest is None and span.last >= area.axis.first:
        yield 0, TonedMark(Mark.NO_START, tone)
    if span.latest is None and span.first <= area.axis.last:
        yield area.columns - 1, TonedMark(Mark.NO_END, tone)


def _trail(spans: Sequence[ChartSpan], area: TextPlotArea) -> _Layer:
    """A line from the first to the last of all the days ever named."""
    if not spans:
        return iter(())
    first, last = min(spans, key=lambda span: span.first), max(spans, key=lambda span: span.last)
    start = area.columns_of_span(first)[0] if area.columns_of_span(first) else area.nearest(first.first)
    end = area.columns_of_span(last)[-1] if area.columns_of_span(last) else area.nearest(last.last)
    return _filled(range(start, end + 1), Mark.TRAIL, Tone.DIM)


def _ghosts(before: Sequence[ChartSpan], area: TextPlotArea, known: Sequence[ChartSpan]) -> _Layer:
    """What was promised before; the arrow of an open end never touches what is current."""
    current = {column for span in known for column in area.columns_of_span(span)}
    for span in before:
        columns = area.columns_of_span(span)
        yield from _filled(columns, Mark.GHOST, Tone.DIM)
        if not columns:
            continue
        after, ahead = columns[-1] + 1, columns[0] - 1
        if span.latest is None and after < area.columns and after - 1 not in current:
            yield after, TonedMark(Mark.NO_END, Tone.DIM)
        if span.earliest != span.first and ahead >= 0 and ahead + 1 not in current:
            yield ahead, TonedMark(Mark.NO_START, Tone.DIM)


def _now(span: ChartSpan, row: ChartRow, area: TextPlotArea, tone: Tone) -> _Layer:
    """What is promised now, or what came of it; what is overdue goes on up to the as-of day."""
    columns = area.columns_of_span(span)
    overdue = row.status is Status.OVERDUE
    if overdue:
        yield from _filled(range(columns[-1] + 1 if columns else 0, area.nearest(area.day)), Mark.LATE, tone)
    if area.is_point(span):
        yield from _filled(columns, Mark.POINT, tone)
    else:
        yield from _filled(columns, Mark.POSSIBLE, tone)
        yield from _filled(area.columns_of(*span.sure) if span.sure else (), Mark.SURE, tone)
    if row.status in OUTCOMES:
        yield from _filled(area.middle(span.first, span.last), OUTCOMES[row.status], tone)
    if overdue and area.axis.first <= area.day:
        yield area.nearest(area.day), TonedMark(Mark.MAYBE if row.maybe else Mark.OVERDUE, tone)


def _outside(spans: Iterable[ChartSpan], area: TextPlotArea, tone: Tone) -> _Layer:
    """Marks at the edges of the window for what lies beyond them."""
    for span in spans:
        if span.first < area.axis.first:
            yield 0, TonedMark(Mark.EARLIER, tone)
        if span.last > area.axis.last:
            yield area.columns - 1, TonedMark(Mark.LATER, tone)
