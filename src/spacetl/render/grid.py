"""Cells laid out in columns, measured in the cells of a terminal; where columns do not fit, one below the other."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, repeat, zip_longest
from typing import Any

from msgspec import Struct

from spacetl.render.paint import printable
from spacetl.render.records import as_text, chosen_columns
from spacetl.render.style import Style
from spacetl.render.wrapping import padded, widest_address, width_of, wrap
from spacetl.reports.report import Cell, Column, Field, Json, Table, Tone

GAP = "  "
NARROWEST = 12  # no text is wrapped to less

Line = list[Cell]


class _Column(Struct):
    """A column of a table.

    Attributes:
        field: what it shows.
        texts: the texts of its cells, as they are shown.
        tones: their tones.
        widest: the width of the widest text.
        width: its own width, less than that if it had to be narrowed.
        pad: puts blanks behind one of its texts, up to a width.
    """

    field: Field[Any]
    texts: list[str] = []
    tones: list[Tone] = []
    widest: int = 0
    width: int = 0
    pad: Callable[[str, int], str] = padded

    def cells(self, texts: Iterable[str], tones: Iterable[Tone]) -> Iterator[Cell]:
        """Texts as cells of this column, as wide as it is and with the gap behind them."""
        if self.field.right:
            texts = (" " * (self.width - width_of(text)) + text for text in texts)
        return map(Cell, map(self.pad, texts, repeat(self.width + len(GAP))), tones)


def fields_of(table: Table[Any], style: Style) -> tuple[Field[Any], ...]:
    """What people see of the table: the columns they asked for, else its own fields."""
    if not style.columns:
        return table.fields
    return tuple(_field(column) for column in chosen_columns(table, style))


def _field(column: Column[Any]) -> Field[Any]:
    def order(row: Any) -> Json:
        value = column.value(row)
        return as_text(value).casefold() if isinstance(value, tuple | str) else value

    wraps = column.name in ("title", "source")
    return Field(column.name, lambda row: Cell(as_text(column.value(row))), wraps=wraps, order=order)


def lay_out(table: Table[Any], style: Style) -> Iterator[Line]:
    """The lines of a table: its headings, if the style has them, and its rows; each a list of cells padded to columns.

    The gap behind a cell is part of it.

    Where the style has a width, the fields that wrap share what the others leave. If that is too little, each row is
    shown as lines of its own, a heading and a value a line. No other field is ever cut or broken.
    """
    columns = _columns(table, style)
    rows = zip(*(map(Cell, column.texts, column.tones) for column in columns), strict=True)
    if style.width is not None and not _narrowed(columns, style.width):
        yield from _stacked(columns, rows, style.width, header=style.header)
        return
    if style.header:
        yield _line(columns, [Cell(column.field.heading, Tone.DIM) for column in columns])
    lines = map(list, zip(*(column.cells(column.texts, column.tones) for column in columns), strict=True))
    if all(column.widest <= column.width for column in columns):
        yield from lines
        return
    for row, line in zip(rows, lines, strict=True):
        if any(width_of(cell.text) > column.width for cell, column in zip(row, columns, strict=True)):
            yield from _wrapped(columns, row)
        else:
            yield line


def _columns(table: Table[Any], style: Style) -> list[_Column]:
    columns = [_Column(field) for field in fields_of(table, style)]
    making = [(column.field.cell, column.texts.append, column.tones.append) for column in columns]
    for row in table.rows:  # all cells of a row at once: what they are made of is in the processor's cache by then
        for make, add_text, add_tone in making:
            cell = make(row)
            add_text(cell.text)
            add_tone(cell.tone)
    for column in columns:
        _measure(column, style)
    return columns


def _measure(column: _Column, style: Style) -> None:
    """Replace the texts that are not shown as they are, which are few, and set the widths."""
    distinct = set(column.texts)
    plain = (joined := "".join(distinct)).isascii() and joined.isprintable()
    fit = str.strip if plain else (lambda text: printable(text, style).strip())
    changed = {text: fitted for text in distinct if (fitted := fit(text)) != text}
    if changed:
        column.texts = [changed.get(text, text) for text in column.texts]
        distinct = set(column.texts)
    column.widest = max(map(len if plain else width_of, distinct), default=0)
    column.width = max(column.widest, width_of(column.field.heading)) if style.header else column.widest
    column.pad = str.ljust if plain else padded


def _narrowed(columns: Sequence[_Column], width: int) -> bool:
    """Take from the widest of the columns that wrap until a line fits; False where it cannot.

    None is narrowed below `NARROWEST`, nor below its widest web address.
    """
    floors = [
        max([NARROWEST, *map(widest_address, column.texts)]) if column.field.wraps else column.width
        for column in columns
    ]
    excess = sum(column.width for column in columns) + len(GAP) * (len(columns) - 1) - width
    while excess > 0:
        wide = [column for column, floor in zip(columns, floors, strict=True) if column.width > floor]
        if not wide:
            return False
        max(wide, key=lambda column: column.width).width -= 1
        excess -= 1
    return True


def _line(columns: Iterable[_Column], cells: Iterable[Cell]) -> Line:
    """A cell per column as a line."""
    laid = (column.cells([cell.text], [cell.tone]) for column, cell in zip(columns, cells, strict=True))
    return [*chain.from_iterable(laid)]


def _wrapped(columns: Sequence[_Column], row: Sequence[Cell]) -> Iterator[Line]:
    """A row as the several lines that it takes."""
    wrapped = (wrap(cell.text, column.width) for cell, column in zip(row, columns, strict=True))
    for texts in zip_longest(*wrapped, fillvalue=""):
        yield _line(columns, [Cell(text, cell.tone) for text, cell in zip(texts, row, strict=True)])


def _stacked(columns: Sequence[_Column], rows: Iterable[Sequence[Cell]], width: int, *, header: bool) -> Iterator[Line]:
    """Every value on a line of its own, behind its heading if there is room; a blank line between two rows."""
    beside = max(width_of(column.field.heading) for column in columns)
    room = width - beside - len(GAP)
    headed = header and room >= max([NARROWEST, *(column.widest for column in columns if not column.field.wraps)])
    for number, row in enumerate(rows):
        if number:
            yield []
        for cell, field in zip(row, (column.field for column in columns), strict=True):
            lines = [*wrap(cell.text, max(room if headed else width, NARROWEST))] if field.wraps else [cell.text]
            headings = [field.heading.ljust(beside)] + [" " * beside] * (len(lines) - 1)
            for heading, text in zip(headings, lines, strict=True):
                if text:
                    yield [Cell(heading + GAP, Tone.DIM), Cell(text, cell.tone)] if headed else [Cell(text, cell.tone)]
