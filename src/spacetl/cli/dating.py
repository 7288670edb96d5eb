"""The texts given to `spacetl date`, each read or refused on its own."""

import datetime
from collections.abc import Iterable, Iterator

from spacetl import dates
from spacetl.cli.session import Session
from spacetl.dates import phrases
from spacetl.errors import BadDate
from spacetl.files import STDIN
from spacetl.reports.date import Read


def read_dates(texts: Iterable[str], session: Session, *, edtf_only: bool) -> tuple[list[Read], list[str]]:
    """The readings of the texts, and a line for each one refused; `-` stands for the lines of standard input."""
    read: list[Read] = []
    refused: list[str] = []
    for place, text in _spread(texts, session):
        try:
            read.append(_read(text, session.today, edtf_only=edtf_only))
        except BadDate as error:
            refused.append(f"{place}: {error}")
    return read, refused


def _spread(texts: Iterable[str], session: Session) -> Iterator[tuple[str, str]]:
    for text in texts:
        if text != STDIN:
            yield "spacetl", text
            continue
        lines = session.stdin.read().decode(errors="replace").replace("\r\n", "\n").split("\n")
        yield from ((f"<stdin>:{number}", line) for number, line in enumerate(lines, start=1) if line.strip())


def _read(text: str, today: datetime.date, *, edtf_only: bool) -> Read:
    if edtf_only:
        return Read(text, dates.parse(text), "EDTF")
    reading = phrases.read(text, today)
    return Read(text, reading.date, reading.how)
