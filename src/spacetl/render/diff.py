"""A unified diff for people, coloured and clean."""

from collections.abc import Iterable
from typing import TextIO

from spacetl.render.paint import painter, printable
from spacetl.render.style import Style
from spacetl.reports.report import Cell, Tone

_TONES = {"+": Tone.GOOD, "-": Tone.BAD, "@": Tone.NOW}


def write_diff(lines: Iterable[str], out: TextIO, style: Style) -> None:
    """Write the lines of a diff, each of which has its line break, cleaned for a terminal."""
    paint = painter(style)
    for number, line in enumerate(lines):
        tone = Tone.STRONG if number < 2 else _TONES.get(line[0], Tone.PLAIN)
        out.write(paint([Cell(printable(line.rstrip("\r\n"), style), tone)]))
