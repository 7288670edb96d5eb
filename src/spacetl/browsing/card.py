"""Everything about the chosen event: its card as `show` makes it, with its slip trail as `chart` draws it."""

from collections.abc import Iterator

from msgspec.structs import replace

from spacetl.browsing.look import Look
from spacetl.formats.chart import Layout, foot, head, marks
from spacetl.formats.document import web_address
from spacetl.formats.marks import Ground, plot
from spacetl.formats.style import Style
from spacetl.formats.table import Line, lines
from spacetl.query import Entry, Query
from spacetl.reports.chart import chart
from spacetl.reports.fields import source_of
from spacetl.reports.report import Grouping


def card_lines(look: Look, entry: Entry, style: Style) -> Iterator[Line]:
    """The lines of the card, fitted to the width of the style."""
    card = look.card(entry)
    yield from lines(replace(card, table=replace(card.table, rows=()), foot=()), style)
    if entry.date is not None:
        yield from _trail(look, entry, style)
    yield from lines(replace(card, head=()), style)


def _trail(look: Look, entry: Entry, style: Style) -> Iterator[Line]:
    drawn = chart(look.alone(entry), Query(), look.day, Grouping.NONE)
    layout = Layout(style.drawing, 0, 0, 0, Ground(drawn.axis, style.drawing, look.day), style.ascii)
    yield []
    yield from head(layout)
    yield from (marks(plot(bar, layout.ground), layout) for bar in drawn.bars)
    yield from foot(layout)


def source_address(look: Look, entry: Entry) -> str | None:
    """The web address of the source of the entry's current date; None if it has none."""
    source = look.scope.timeline.sources.get(source_of(entry) or "")
    return None if source is None else web_address(source.url)
