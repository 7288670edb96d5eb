"""How a report is to be written: what depends on the terminal or the user's taste; and cells in their tones."""

import datetime
from collections.abc import Callable, Iterable
from functools import cache
from typing import TYPE_CHECKING, TextIO

from msgspec import Struct

from spacetl.reports.report import Cell, Tone
from spacetl.text import clean

if TYPE_CHECKING:
    from rich.color import ColorSystem
    from rich.style import Style as RichStyle


class Style(Struct, frozen=True):
    """The choices for a rendering.

    Attributes:
        columns: the names of the columns wanted, in this order; empty for the report's own.
        header: whether to write the names of the columns above the rows.
        raw: CSV and TSV: whether to leave cells that a spreadsheet would take for a formula as they are.
        bom: CSV and TSV: whether to begin with a byte order mark, for Excel.
        delimiter: CSV: the character between two cells.
        width: the columns of the terminal; None if nothing is to be cut or wrapped, as in a pipe.
        chart_width: the columns of a drawing if there is no `width`, as it has none of its own.
        color: whether escapes for colour may be written.
        ascii: whether to draw with ASCII only.
        encoding: the encoding of the output; with `ascii`, it may lack letters of the texts.
        day: the day whose knowledge the report uses; None if it uses none.
    """

    columns: tuple[str, ...] = ()
    header: bool = True
    raw: bool = False
    bom: bool = False
    delimiter: str = ","
    width: int | None = None
    chart_width: int = 100
    color: bool = False
    ascii: bool = False
    encoding: str = "utf-8"
    day: datetime.date | None = None


# of the sixteen colours that every terminal has, only those that can be read on a dark and on a light ground
TONE_STYLES = {
    Tone.PLAIN: "",
    Tone.DIM: "dim",
    Tone.STRONG: "bold",
    Tone.GOOD: "green",
    Tone.BAD: "red",
    Tone.WARNING: "bold magenta",
    Tone.NOW: "cyan",
}
ASCII_FALLBACKS = str.maketrans({"·": "-", "…": "...", "␛": "^[", "\u2013": "-", "→": ">", "←": "<"})


def printable(text: str, style: Style) -> str:
    """A text of a file as it will stand on the screen, fit to be measured: clean, ? for what its encoding lacks."""
    cleaned = clean(text)
    if cleaned.isascii() or not style.ascii:
        return cleaned
    return cleaned.translate(ASCII_FALLBACKS).encode(style.encoding, "replace").decode(style.encoding)


def line_renderer(style: Style) -> Callable[[list[Cell]], str]:
    """A function that makes the line of text of a line of cells, without blanks at its end."""
    paint = _toned if style.color else _plain
    return (lambda line: paint(line).translate(ASCII_FALLBACKS)) if style.ascii else paint


def _plain(line: Iterable[Cell]) -> str:
    return "".join([cell.text for cell in line]).rstrip() + "\n"


def _toned(line: list[Cell]) -> str:
    return "".join(_in_tone(cell) for cell in line).rstrip() + "\n"


def _in_tone(cell: Cell) -> str:
    text = cell.text.strip(" ")
    if not TONE_STYLES[cell.tone] or not text:
        return cell.text
    before, _, after = cell.text.partition(text)
    return f"{before}{_style(cell.tone).render(text, color_system=_terminal())}{after}"


@cache
def _style(tone: Tone) -> "RichStyle":
    from rich.style import Style as RichStyle  # noqa: PLC0415 - a pipe needs no colours

    return RichStyle.parse(TONE_STYLES[tone])


@cache
def _terminal() -> "ColorSystem":
    from rich.color import ColorSystem  # noqa: PLC0415 - the same

    return ColorSystem.STANDARD


_TONES = {"+": Tone.GOOD, "-": Tone.BAD, "@": Tone.NOW}


def write_diff(lines: Iterable[str], out: TextIO, style: Style) -> None:
    """Write the lines of a diff, each of which has its line break, cleaned for a terminal."""
    paint = line_renderer(style)
    for number, line in enumerate(lines):
        tone = Tone.STRONG if number < 2 else _TONES.get(line[0], Tone.PLAIN)
        out.write(paint([Cell(printable(line.rstrip("\r\n"), style), tone)]))
