"""A row of the chart as shapes, each with a start and an end on a page, and as SVG elements.

SVG is written in ASCII, whatever the texts contain. On a page of any width, places are hundredths of the axis.
"""

import datetime
import re
from collections.abc import Iterator
from html import escape
from typing import NamedTuple

from spacetl.formats.marks import OUTCOMES, Mark
from spacetl.query import Status
from spacetl.reports.axis import Axis
from spacetl.reports.fields import STATUS_TONES
from spacetl.reports.report import ChartRow, ChartSpan, Tone
from spacetl.text import clean

NARROWEST = 5.0  # anything narrower is hard to see
ARROW = 9.0  # the length of an arrow
SHORT = 13.0  # sure days that take no more are drawn as a point


class Shape(NamedTuple):
    """A mark in its tone, from `start` to `end`; a point lies midway between them."""

    mark: Mark
    tone: Tone
    start: float
    end: float


class PlotArea(NamedTuple):
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
        """Where a day begins, or the area `more` days after that."""
        return self.left + ((day - self.axis.first).days + more) * self.width / self.axis.days

    def shape(self, mark: Mark, tone: Tone, days: tuple[datetime.date, datetime.date]) -> Iterator[Shape]:
        """The mark from the first of the days to the last, as far as they lie on the axis; nothing if none does."""
        first, last = days
        if self.axis.first <= last and first <= self.axis.last:
            start, end = max(self.at(first), self.left), min(self.at(last, 1), self.right)
            lacking = max(NARROWEST - (end - start), 0) / 2
            yield Shape(mark, tone, start - lacking, end + lacking)


def shapes(bar: ChartRow, area: PlotArea) -> Iterator[Shape]:
    """The shapes of a row, what matters more later, to be drawn over what matters less."""
    known = [bar.now] if bar.now is not None else []
    if bar.before:
        spans = [*bar.before, *known]
        days = min(span.first for span in spans), max(span.last for span in spans)
        yield from area.shape(Mark.TRAIL, Tone.DIM, days)
    for span in bar.before:
        for ghost in area.shape(Mark.GHOST, Tone.DIM, (span.first, span.last)):
            yield ghost
            if span.latest is None:
                yield Shape(Mark.NO_END, Tone.DIM, ghost.end, min(ghost.end + ARROW, area.right))
            if span.earliest != span.first:
                yield Shape(Mark.NO_START, Tone.DIM, max(ghost.start - ARROW, area.left), ghost.start)
        yield from _outside(span, area, Tone.DIM)
    for span in known:
        yield from _open_ends(span, area, STATUS_TONES[bar.status])
        yield from _now(span, bar, area, STATUS_TONES[bar.status])
        yield from _outside(span, area, STATUS_TONES[bar.status])


def _now(span: ChartSpan, bar: ChartRow, area: PlotArea, tone: Tone) -> Iterator[Shape]:
    """What is promised now, or what came of it; what is overdue goes on up to the as-of day."""
    if bar.status is Status.OVERDUE:
        yield from area.shape(Mark.MAYBE if bar.maybe else Mark.OVERDUE, tone, (span.last, area.day))
    for whole in area.shape(Mark.POSSIBLE, tone, (span.first, span.last)):
        short = span.sure == (span.first, span.last) and whole.end - whole.start <= SHORT
        if not short:
            yield whole
            yield from area.shape(Mark.SURE, tone, span.sure) if span.sure else ()
        if short or bar.status in OUTCOMES:
            yield whole._replace(mark=OUTCOMES.get(bar.status, Mark.POINT))


def _open_ends(span: ChartSpan, area: PlotArea, tone: Tone) -> Iterator[Shape]:
    """The days beside what was named on which it may also lie; an arrow if there is no end to them."""
    if span.earliest != span.first:
        yield from area.shape(Mark.OPEN, tone, (span.earliest or area.axis.first, span.first))
        if span.earliest is None and span.last >= area.axis.first:
            yield Shape(Mark.NO_START, tone, area.left, area.left + ARROW)
    if span.latest != span.last:
        yield from area.shape(Mark.OPEN, tone, (span.last, span.latest or area.axis.last))
        if span.latest is None and span.first <= area.axis.last:
            yield Shape(Mark.NO_END, tone, area.right - ARROW, area.right)


def _outside(span: ChartSpan, area: PlotArea, tone: Tone) -> Iterator[Shape]:
    """Marks at the edges of the window for what lies beyond them."""
    if span.first < area.axis.first:
        yield Shape(Mark.EARLIER, tone, area.left, area.left)
    if span.last > area.axis.last:
        yield Shape(Mark.LATER, tone, area.right, area.right)


THICK = 14  # the height of a block
SIZE = 6  # half the width of a point

Attribute = int | float | str

_NO_CHARACTERS = re.compile("[\ufffe\uffff]")  # XML has no way to write them


def element(name: str, text: str | None = None, **attributes: Attribute) -> str:
    """An element, empty or around a text; `class_` is its class, `text_anchor` its text-anchor."""
    listed = "".join(f' {key.rstrip("_").replace("_", "-")}="{_attribute(value)}"' for key, value in attributes.items())
    return f"<{name}{listed}/>" if text is None else f"<{name}{listed}>{escaped(text)}</{name}>"


def _attribute(value: Attribute) -> str:
    return escaped(value) if isinstance(value, str) else f"{value:.1f}".removesuffix(".0")


def escaped(text: str) -> str:
    """A text as written in SVG and HTML, with a reference for each character that is markup or not in ASCII."""
    shown = _NO_CHARACTERS.sub("\ufffd", clean(text))
    return escape(shown).encode("ascii", "xmlcharrefreplace").decode()


def shape_element(shape: Shape, y: float) -> str:
    """The shape as an element, centred at the height `y`; its class is its tone and its mark."""
    mark, tone, start, end = shape
    kind = f"{tone} {mark.css}"
    match mark:
        case Mark.SURE | Mark.POSSIBLE | Mark.GHOST:
            return element("rect", x=start, y=y - THICK / 2, width=end - start, height=THICK, rx=3, class_=kind)
        case Mark.DONE | Mark.CANCELLED:
            return element("circle", cx=(start + end) / 2, cy=y, r=SIZE, class_=kind)
        case Mark.TRAIL | Mark.OPEN | Mark.OVERDUE | Mark.MAYBE:
            return element("line", x1=start, y1=y, x2=end, y2=y, class_=kind)
        case _:
            return element("path", d=mark_path(mark, start, end, y), class_=kind)


def mark_path(mark: Mark, start: float, end: float, y: float) -> str:
    """The path of a mark that is not a block, a circle or a line, centred at the height `y`."""
    middle = (start + end) / 2
    match mark:
        case Mark.POINT:
            return f"M{middle - SIZE:.1f} {y:.1f}l{SIZE} {-SIZE} {SIZE} {SIZE} {-SIZE} {SIZE}z"
        case Mark.FAILED:
            arm, way = SIZE - 1, 2 * SIZE - 2
            return f"M{middle - arm:.1f} {y - arm:.1f}l{way} {way}m0 {-way}l{-way} {way}"
        case Mark.NO_END:
            return f"M{end:.1f} {y:.1f}l-9 -5v10z"
        case Mark.NO_START:
            return f"M{start:.1f} {y:.1f}l9 -5v10z"
        case Mark.EARLIER:
            return f"M{start - 2:.1f} {y - 5:.1f}l-5 5 5 5"
        case _:
            return f"M{end + 2:.1f} {y - 5:.1f}l5 5 -5 5"


WIDTH = 720  # the rough width of an axis, on which arrows and the narrowest visible shapes are measured

_BLOCKS = {Mark.SURE, Mark.POSSIBLE, Mark.GHOST}
_LINES = {Mark.TRAIL, Mark.OPEN, Mark.OVERDUE, Mark.MAYBE}
_CIRCLES = {Mark.DONE, Mark.CANCELLED}
_AT_START = {Mark.NO_START, Mark.EARLIER}
_AT_END = {Mark.NO_END, Mark.LATER}


class SvgTemplate(NamedTuple):
    """What a shape is made of: an SVG element and its class; for a `use`, the reference to what it copies."""

    element: str
    kind: str
    of: str = ""


class FluidShape(NamedTuple):
    """A look from `start` to `end`, in hundredths of the axis; a copy is placed at its start."""

    look: SvgTemplate
    start: float
    end: float


def fluid_shapes(bar: ChartRow, axis: Axis) -> Iterator[FluidShape]:
    """The shapes of a row, in the order in which they are drawn; what is overdue goes on to the end of the axis."""
    return map(fluid_shape, shapes(bar, PlotArea(axis, 0, WIDTH, axis.last)))


def fluid_shape(shape: Shape) -> FluidShape:
    """The shape of a row `WIDTH` wide, for any width."""
    mark, tone, start, end = shape
    start, end = (round(area * 100 / WIDTH, 2) for area in (start, end))
    if mark in _BLOCKS or mark in _LINES:
        return FluidShape(SvgTemplate("rect" if mark in _BLOCKS else "line", f"{tone} {mark.css}"), start, end)
    at = start if mark in _AT_START else end if mark in _AT_END else round((start + end) / 2, 2)
    return FluidShape(SvgTemplate("use", f"{tone} {mark.css}", f"#{mark.css}"), at, at)


def fluid_element(shape: FluidShape) -> str:
    """The shape as an element."""
    look, start, end = shape
    match look.element:
        case "rect":
            return element("rect", x=f"{start:g}%", width=f"{end - start:.4g}%", class_=look.kind)
        case "line":
            return element("line", x1=f"{start:g}%", x2=f"{end:g}%", class_=look.kind)
        case _:
            return element("use", x=f"{start:g}%", href=look.of, class_=look.kind)


def mark_definitions() -> Iterator[str]:
    """The drawings to copy, each around the origin."""
    for mark in Mark:
        if mark in _CIRCLES:
            yield element("circle", id=mark.css, r=SIZE)
        elif mark not in _BLOCKS and mark not in _LINES and mark not in {Mark.LATE, Mark.AS_OF}:
            yield element("path", id=mark.css, d=mark_path(mark, 0, 0, 0))
