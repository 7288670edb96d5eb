"""Lines of toned cells put on a stream: in the terminal's own colours through Rich, or plain."""

from collections.abc import Callable, Iterable
from functools import cache
from typing import TYPE_CHECKING

from spacetl.render.cleaning import clean
from spacetl.render.style import Style
from spacetl.reports.report import Cell, Tone

if TYPE_CHECKING:
    from rich.color import ColorSystem
    from rich.style import Style as RichStyle

# of the sixteen colours that every terminal has, only those that can be read on a dark and on a light ground
STYLES = {
    Tone.PLAIN: "",
    Tone.DIM: "dim",
    Tone.STRONG: "bold",
    Tone.GOOD: "green",
    Tone.BAD: "red",
    Tone.WARNING: "bold magenta",
    Tone.NOW: "cyan",
}
ASCII = str.maketrans({"·": "-", "…": "...", "␛": "^[", "\u2013": "-", "→": ">", "←": "<"})


def printable(text: str, style: Style) -> str:
    """A text of a file as it will stand on the screen, fit to be measured: clean, ? for what its encoding lacks."""
    cleaned = clean(text)
    if cleaned.isascii() or not style.ascii:
        return cleaned
    return cleaned.translate(ASCII).encode(style.encoding, "replace").decode(style.encoding)


def painter(style: Style) -> Callable[[list[Cell]], str]:
    """A function that makes the line of text of a line of cells, without blanks at its end."""
    paint = _toned if style.color else _plain
    return (lambda line: paint(line).translate(ASCII)) if style.ascii else paint


def _plain(line: Iterable[Cell]) -> str:
    return "".join([cell.text for cell in line]).rstrip() + "\n"


def _toned(line: list[Cell]) -> str:
    return "".join(_in_tone(cell) for cell in line).rstrip() + "\n"


def _in_tone(cell: Cell) -> str:
    text = cell.text.strip(" ")
    if not STYLES[cell.tone] or not text:
        return cell.text
    before, _, after = cell.text.partition(text)
    return f"{before}{_style(cell.tone).render(text, color_system=_terminal())}{after}"


@cache
def _style(tone: Tone) -> "RichStyle":
    from rich.style import Style as RichStyle  # noqa: PLC0415 - a pipe needs no colours

    return RichStyle.parse(STYLES[tone])


@cache
def _terminal() -> "ColorSystem":
    from rich.color import ColorSystem  # noqa: PLC0415 - the same

    return ColorSystem.STANDARD
