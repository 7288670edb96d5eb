"""Cells laid out in columns, measured in the cells of a terminal."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from rich.cells import cell_len, chop_cells

from spacetl.render.cleaning import clean
from spacetl.render.records import as_text, chosen_columns
from spacetl.render.style import Style
from spacetl.reports.table import Cell, Column, Field, Table, Tone

GAP = "  "
NARROWEST = 12

Line = list[Cell]


def fields_of(table: Table[Any], style: Style) -> tuple[Field[Any], ...]:
    """What people see of the table: the columns they asked for, else its own fields."""
    if not style.columns:
        return table.fields
    return tuple(_field(column) for column in chosen_columns(table, style))


def _field(column: Column[Any]) -> Field[Any]:
    return Field(column.name, lambda row: Cell(as_text(column.value(row))), wraps=column.name in ("title", "source"))


def lay_out(table: Table[Any], style: Style) -> Iterator[Line]:
    """The lines of a table: its headings, if the style has them, and its rows; each a list of cells padded to columns.

    Where the style has a width, the fields that wrap share what the others leave; no other field is ever cut.
    """
    fields = fields_of(table, style)
    rows = [[Cell(clean(cell.text), cell.tone) for cell in (field.cell(row) for field in fields)] for row in table.rows]
    if style.header:
        rows.insert(0, [Cell(field.heading, Tone.DIM) for field in fields])
    widths = [max((width_of(row[place].text) for row in rows), default=0) for place in range(len(fields))]
    if style.width is not None:
        _narrow(widths, fields, style.width)
    for row in rows:
        yield from _physical(row, fields, widths)


def _narrow(widths: list[int], fields: Sequence[Field[Any]], width: int) -> None:
    """Take from the widest of the fields that wrap until the line fits, down to `NARROWEST`."""
    excess = sum(widths) + len(GAP) * (len(widths) - 1) - width
    while excess > 0:
        wrapping = [place for place, field in enumerate(fields) if field.wraps and widths[place] > NARROWEST]
        if not wrapping:
            return
        widths[max(wrapping, key=widths.__getitem__)] -= 1
        excess -= 1


def _physical(row: list[Cell], fields: Sequence[Field[Any]], widths: Sequence[int]) -> Iterator[Line]:
    """A row as the one or more lines that it takes."""
    if all(width_of(cell.text) <= width for cell, width in zip(row, widths, strict=True)):
        yield [_padded(cell, field, width) for cell, field, width in zip(row, fields, widths, strict=True)]
        return
    columns = [list(wrap(cell.text, width)) for cell, width in zip(row, widths, strict=True)]
    for number in range(max(map(len, columns))):
        texts = (column[number] if number < len(column) else "" for column in columns)
        yield [
            _padded(Cell(text, cell.tone), field, width)
            for text, cell, field, width in zip(texts, row, fields, widths, strict=True)
        ]


def width_of(text: str) -> int:
    """How many cells of a terminal the text takes."""
    return len(text) if text.isascii() else cell_len(text)


def _padded(cell: Cell, field: Field[Any], width: int) -> Cell:
    space = " " * (width - width_of(cell.text))
    return Cell(space + cell.text if field.right else cell.text + space, cell.tone)


def wrap(text: str, width: int) -> Iterator[str]:
    """The text broken at blanks into lines of at most `width` cells; a longer word is broken anywhere."""
    line = ""
    for word in _pieces(text.split(" "), width):
        longer = f"{line} {word}" if line else word
        if line and width_of(longer) > width:
            yield line
            line = word
        else:
            line = longer
    yield line


def _pieces(words: Iterable[str], width: int) -> Iterator[str]:
    for word in words:
        yield from [word] if width_of(word) <= width else chop_cells(word, width)
