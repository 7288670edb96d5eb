"""Cells laid out in columns, measured in the cells of a terminal; where columns do not fit, one below the other."""

from collections.abc import Iterator, Sequence
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
    rows = [[_fit(field.cell(row), style) for field in fields] for row in table.rows]
    headings = [[Cell(field.heading, Tone.DIM) for field in fields]] if style.header else []
    widths = [max(map(width_of, {row[place].text for row in (*headings, *rows)})) for place in range(len(fields))]
    if style.width is not None and not _narrowed(widths, _floors(rows, fields, widths), style.width):
        yield from _stacked(rows, fields, style.width, header=style.header)
        return
    for row in headings + rows:
        yield from _physical(row, fields, widths)


def _fit(cell: Cell, style: Style) -> Cell:
    """The cell as it is measured and shown; most are already."""
    text = printable(cell.text, style).strip()
    return cell if text == cell.text else Cell(text, cell.tone)


def _floors(rows: list[list[Cell]], fields: Sequence[Field[Any]], widths: Sequence[int]) -> list[int]:
    """What each column needs at least: one that wraps can be narrowed to `NARROWEST` or the widest web address."""
    return [
        max((NARROWEST, *(widest_address(row[place].text) for row in rows))) if field.wraps else widths[place]
        for place, field in enumerate(fields)
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


def _physical(row: list[Cell], fields: Sequence[Field[Any]], widths: Sequence[int]) -> Iterator[Line]:
    """A row as the one or more lines that it takes."""
    if all(width_of(row[place].text) <= widths[place] for place, field in enumerate(fields) if field.wraps):
        yield [_padded(cell, field, width) for cell, field, width in zip(row, fields, widths, strict=True)]
        return
    columns = [list(wrap(cell.text, width)) for cell, width in zip(row, widths, strict=True)]
    for number in range(max(map(len, columns))):
        texts = (column[number] if number < len(column) else "" for column in columns)
        yield [
            _padded(Cell(text, cell.tone), field, width)
            for text, cell, field, width in zip(texts, row, fields, widths, strict=True)
        ]


def _stacked(rows: list[list[Cell]], fields: Sequence[Field[Any]], width: int, *, header: bool) -> Iterator[Line]:
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


def _padded(cell: Cell, field: Field[Any], width: int) -> Cell:
    """The cell as wide as its column, and the gap behind it."""
    text, tone, _ = cell
    if field.right:
        return Cell(" " * (width - width_of(text)) + text + GAP, tone)
    return Cell(padded(text, width + len(GAP)), tone)
