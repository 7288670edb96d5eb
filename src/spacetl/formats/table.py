"""Aligned columns for people: coloured and fitted on a terminal, whole and plain in a pipe.

Widths are measured in the cells of a terminal; where columns do not fit, they stand one below the other.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, repeat, zip_longest
from typing import Any, TextIO

from msgspec import Struct

from spacetl.formats import Style, selected_names, value_text
from spacetl.formats.lines import GAP, CellLine, line_renderer, padded, printable, width_of, wrap
from spacetl.reports.report import Card, Cell, Chart, Column, Field, JsonValue, Report, Table, Tone

NARROWEST_VALUE = 12  # no text stands in less beside its heading
NARROWEST_COLUMN = 10  # no column of titles or names is narrower, unless all of its texts are
USUAL_COLUMN = 24  # to which such a column is narrowed before others are
LONG_WORD = 16  # cells; a longer one may be broken before other columns are narrowed
SEVERAL_WORDS = 12  # a width that holds some words side by side
NARROWEST_TABLE = 50  # on a narrower terminal only titles and names are wrapped; else each row stands by itself
NARROWEST_PROSE, WIDEST_PROSE = 20, 100
USUAL_HEAD = 60  # the least width of a line with a text at each end


def write_table(report: Report, out: TextIO, style: Style) -> None:
    """Write the report's lines; nothing at all for a table without rows."""
    out.writelines(map(line_renderer(style), report_lines(report, style)))


def report_lines(report: Report, style: Style) -> Iterator[CellLine]:
    """What people see of the report, fitted to the width of the style."""
    match report:
        case Card():
            return _card_lines(report, style)
        case Chart():
            from spacetl.formats.chart import chart_lines  # noqa: PLC0415 - a table is not drawn

            return chart_lines(report, style.width or style.chart_width, ascii_only=style.ascii)
        case Table():
            return _lines_with_summary(report, style)


def _lines_with_summary(table: Table[Any], style: Style) -> Iterator[CellLine]:
    if not table.rows:
        return
    if style.in_file and table.about:
        yield from ([Cell(line[:1].upper() + line[1:])] for line in table.about)
        yield []
    yield from table_lines(table, style)
    if table.summary is not None and not style.columns:
        yield []
        yield from ([Cell(line, Tone.DIM)] for line in _prose(table.summary.name.capitalize(), style.width))
        yield from table_lines(table.summary, style)


def _card_lines(card: Card, style: Style) -> Iterator[CellLine]:
    table = list(table_lines(card.table, style))
    head = [tuple(Cell(printable(each.text, style), each.tone) for each in ends) for ends in card.head]
    lines = [[*ends] for ends in head if ends[1].text]
    widest = max(sum(width_of(cell.text) for cell in line) - len(GAP) for line in [[], *table])
    widest = max([widest, *(sum(width_of(cell.text) for cell in line) + len(GAP) for line in lines)])
    for left, right in head:
        yield from _head_line(left, right, widest, style.width)
    if card.table.rows:
        yield from ([], *table)
    if card.foot:
        yield []
    for text in card.foot:
        for line in _prose(printable(text, style), style.width):
            yield [Cell(line)]


def _head_line(left: Cell, right: Cell, widest: int, limit: int | None) -> Iterator[CellLine]:
    """A line with a text at each end, about as wide as the table; if they do not fit, one below the other."""
    whole = width_of(left.text) + width_of(right.text) + len(GAP)
    width = max(min(widest, WIDEST_PROSE), USUAL_HEAD, 0 if limit else whole)
    width = min(width, limit or width)
    if right.text and whole <= width:
        space = " " * (width - whole + len(GAP))
        yield [left, Cell(space), right]
        return
    for each in (left, right):
        yield from ([Cell(line, each.tone)] for line in _prose(each.text, limit) if line)


def _prose(text: str, limit: int | None) -> Iterator[str]:
    return iter([text]) if limit is None else wrap(text.split(" "), max(min(limit, WIDEST_PROSE), NARROWEST_PROSE))


def fields_of(table: Table[Any], style: Style) -> tuple[Field[Any], ...]:
    """What people see of the table: the columns they asked for, by name or by heading, else its own fields."""
    if not style.columns:
        return table.fields
    named = {column.name: column for column in table.columns}
    headed = {field.heading: field for field in table.fields}
    names = selected_names([*named, *headed], table.name, style)
    return tuple(_field(named[name]) if name in named else headed[name] for name in names)


def _field(column: Column[Any]) -> Field[Any]:
    def order(row: Any) -> JsonValue:
        value = column.value(row)
        return value_text(value).casefold() if isinstance(value, tuple | str) else value

    wraps = column.name in ("title", "source")
    return Field(column.name, lambda row: Cell(value_text(column.value(row))), wraps=wraps, order=order)


class _Column(Struct):
    """A field with its cells, their texts as they are shown."""

    field: Field[Any]
    texts: list[str]
    tones: list[Tone]
    widest: int  # the width of the widest text
    width: int  # less than that if it had to be narrowed
    pad: Callable[[str, int], str]  # puts blanks behind one of its texts, up to a width

    def cells(self, texts: Iterable[str], tones: Iterable[Tone]) -> Iterator[Cell]:
        """Texts as cells of this column, as wide as it is and with the gap behind them."""
        if self.field.right:
            texts = (" " * (self.width - width_of(text)) + text for text in texts)
        return map(Cell, map(self.pad, texts, repeat(self.width + len(GAP))), tones)


def table_lines(table: Table[Any], style: Style) -> Iterator[CellLine]:
    """The headings of a table, if the style has them, and its rows; the cells are padded to columns, with the gap.

    Where the style has a width, texts and headings are wrapped at their blanks until a line fits; columns of nothing
    but zeros are left out first. If that is not enough, each row is shown as lines of its own, a heading and a value a
    line. No word is ever broken, but one that is longer than a column of titles or names.
    """
    columns = _columns(table, style)
    if style.width is not None:
        columns = _fitting(columns, style.width, header=style.header)
    rows = zip(*(map(Cell, column.texts, column.tones) for column in columns), strict=True)
    if style.width is not None and _excess(columns, style.width) > 0:
        yield from _stacked_rows(columns, rows, style.width, header=style.header)
        return
    if style.header:
        yield from _heading(columns)
    lines = map(list, zip(*(column.cells(column.texts, column.tones) for column in columns), strict=True))
    if all(column.widest <= column.width for column in columns):
        yield from lines
        return
    for row, line in zip(rows, lines, strict=True):
        if any(width_of(cell.text) > column.width for cell, column in zip(row, columns, strict=True)):
            yield from _wrapped_row(columns, row)
        else:
            yield line


def _columns(table: Table[Any], style: Style) -> list[_Column]:
    fields = fields_of(table, style)
    texts: list[list[str]] = [[] for _ in fields]
    tones: list[list[Tone]] = [[] for _ in fields]
    making = [(field.cell, texts[at].append, tones[at].append) for at, field in enumerate(fields)]
    for row in table.rows:  # all cells of a row at once: what they are made of is in the processor's cache by then
        for make, add_text, add_tone in making:
            cell = make(row)
            add_text(cell.text)
            add_tone(cell.tone)
    return [_column(*each, style) for each in zip(fields, texts, tones, strict=True)]


def _column(field: Field[Any], texts: list[str], tones: list[Tone], style: Style) -> _Column:
    distinct = set(texts)
    plain = (joined := "".join(distinct)).isascii() and joined.isprintable()
    fit = str.strip if plain else (lambda text: printable(text, style).strip())
    changed = {text: fitted for text in distinct if (fitted := fit(text)) != text}
    if changed:  # seldom
        texts = [changed.get(text, text) for text in texts]
        distinct = set(texts)
    widest = max(map(len if plain else width_of, distinct), default=0)
    width = max(widest, width_of(field.heading)) if style.header else widest
    return _Column(field, texts, tones, widest, width, str.ljust if plain else padded)


def _excess(columns: Sequence[_Column], width: int) -> int:
    """By how much a line of these columns is wider than `width`; 0 or less if it fits."""
    return sum(column.width for column in columns) + len(GAP) * (len(columns) - 1) - width


def _fitting(columns: list[_Column], width: int, *, header: bool) -> list[_Column]:
    """The columns narrowed until a line fits, or as far as they can be."""
    if _excess(columns, width) <= 0:
        return columns
    if width < NARROWEST_TABLE:
        _narrow(columns, _floors(columns, NARROWEST_COLUMN, None, header=header), width)
        return columns
    columns = [column for column in columns if set(column.texts) != {"0"}]
    several = SEVERAL_WORDS
    if sum(_floors(columns, several, several, header=header)) + len(GAP) * (len(columns) - 1) > width:
        columns = [column for column in columns if not column.field.optional]
    named = [_widest_word(column, header=False) for column in columns if column.field.wraps]
    least = max(NARROWEST_COLUMN, min(LONG_WORD, max(named, default=0)))
    steps = ((USUAL_COLUMN, None), (USUAL_COLUMN, several), (least, several), (least, 1), (NARROWEST_COLUMN, 1))
    for names, words in steps:
        _narrow(columns, _floors(columns, names, words, header=header), width)
    return columns


def _floors(columns: Sequence[_Column], names: int, words: int | None, *, header: bool) -> list[int]:
    """The least widths of the columns: of titles and names, and of others, which keep theirs if that is None.

    No web address is broken, and no word of a column that holds no titles or names.
    """
    return [
        max([names, *map(_widest_address, column.texts)])
        if column.field.wraps
        else column.width
        if words is None
        else max(words, _widest_word(column, header=header))
        for column in columns
    ]


def _narrow(columns: Sequence[_Column], floors: Sequence[int], width: int) -> None:
    """Take from the widest columns that are wider than their floors until a line fits."""
    for _ in range(_excess(columns, width)):
        wide = [column for column, floor in zip(columns, floors, strict=True) if column.width > floor]
        if not wide:
            return
        max(wide, key=lambda column: column.width).width -= 1


def _widest_word(column: _Column, *, header: bool) -> int:
    """The width of the widest part of a column's texts that is not broken, and of the words of its heading."""
    words = {word for text in set(column.texts) for word in _parts(column.field, text)}
    return max(map(width_of, words.union(column.field.heading.split(" ") if header else [])), default=0)


def _parts(field: Field[Any], text: str) -> list[str]:
    """The parts of a text between which a line may be broken."""
    if field.wraps or field.breaks == " ":
        return text.split(" ")
    if not field.breaks:
        return [text]
    *parts, last = text.split(field.breaks)
    return [*(part + field.breaks.rstrip() for part in parts), last]


def _row_line(columns: Iterable[_Column], cells: Iterable[Cell]) -> CellLine:
    laid = (column.cells([cell.text], [cell.tone]) for column, cell in zip(columns, cells, strict=True))
    return [*chain.from_iterable(laid)]


def _heading(columns: Sequence[_Column]) -> Iterator[CellLine]:
    wrapped = (wrap(column.field.heading.split(" "), column.width) for column in columns)
    for texts in zip_longest(*wrapped, fillvalue=""):
        yield _row_line(columns, [Cell(text, Tone.DIM) for text in texts])


def _wrapped_row(columns: Sequence[_Column], row: Sequence[Cell]) -> Iterator[CellLine]:
    wrapped = (wrap(_parts(column.field, cell.text), column.width) for cell, column in zip(row, columns, strict=True))
    for texts in zip_longest(*wrapped, fillvalue=""):
        yield _row_line(columns, [Cell(text, cell.tone) for text, cell in zip(texts, row, strict=True)])


def _stacked_rows(
    columns: Sequence[_Column], rows: Iterable[Sequence[Cell]], width: int, *, header: bool
) -> Iterator[CellLine]:
    """Every value on a line of its own, behind its heading if there is room; a blank line between two rows."""
    beside = max(width_of(column.field.heading) for column in columns)
    room = width - beside - len(GAP)
    headed = header and room >= max([NARROWEST_VALUE, *(column.widest for column in columns if not column.field.wraps)])
    for number, row in enumerate(rows):
        if number:
            yield []
        for cell, field in zip(row, (column.field for column in columns), strict=True):
            lines = (
                [*wrap(cell.text.split(" "), max(room if headed else width, NARROWEST_COLUMN))]
                if field.wraps
                else [cell.text]
            )
            headings = [field.heading.ljust(beside)] + [" " * beside] * (len(lines) - 1)
            for heading, text in zip(headings, lines, strict=True):
                if text:
                    yield [Cell(heading + GAP, Tone.DIM), Cell(text, cell.tone)] if headed else [Cell(text, cell.tone)]


def _widest_address(text: str) -> int:
    """How wide the text's widest web address is, which is no use in parts; 0 without any."""
    return max((width_of(word) for word in text.split(" ") if "://" in word), default=0) if "://" in text else 0
