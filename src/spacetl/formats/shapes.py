"""A row of the chart as shapes, and shapes as SVG elements: in a picture, or fluid, on a page of any width."""

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
_NOT_XML = re.compile("[\ufffe\uffff]")  # XML has no way to write them

Attribute = int | float | str


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

    def shape(self, mark: Mark, tone: Tone, days: tuple[datetime.date, datetime.date]) -> Iterator[Shape]:
        """The mark from the first of the days to the last, as far as they lie on the axis; nothing if none does."""
        first, last = days
        if self.axis.first <= last and first <= self.axis.last:
            start, end = max(self.at(first), self.left), min(self.at(last, 1), self.right)
            lacking = max(NARROWEST - (end - start), 0) / 2
            yield Shape(mark, tone, start - lacking, end + lacking)


def shapes(row: ChartRow, area: PlotArea) -> Iterator[Shape]:
    """The shapes of a row, what matters more later, to be drawn over what matters less."""
    known = [row.now] if row.now is not None else []
    if row.before:
        spans = [*row.before, *known]
        days = min(span.first for span in spans), max(span.last for span in spans)
        yield from area.shape(Mark.TRAIL, Tone.DIM, days)
    for span in row.before:
        for ghost in area.shape(Mark.GHOST, Tone.DIM, (span.first, span.last)):
            yield ghost
            if span.latest is None:
                yield Shape(Mark.NO_END, Tone.DIM, ghost.end, min(ghost.end + ARROW, area.right))
            if span.earliest != span.first:
                yield Shape(Mark.NO_START, Tone.DIM, max(ghost.start - ARROW, area.left), ghost.start)
        yield from _outside(span, area, Tone.DIM)
    for span in known:
        yield from _open_ends(span, area, STATUS_TONES[row.status])
        yield from _now(span, row, area, STATUS_TONES[row.status])
        yield from _outside(span, area, STATUS_TONES[row.status])


def _now(span: ChartSpan, row: ChartRow, area: PlotArea, tone: Tone) -> Iterator[Shape]:
    """What is promised now, or what came of it; what is overdue goes on up to the as-of day."""
    if row.status is Status.OVERDUE:
        yield from area.shape(Mark.MAYBE if row.maybe else Mark.OVERDUE, tone, (span.last, area.day))
    for whole in area.shape(Mark.POSSIBLE, tone, (span.first, span.last)):
        short = span.sure == (span.first, span.last) and whole.end - whole.start <= SHORT
        if not short:
            yield whole
            yield from area.shape(Mark.SURE, tone, span.sure) if span.sure else ()
        if short or row.status in OUTCOMES:
            yield whole._replace(mark=OUTCOMES.get(row.status, Mark.POINT))


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


def element(name: str, text: str | None = None, **attributes: Attribute) -> str:
    """An element, empty or around a text; `class_` is its class, `text_anchor` its text-anchor."""
    listed = "".join(f' {key.rstrip("_").replace("_", "-")}="{_attribute(value)}"' for key, value in attributes.items())
    return f"<{name}{listed}/>" if text is None else f"<{name}{listed}>{escaped(text)}</{name}>"


def _attribute(value: Attribute) -> str:
    return escaped(value) if isinstance(value, str) else f"{value:.1f}".removesuffix(".0")


def escaped(text: str) -> str:
    """A text as written in SVG and HTML, with a reference for each character that is markup or not in ASCII."""
    shown = _NOT_XML.sub("\ufffd", clean(text))
    return escape(shown).encode("ascii", "xmlcharrefreplace").decode()


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
    return map(fluid_shape, shapes(row, PlotArea(axis, 0, FLUID_WIDTH, axis.last)))


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
