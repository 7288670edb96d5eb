"""How a report is to be written, and lines of toned cells as text with colours or without."""

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
    """What the user and the terminal ask of a format; each regards what concerns it."""

    columns: tuple[str, ...] = ()  # the names of the columns wanted, in this order; empty for the report's own
    header: bool = True
    raw: bool = False  # CSV, TSV: leave cells that a spreadsheet would take for a formula as they are
    bom: bool = False  # CSV, TSV: begin with a byte order mark, for Excel
    delimiter: str = ","  # CSV
    width: int | None = None  # the columns of the terminal; None if nothing is to be cut or wrapped, as in a pipe
    chart_width: int = 100  # the columns of a chart if there is no `width`
    color: bool = False
    ascii: bool = False
    encoding: str = "utf-8"  # that of the output; with `ascii`, it may lack letters of the texts
    day: datetime.date | None = None  # the day whose knowledge the report uses; None if it uses none


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
    render = _colored_text if style.color else _plain_text
    return (lambda line: render(line).translate(ASCII_FALLBACKS)) if style.ascii else render


def _plain_text(line: Iterable[Cell]) -> str:
    return "".join([cell.text for cell in line]).rstrip() + "\n"


def _colored_text(line: list[Cell]) -> str:
    return "".join(_colored(cell) for cell in line).rstrip() + "\n"


def _colored(cell: Cell) -> str:
    text = cell.text.strip(" ")
    if not TONE_STYLES[cell.tone] or not text:
        return cell.text
    before, _, after = cell.text.partition(text)
    return f"{before}{_rich_style(cell.tone).render(text, color_system=_color_system())}{after}"


@cache
def _rich_style(tone: Tone) -> "RichStyle":
    from rich.style import Style as RichStyle  # noqa: PLC0415 - a pipe needs no colours

    return RichStyle.parse(TONE_STYLES[tone])


@cache
def _color_system() -> "ColorSystem":
    from rich.color import ColorSystem  # noqa: PLC0415 - the same

    return ColorSystem.STANDARD


_DIFF_TONES = {"+": Tone.GOOD, "-": Tone.BAD, "@": Tone.NOW}


def write_diff(lines: Iterable[str], out: TextIO, style: Style) -> None:
    """Write the lines of a diff, each of which has its line break, cleaned for a terminal."""
    render = line_renderer(style)
    for number, line in enumerate(lines):
        tone = Tone.STRONG if number < 2 else _DIFF_TONES.get(line[0], Tone.PLAIN)
        out.write(render([Cell(printable(line.rstrip("\r\n"), style), tone)]))
