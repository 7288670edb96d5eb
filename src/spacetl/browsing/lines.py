"""Lines of toned cells as a Textual widget."""

from collections.abc import Callable, Iterable

from rich.segment import Segment
from rich.style import Style
from textual.events import Resize
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from spacetl.formats.style import STYLES
from spacetl.formats.table import Line
from spacetl.text import clean

_STYLES = {tone: Style.parse(text) for tone, text in STYLES.items()}
_PLAIN = Style()
_CHOSEN = Style(reverse=True)

Maker = Callable[[int], Iterable[Line]]  # the lines for a width


def strip_of(line: Line, width: int, *, chosen: bool = False) -> Strip:
    """A line as Textual expects it, exactly `width` cells wide and without control characters."""
    segments = [Segment(clean(cell.text), _CHOSEN if chosen else _STYLES[cell.tone]) for cell in line]
    return Strip(segments).adjust_cell_length(width, _CHOSEN if chosen else _PLAIN)


class Lines(ScrollView, can_focus=True):
    """Lines that are made for the current width, and made again when it changes."""

    FOCUS_ON_CLICK = False

    def __init__(self, make: Maker = lambda _: (), *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.make = make
        self.lines: list[Line] = []

    def show(self, make: Maker) -> None:
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
        return strip_of(self.lines[place] if place < len(self.lines) else [], self.size.width)
