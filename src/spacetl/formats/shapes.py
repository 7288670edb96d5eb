"""A row of the chart as shapes, and shapes as SVG elements: in a picture, or fluid, on a page of any width."""

import datetime
from collections.abc import Iterator
from typing import NamedTuple

from spacetl.formats.marks import Layer, Mark, Place, row_layers
from spacetl.formats.markup import element
from spacetl.reports.axis import Axis
from spacetl.reports.report import ChartRow, ChartSpan, Tone

NARROWEST = 5.0  # anything narrower is hard to see
ARROW = 9.0  # the length of an arrow
SHORT = 13.0  # sure days that take no more are drawn as a point
THICK = 14  # the height of a block
SIZE = 6  # half the width of a point
FLUID_WIDTH = 720  # the rough width of an axis on a page, for which arrows and the narrowest shapes are measured
TICK_LETTER = 12  # the width of a letter in the label of a tick, with room around it

_BLOCKS = {Mark.SURE, Mark.POSSIBLE, Mark.GHOST}
_LINES = {Mark.TRAIL, Mark.OPEN, Mark.OVERDUE, Mark.MAYBE}
_CIRCLES = {Mark.DONE, Mark.CANCELLED}
_AT_START = {Mark.NO_START, Mark.EARLIER}
_AT_END = {Mark.NO_END, Mark.LATER}
_ONLY_TEXT = {Mark.LATE, Mark.AS_OF}


class Shape(NamedTuple):
    """A mark in its tone, from `start` to `end`; a point lies midway between them."""

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

    @property
    def right(self) -> float:
        """The right end of the axis."""
        return self.left + self.width

    def at(self, day: datetime.date, more: float = 0) -> float:
        """Where a day begins, or the place `more` days after that."""
        return self.left + ((day - self.axis.first).days + more) * self.width / self.axis.days

    def is_point(self, span: ChartSpan) -> bool:
        """Whether it is sure, and short as far as it is shown."""
        days = span.first, span.last
        return span.sure == days and all(end - start <= SHORT for start, end in self._ends(*days))

    def shape(self, layer: Layer) -> Iterator[Shape]:
        """The shape of a layer; nothing if all of it lies off the axis."""
        mark, tone, first, last, place = layer
        if place is Place.LEFT_EDGE:
            yield Shape(mark, tone, self.left, self.left + ARROW)
        elif place is Place.RIGHT_EDGE:
            yield Shape(mark, tone, self.right - ARROW, self.right)
        else:
            for start, end in self._ends(first, last):
                if place is Place.BEFORE:
                    yield Shape(mark, tone, max(start - ARROW, self.left), start)
                elif place is Place.AFTER:
                    yield Shape(mark, tone, end, min(end + ARROW, self.right))
                else:
                    yield Shape(mark, tone, start, end)

    def _ends(self, first: datetime.date, last: datetime.date) -> Iterator[tuple[float, float]]:
        """Where the days from `first` to `last` begin and end, as far as they lie on the axis; nothing if none does."""
        if self.axis.first <= last and first <= self.axis.last:
            start, end = max(self.at(first), self.left), min(self.at(last, 1), self.right)
            lacking = max(NARROWEST - (end - start), 0) / 2
            yield start - lacking, end + lacking


def row_shapes(row: ChartRow, area: PlotArea) -> Iterator[Shape]:
    """The shapes of a row in drawing order, without the as-of line, which goes through all rows."""
    layers = (layer for layer in row_layers(row, area) if layer.mark is not Mark.AS_OF)
    return (shape for layer in sorted(layers, key=_height) for shape in area.shape(layer))


def _height(layer: Layer) -> int:
    """What is drawn first: the past, then lines and arrows of what is current, which are seen through its block."""
    if layer.mark in {Mark.TRAIL, Mark.GHOST} or layer.place in {Place.BEFORE, Place.AFTER}:
        return 0
    return 1 if layer.mark in _LINES | {Mark.NO_START, Mark.NO_END} else 2


def shape_element(shape: Shape, y: float) -> str:
    """The shape as an element, centred at the height `y`; its class is its tone and its mark."""
    mark, tone, start, end = shape
    css_class = f"{tone} {mark.css}"
    if mark in _BLOCKS:
        return element("rect", x=start, y=y - THICK / 2, width=end - start, height=THICK, rx=3, class_=css_class)
    if mark in _CIRCLES:
        return element("circle", cx=(start + end) / 2, cy=y, r=SIZE, class_=css_class)
    if mark in _LINES:
        return element("line", x1=start, y1=y, x2=end, y2=y, class_=css_class)
    return element("path", d=_path(mark, start, end, y), class_=css_class)


def _path(mark: Mark, start: float, end: float, y: float) -> str:
    """The path of a mark that is not a block, a circle or a line."""
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


class SvgTemplate(NamedTuple):
    """An SVG element that is not yet placed; `href` is what a `use` copies."""

    tag: str
    css_class: str
    href: str = ""


class FluidShape(NamedTuple):
    """A shape on a page of any width: from `start` to `end`, in hundredths of the axis; a `use` stands at its start."""

    template: SvgTemplate
    start: float
    end: float


def fluid_shapes(row: ChartRow, axis: Axis) -> Iterator[FluidShape]:
    """The shapes of a row, in the order in which they are drawn; what is overdue goes on to the end of the axis."""
    return map(fluid_shape, row_shapes(row, PlotArea(axis, 0, FLUID_WIDTH, axis.last)))


def fluid_shape(shape: Shape) -> FluidShape:
    """The shape of a row `FLUID_WIDTH` wide, for any width."""
    mark, tone, *ends = shape
    start, end = (round(x * 100 / FLUID_WIDTH, 2) for x in ends)
    css_class = f"{tone} {mark.css}"
    if mark in _BLOCKS or mark in _LINES:
        return FluidShape(SvgTemplate("rect" if mark in _BLOCKS else "line", css_class), start, end)
    at = start if mark in _AT_START else end if mark in _AT_END else round((start + end) / 2, 2)
    return FluidShape(SvgTemplate("use", css_class, f"#{mark.css}"), at, at)


def fluid_element(shape: FluidShape) -> str:
    """The shape as an element."""
    (tag, css_class, href), start, end = shape
    match tag:
        case "rect":
            return element("rect", x=f"{start:g}%", width=f"{end - start:.4g}%", class_=css_class)
        case "line":
            return element("line", x1=f"{start:g}%", x2=f"{end:g}%", class_=css_class)
        case _:
            return element("use", x=f"{start:g}%", href=href, class_=css_class)


def mark_definitions() -> Iterator[str]:
    """What a `use` copies, each mark around the origin."""
    for mark in Mark:
        if mark in _CIRCLES:
            yield element("circle", id=mark.css, r=SIZE)
        elif mark not in _BLOCKS | _LINES | _ONLY_TEXT:
            yield element("path", id=mark.css, d=_path(mark, 0, 0, 0))
