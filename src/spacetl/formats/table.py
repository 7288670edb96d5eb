"""Aligned columns for people: coloured and fitted on a terminal, whole and plain in a pipe.

Widths are measured in the cells of a terminal; where columns do not fit, they stand one below the other.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, repeat, zip_longest
from typing import Any, TextIO

from msgspec import Struct

from spacetl.formats import selected_columns, value_text
from spacetl.formats.style import Style, line_renderer, printable
from spacetl.reports.report import Card, Cell, Chart, Column, Field, JsonValue, Report, Table, Tone

_ADDRESS = "://"


def width_of(text: str) -> int:
    """How many cells of a terminal the text takes."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len  # noqa: PLC0415 - few tables need it

    return cell_len(text)


def wrap(text: str, width: int) -> Iterator[str]:
    """The text broken at blanks into lines of at most `width` cells; a longer word is broken, a web address never."""
    width = max(width, 1)
    line = ""
    for word in _pieces(text.split(" "), width):
        longer = f"{line} {word}" if line else word
        if line and width_of(longer) > width:
            yield line
            line = word
        else:
            line = longer
    yield line


def widest_address(text: str) -> int:
    """How wide the text's widest web address is, which is no use in parts; 0 without any."""
    return max((width_of(word) for word in text.split(" ") if _ADDRESS in word), default=0) if _ADDRESS in text else 0


def _pieces(words: Iterable[str], width: int) -> Iterator[str]:
    for word in words:
        whole = width_of(word) <= width or _ADDRESS in word
        yield from [word] if whole else filter(None, _chopped(word, width))  # a wide character has no half


def _chopped(text: str, width: int) -> list[str]:
    from rich.cells import chop_cells  # noqa: PLC0415 - few tables need it

    return chop_cells(text, width)


def padded(text: str, width: int) -> str:
    """The text with blanks behind it, `width` cells in all; a wider text as it is."""
    return text.ljust(width) if text.isascii() else text + " " * (width - width_of(text))


def cut(text: str, width: int, *, ascii_only: bool = False) -> str:
    """The text in at most `width` cells; where it is wider, its end is cut off, which an ellipsis tells."""
    if width_of(text) <= width:
        return text
    end = "..." if ascii_only else "…"
    room = width - len(end)
    return _chopped(text, room)[0].rstrip() + end if room > 0 else end[: max(width, 0)]


GAP = "  "
NARROWEST = 12  # no text is wrapped to less

CellLine = list[Cell]


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
    return tuple(_field(column) for column in selected_columns(table, style))


def _field(column: Column[Any]) -> Field[Any]:
    def order(row: Any) -> JsonValue:
        value = column.value(row)
        return value_text(value).casefold() if isinstance(value, tuple | str) else value

    wraps = column.name in ("title", "source")
    return Field(column.name, lambda row: Cell(value_text(column.value(row))), wraps=wraps, order=order)


def table_lines(table: Table[Any], style: Style) -> Iterator[CellLine]:
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
        yield _row_line(columns, [Cell(column.field.heading, Tone.DIM) for column in columns])
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


def _row_line(columns: Iterable[_Column], cells: Iterable[Cell]) -> CellLine:
    """A cell per column as a line."""
    laid = (column.cells([cell.text], [cell.tone]) for column, cell in zip(columns, cells, strict=True))
    return [*chain.from_iterable(laid)]


def _wrapped(columns: Sequence[_Column], row: Sequence[Cell]) -> Iterator[CellLine]:
    """A row as the several lines that it takes."""
    wrapped = (wrap(cell.text, column.width) for cell, column in zip(row, columns, strict=True))
    for texts in zip_longest(*wrapped, fillvalue=""):
        yield _row_line(columns, [Cell(text, cell.tone) for text, cell in zip(texts, row, strict=True)])


def _stacked(
    columns: Sequence[_Column], rows: Iterable[Sequence[Cell]], width: int, *, header: bool
) -> Iterator[CellLine]:
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


USUAL = 60  # the least width of a line with a text at each end
NARROW = 20  # prose is never wrapped to less
READABLE = 100  # prose is never wider


def write_table(report: Report, out: TextIO, style: Style) -> tuple[str, ...]:
    """Write the report's lines; nothing at all for a table without rows."""
    out.writelines(map(line_renderer(style), report_lines(report, style)))
    return ()


def report_lines(report: Report, style: Style) -> Iterator[CellLine]:
    """What people see of the report: lines of toned cells, fitted to the width of the style."""
    match report:
        case Card():
            return _card(report, style)
        case Chart():
            from spacetl.formats.chart import chart_lines  # noqa: PLC0415 - a table is not drawn

            return chart_lines(report, style.width or style.chart_width, ascii_only=style.ascii)
        case Table():
            return _table_lines(report, style)


def _table_lines(table: Table[Any], style: Style) -> Iterator[CellLine]:
    if not table.rows:
        return
    yield from table_lines(table, style)
    if table.summary is not None and not style.columns:
        yield []
        yield from table_lines(table.summary, style)


def _card(card: Card, style: Style) -> Iterator[CellLine]:
    table = list(table_lines(card.table, style))
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


def _ends(left: Cell, right: Cell, widest: int, limit: int | None) -> Iterator[CellLine]:
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
