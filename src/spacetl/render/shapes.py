"""A row of the chart as shapes, each with a start and an end on a page."""

import datetime
from collections.abc import Iterator
from typing import NamedTuple

from spacetl.query import Status
from spacetl.render.plot import OUTCOMES, Mark
from spacetl.reports.axis import Axis
from spacetl.reports.fields import TONES
from spacetl.reports.report import Bar, Span, Tone

NARROWEST = 5.0  # anything narrower is hard to see
ARROW = 9.0  # the length of an arrow
SHORT = 13.0  # sure days that take no more are drawn as a point


class Shape(NamedTuple):
    """A mark in its tone, from `start` to `end`; a point lies midway between them."""

    mark: Mark
    tone: Tone
    start: float
    end: float


class Place(NamedTuple):
    """Where an axis lies on the page, and the as-of day, which may lie off it."""

    axis: Axis
    left: float
    width: float
    day: datetime.date

    @property
    def right(self) -> float:
        """Where the axis ends."""
        return self.left + self.width

    def at(self, day: datetime.date, more: float = 0) -> float:
        """Where a day begins, or the place `more` days after that."""
        return self.left + ((day - self.axis.first).days + more) * self.width / self.axis.days

    def shape(self, mark: Mark, tone: Tone, days: tuple[datetime.date, datetime.date]) -> Iterator[Shape]:
        """The mark from the first of the days to the last, as far as they lie on the axis; nothing if none does."""
        first, last = days
        if self.axis.first <= last and first <= self.axis.last:
            start, end = max(self.at(first), self.left), min(self.at(last, 1), self.right)
            lacking = max(NARROWEST - (end - start), 0) / 2
            yield Shape(mark, tone, start - lacking, end + lacking)


def shapes(bar: Bar, place: Place) -> Iterator[Shape]:
    """The shapes of a row, what matters more later, to be drawn over what matters less."""
    known = [bar.now] if bar.now is not None else []
    if bar.before:
        spans = [*bar.before, *known]
        days = min(span.first for span in spans), max(span.last for span in spans)
        yield from place.shape(Mark.TRAIL, Tone.DIM, days)
    for span in bar.before:
        for ghost in place.shape(Mark.GHOST, Tone.DIM, (span.first, span.last)):
            yield ghost
            if span.latest is None:
                yield Shape(Mark.NO_END, Tone.DIM, ghost.end, min(ghost.end + ARROW, place.right))
            if span.earliest != span.first:
                yield Shape(Mark.NO_START, Tone.DIM, max(ghost.start - ARROW, place.left), ghost.start)
        yield from _outside(span, place, Tone.DIM)
    for span in known:
        yield from _open_ends(span, place, TONES[bar.status])
        yield from _now(span, bar, place, TONES[bar.status])
        yield from _outside(span, place, TONES[bar.status])


def _now(span: Span, bar: Bar, place: Place, tone: Tone) -> Iterator[Shape]:
    """What is promised now, or what came of it; what is overdue goes on up to the as-of day."""
    if bar.status is Status.OVERDUE:
        yield from place.shape(Mark.MAYBE if bar.maybe else Mark.OVERDUE, tone, (span.last, place.day))
    for whole in place.shape(Mark.POSSIBLE, tone, (span.first, span.last)):
        short = span.sure == (span.first, span.last) and whole.end - whole.start <= SHORT
        if not short:
            yield whole
            yield from place.shape(Mark.SURE, tone, span.sure) if span.sure else ()
        if short or bar.status in OUTCOMES:
            yield whole._replace(mark=OUTCOMES.get(bar.status, Mark.POINT))


def _open_ends(span: Span, place: Place, tone: Tone) -> Iterator[Shape]:
    """The days beside what was named on which it may also lie; an arrow if there is no end to them."""
    if span.earliest != span.first:
        yield from place.shape(Mark.OPEN, tone, (span.earliest or place.axis.first, span.first))
        if span.earliest is None and span.last >= place.axis.first:
            yield Shape(Mark.NO_START, tone, place.left, place.left + ARROW)
    if span.latest != span.last:
        yield from place.shape(Mark.OPEN, tone, (span.last, span.latest or place.axis.last))
        if span.latest is None and span.first <= place.axis.last:
            yield Shape(Mark.NO_END, tone, place.right - ARROW, place.right)


def _outside(span: Span, place: Place, tone: Tone) -> Iterator[Shape]:
    """Marks at the edges of the window for what lies beyond them."""
    if span.first < place.axis.first:
        yield Shape(Mark.EARLIER, tone, place.left, place.left)
    if span.last > place.axis.last:
        yield Shape(Mark.LATER, tone, place.right, place.right)
