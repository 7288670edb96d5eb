"""Aligned columns for people: coloured and fitted on a terminal, whole and plain in a pipe."""

from collections.abc import Iterator
from typing import Any, TextIO

from spacetl.render.cleaning import clean
from spacetl.render.grid import GAP, Line, lay_out, width_of, wrap
from spacetl.render.paint import painter
from spacetl.render.style import Style
from spacetl.reports.table import Card, Cell, Report, Table

READABLE = 100  # where no terminal sets the width, prose is wrapped here


def write(report: Report, out: TextIO, style: Style) -> tuple[str, ...]:
    """The report's lines; nothing at all for a table without rows."""
    paint = painter(out, style)
    for line in _card(report, style) if isinstance(report, Card) else _table(report, style):
        paint(line)
    return ()


def _table(table: Table[Any], style: Style) -> Iterator[Line]:
    if not table.rows:
        return
    yield from _spaced(lay_out(table, style))
    if table.below is not None and not style.columns:
        yield []
        yield from _spaced(lay_out(table.below, style))


def _card(card: Card, style: Style) -> Iterator[Line]:
    table = list(_spaced(lay_out(card.table, style)))
    width = style.width or max((sum(width_of(cell.text) for cell in line) for line in table), default=READABLE)
    for left, right in card.head:
        yield from _ends(left, right, width)
    yield []
    yield from table
    yield []
    for text in card.foot:
        for line in wrap(clean(text), width):
            yield [Cell(line)]


def _ends(left: Cell, right: Cell, width: int) -> Iterator[Line]:
    """A line with a text at each end; the left one wraps in what the right one leaves."""
    end = clean(right.text)
    lines = list(wrap(clean(left.text), max(width - width_of(end) - len(GAP), 20) if end else width))
    space = " " * max(width - width_of(lines[0]) - width_of(end), len(GAP))
    yield [Cell(lines[0], left.tone), *([Cell(space), Cell(end, right.tone)] if end else [])]
    yield from ([Cell(line, left.tone)] for line in lines[1:])


def _spaced(lines: Iterator[Line]) -> Iterator[Line]:
    for line in lines:
        spaced: Line = []
        for cell in line:
            spaced += [Cell(GAP), cell] if spaced else [cell]
        yield spaced
