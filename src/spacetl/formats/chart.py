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
NARROWEST_CHART = 40  # in fewer columns nothing could be read
STACKED = 72  # in fewer columns the words of a row go above its marks
TITLE_WIDTH = 20  # the columns that a long title gets at least
WHEN_WIDTH = 18  # the columns that a date in words gets at most
FEWEST_COLUMNS = 48  # of the marks beside the words on slips

_RowMarks = Mapping[int, TonedMark]  # by column


class ChartLayout(NamedTuple):
    """How many columns each part of a line takes, 0 for a part that is left out."""

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
        return mark.ascii_glyph if self.ascii_only else mark.glyph


def chart_lines(chart: Chart, width: int, *, ascii_only: bool = False) -> Iterator[CellLine]:
    """The lines of the chart, none wider than `width` or 40 columns, if that is more; none for a chart without rows."""
    if not chart.rows:
        return
    layout = _layout(chart, max(width, NARROWEST_CHART), ascii_only=ascii_only)
    plots = {row: plot_row(row, layout.area) for row in chart.rows}
    yield from axis_lines(layout)
    for group in chart.groups:
        if group.names:
            yield _group_line(group, layout)
        for row in group.rows:
            yield from (_beside if layout.title else _above)(row, plots[row], layout)
    yield as_of_line(layout)
    yield from _legend(plots.values(), layout)


def _layout(chart: Chart, width: int, *, ascii_only: bool) -> ChartLayout:
    stacked = ChartLayout(width, 0, 0, 0, TextPlotArea(chart.axis, width, chart.day), ascii_only)
    if width < STACKED:
        return stacked
    title = len(INDENT) + max(width_of(stacked.text(row.title)) for row in chart.rows)
    title = min(title, max(TITLE_WIDTH, width * 3 // 10))
    when = min(WHEN_WIDTH, max(width_of(row.when) for row in chart.rows))
    slip = max(width_of(row.slip) for row in chart.rows)
    columns = width - title - when - 2 * len(GAP)
    if slip and columns - slip - len(GAP) >= FEWEST_COLUMNS:
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


def as_of_line(layout: ChartLayout) -> CellLine:
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
    return [Cell(" " * layout.margin + text, Tone.NOW)]


def _group_line(group: ChartGroup, layout: ChartLayout) -> CellLine:
    """The names of a group, to the left of the as-of line if there is room; the line goes on after them."""
    as_of = plot_row(None, layout.area)
    room = layout.margin + (min(as_of) - 1 if as_of else layout.area.columns)
    if room < TITLE_WIDTH:
        return [Cell(_names_that_fit(group.names, layout.width, layout), Tone.STRONG)]
    label = _names_that_fit(group.names, room, layout)
    start = max(width_of(label) - layout.margin, 0)
    return [Cell(padded(label, layout.margin), Tone.STRONG), *mark_cells(as_of, layout, start)]


def _names_that_fit(names: tuple[str, ...], room: int, layout: ChartLayout) -> str:
    """As many of the names as there is room for, and the number of the others."""
    texts = [layout.text(name) for name in names]
    for shown in range(len(texts), 0, -1):
        more = f" +{len(texts) - shown}" if shown < len(texts) else ""
        label = ", ".join(texts[:shown]) + more
        if width_of(label) <= room:
            return label
    return cut(texts[0], room, ascii_only=layout.ascii_only)


def _beside(row: ChartRow, marks: _RowMarks, layout: ChartLayout) -> Iterator[CellLine]:
    """Title, marks and words side by side; a long title takes a second line."""
    tone = STATUS_TONES[row.status]
    title = _two_lines(layout.text(row.title), layout.title - len(INDENT), layout)
    when = list(wrap(row.when, layout.when))
    for number, (left, right) in enumerate(zip_longest(title, when, fillvalue="")):
        yield [
            Cell(padded(INDENT + left, layout.margin)),
            *mark_cells(plot_row(None, layout.area) if number else marks, layout),
            Cell(GAP + padded(right, layout.when), tone),
            Cell(GAP + row.slip if layout.slip and not number else "", Tone.DIM),
        ]


def _above(row: ChartRow, marks: _RowMarks, layout: ChartLayout) -> Iterator[CellLine]:
    """The words on a line of their own, the marks below them."""
    room = layout.width - len(row.when) - len(INDENT) - len(GAP)
    first, *rest = _two_lines(layout.text(row.title), room, layout)
    yield [Cell(padded(INDENT + first, len(INDENT) + room)), Cell(GAP + row.when, STATUS_TONES[row.status])]
    yield from ([Cell(INDENT + line)] for line in rest)
    yield mark_cells(marks, layout)


def _two_lines(text: str, width: int, layout: ChartLayout) -> list[str]:
    """The text on one or two lines, each cut off if it is too long."""
    first, *rest = wrap(text, width)
    lines = [first, " ".join(rest)] if rest else [first]
    return [cut(line, width, ascii_only=layout.ascii_only) for line in lines]


def mark_cells(marks: _RowMarks, layout: ChartLayout, start: int = 0) -> CellLine:
    """The cells of a row's marks, from the column `start` on."""
    placed = (marks.get(column) for column in range(start, layout.area.columns))
    cells = (Cell(" ") if each is None else Cell(layout.glyph(each.mark), each.tone) for each in placed)
    return [Cell("".join(cell.text for cell in run), tone) for tone, run in groupby(cells, key=lambda cell: cell.tone)]


def _legend(plots: Iterable[_RowMarks], layout: ChartLayout) -> Iterator[CellLine]:
    """What the marks that occur mean."""
    tones = {each.mark: each.tone for each in chain.from_iterable(marks.values() for marks in plots)}
    line: CellLine = []
    yield line
    for mark in Mark:
        if mark in tones and mark.about:
            item = [Cell(layout.glyph(mark), tones[mark]), Cell(f" {mark.about}")]
            more = [Cell("   "), *item] if line else [Cell(INDENT), *item]
            if sum(len(cell.text) for cell in (*line, *more)) > layout.width:
                yield line
                line, more = [], [Cell(INDENT), *item]
            line += more
    yield line
