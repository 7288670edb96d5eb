"""Lines of toned cells: their texts measured, wrapped and cut, and how they are written, coloured or plain."""

from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from operator import attrgetter
from typing import TextIO

from spacetl.formats import Style
from spacetl.reports.report import Cell, Tone
from spacetl.text import clean

CellLine = list[Cell]

GAP = "  "

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


def line_renderer(style: Style) -> Callable[[CellLine], str]:
    """A function that makes the line of text of a line of cells, without blanks at its end."""
    text_of: Callable[[Cell], str] = _colored if style.color else attrgetter("text")

    def render(line: CellLine) -> str:
        text = "".join(map(text_of, line)).rstrip() + "\n"
        return text.translate(ASCII_FALLBACKS) if style.ascii else text

    return render


def _colored(cell: Cell) -> str:
    text = cell.text.strip(" ")
    if not TONE_STYLES[cell.tone] or not text:
        return cell.text
    before, _, after = cell.text.partition(text)
    return f"{before}{_colouring(cell.tone)(text)}{after}"


@cache
def _colouring(tone: Tone) -> Callable[[str], str]:
    from rich.color import ColorSystem  # noqa: PLC0415 - a pipe needs no colours
    from rich.style import Style as RichStyle  # noqa: PLC0415 - the same

    return partial(RichStyle.parse(TONE_STYLES[tone]).render, color_system=ColorSystem.STANDARD)


_DIFF_TONES = {"+": Tone.GOOD, "-": Tone.BAD, "@": Tone.NOW}


def write_diff(lines: Iterable[str], out: TextIO, style: Style) -> None:
    """Write the lines of a diff, each of which has its line break, cleaned for a terminal."""
    render = line_renderer(style)
    for number, line in enumerate(lines):
        tone = Tone.STRONG if number < 2 else _DIFF_TONES.get(line[0], Tone.PLAIN)
        out.write(render([Cell(printable(line.rstrip("\r\n"), style), tone)]))


def width_of(text: str) -> int:
    """How many cells of a terminal the text takes."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len  # noqa: PLC0415 - few tables need it

    return cell_len(text)


def wrap(words: Iterable[str], width: int) -> Iterator[str]:
    """The words on lines of at most `width` cells; a longer word is broken, a web address never."""
    width = max(width, 1)
    line = ""
    for word in _fitting_words(words, width):
        longer = f"{line} {word}" if line else word
        if line and width_of(longer) > width:
            yield line
            line = word
        else:
            line = longer
    yield line


def wrapped_and_cut(text: str, width: int, most: int, *, ascii_only: bool = False) -> list[str]:
    """The text wrapped to as few lines as possible, at most so many; what is too long for its line is cut off."""
    lines = [*wrap(text.split(" "), width)]
    if len(lines) > most:
        lines = [*lines[: most - 1], " ".join(lines[most - 1 :])]
    return [cut(line, width, ascii_only=ascii_only) for line in lines]


def _fitting_words(words: Iterable[str], width: int) -> Iterator[str]:
    for word in words:
        whole = width_of(word) <= width or "://" in word
        yield from [word] if whole else filter(None, _chopped(word, width))  # a wide character has no half


def _chopped(text: str, width: int) -> list[str]:
    """A word in parts of at most `width` cells, broken after hyphens where that will do."""
    from rich.cells import chop_cells  # noqa: PLC0415 - few tables need it

    parts = [""]
    for part in text.replace("-", "-\0").split("\0"):
        parts += [part] if width_of(parts[-1] + part) > width else [parts.pop() + part]
    return [each for part in parts if part for each in chop_cells(part, width)]


def padded(text: str, width: int) -> str:
    """The text with blanks behind it, `width` cells in all; a wider text as it is."""
    return text.ljust(width) if text.isascii() else text + " " * (width - width_of(text))


def cut(text: str, width: int, *, ascii_only: bool = False) -> str:
    """The text in at most `width` cells; where it is wider, its end is cut off, which an ellipsis tells."""
    if width_of(text) <= width:
        return text
    end = "..." if ascii_only else "…"
    room = width - len(end)
    from rich.cells import chop_cells  # noqa: PLC0415 - few tables need it

    return chop_cells(text, room)[0].rstrip() + end if room > 0 else end[: max(width, 0)]
