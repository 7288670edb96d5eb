"""The progress of a long load, on a line that is cleared at the end."""

from collections.abc import Iterator
from contextlib import contextmanager

from spacetl.cli.session import Session
from spacetl.files import Progress

PATIENCE = 500_000_000  # nanoseconds before the first message
PAUSE = 100_000_000  # nanoseconds between two messages


@contextmanager
def progress_line(session: Session) -> Iterator[Progress | None]:
    """Yield the function that a load calls as it goes on; None if stderr is not a terminal."""
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
        """Report that `done` of `size` bytes are parsed, if it is time for a message."""
        now = self.session.clock()
        if now >= self.next:
            self.next = now + PAUSE
            self._put(f"Reading: {done * 100 // size} % of {size / 1e6:,.0f} MB")

    def clear(self) -> None:
        """Clear the line."""
        if self.shown:
            self._put(" " * len(self.shown))
            self._put("")

    def _put(self, text: str) -> None:
        self.session.mutter("\r" + text)
        self.shown = text
