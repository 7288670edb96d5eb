"""Lines of toned cells put on a stream: in colour through Rich, or plain."""

from collections.abc import Callable
from typing import TextIO

from spacetl.render.style import Style
from spacetl.reports.table import Cell, Tone

STYLES = {
    Tone.PLAIN: "",
    Tone.DIM: "dim",
    Tone.STRONG: "bold",
    Tone.GOOD: "green",
    Tone.BAD: "red",
    Tone.WARNING: "bold yellow",
    Tone.NOW: "cyan",
}
ASCII = str.maketrans({"·": "-", "…": "...", "␛": "^[", "\u2013": "-", "→": ">", "←": "<"})


def painter(out: TextIO, style: Style) -> Callable[[list[Cell]], None]:
    """A function that writes one line of cells to `out`, without blanks at its end."""
    if style.color:
        return _in_colour(out, style)

    def plain(line: list[Cell]) -> None:
        text = "".join(cell.text for cell in line).rstrip()
        out.write((text.translate(ASCII) if style.ascii else text) + "\n")

    return plain


def _in_colour(out: TextIO, style: Style) -> Callable[[list[Cell]], None]:
    from rich.console import Console  # noqa: PLC0415 - a pipe needs no Console
    from rich.text import Text  # noqa: PLC0415

    console = Console(file=out, force_terminal=True, no_color=False, color_system="auto", width=style.width or 10_000,
                      markup=False, emoji=False, highlight=False, legacy_windows=False, soft_wrap=True)  # fmt: skip

    def coloured(line: list[Cell]) -> None:
        text = Text(no_wrap=True, overflow="ignore")
        for cell in line:
            text.append(cell.text.translate(ASCII) if style.ascii else cell.text, STYLES[cell.tone] or None)
        text.rstrip()
        console.print(text, soft_wrap=True)

    return coloured
