"""How far a long load is, on a line that goes away again."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from spacetl.cli.session import Session
from spacetl.loading import Progress

PATIENCE = 0.5  # seconds without a word
PAUSE = 0.1  # seconds between two


@contextmanager
def progress_line(session: Session) -> Iterator[Progress | None]:
    """What a load is to call while it lasts; None where stderr is no terminal."""
    if not session.stderr.isatty():
        yield None
        return
    line = _Line(session)
    try:
        yield line.show
    finally:
        line.clear()


class _Line:
    def __init__(self, session: Session) -> None:
        self.session = session
        self.due = time.monotonic() + PATIENCE
        self.shown = ""

    def show(self, done: int, size: int) -> None:
        """Say that `done` of `size` bytes are parsed, if it is time to say something."""
        now = time.monotonic()
        if now >= self.due:
            self.due = now + PAUSE
            self._put(f"Reading: {done * 100 // size} % of {size / 1e6:,.0f} MB")

    def clear(self) -> None:
        """Leave the line as it was."""
        if self.shown:
            self._put(" " * len(self.shown))
            self._put("")

    def _put(self, text: str) -> None:
        self.session.mutter("\r" + text)
        self.shown = text
