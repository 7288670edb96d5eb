"""The chart as lines of toned cells: titles, marks under an axis, dates and slips in words, and a legend."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby, zip_longest
from typing import NamedTuple

from spacetl.dates.durations import day_words
from spacetl.formats import Style
from spacetl.formats.lines import GAP, CellLine, cut, padded, printable, width_of, wrap, wrapped_and_cut
from spacetl.formats.marks import Layer, Mark, Place, TonedMark, legend, row_layers
from spacetl.reports.axis import Axis, ticks
from spacetl.reports.fields import STATUS_TONES
from spacetl.reports.report import Cell, Chart, ChartGroup, ChartRow, ChartSpan, Tone

INDENT = " "
NARROWEST_CHART = 40  # in fewer columns nothing could be read
STACKED = 72  # in fewer columns the words of a row go above its marks
TITLE_WIDTH = 20  # the columns that a long title gets at least
WHEN_WIDTH = 18  # the columns that a date in words gets at most
FEWEST_COLUMNS = 48  # of the marks beside the words on slips

_RowMarks = Mapping[int, TonedMark]  # by column


class TextPlotArea(NamedTuple):
    """Where the axis of a chart lies in text: over `columns` columns, with a line for the as-of day."""

    axis: Axis
    columns: int
    day: datetime.date

    def columns_of(self, first: datetime.date, last: datetime.date) -> range:
        """The columns of the days from `first` to `last`; none if all of them lie outside."""
        return self.axis.columns_of(first, last, self.columns)

    def middle(self, first: datetime.date, last: datetime.date) -> range:
        """The column in the middle of these days, as far as they are shown; none if all of them lie outside."""
        columns = self.columns_of(first, last)
        return columns[len(columns) // 2 :][:1]

    def is_point(self, span: ChartSpan) -> bool:
        """Whether it is sure, and one day or less than a column."""
        first, last = span.first, span.last
        small = first == last or ((last - first).days + 1) * self.columns < self.axis.days
        return small and span.sure == (first, last)

    def nearest(self, day: datetime.date) -> int:
        """The column of a day, or the one at the edge beyond which it lies."""
        columns = self.middle(day, day)
        if columns:
            return columns[0]
        return 0 if day < self.axis.first else self.columns - 1


def plot_row(row: ChartRow, area: TextPlotArea) -> dict[int, TonedMark]:
    """The marks of a row by column; where layers meet, that of the last."""
    current = range(0)
    if row.now is not None:
        columns_of = area.middle if area.is_point(row.now) else area.columns_of
        current = columns_of(row.now.first, row.now.last)
    marks: dict[int, TonedMark] = {}
    for layer in row_layers(row, area.axis, area.day, area.is_point):
        columns = _columns_of_layer(layer, area, current)
        if columns and layer.mark in {Mark.OVERDUE, Mark.MAYBE}:  # it ends a line from what is current
            end = area.nearest(area.day)
            late = range(current[-1] + 1 if current else 0, end)
            marks |= dict.fromkeys(late, TonedMark(Mark.LATE, layer.tone))
            columns = range(end, end + 1)
        marks |= dict.fromkeys(columns, TonedMark(layer.mark, layer.tone))
    return marks


def _columns_of_layer(layer: Layer, area: TextPlotArea, current: range) -> range:
    """Its columns; none if it lies outside, or is an arrow that would seem to belong to what is current."""
    every, columns = range(area.columns), area.columns_of(layer.first, layer.last)
    match layer.place:
        case Place.LEFT_EDGE:
            return every[:1]
        case Place.RIGHT_EDGE:
            return every[-1:]
        case Place.MIDDLE:
            columns = area.middle(layer.first, layer.last)
        case Place.BEFORE if columns:
            columns = range(0) if columns[0] in current else every[: columns[0]][-1:]
        case Place.AFTER if columns:
            columns = range(0) if columns[-1] in current else every[columns[-1] + 1 :][:1]
        case Place.ALONG if layer.mark is Mark.TRAIL and columns:  # from point to point, where a day is many columns
            start, *_ = area.middle(layer.first, layer.first) or columns
            *_, end = area.middle(layer.last, layer.last) or columns
            columns = range(max(columns[0], start), min(columns[-1], end) + 1)
    return columns


def as_of_marks(area: TextPlotArea) -> dict[int, TonedMark]:
    """The line of the as-of day where there is nothing else."""
    return dict.fromkeys(area.middle(area.day, area.day), TonedMark(Mark.AS_OF, Tone.NOW))


class ChartLayout(NamedTuple):
    """How many columns each part of a line takes, 0 for a part that is left out."""

    width: int
    area: TextPlotArea
    ascii_only: bool
    title: int = 0
    when: int = 0
    slip: int = 0

    @property
    def margin(self) -> int:
        """The columns before the marks."""
        return self.title + len(GAP) if self.title else 0

    def text(self, text: str) -> str:
        """A text from a file, fit to be measured and shown."""
        return printable(text, Style(ascii=self.ascii_only, encoding="ascii"))

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
    yield from _legend_lines(plots.values(), layout)


def _layout(chart: Chart, width: int, *, ascii_only: bool) -> ChartLayout:
    stacked = ChartLayout(width, TextPlotArea(chart.axis, width, chart.day), ascii_only)
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
    return stacked._replace(area=stacked.area._replace(columns=columns), title=title, when=when, slip=slip)


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
    as_of = as_of_marks(layout.area)
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
    title = _title_lines(row, layout.title - len(INDENT), layout)
    when = list(wrap(row.when.split(" "), layout.when))
    for number, (left, right) in enumerate(zip_longest(title, when, fillvalue="")):
        yield [
            Cell(padded(INDENT + left, layout.margin)),
            *mark_cells(as_of_marks(layout.area) if number else marks, layout),
            Cell(GAP + padded(right, layout.when), tone),
            Cell(GAP + row.slip if layout.slip and not number else "", Tone.DIM),
        ]


def _above(row: ChartRow, marks: _RowMarks, layout: ChartLayout) -> Iterator[CellLine]:
    """The words on a line of their own, the marks below them."""
    room = layout.width - len(row.when) - len(INDENT) - len(GAP)
    first, *rest = _title_lines(row, room, layout)
    yield [Cell(padded(INDENT + first, len(INDENT) + room)), Cell(GAP + row.when, STATUS_TONES[row.status])]
    yield from ([Cell(INDENT + line)] for line in rest)
    yield mark_cells(marks, layout)


def _title_lines(row: ChartRow, width: int, layout: ChartLayout) -> list[str]:
    return wrapped_and_cut(layout.text(row.title), width, 2, ascii_only=layout.ascii_only)


def mark_cells(marks: _RowMarks, layout: ChartLayout, start: int = 0) -> CellLine:
    """The cells of a row's marks, from the column `start` on."""
    placed = (marks.get(column) for column in range(start, layout.area.columns))
    cells = (Cell(" ") if each is None else Cell(layout.glyph(each.mark), each.tone) for each in placed)
    return [Cell("".join(cell.text for cell in run), tone) for tone, run in groupby(cells, key=lambda cell: cell.tone)]


def _legend_lines(plots: Iterable[_RowMarks], layout: ChartLayout) -> Iterator[CellLine]:
    """What the marks that occur mean."""
    line: CellLine = []
    yield line
    for mark, tone in legend(toned for marks in plots for toned in marks.values()):
        item = [Cell(layout.glyph(mark), tone), Cell(f" {mark.about}")]
        more = [Cell("   "), *item] if line else [Cell(INDENT), *item]
        if sum(len(cell.text) for cell in (*line, *more)) > layout.width:
            yield line
            line, more = [], [Cell(INDENT), *item]
        line += more
    yield line
