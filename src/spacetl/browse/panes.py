"""What stands on the screen as lines: rows as a table or a chart, the card, the lines around them."""

from collections.abc import Iterable, Iterator, Sequence

from spacetl.browse.state import BrowserState
from spacetl.dates.durations import day_words
from spacetl.formats import Style
from spacetl.formats.chart import ChartLayout, TextPlotArea, as_of_line, axis_lines, mark_cells, plot_row
from spacetl.formats.lines import GAP, CellLine, cut, padded, printable, width_of
from spacetl.formats.markup import safe_address
from spacetl.formats.table import report_lines
from spacetl.query import Entry, Query
from spacetl.reports.chart import chart, chart_row
from spacetl.reports.fields import STATUS_TONES, current_source
from spacetl.reports.report import Cell, Field, Grouping, Tone
from spacetl.reports.show import show
from spacetl.text import clean

_LEAST_TITLE = 16  # the minimum width of a title in columns
_USUAL_TITLE = 32  # what a title gets before other columns get more than `_USUAL_CELL`
_USUAL_CELL = 12
_MOST_CELL = 28  # the maximum width of any other column; every date fits
_WHEN = 18  # the width of a date in words in a chart
_NARROW = 100  # below this width a chart has no dates in words


class TableRows:
    """The fields of the report; a column is as wide as the widest cell seen so far, so it never shrinks."""

    height = 1

    def __init__(self, fields: Sequence[Field[Entry]], width: int, style: Style, widths: Sequence[int] = ()) -> None:
        self.fields = fields
        self.width = width
        self.style = style
        self.widths = [*widths] or [0 if field.wraps else width_of(field.heading) for field in self.fields]
        self.widest_title = 0
        self._cells: dict[str, CellLine] = {}

    def measure(self, entries: Iterable[Entry]) -> None:
        """Widen the columns for these entries."""
        for entry in entries:
            self._cells[entry.event.id] = cells = [
                Cell(printable(cell.text, self.style).strip(), cell.tone)
                for cell in (field.cell(entry) for field in self.fields)
            ]
            titles = (cell for cell, field in zip(cells, self.fields, strict=True) if field.wraps)
            self.widest_title = max(self.widest_title, *(width_of(cell.text) for cell in titles))
            self.widths = [
                width if field.wraps else max(width, min(width_of(cell.text), _MOST_CELL))
                for cell, field, width in zip(cells, self.fields, self.widths, strict=True)
            ]

    def head(self) -> Iterable[CellLine]:
        """The headings."""
        return [self._line([Cell(field.heading, Tone.DIM) for field in self.fields])]

    def line(self, entry: Entry) -> CellLine:
        """The cells of an entry."""
        return self._line(self._cells[entry.event.id])

    def _line(self, cells: CellLine) -> CellLine:
        """The cells side by side, each in the width of its column."""
        line: CellLine = []
        for cell, width in zip(cells, self._fitted(), strict=False):
            text = padded(cut(cell.text, width, ascii_only=self.style.ascii), width)
            line += [Cell(text + GAP, cell.tone)]
        return line

    def _fitted(self) -> list[int]:
        """The widths of the columns that fit: titles get what the others leave, and the last may be left out.

        One wide cell takes nothing from the titles: where there is little room, the other columns are narrowed first.
        """
        widths = [*self.widths]
        title = next(place for place, field in enumerate(self.fields) if field.wraps)

        def room() -> int:
            others = sum(width for place, width in enumerate(widths) if place != title)
            return self.width - others - len(GAP) * (len(widths) - 1)

        wanted = min(max(self.widest_title, _LEAST_TITLE), _USUAL_TITLE)
        while room() < wanted:
            place = max((each for each in range(len(widths)) if each != title), key=lambda each: widths[each])
            if widths[place] <= _USUAL_CELL:
                break
            widths[place] -= 1
        while room() < _LEAST_TITLE and len(widths) > 2:
            widths.pop()
        widths[title] = max(room(), 1)
        return widths


class ChartRows:
    """A title, its marks on an axis that stays while the day changes, and the date in words if there is room."""

    height = 2

    def __init__(self, state: BrowserState, width: int, style: Style) -> None:
        title = max(_LEAST_TITLE, width * 3 // 10)
        when = _WHEN if width >= _NARROW else 0
        columns = max(width - title - len(GAP) - (when + len(GAP) if when else 0), 1)
        area = TextPlotArea(state.scope.axis, columns, state.day)
        self.layout = ChartLayout(width, area, style.ascii, title, when)

    def measure(self, entries: Iterable[Entry]) -> None:
        """Do nothing: the widths are fixed."""

    def head(self) -> Iterable[CellLine]:
        """The labels of the axis, and the axis."""
        return axis_lines(self.layout)

    def line(self, entry: Entry) -> CellLine:
        """The row of an event."""
        layout, bar = self.layout, chart_row(entry)
        title, when = (
            padded(cut(layout.text(text), width, ascii_only=layout.ascii_only), width)
            for text, width in ((bar.title, layout.title), (bar.when, layout.when))
        )
        return [
            Cell(title + GAP),
            *mark_cells(plot_row(bar, layout.area), layout),
            Cell(GAP + when, STATUS_TONES[bar.status]),
        ]


def card_lines(state: BrowserState, entry: Entry, style: Style) -> Iterator[CellLine]:
    """The lines of the card, fitted to the width of the style; what was promised comes first, then the drawing."""
    yield from report_lines(show(state.with_only(entry), entry.event.id, state.day), style)
    if entry.date is not None:
        yield from _event_chart(state, entry, style)


def _event_chart(state: BrowserState, entry: Entry, style: Style) -> Iterator[CellLine]:
    drawn = chart(state.with_only(entry), Query(), state.day, Grouping.NONE)
    width = style.chart_width
    layout = ChartLayout(width, TextPlotArea(drawn.axis, width, state.day), style.ascii)
    yield []
    yield from axis_lines(layout)
    yield from (mark_cells(plot_row(bar, layout.area), layout) for bar in drawn.rows)
    yield as_of_line(layout)


def source_address(state: BrowserState, entry: Entry) -> str | None:
    """The web address of the source of the entry's current date; None if it has none."""
    source = state.scope.timeline.sources.get(current_source(entry) or "")
    return None if source is None else safe_address(source.url)


def title_line(state: BrowserState, width: int) -> CellLine:
    """The day, the number of events and how they were selected; the timeline's title if there is room."""
    day = f"{'Today' if state.day == state.scope.today else 'As of'} {day_words(state.day)}"
    count = clean(state.table.hint[-1]).rstrip(".")
    left = [Cell(day, Tone.NOW), Cell(GAP + count), *(Cell(GAP + part, Tone.STRONG) for part in _selection(state))]
    used = sum(width_of(cell.text) for cell in left) + len(GAP)
    name = clean(state.scope.timeline.title or "")
    if width_of(name) <= width - used:
        left.append(Cell(" " * (width - used - width_of(name)) + GAP + name, Tone.DIM))
    return left


def _selection(state: BrowserState) -> list[str]:
    query = state.scope.query
    words = (
        *query.agencies,
        *query.tags,
        *query.statuses,
        *(f"by {name}" for name in query.by),
        *([f"since {day_words(query.since)}"] if query.since else []),
        *([f"until {day_words(query.until)}"] if query.until else []),
        *([f"'{query.search}'"] if query.search else []),
        *(["filtered"] if query.where else []),
        *([f"sorted by {query.sort}"] if query.sort else []),
        *(["reversed"] if query.reverse else []),
        *([f"grouped by {state.grouping}"] if state.grouping is not Grouping.NONE else []),
    )
    return [clean(word) for word in words]
