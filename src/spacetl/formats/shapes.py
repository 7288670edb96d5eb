"""A row of the chart as shapes, and shapes as SVG elements: in a picture, or fluid, on a page of any width."""

import datetime
from collections.abc import Iterator
from typing import NamedTuple

from spacetl.formats.marks import Layer, Mark, Place, row_layers
from spacetl.formats.markup import element
from spacetl.reports.axis import Axis, Tick, ticks
from spacetl.reports.report import ChartRow, ChartSpan, Tone

NARROWEST = 5.0  # anything narrower is hard to see
ARROW = 9.0  # the length of an arrow
SHORT = 13.0  # sure days that take no more are drawn as a point
THICK = 14  # the height of a block
SIZE = 6  # the radius of a circle, and half the width of a point
FLUID_PIXEL = 100 / 720  # in hundredths of an axis on a page: it is roughly 720 pixels wide
TICK_LETTER = 12  # the width of a letter in the label of a tick, with room around it

_BLOCKS = {Mark.SURE, Mark.POSSIBLE, Mark.GHOST}
_LINES = {Mark.TRAIL, Mark.OPEN, Mark.OVERDUE, Mark.MAYBE}
_CIRCLES = {Mark.DONE, Mark.CANCELLED}
_PATHS = {  # beside the place of the mark, where it begins; and how it goes on
    Mark.FAILED: (-5, -5, "l10 10m0 -10l-10 10"),
    Mark.POINT: (-6, 0, "l6 -6 6 6 -6 6z"),
    Mark.NO_END: (0, 0, "l-9 -5v10z"),
    Mark.NO_START: (0, 0, "l9 -5v10z"),
    Mark.EARLIER: (-2, -5, "l-5 5 5 5"),
    Mark.LATER: (2, -5, "l5 5 -5 5"),
}
_AT_START = {Mark.NO_START, Mark.EARLIER}
_AT_END = {Mark.NO_END, Mark.LATER}
_UNDER = {Mark.OPEN, Mark.OVERDUE, Mark.MAYBE, Mark.NO_START, Mark.NO_END}  # drawn before what is current
_PAST = {Mark.TRAIL, Mark.GHOST}  # drawn before those


class Shape(NamedTuple):
    """A mark in its tone, from `start` to `end`."""

    mark: Mark
    tone: Tone
    start: float
    end: float


class PlotArea(NamedTuple):
    """Where the axis of a chart lies in a picture, and the as-of day, which may lie off it."""

    axis: Axis
    left: float
    width: float
    day: datetime.date
    pixel: float = 1  # as a part of what `left` and `width` are given in

    @property
    def right(self) -> float:
        """The right end of the axis."""
        return self.left + self.width

    @property
    def ticks(self) -> tuple[Tick, ...]:
        """The ticks for whose labels there is room."""
        return ticks(self.axis, int(self.width / self.pixel / TICK_LETTER))

    def at(self, day: datetime.date, more: float = 0) -> float:
        """Where a day begins, or the place `more` days after that."""
        return self.left + ((day - self.axis.first).days + more) * self.width / self.axis.days

    def is_point(self, span: ChartSpan) -> bool:
        """Whether it is sure, and short as far as it is shown."""
        days = span.first, span.last
        return span.sure == days and all(end - start <= SHORT * self.pixel for start, end in self._ends(*days))

    def shapes(self, layer: Layer) -> list[Shape]:
        """The shape of a layer; nothing if all of it lies off the axis."""
        arrow, ends = ARROW * self.pixel, self._ends(layer.first, layer.last)
        match layer.place:
            case Place.LEFT_EDGE | Place.RIGHT_EDGE:
                ends = [(self.left, self.right)]
            case Place.BEFORE:
                ends = [(max(start - arrow, self.left), start) for start, _ in ends]
            case Place.AFTER:
                ends = [(end, min(end + arrow, self.right)) for _, end in ends]
        return [Shape(layer.mark, layer.tone, start, end) for start, end in ends]

    def _ends(self, first: datetime.date, last: datetime.date) -> list[tuple[float, float]]:
        """Where the days from `first` to `last` begin and end, as far as they lie on the axis; nothing if none does."""
        if last < self.axis.first or self.axis.last < first:
            return []
        start, end = max(self.at(first), self.left), min(self.at(last, 1), self.right)
        lacking = max(NARROWEST * self.pixel - (end - start), 0) / 2
        return [(start - lacking, end + lacking)]


def row_shapes(row: ChartRow, area: PlotArea) -> Iterator[Shape]:
    """The shapes of a row in drawing order, without the as-of line, which goes through all rows."""
    layers = (layer for layer in row_layers(row, area.axis, area.day, area.is_point) if layer.mark is not Mark.AS_OF)
    return (shape for layer in sorted(layers, key=_height) for shape in area.shapes(layer))


def _height(layer: Layer) -> int:
    """What is drawn first: the past, then lines and arrows of what is current, which are seen through its block."""
    if layer.mark in _PAST or layer.place is Place.BEFORE or layer.place is Place.AFTER:
        return 0
    return 1 if layer.mark in _UNDER else 2


def shape_element(shape: Shape, y: float) -> str:
    """The shape as an element, centred at the height `y`; its class is its tone and its mark."""
    mark, tone, start, end = shape
    css_class = f"{tone} {mark.css}"
    if mark in _BLOCKS:
        return element("rect", x=start, y=y - THICK / 2, width=end - start, height=THICK, rx=3, class_=css_class)
    if mark in _CIRCLES:
        return element("circle", cx=_point(mark, start, end), cy=y, r=SIZE, class_=css_class)
    if mark in _LINES:
        return element("line", x1=start, y1=y, x2=end, y2=y, class_=css_class)
    return element("path", d=_path(mark, _point(mark, start, end), y), class_=css_class)


def _point(mark: Mark, start: float, end: float) -> float:
    """Where a mark stands that is neither a block nor a line."""
    if mark in _AT_START:
        return start
    return end if mark in _AT_END else (start + end) / 2


def _path(mark: Mark, x: float, y: float) -> str:
    right, down, line = _PATHS[mark]
    return f"M{x + right:.1f} {y + down:.1f}{line}"


def look_of(mark: Mark, tone: Tone) -> tuple[str, str, str]:
    """What a mark looks like on a page: an element not yet placed, its class, and for a `use` what it copies."""
    tag = "rect" if mark in _BLOCKS else "line" if mark in _LINES else "use"
    return tag, f"{tone} {mark.css}", f"#{mark.css}" if tag == "use" else ""


def fluid_ends(shape: Shape) -> tuple[float, float]:
    """Where a shape begins and ends, in hundredths of the axis; a `use` stands at its start."""
    start, end = round(shape.start, 2), round(shape.end, 2)
    if shape.mark in _BLOCKS | _LINES:
        return start, end
    point = round(_point(shape.mark, start, end), 2)
    return point, point


def fluid_element(shape: Shape) -> str:
    """The shape as an element on a page of any width."""
    tag, css_class, href = look_of(shape.mark, shape.tone)
    start, end = fluid_ends(shape)
    if tag == "rect":
        return element(tag, x=f"{start:g}%", width=f"{end - start:.4g}%", class_=css_class)
    if tag == "line":
        return element(tag, x1=f"{start:g}%", x2=f"{end:g}%", class_=css_class)
    return element(tag, x=f"{start:g}%", href=href, class_=css_class)


def mark_definitions() -> Iterator[str]:
    """What a `use` copies, each mark around the origin."""
    for mark in Mark:
        if mark in _CIRCLES:
            yield element("circle", id=mark.css, r=SIZE)
        elif mark in _PATHS:
            yield element("path", id=mark.css, d=_path(mark, 0, 0))
