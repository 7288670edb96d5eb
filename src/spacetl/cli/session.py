"""What the process hands to a command: the clock, the streams, the environment."""

import datetime
import os
import shutil
from collections.abc import Mapping
from typing import BinaryIO, NamedTuple, TextIO

import typer


class Session(NamedTuple):
    """One run of the program.

    Attributes:
        today: the local day on which it runs.
        stdin: standard input as bytes.
        stdout: where the report goes; None when it was closed.
        stderr: where messages go; None when it was closed.
        environ: the environment's variables.
    """

    today: datetime.date
    stdin: BinaryIO
    stdout: TextIO | None
    stderr: TextIO | None
    environ: Mapping[str, str]

    def tell(self, *lines: str) -> None:
        """Lines for people, beside the report."""
        if self.stderr is not None:
            self.stderr.writelines(line + "\n" for line in lines)

    @property
    def on_terminal(self) -> bool:
        """Whether the report goes to a terminal."""
        return self.stdout is not None and self.stdout.isatty()

    @property
    def width(self) -> int:
        """The columns of the terminal: $COLUMNS if it is a sensible number, else what the terminal says."""
        wanted = self.environ.get("COLUMNS", "")
        if wanted.isascii() and wanted.isdigit() and 0 < int(wanted[:6]) < 100_000:
            return int(wanted)
        return self._size().columns

    @property
    def height(self) -> int:
        """The lines of the terminal."""
        return self._size().lines

    def _size(self) -> os.terminal_size:
        try:
            return os.get_terminal_size(self.stdout.fileno()) if self.stdout else os.terminal_size((80, 24))
        except (OSError, ValueError):
            return os.terminal_size(shutil.get_terminal_size())

    def wants_color(self, choice: str) -> bool:
        """Whether to write colour: the option if it says, else NO_COLOR, FORCE_COLOR, TERM and the terminal in turn."""
        if choice != "auto":
            return choice == "always"
        if self.environ.get("NO_COLOR"):
            return False
        forced = self.environ.get("FORCE_COLOR") or self.environ.get("CLICOLOR_FORCE")
        if forced and forced != "0":
            return True
        return self.on_terminal and self.environ.get("TERM") != "dumb"

    @property
    def ascii_only(self) -> bool:
        """Whether the output cannot take more than ASCII."""
        encoding = (getattr(self.stdout, "encoding", None) or "utf-8").casefold()
        return not encoding.startswith(("utf", "cp65001"))


def session_of(context: typer.Context) -> Session:
    """The session that `main` handed to the program."""
    session = context.find_object(Session)
    if session is None:
        raise RuntimeError("the program was not started through spacetl.cli.main")
    return session
