"""A picture of the chart for a slide or a page: SVG, for light and dark backgrounds."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, TextIO

from spacetl.dates.durations import day_words
from spacetl.formats import Style
from spacetl.formats.lines import cut, width_of
from spacetl.formats.marks import legend
from spacetl.formats.markup import asset, element
from spacetl.formats.shapes import PlotArea, Shape, row_shapes, shape_element
from spacetl.reports.fields import STATUS_TONES
from spacetl.reports.report import Chart, ChartRow
from spacetl.text import clean

WIDTH, EDGE, GAP, INDENT = 1200, 32, 24, 14
ROW, HEAD, TOP = 26, 30, 112
LETTER = 7.6  # the width of a letter, roughly
LONGEST_TITLE = 44  # the most columns of a title
SAMPLE = 20  # the width of a mark in the legend


class SvgLayout(NamedTuple):
    """Where the parts of the picture lie."""

    area: PlotArea
    when: float  # the left ends of the dates and of the slips in words
    slip: float
    end: float  # the lower end of the rows


def write_svg(chart: Chart, out: TextIO, _style: Style) -> None:
    """Write the picture; it is always the same for the same chart."""
    out.writelines(f"{line}\n" for line in _picture(chart))


def _picture(chart: Chart) -> Iterator[str]:
    layout = _layout(chart)
    drawn = {row: list(row_shapes(row, layout.area)) for row in chart.rows}
    samples = list(_legend_lines([shape for each in drawn.values() for shape in each]))
    bottom = layout.end + 56
    height = bottom + ROW * len(samples)
    size = f'width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}"'
    yield f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img">'
    yield element("title", f"{_title(chart)}, as known on {day_words(chart.day)}")
    yield f"<style>\n{asset('chart.css')}</style>"
    yield element("rect", width=WIDTH, height=height, rx=8, class_="ground")
    yield element("text", _title(chart), x=EDGE, y=50, class_="title")
    subject = "; ".join((f"as known on {day_words(chart.day)}", *map(clean, chart.about)))
    yield element("text", subject, x=EDGE, y=74, class_="muted")
    yield from _axis(layout)
    yield from _rows(chart, layout, drawn)
    for number, line in enumerate(samples):
        for x, shape in line:
            y = bottom + ROW * number
            yield shape_element(shape, y)
            yield element("text", shape.mark.about, x=x, y=y + 5, class_="muted")
    yield "</svg>"


def _title(chart: Chart) -> str:
    return cut(clean(chart.title or "Timeline"), 70)


def _layout(chart: Chart) -> SvgLayout:
    """The axis gets what the words leave."""
    rows = chart.rows
    columns = ([clean(row.title) for row in rows], [row.when for row in rows], [row.slip for row in rows])
    titles, when, slip = (min(max(map(width_of, texts), default=0), LONGEST_TITLE) * LETTER for texts in columns)
    left = EDGE + INDENT + titles + GAP
    right = WIDTH - EDGE - when - slip - GAP - (GAP if slip else 0)
    end = TOP + ROW * len(rows) + HEAD * sum(bool(group.names) for group in chart.groups)
    return SvgLayout(PlotArea(chart.axis, left, right - left, chart.day), right + GAP, WIDTH - EDGE - slip, end + 10)


def _axis(layout: SvgLayout) -> Iterator[str]:
    """A line from each tick down through the rows, and the line of the as-of day."""
    area, top = layout.area, TOP - 8
    for tick in area.ticks:
        x = area.at(tick.day)
        yield element("line", x1=x, y1=top, x2=x, y2=layout.end, class_="grid")
        yield element("text", tick.label, x=x, y=top - 8, class_="muted small")
    label, x = day_words(area.day), area.at(area.day, 0.5)
    if area.axis.contains(area.day):
        yield element("line", x1=x, y1=top, x2=x, y2=layout.end + 6, class_="as-of")
    elif x < area.left:
        label, x = f"\u2039 {label}", area.left
    else:
        label, x = f"{label} \u203a", area.right
    half = len(label) * LETTER / 2
    x = min(max(x, area.left + half), area.right - half)
    yield element("text", label, x=x, y=layout.end + 22, class_="today small", text_anchor="middle")


def _rows(chart: Chart, layout: SvgLayout, drawn: Mapping[ChartRow, Iterable[Shape]]) -> Iterator[str]:
    y = TOP
    for group in chart.groups:
        if group.names:
            y += HEAD
            names = cut(", ".join(map(clean, group.names)), LONGEST_TITLE)
            yield element("text", names, x=EDGE, y=y - 8, class_="group")
        for row in group.rows:
            yield from _row(row, layout, drawn[row], y + ROW / 2)
            y += ROW
    if not chart.rows:
        yield element("text", "Nothing to draw", x=EDGE, y=y + 5, class_="muted")


def _row(row: ChartRow, layout: SvgLayout, drawn: Iterable[Shape], y: float) -> Iterator[str]:
    yield "<g>"
    yield element("title", ", ".join(filter(None, (row.title, row.status.value, row.when, row.slip))))
    yield element("text", cut(clean(row.title), LONGEST_TITLE), x=EDGE + INDENT, y=y + 5)
    yield from (shape_element(shape, y) for shape in drawn)
    yield element("text", row.when, x=layout.when, y=y + 5, class_=STATUS_TONES[row.status].value)
    if row.slip:
        yield element("text", row.slip, x=layout.slip, y=y + 5, class_="muted")
    yield "</g>"


def _legend_lines(shapes: Iterable[Shape]) -> Iterator[list[tuple[float, Shape]]]:
    """Lines of samples of the marks that occur, each with the place of its words."""
    x, line = float(EDGE), list[tuple[float, Shape]]()
    for mark, tone in legend((shape.mark, shape.tone) for shape in shapes):
        wide = SAMPLE + 10 + len(mark.about) * LETTER + GAP
        if x + wide > WIDTH - EDGE:
            yield line
            x, line = float(EDGE), []
        line.append((x + SAMPLE + 10, Shape(mark, tone, x + 2, x + SAMPLE)))
        x += wide
    yield line
