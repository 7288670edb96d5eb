"""Two Textual widgets: lines of toned cells, and the rows of the browser, one of them chosen."""

from collections.abc import Callable, Iterable, Sequence
from itertools import chain

from rich.segment import Segment
from rich.style import Style as RichStyle
from textual.events import Click, Resize
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from spacetl.browse.panes import ChartRows, TableRows
from spacetl.browse.state import BrowserState, Heading
from spacetl.formats import Style
from spacetl.formats.lines import TONE_STYLES, CellLine
from spacetl.query import Entry, Status
from spacetl.reports.report import Cell, Tone
from spacetl.text import clean

_STYLES = {tone: RichStyle.parse(text) for tone, text in TONE_STYLES.items()}
_PLAIN = RichStyle()
_CHOSEN = RichStyle(reverse=True)

LinesFor = Callable[[int], Iterable[CellLine]]  # the lines for a width


def _strip_of(line: CellLine, width: int, *, chosen: bool = False) -> Strip:
    """A line as Textual expects it, exactly `width` cells wide and without control characters."""
    segments = [Segment(clean(cell.text), _CHOSEN if chosen else _STYLES[cell.tone]) for cell in line]
    return Strip(segments).adjust_cell_length(width, _CHOSEN if chosen else _PLAIN)


class Lines(ScrollView, can_focus=True):
    """Lines that are made for the current width, and made again when it changes."""

    FOCUS_ON_CLICK = False

    def __init__(self, make: LinesFor = lambda _: (), *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.make = make
        self.lines: list[CellLine] = []

    def show(self, make: LinesFor) -> None:
        """Show other lines, from the first on."""
        self.make = make
        self.scroll_to(0, 0, animate=False)
        self._lay_out()

    def on_resize(self, _event: Resize) -> None:
        """Lay the lines out for the new width."""
        self._lay_out()

    def _lay_out(self) -> None:
        width = self.scrollable_content_region.width
        self.lines = [*self.make(width)] if width else []
        self.virtual_size = Size(width, len(self.lines))
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """The line at `y` on the screen."""
        place = y + self.scroll_offset.y
        return _strip_of(self.lines[place] if place < len(self.lines) else [], self.size.width)


class Rows(ScrollView, can_focus=True, inherit_bindings=False):
    """Entries and the headings of their groups, with one entry chosen."""

    FOCUS_ON_CLICK = False

    class Chosen(Message):
        """Another entry was chosen."""

    def __init__(self, state: BrowserState, style: Style) -> None:
        super().__init__(id="rows")
        self.style = style
        self.state = state
        self.rows: Sequence[Entry | Heading] = ()
        self.as_chart = False
        self.cursor = 0
        self.row_layout: TableRows | ChartRows = TableRows((), 0, style)

    @property
    def chosen(self) -> Entry | None:
        """The entry under the cursor; None if there is none."""
        row = self.rows[self.cursor] if self.rows else None
        return None if isinstance(row, tuple) else row

    @property
    def rows_in_sight(self) -> int:
        """How many rows fit on the screen."""
        return max(self.scrollable_content_region.height - self.row_layout.height, 1)

    def show(self, state: BrowserState, *, as_chart: bool) -> None:
        """Show the rows of a state; the chosen event stays chosen if it is among them."""
        before = self.chosen
        self.state, self.rows, self.as_chart = state, state.rows, as_chart
        self._lay_out()
        if before is not None:
            self.cursor = next(
                (place for place, row in enumerate(self.rows) if _id(row) == before.event.id), self.cursor
            )
        self.move(0)

    def begin(self) -> None:
        """Choose the first event that is not over."""
        over = (Status.DONE, Status.FAILED, Status.CANCELLED, Status.PAST)
        entries = ((place, row) for place, row in enumerate(self.rows) if not isinstance(row, tuple))
        self.cursor = next((place for place, entry in entries if entry.status not in over), 0)
        self.move(0)
        self.scroll_to(y=self.cursor - self.rows_in_sight // 3, animate=False)

    def move(self, rows: int) -> None:
        """Move the cursor so many rows down, or up if negative; it never rests on a heading."""
        last = len(self.rows) - 1
        here = max(min(self.cursor + rows, last), 0)
        ahead, behind = range(here, last + 1), range(min(here, last), -1, -1)
        places = chain(behind, ahead) if rows < 0 else chain(ahead, behind)
        self.cursor = next((place for place in places if _id(self.rows[place]) is not None), 0)
        # keep the heading above it in sight
        top = self.cursor - (self.cursor > 0 and _id(self.rows[self.cursor - 1]) is None)
        first = round(self.scroll_target_y)
        if not first <= top <= self.cursor < first + self.rows_in_sight:
            self.scroll_to(y=top if top < first else self.cursor - self.rows_in_sight + 1, animate=False)
        self.refresh()
        self.post_message(self.Chosen())

    def on_resize(self, _event: Resize) -> None:
        """Lay the rows out for the new size."""
        self._lay_out()
        self.move(0)

    def on_click(self, event: Click) -> None:
        """Choose the row under the mouse."""
        place = event.y - self.row_layout.height + self.scroll_offset.y
        if event.y >= self.row_layout.height and place < len(self.rows):
            self.move(place - self.cursor)

    def _lay_out(self) -> None:
        width = self.scrollable_content_region.width
        if self.as_chart:
            self.row_layout = ChartRows(self.state, width, self.style)
        else:
            before = self.row_layout
            kept = before.widths if isinstance(before, TableRows) and before.width == width else ()
            self.row_layout = TableRows(self.state.table.fields, width, self.style, kept)
        self.virtual_size = Size(width, len(self.rows) + self.row_layout.height)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of a part of the screen; the rows in sight are measured first, so that columns line up."""
        first = self.scroll_offset.y
        shown = self.rows[first : first + self.rows_in_sight]
        self.row_layout.measure(row for row in shown if not isinstance(row, tuple))
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """The line at `y` on the screen: of the head, which does not scroll, or of a row."""
        width = self.scrollable_content_region.width
        if y < self.row_layout.height:
            return _strip_of([*self.row_layout.head()][y], width)
        place = y - self.row_layout.height + self.scroll_offset.y
        if place >= len(self.rows):
            return _strip_of([], width)
        row = self.rows[place]
        line = [Cell(", ".join(row), Tone.STRONG)] if isinstance(row, tuple) else self.row_layout.line(row)
        return _strip_of(line, width, chosen=place == self.cursor)


def _id(row: Entry | Heading) -> str | None:
    """The id of an entry's event; None for a heading."""
    return None if isinstance(row, tuple) else row.event.id
