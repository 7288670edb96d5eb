"""Cells laid out in columns, measured in the cells of a terminal; where columns do not fit, one below the other."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import Any

from spacetl.render.paint import printable
from spacetl.render.records import as_text, chosen_columns
from spacetl.render.style import Style
from spacetl.render.wrapping import padded, widest_address, width_of, wrap
from spacetl.reports.table import Cell, Column, Field, Json, Table, Tone

GAP = "  "
NARROWEST = 12  # no text is wrapped to less

Line = list[Cell]


def fields_of(table: Table[Any], style: Style) -> tuple[Field[Any], ...]:
    """What people see of the table: the columns they asked for, else its own fields."""
    if not style.columns:
        return table.fields
    return tuple(_field(column) for column in chosen_columns(table, style))


def _field(column: Column[Any]) -> Field[Any]:
    def order(row: Any) -> Json:
        value = column.value(row)
        return as_text(value).casefold() if isinstance(value, list | str) else value

    wraps = column.name in ("title", "source")
    return Field(column.name, lambda row: Cell(as_text(column.value(row))), wraps=wraps, order=order)


def lay_out(table: Table[Any], style: Style) -> Iterator[Line]:
    """The lines of a table: its headings, if the style has them, and its rows; each a list of cells padded to columns.

    The gap behind a cell is part of it.

    Where the style has a width, the fields that wrap share what the others leave. If that is too little, each row is
    shown as lines of its own, a heading and a value a line. No other field is ever cut or broken.
    """
    fields = fields_of(table, style)
    columns = [_measurable([field.cell(row) for row in table.rows], style) for field in fields]
    headings = [Cell(field.heading, Tone.DIM) for field in fields] if style.header else None
    if headings is not None:
        columns = [[heading, *column] for heading, column in zip(headings, columns, strict=True)]
    widths = [max(map(width_of, {cell.text for cell in column})) for column in columns]
    whole = [*widths]
    if style.width is not None and not _narrowed(widths, _floors(columns, fields, widths), style.width):
        rows = [*zip(*columns, strict=True)]
        yield from _stacked(rows if headings is None else rows[1:], fields, style.width, header=style.header)
        return
    lines = map(list, zip(*map(_padded, columns, fields, widths), strict=True))
    if widths == whole:
        yield from lines
        return
    for row, line in zip(zip(*columns, strict=True), lines, strict=True):
        if any(width_of(cell.text) > width for cell, width in zip(row, widths, strict=True)):
            yield from _wrapped(row, fields, widths)
        else:
            yield line


def _measurable(cells: list[Cell], style: Style) -> list[Cell]:
    """The cells of a column as they are measured and shown; most are already."""
    texts = {cell.text for cell in cells}
    changed = {text: fit for text in texts if (fit := printable(text, style).strip()) != text}
    return [Cell(changed.get(cell.text, cell.text), cell.tone) for cell in cells] if changed else cells


def _padded(cells: Iterable[Cell], field: Field[Any], width: int) -> Iterator[Cell]:
    """The cells of a column, as wide as the column and with the gap behind them."""
    if field.right:
        return (Cell(" " * (width - width_of(cell.text)) + cell.text + GAP, cell.tone) for cell in cells)
    return (Cell(padded(cell.text, width + len(GAP)), cell.tone) for cell in cells)


def _floors(columns: Sequence[list[Cell]], fields: Sequence[Field[Any]], widths: Sequence[int]) -> list[int]:
    """What each column needs at least: one that wraps can be narrowed to `NARROWEST` or the widest web address."""
    return [
        max((NARROWEST, *(widest_address(cell.text) for cell in column))) if field.wraps else width
        for column, field, width in zip(columns, fields, widths, strict=True)
    ]


def _narrowed(widths: list[int], floors: Sequence[int], width: int) -> bool:
    """Take from the widest of the columns that can be narrowed until the line fits; False where it cannot."""
    excess = sum(widths) + len(GAP) * (len(widths) - 1) - width
    while excess > 0:
        wide = [place for place, floor in enumerate(floors) if widths[place] > floor]
        if not wide:
            return False
        widths[max(wide, key=widths.__getitem__)] -= 1
        excess -= 1
    return True


def _wrapped(row: Sequence[Cell], fields: Sequence[Field[Any]], widths: Sequence[int]) -> Iterator[Line]:
    """A row as the several lines that it takes."""
    columns = [wrap(cell.text, width) for cell, width in zip(row, widths, strict=True)]
    for texts in zip_longest(*columns, fillvalue=""):
        cells = [[Cell(text, cell.tone)] for text, cell in zip(texts, row, strict=True)]
        yield [cell for column in map(_padded, cells, fields, widths) for cell in column]


def _stacked(
    rows: Sequence[Sequence[Cell]], fields: Sequence[Field[Any]], width: int, *, header: bool
) -> Iterator[Line]:
    """Every value on a line of its own, behind its heading if there is room; a blank line between two rows."""
    beside = max(width_of(field.heading) for field in fields)
    whole = [width_of(cell.text) for row in rows for cell, field in zip(row, fields, strict=True) if not field.wraps]
    room = width - beside - len(GAP)
    headed = header and room >= max(NARROWEST, *whole, 0)
    for number, row in enumerate(rows):
        if number:
            yield []
        for cell, field in zip(row, fields, strict=True):
            lines = list(wrap(cell.text, max(room if headed else width, NARROWEST))) if field.wraps else [cell.text]
            headings = [field.heading.ljust(beside)] + [" " * beside] * (len(lines) - 1)
            for heading, text in zip(headings, lines, strict=True):
                if text:
                    yield [Cell(heading + GAP, Tone.DIM), Cell(text, cell.tone)] if headed else [Cell(text, cell.tone)]
