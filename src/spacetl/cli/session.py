"""What the process passes to a command: the clock, the streams, the environment."""

import datetime
import errno
import io
import os
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import BinaryIO, NoReturn, TextIO

from msgspec import Struct

from spacetl.text import shown

COLORS = ("auto", "always", "never")
USUAL_SIZE = os.terminal_size((80, 24))
WIDEST = 10_000


class Closed(io.TextIOBase):
    """A standard stream that was closed; an attempt to write to it is an error."""

    encoding = "utf-8"
    errors = "replace"

    def write(self, _text: str) -> NoReturn:
        """Raise OSError, as a closed file descriptor does."""
        raise OSError(errno.EBADF, "standard output is closed")


def abandon(stream: TextIO) -> None:
    """Discard everything still to be written to a broken stream, including what Python flushes at exit."""
    with suppress(OSError, ValueError):
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, stream.fileno())
        os.close(null)


def beginning(lines: Sequence[object], more: str = "more", most: int = 100) -> list[str]:
    """The first lines, and a line with how many `more` there are."""
    left = len(lines) - most
    return [*map(str, lines[:most]), *([f"and {left:,} {more}"] if left > 0 else [])]


class Session(Struct, frozen=True):
    """One run of the program."""

    today: datetime.date  # the user's own day, not that of UTC
    stdin: BinaryIO
    stdout: TextIO  # for the report
    stderr: TextIO  # for messages
    environ: Mapping[str, str]
    clock: Callable[[], int] = time.time_ns  # shows whether a file was written only just now
    kept: list[object] = []  # what lives until the process ends, so that it is not taken apart

    def message(self, *lines: str) -> None:
        """Write lines for people to stderr, beside the report; failing to write them is not an error."""
        self.write_stderr("".join(shown(line) + "\n" for line in lines))

    def write_stderr(self, text: str) -> None:
        """Write the text to stderr as it is, and flush it."""
        try:
            self.stderr.write(text)
            self.stderr.flush()
        except (OSError, ValueError):
            abandon(self.stderr)

    def write_utf8(self, text: str) -> None:
        """Write a file's text to stdout in UTF-8, as files are, whatever the encoding of the terminal."""
        buffer: BinaryIO | None = getattr(self.stdout, "buffer", None)
        if buffer is None:
            self.stdout.write(text)
        else:
            self.stdout.flush()
            buffer.write(text.encode())
        self.stdout.flush()

    @property
    def on_terminal(self) -> bool:
        """Whether the report goes to a terminal."""
        return self.stdout.isatty()

    @property
    def width(self) -> int:
        """The columns of the terminal: $COLUMNS if it is a sensible number, else what the terminal reports."""
        return self._number_in("COLUMNS") or self._terminal_size().columns or USUAL_SIZE.columns

    @property
    def height(self) -> int:
        """The lines of the terminal: $LINES if it is a sensible number, else what the terminal reports."""
        return self._number_in("LINES") or self._terminal_size().lines or USUAL_SIZE.lines

    def _number_in(self, name: str) -> int:
        text = self.environ.get(name, "")
        number = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
        return number if number <= WIDEST else 0

    def _terminal_size(self) -> os.terminal_size:
        try:
            return os.get_terminal_size(self.stdout.fileno())
        except (OSError, ValueError):
            return USUAL_SIZE

    def wants_color(self, choice: str) -> bool:
        """Whether to write colour: by one of `COLORS`; for `auto` by the environment and the terminal."""
        if choice != "auto":
            return choice == "always"
        if self.environ.get("NO_COLOR"):
            return False
        forced = self.environ.get("FORCE_COLOR") or self.environ.get("CLICOLOR_FORCE")
        if forced and forced != "0":
            return True
        if self.environ.get("CLICOLOR") == "0":
            return False
        return self.on_terminal and self.environ.get("TERM") != "dumb"

    @property
    def ascii_only(self) -> bool:
        """Whether the output cannot encode all of Unicode."""
        encoding = (self.stdout.encoding or "utf-8").casefold()
        return not encoding.startswith(("utf", "cp65001"))
