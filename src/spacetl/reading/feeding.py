"""The bytes of a file handed to PyYAML piece by piece, so that a monstrous text is refused before it fills memory."""

from collections.abc import Callable

PIECE = 1 << 16
MAX_DEPTH = 100
MAX_TEXT = 1 << 16
RECORD_DEPTH = 2  # of an event, an agency or a source: an item of the mapping or list under a key of the file
MAX_STRETCH = 1 << 20  # of an event, an agency or a source; far above what sound files contain, far below what hurts

Progress = Callable[[int, int], None]


class TooLongError(Exception):
    """More than `MAX_STRETCH` bytes were read without the end of an event, agency or source."""


class Feed:
    """A stream over `data`; the reader of its events sets `rested` when a mapping at `RECORD_DEPTH` ends."""

    def __init__(self, data: bytes, progress: Progress | None = None) -> None:
        self.data = data
        self.sent = 0
        self.rested = 0
        self.progress = progress

    def read(self, _size: int) -> bytes:
        """Return the next piece, b'' at the end."""
        start = self.sent
        if start - self.rested > MAX_STRETCH:
            raise TooLongError
        if self.progress is not None:
            self.progress(start, len(self.data))
        self.sent = start + PIECE
        return self.data[start : start + PIECE]
