"""The chart as lines of toned cells: titles, marks under an axis, dates and slips in words, and a legend."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, groupby, zip_longest
from typing import NamedTuple

from spacetl.dates.durations import day_words
from spacetl.formats.marks import Mark, TextPlotArea, TonedMark, plot_row
from spacetl.formats.style import ASCII_FALLBACKS
from spacetl.formats.table import GAP, CellLine, cut, padded, width_of, wrap
from spacetl.reports.axis import ticks
from spacetl.reports.fields import STATUS_TONES
from spacetl.reports.report import Cell, Chart, ChartGroup, ChartRow, Tone
from spacetl.text import clean

INDENT = " "
NARROWEST = 40  # in fewer columns nothing could be read
STACKED = 72  # in fewer columns the words of a row go above its marks
TITLE, WHEN = 20, 18  # columns: at least for a long title, at most for a date in words
PLOT = 48  # the fewest columns of the marks beside the words on slips

Spots = Mapping[int, TonedMark]


class ChartLayout(NamedTuple):
    """How many columns each part of a line takes, 0 for a part that is left out; and the area under the marks."""

    width: int
    title: int
    when: int
    slip: int
    area: TextPlotArea
    ascii_only: bool

    @property
    def margin(self) -> int:
        """The columns before the marks."""
        return self.title + len(GAP) if self.title else 0

    def text(self, text: str) -> str:
        """A text from a file, fit to be measured and shown."""
        cleaned = clean(text)
        return cleaned.translate(ASCII_FALLBACKS).encode("ascii", "replace").decode() if self.ascii_only else cleaned

    def glyph(self, mark: Mark) -> str:
        """The character that the mark is drawn with."""
        return mark.plain if self.ascii_only else mark.glyph


def chart_lines(chart: Chart, width: int, *, ascii_only: bool = False) -> Iterator[CellLine]:
    """The lines of the chart, none wider than `width` or 40 columns, if that is more; none for a chart without rows."""
    if not chart.rows:
        return
    layout = _layout(chart, max(width, NARROWEST), ascii_only=ascii_only)
    plots = {bar: plot_row(bar, layout.area) for bar in chart.rows}
    yield from axis_lines(layout)
    for group in chart.groups:
        if group.names:
            yield _heading(group, layout)
        for bar in group.rows:
            yield from (_beside if layout.title else _above)(bar, plots[bar], layout)
    yield from as_of_line(layout)
    yield from _legend(plots.values(), layout)


def _layout(chart: Chart, width: int, *, ascii_only: bool) -> ChartLayout:
    stacked = ChartLayout(width, 0, 0, 0, TextPlotArea(chart.axis, width, chart.day), ascii_only)
    if width < STACKED:
        return stacked
    title = len(INDENT) + max(width_of(stacked.text(bar.title)) for bar in chart.rows)
    title = min(title, max(TITLE, width * 3 // 10))
    when = min(WHEN, max(width_of(bar.when) for bar in chart.rows))
    slip = max(width_of(bar.slip) for bar in chart.rows)
    columns = width - title - when - 2 * len(GAP)
    if slip and columns - slip - len(GAP) >= PLOT:
        columns -= slip + len(GAP)
    else:
        slip = 0
    return ChartLayout(width, title, when, slip, TextPlotArea(chart.axis, columns, chart.day), ascii_only)


def axis_lines(layout: ChartLayout) -> Iterator[CellLine]:
    """The labels of the axis, and the axis."""
    axis, columns, _ = layout.area
    labels, rule = "", ["-" if layout.ascii_only else "─"] * columns
    for tick in ticks(axis, columns):
        labels = labels.ljust(tick.column) + tick.label
        rule[tick.column] = "+" if layout.ascii_only else "┬"
    yield [Cell(" " * layout.margin + labels, Tone.DIM)]
    yield [Cell(" " * layout.margin + "".join(rule), Tone.DIM)]


def as_of_line(layout: ChartLayout) -> Iterator[CellLine]:
    """The as-of day, under its line or at the edge of the window beyond which it lies."""
    axis, columns, day = layout.area
    label, place = day_words(day), layout.area.nearest(day)
    if day < axis.first:
        text = f"{layout.glyph(Mark.EARLIER)} {label}"
    elif day > axis.last:
        text = f"{label} {layout.glyph(Mark.LATER)}".rjust(columns)
    elif place + len(label) + 2 <= columns:
        text = " " * place + ("' " if layout.ascii_only else "╰ ") + label
    else:
        text = " " * max(place - len(label) - 1, 0) + label + (" '" if layout.ascii_only else " ╯")
    yield [Cell(" " * layout.margin + text, Tone.NOW)]


def _heading(group: ChartGroup, layout: ChartLayout) -> CellLine:
    """The names of a group, to the left of the as-of line if there is room; the line goes on after them."""
    area = layout.area
    spots = plot_row(None, area)
    room = layout.margin + (min(spots) - 1 if spots else area.columns)
    if room < TITLE:
        return [Cell(_fitted(group.names, layout.width, layout), Tone.STRONG)]
    label = _fitted(group.names, room, layout)
    start = max(width_of(label) - layout.margin, 0)
    return [Cell(padded(label, layout.margin), Tone.STRONG), *mark_cells(spots, layout, start)]


def _fitted(names: tuple[str, ...], room: int, layout: ChartLayout) -> str:
    """As many of the names as there is room for, and the number of the others."""
    texts = [layout.text(name) for name in names]
    for shown in range(len(texts), 0, -1):
        more = f" +{len(texts) - shown}" if shown < len(texts) else ""
        label = ", ".join(texts[:shown]) + more
        if width_of(label) <= room:
            return label
    return cut(texts[0], room, ascii_only=layout.ascii_only)


def _beside(bar: ChartRow, spots: Spots, layout: ChartLayout) -> Iterator[CellLine]:
    """Title, marks and words side by side; a long title takes a second line."""
    tone = STATUS_TONES[bar.status]
    title = _lines(layout.text(bar.title), layout.title - len(INDENT), layout)
    when = list(wrap(bar.when, layout.when))
    for number, (left, right) in enumerate(zip_longest(title, when, fillvalue="")):
        yield [
            Cell(padded(INDENT + left, layout.margin)),
            *mark_cells(plot_row(None, layout.area) if number else spots, layout),
            Cell(GAP + padded(right, layout.when), tone),
            Cell(GAP + bar.slip if layout.slip and not number else "", Tone.DIM),
        ]


def _above(bar: ChartRow, spots: Spots, layout: ChartLayout) -> Iterator[CellLine]:
    """The words on a line of their own, the marks below them."""
    room = layout.width - len(bar.when) - len(INDENT) - len(GAP)
    first, *rest = _lines(layout.text(bar.title), room, layout)
    yield [Cell(padded(INDENT + first, len(INDENT) + room)), Cell(GAP + bar.when, STATUS_TONES[bar.status])]
    yield from ([Cell(INDENT + line)] for line in rest)
    yield mark_cells(spots, layout)


def _lines(text: str, width: int, layout: ChartLayout) -> list[str]:
    """The text on one or two lines, each cut off if it is too long."""
    first, *rest = wrap(text, width)
    lines = [first, " ".join(rest)] if rest else [first]
    return [cut(line, width, ascii_only=layout.ascii_only) for line in lines]


def mark_cells(spots: Spots, layout: ChartLayout, start: int = 0) -> CellLine:
    """The cells of a row's marks, from the column `start` on."""
    spotted = (spots.get(column) for column in range(start, layout.area.columns))
    cells = (Cell(" ") if spot is None else Cell(layout.glyph(spot.mark), spot.tone) for spot in spotted)
    return [Cell("".join(cell.text for cell in run), tone) for tone, run in groupby(cells, key=lambda cell: cell.tone)]


def _legend(plots: Iterable[Spots], layout: ChartLayout) -> Iterator[CellLine]:
    """What the marks that occur mean."""
    spots = {spot.mark: spot for spot in chain.from_iterable(each.values() for each in plots)}
    line: CellLine = []
    yield line
    for mark in Mark:
        if mark in spots and mark.about:
            item = [Cell(layout.glyph(mark), spots[mark].tone), Cell(f" {mark.about}")]
            more = [Cell("   "), *item] if line else [Cell(INDENT), *item]
            if sum(len(cell.text) for cell in (*line, *more)) > layout.width:
                yield line
                line, more = [], [Cell(INDENT), *item]
            line += more
    yield line
