"""How far a long load is, on a line that goes away again."""

from collections.abc import Iterator
from contextlib import contextmanager

from spacetl.cli.session import Session
from spacetl.reading import Progress

PATIENCE = 500_000_000  # nanoseconds without a word
PAUSE = 100_000_000  # nanoseconds between two


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
        self.next = session.clock() + PATIENCE
        self.shown = ""

    def show(self, done: int, size: int) -> None:
        """Say that `done` of `size` bytes are parsed, if it is time to say something."""
        now = self.session.clock()
        if now >= self.next:
            self.next = now + PAUSE
            self._put(f"Reading: {done * 100 // size} % of {size / 1e6:,.0f} MB")

    def clear(self) -> None:
        """Leave the line empty."""
        if self.shown:
            self._put(" " * len(self.shown))
            self._put("")

    def _put(self, text: str) -> None:
        self.session.mutter("\r" + text)
        self.shown = text
