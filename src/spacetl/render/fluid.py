"""The shapes of a row for a page of any width, placed in hundredths of the axis, not in pixels."""

from collections.abc import Iterator
from typing import NamedTuple

from spacetl.render.plot import Mark
from spacetl.render.shapes import Place, Shape, shapes
from spacetl.render.vector import SIZE, element, path_of
from spacetl.reports.axis import Axis
from spacetl.reports.report import Bar

WIDTH = 720  # the rough width of an axis, on which arrows and the narrowest visible shapes are measured

_BLOCKS = {Mark.SURE, Mark.POSSIBLE, Mark.GHOST}
_LINES = {Mark.TRAIL, Mark.OPEN, Mark.OVERDUE, Mark.MAYBE}
_CIRCLES = {Mark.DONE, Mark.CANCELLED}
_AT_START = {Mark.NO_START, Mark.EARLIER}
_AT_END = {Mark.NO_END, Mark.LATER}


class Look(NamedTuple):
    """What a shape is made of: an SVG element and its class; for a `use`, the reference to what it copies."""

    element: str
    kind: str
    of: str = ""


class Drawn(NamedTuple):
    """A look from `start` to `end`, in hundredths of the axis; a copy is placed at its start."""

    look: Look
    start: float
    end: float


def drawn(bar: Bar, axis: Axis) -> Iterator[Drawn]:
    """The shapes of a row, in the order in which they are drawn; what is overdue goes on to the end of the axis."""
    return map(placed, shapes(bar, Place(axis, 0, WIDTH, axis.last)))


def placed(shape: Shape) -> Drawn:
    """The shape of a row `WIDTH` wide, for any width."""
    mark, tone, start, end = shape
    start, end = (round(place * 100 / WIDTH, 2) for place in (start, end))
    if mark in _BLOCKS or mark in _LINES:
        return Drawn(Look("rect" if mark in _BLOCKS else "line", f"{tone} {mark.css}"), start, end)
    at = start if mark in _AT_START else end if mark in _AT_END else round((start + end) / 2, 2)
    return Drawn(Look("use", f"{tone} {mark.css}", f"#{mark.css}"), at, at)


def written_out(shape: Drawn) -> str:
    """The shape as an element."""
    look, start, end = shape
    match look.element:
        case "rect":
            return element("rect", x=f"{start:g}%", width=f"{end - start:.4g}%", class_=look.kind)
        case "line":
            return element("line", x1=f"{start:g}%", x2=f"{end:g}%", class_=look.kind)
        case _:
            return element("use", x=f"{start:g}%", href=look.of, class_=look.kind)


def drawings() -> Iterator[str]:
    """The drawings to copy, each around the origin."""
    for mark in Mark:
        if mark in _CIRCLES:
            yield element("circle", id=mark.css, r=SIZE)
        elif mark not in _BLOCKS and mark not in _LINES and mark not in {Mark.LATE, Mark.AS_OF}:
            yield element("path", id=mark.css, d=path_of(mark, 0, 0, 0))
