"""The chart as lines of toned cells: titles, marks under an axis, dates and slips in words, and a legend."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, groupby, zip_longest
from typing import NamedTuple

from spacetl.dates.durations import day_words
from spacetl.formats.marks import Canvas, Mark, Spot, plot
from spacetl.formats.style import ASCII
from spacetl.formats.table import GAP, Line, cut, padded, width_of, wrap
from spacetl.reports.axis import ticks
from spacetl.reports.fields import TONES
from spacetl.reports.report import Bar, Cell, Chart, Group, Tone
from spacetl.text import clean

INDENT = " "
NARROWEST = 40  # in fewer columns nothing could be read
STACKED = 72  # in fewer columns the words of a row go above its marks
TITLE, WHEN = 20, 18  # columns: at least for a long title, at most for a date in words
PLOT = 48  # the fewest columns of the marks beside the words on slips

Spots = Mapping[int, Spot]


class ChartLayout(NamedTuple):
    """How many columns each part of a line takes, 0 for a part that is left out; and the ground under the marks."""

    width: int
    title: int
    when: int
    slip: int
    ground: Canvas
    ascii_only: bool

    @property
    def margin(self) -> int:
        """The columns before the marks."""
        return self.title + len(GAP) if self.title else 0

    def text(self, text: str) -> str:
        """A text from a file, fit to be measured and shown."""
        cleaned = clean(text)
        return cleaned.translate(ASCII).encode("ascii", "replace").decode() if self.ascii_only else cleaned

    def glyph(self, mark: Mark) -> str:
        """The character that the mark is drawn with."""
        return mark.plain if self.ascii_only else mark.glyph


def draw(chart: Chart, width: int, *, ascii_only: bool = False) -> Iterator[Line]:
    """The lines of the chart, none wider than `width` or 40 columns, if that is more; none for a chart without rows."""
    if not chart.bars:
        return
    layout = _layout(chart, max(width, NARROWEST), ascii_only=ascii_only)
    plots = {bar: plot(bar, layout.ground) for bar in chart.bars}
    yield from head(layout)
    for group in chart.groups:
        if group.names:
            yield _heading(group, layout)
        for bar in group.bars:
            yield from (_beside if layout.title else _above)(bar, plots[bar], layout)
    yield from foot(layout)
    yield from _legend(plots.values(), layout)


def _layout(chart: Chart, width: int, *, ascii_only: bool) -> ChartLayout:
    stacked = ChartLayout(width, 0, 0, 0, Canvas(chart.axis, width, chart.day), ascii_only)
    if width < STACKED:
        return stacked
    title = len(INDENT) + max(width_of(stacked.text(bar.title)) for bar in chart.bars)
    title = min(title, max(TITLE, width * 3 // 10))
    when = min(WHEN, max(width_of(bar.when) for bar in chart.bars))
    slip = max(width_of(bar.slip) for bar in chart.bars)
    columns = width - title - when - 2 * len(GAP)
    if slip and columns - slip - len(GAP) >= PLOT:
        columns -= slip + len(GAP)
    else:
        slip = 0
    return ChartLayout(width, title, when, slip, Canvas(chart.axis, columns, chart.day), ascii_only)


def head(layout: ChartLayout) -> Iterator[Line]:
    """The labels of the axis, and the axis."""
    axis, columns, _ = layout.ground
    labels, rule = "", ["-" if layout.ascii_only else "─"] * columns
    for tick in ticks(axis, columns):
        labels = labels.ljust(tick.column) + tick.label
        rule[tick.column] = "+" if layout.ascii_only else "┬"
    yield [Cell(" " * layout.margin + labels, Tone.DIM)]
    yield [Cell(" " * layout.margin + "".join(rule), Tone.DIM)]


def foot(layout: ChartLayout) -> Iterator[Line]:
    """The as-of day, under its line or at the edge of the window beyond which it lies."""
    axis, columns, day = layout.ground
    label, place = day_words(day), layout.ground.nearest(day)
    if day < axis.first:
        text = f"{layout.glyph(Mark.EARLIER)} {label}"
    elif day > axis.last:
        text = f"{label} {layout.glyph(Mark.LATER)}".rjust(columns)
    elif place + len(label) + 2 <= columns:
        text = " " * place + ("' " if layout.ascii_only else "╰ ") + label
    else:
        text = " " * max(place - len(label) - 1, 0) + label + (" '" if layout.ascii_only else " ╯")
    yield [Cell(" " * layout.margin + text, Tone.NOW)]


def _heading(group: Group, layout: ChartLayout) -> Line:
    """The names of a group, to the left of the as-of line if there is room; the line goes on after them."""
    ground = layout.ground
    spots = plot(None, ground)
    room = layout.margin + (min(spots) - 1 if spots else ground.columns)
    if room < TITLE:
        return [Cell(_fitted(group.names, layout.width, layout), Tone.STRONG)]
    label = _fitted(group.names, room, layout)
    start = max(width_of(label) - layout.margin, 0)
    return [Cell(padded(label, layout.margin), Tone.STRONG), *marks(spots, layout, start)]


def _fitted(names: tuple[str, ...], room: int, layout: ChartLayout) -> str:
    """As many of the names as there is room for, and the number of the others."""
    texts = [layout.text(name) for name in names]
    for shown in range(len(texts), 0, -1):
        more = f" +{len(texts) - shown}" if shown < len(texts) else ""
        label = ", ".join(texts[:shown]) + more
        if width_of(label) <= room:
            return label
    return cut(texts[0], room, ascii_only=layout.ascii_only)


def _beside(bar: Bar, spots: Spots, layout: ChartLayout) -> Iterator[Line]:
    """Title, marks and words side by side; a long title takes a second line."""
    tone = TONES[bar.status]
    title = _lines(layout.text(bar.title), layout.title - len(INDENT), layout)
    when = list(wrap(bar.when, layout.when))
    for number, (left, right) in enumerate(zip_longest(title, when, fillvalue="")):
        yield [
            Cell(padded(INDENT + left, layout.margin)),
            *marks(plot(None, layout.ground) if number else spots, layout),
            Cell(GAP + padded(right, layout.when), tone),
            Cell(GAP + bar.slip if layout.slip and not number else "", Tone.DIM),
        ]


def _above(bar: Bar, spots: Spots, layout: ChartLayout) -> Iterator[Line]:
    """The words on a line of their own, the marks below them."""
    room = layout.width - len(bar.when) - len(INDENT) - len(GAP)
    first, *rest = _lines(layout.text(bar.title), room, layout)
    yield [Cell(padded(INDENT + first, len(INDENT) + room)), Cell(GAP + bar.when, TONES[bar.status])]
    yield from ([Cell(INDENT + line)] for line in rest)
    yield marks(spots, layout)


def _lines(text: str, width: int, layout: ChartLayout) -> list[str]:
    """The text on one or two lines, each cut off if it is too long."""
    first, *rest = wrap(text, width)
    lines = [first, " ".join(rest)] if rest else [first]
    return [cut(line, width, ascii_only=layout.ascii_only) for line in lines]


def marks(spots: Spots, layout: ChartLayout, start: int = 0) -> Line:
    """The cells of a row's marks, from the column `start` on."""
    spotted = (spots.get(column) for column in range(start, layout.ground.columns))
    cells = (Cell(" ") if spot is None else Cell(layout.glyph(spot.mark), spot.tone) for spot in spotted)
    return [Cell("".join(cell.text for cell in run), tone) for tone, run in groupby(cells, key=lambda cell: cell.tone)]


def _legend(plots: Iterable[Spots], layout: ChartLayout) -> Iterator[Line]:
    """What the marks that occur mean."""
    spots = {spot.mark: spot for spot in chain.from_iterable(each.values() for each in plots)}
    line: Line = []
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
