"""Aligned columns for people: coloured and fitted on a terminal, whole and plain in a pipe."""

from collections.abc import Iterator
from typing import Any, TextIO

from spacetl.render.grid import GAP, Line, lay_out
from spacetl.render.paint import painter, printable
from spacetl.render.style import Style
from spacetl.render.wrapping import width_of, wrap
from spacetl.reports.report import Card, Cell, Chart, Report, Table

USUAL = 60  # the least width of a line with a text at each end
NARROW = 20  # prose is never wrapped to less
READABLE = 100  # prose is never wider


def write(report: Report, out: TextIO, style: Style) -> tuple[str, ...]:
    """Write the report's lines; nothing at all for a table without rows."""
    out.writelines(map(painter(style), lines(report, style)))
    return ()


def lines(report: Report, style: Style) -> Iterator[Line]:
    """What people see of the report: lines of toned cells, fitted to the width of the style."""
    match report:
        case Card():
            return _card(report, style)
        case Chart():
            from spacetl.render.drawing import draw  # noqa: PLC0415 - a table is not drawn

            return draw(report, style.width or style.drawing, ascii_only=style.ascii)
        case Table():
            return _table(report, style)


def _table(table: Table[Any], style: Style) -> Iterator[Line]:
    if not table.rows:
        return
    yield from lay_out(table, style)
    if table.below is not None and not style.columns:
        yield []
        yield from lay_out(table.below, style)


def _card(card: Card, style: Style) -> Iterator[Line]:
    table = list(lay_out(card.table, style))
    widest = max(sum(width_of(cell.text) for cell in line) - len(GAP) for line in [[], *table])
    for ends in card.head:
        left, right = (Cell(printable(each.text, style), each.tone) for each in ends)
        yield from _ends(left, right, widest, style.width)
    if card.table.rows:
        yield from ([], *table)
    if card.foot:
        yield []
    for text in card.foot:
        for line in _prose(printable(text, style), style.width):
            yield [Cell(line)]


def _ends(left: Cell, right: Cell, widest: int, limit: int | None) -> Iterator[Line]:
    """A line with a text at each end, about as wide as the table; if they do not fit, one below the other."""
    whole = width_of(left.text) + width_of(right.text) + len(GAP)
    width = max(min(widest, READABLE), USUAL, 0 if limit else whole)
    width = min(width, limit or width)
    if right.text and whole <= width:
        space = " " * (width - whole + len(GAP))
        yield [left, Cell(space), right]
        return
    for each in (left, right):
        yield from ([Cell(line, each.tone)] for line in _prose(each.text, limit) if line)


def _prose(text: str, limit: int | None) -> Iterator[str]:
    return iter([text]) if limit is None else wrap(text, max(min(limit, READABLE), NARROW))
