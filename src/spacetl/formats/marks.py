"""The marks that dates are drawn with, and what a row of the chart is drawn of: marks, each along some days."""

import datetime
from collections.abc import Callable, Iterable, Iterator
from enum import Enum, auto
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


def legend(drawn: Iterable[tuple[Mark, Tone]]) -> list[TonedMark]:
    """The marks to explain, each in the last tone it was drawn in."""
    tones = dict(drawn)
    return [TonedMark(mark, tones[mark]) for mark in Mark if mark in tones and mark.about]


class Place(Enum):
    """Where the mark of a layer stands."""

    ALONG = auto()  # from the first of its days to the last
    MIDDLE = auto()  # midway between them
    BEFORE = auto()  # beside the first
    AFTER = auto()  # beside the last
    LEFT_EDGE = auto()  # at the edge of the window, wherever its days are
    RIGHT_EDGE = auto()


class Layer(NamedTuple):
    """A mark in its tone, and the days that it is about, some of which may lie outside the window."""

    mark: Mark
    tone: Tone
    first: datetime.date
    last: datetime.date
    place: Place = Place.ALONG


_OUTCOMES = {Status.DONE: Mark.DONE, Status.FAILED: Mark.FAILED, Status.CANCELLED: Mark.CANCELLED}


def row_layers(row: ChartRow, axis: Axis, day: datetime.date, is_point: Callable[[ChartSpan], bool]) -> Iterator[Layer]:
    """What a row is drawn of, what matters more later; what is overdue goes on up to the as-of day.

    `is_point` says of a span whether it is sure, and too short to be drawn as more than a point.
    """
    known = [] if row.now is None else [row.now]
    tone = STATUS_TONES[row.status]
    for span in known:
        yield from _open_ends(span, axis, tone)
    if row.before:
        spans = [*row.before, *known]
        yield Layer(Mark.TRAIL, Tone.DIM, min(span.first for span in spans), max(span.last for span in spans))
    yield Layer(Mark.AS_OF, Tone.NOW, day, day, Place.MIDDLE)
    for span in row.before:
        yield from _ghost(span, is_point=is_point(span))
    yield from _outside(row.before, axis, Tone.DIM)
    for span in known:
        yield from _current(span, row.status, axis, is_point=is_point(span))
        if row.status is Status.OVERDUE:
            yield Layer(Mark.MAYBE if row.maybe else Mark.OVERDUE, tone, span.last, day)
    yield from _outside(known, axis, tone)


def _open_ends(span: ChartSpan, axis: Axis, tone: Tone) -> Iterator[Layer]:
    """The days beside what was named on which it may also lie."""
    if span.earliest != span.first:
        yield Layer(Mark.OPEN, tone, span.earliest or axis.first, span.first)
    if span.latest != span.last:
        yield Layer(Mark.OPEN, tone, span.last, span.latest or axis.last)


def _ghost(span: ChartSpan, *, is_point: bool) -> Iterator[Layer]:
    """What was promised before."""
    days = span.first, span.last
    yield Layer(Mark.GHOST, Tone.DIM, *days, Place.MIDDLE if is_point else Place.ALONG)
    if span.latest is None:
        yield Layer(Mark.NO_END, Tone.DIM, *days, Place.AFTER)
    if span.earliest != span.first:
        yield Layer(Mark.NO_START, Tone.DIM, *days, Place.BEFORE)


def _current(span: ChartSpan, status: Status, axis: Axis, *, is_point: bool) -> Iterator[Layer]:
    """What is promised now, or what came of it, with arrows for days without an end on which it may lie."""
    tone, days = STATUS_TONES[status], (span.first, span.last)
    if not is_point:
        yield Layer(Mark.POSSIBLE, tone, *days)
        if span.sure:
            yield Layer(Mark.SURE, tone, *span.sure)
    if is_point or status in _OUTCOMES:
        yield Layer(_OUTCOMES.get(status, Mark.POINT), tone, *days, Place.MIDDLE)
    if span.earliest is None and span.last >= axis.first:
        yield Layer(Mark.NO_START, tone, *days, Place.LEFT_EDGE)
    if span.latest is None and span.first <= axis.last:
        yield Layer(Mark.NO_END, tone, *days, Place.RIGHT_EDGE)


def _outside(spans: Iterable[ChartSpan], axis: Axis, tone: Tone) -> Iterator[Layer]:
    """Marks for what lies outside the window."""
    for span in spans:
        if span.first < axis.first:
            yield Layer(Mark.EARLIER, tone, span.first, span.last, Place.LEFT_EDGE)
        if span.last > axis.last:
            yield Layer(Mark.LATER, tone, span.first, span.last, Place.RIGHT_EDGE)
