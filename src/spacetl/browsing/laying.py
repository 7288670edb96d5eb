"""Rows laid out on one line each, as a table or a chart; each on its own, so that only those in sight are made."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from spacetl.browsing.look import Look
from spacetl.formats.chart import Layout, head, marks
from spacetl.formats.marks import Ground, plot
from spacetl.formats.style import Style, printable
from spacetl.formats.table import GAP, Line, cut, padded, width_of
from spacetl.query import Entry
from spacetl.reports.chart import bar_of
from spacetl.reports.fields import TONES
from spacetl.reports.report import Cell, Field, Tone

TITLE = 16  # the minimum width of a title in columns
WIDEST = 28  # the maximum width of any other column; every date fits
WHEN = 18  # the width of a date in words in a chart
NARROW = 100  # below this width a chart has no dates in words


class Laying(Protocol):
    """A way to lay out rows."""

    height: int  # the lines of `head`

    def measure(self, entries: Iterable[Entry]) -> None:
        """Make room for these entries."""

    def head(self) -> Iterable[Line]:
        """The lines above the rows."""

    def line(self, entry: Entry) -> Line:
        """The line of an entry that has been measured."""


class AsTable:
    """The fields of the report; a column is as wide as the widest cell seen so far, so it never shrinks."""

    height = 1

    def __init__(self, fields: Sequence[Field[Entry]], width: int, style: Style, widths: Sequence[int] = ()) -> None:
        self.fields = fields
        self.width = width
        self.style = style
        self.widths = [*widths] or [0 if field.wraps else width_of(field.heading) for field in self.fields]
        self._cells: dict[str, Line] = {}

    def measure(self, entries: Iterable[Entry]) -> None:
        """Widen the columns for these entries."""
        for entry in entries:
            self._cells[entry.event.id] = cells = [
                Cell(printable(cell.text, self.style).strip(), cell.tone)
                for cell in (field.cell(entry) for field in self.fields)
            ]
            self.widths = [
                width if field.wraps else max(width, min(width_of(cell.text), WIDEST))
                for cell, field, width in zip(cells, self.fields, self.widths, strict=True)
            ]

    def head(self) -> Iterable[Line]:
        """The headings."""
        return [self._line([Cell(field.heading, Tone.DIM) for field in self.fields])]

    def line(self, entry: Entry) -> Line:
        """The cells of an entry."""
        return self._line(self._cells[entry.event.id])

    def _line(self, cells: Line) -> Line:
        """The cells side by side; what wraps gets the remaining width, and the last are left out if that is little."""
        places = [*range(len(cells))]
        while (room := self.width - sum(self.widths[place] + len(GAP) for place in places) + len(GAP)) < TITLE:
            if len(places) <= 2:
                break
            places.pop()
        line: Line = []
        for place in places:
            width = max(room, 1) if self.fields[place].wraps else self.widths[place]
            text = padded(cut(cells[place].text, width, ascii_only=self.style.ascii), width)
            line += [Cell(text + GAP, cells[place].tone)]
        return line


class AsChart:
    """A title, its marks on an axis that stays while the day changes, and the date in words if there is room."""

    height = 2

    def __init__(self, look: Look, width: int, style: Style) -> None:
        title = max(TITLE, width * 3 // 10)
        when = WHEN if width >= NARROW else 0
        columns = max(width - title - len(GAP) - (when + len(GAP) if when else 0), 1)
        self.layout = Layout(width, title, when, 0, Ground(look.scope.axis, columns, look.day), style.ascii)

    def measure(self, entries: Iterable[Entry]) -> None:
        """Do nothing: the widths are fixed."""

    def head(self) -> Iterable[Line]:
        """The labels of the axis, and the axis."""
        return head(self.layout)

    def line(self, entry: Entry) -> Line:
        """The row of an event."""
        layout, bar = self.layout, bar_of(entry)
        title, when = (
            padded(cut(layout.text(text), width, ascii_only=layout.ascii_only), width)
            for text, width in ((bar.title, layout.title), (bar.when, layout.when))
        )
        return [Cell(title + GAP), *marks(plot(bar, layout.ground), layout), Cell(GAP + when, TONES[bar.status])]
