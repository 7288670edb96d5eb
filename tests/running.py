"""How the tests run the program: in this process, on a fixed day."""

import contextlib
import datetime
import io
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from spacetl.cli.main import main
from spacetl.cli.session import Session

TODAY = datetime.date(2026, 11, 23)


class Result(NamedTuple):
    """The outcome of a run."""

    code: int
    out: str
    err: str


class Stream(io.TextIOWrapper):
    """A standard stream that remembers what was written to it, perhaps as a terminal would."""

    def __init__(self, *, terminal: bool = False, encoding: str = "utf-8") -> None:
        self.bytes = io.BytesIO()
        self.terminal = terminal
        super().__init__(self.bytes, encoding=encoding, errors="replace", newline="")

    def isatty(self) -> bool:
        return self.terminal

    def text(self) -> str:
        self.flush()
        return self.bytes.getvalue().decode(self.encoding)


class Cli:
    """The program, called with arguments; a test that fails shows the calls and both streams."""

    def __init__(self, folder: Path, environ: Mapping[str, str] | None = None) -> None:
        self.folder = folder
        self.environ = environ or {}

    def __call__(  # noqa: PLR0913 - a run has that many sides
        self,
        *arguments: str,
        today: datetime.date = TODAY,
        stdin: bytes = b"",
        environ: Mapping[str, str] | None = None,
        terminal: bool = False,
        encoding: str = "utf-8",
        clock: Callable[[], int] = time.time_ns,
    ) -> Result:
        out, err = Stream(terminal=terminal, encoding=encoding), Stream()
        usual = {"SPACETL_CACHE": "off", "SPACETL_STATE": str(self.folder / "state")}
        environ = {**usual, **self.environ, **(environ or {})}
        session = Session(today, io.BytesIO(stdin), out, err, environ, clock)
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = main(arguments, session)
        result = Result(code, out.text(), err.text())
        print(f"$ spacetl {' '.join(arguments)}\n{result.out}--- stderr, exit {code}\n{result.err}")  # noqa: T201
        return result

    def file(self, text: str, name: str = "mine.yaml") -> str:
        """The path of a new timeline file with this text."""
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return str(path)
