"""A run of the program: its errors become lines on stderr and its exit code; and the process around it."""

import datetime
import io
import os
import sys
from collections.abc import Sequence
from typing import TextIO

import typer

import spacetl.cli.edit_commands  # noqa: F401 - the commands register themselves
from spacetl.cli.app import app
from spacetl.cli.session import USUAL_SIZE, Closed, Session, abandon
from spacetl.cli.usage import report_error
from spacetl.errors import SpacetlError

_FINE = 0
_INTERRUPTED = 130
_NARROWEST, _WIDEST = 50, 100  # columns of help


def main(arguments: Sequence[str], session: Session) -> int:
    """Run the program and return its exit code: 0 success, 1 bad file, 2 wrong usage, 130 interrupted."""
    try:
        code = _run([*arguments], session)
        session.stdout.flush()
    except BrokenPipeError:  # the reader of the output has closed it
        abandon(session.stdout)
        return _FINE
    except (SpacetlError, typer.TyperException, MemoryError, OSError) as error:
        return report_error(error, session)
    except KeyboardInterrupt:
        abandon(session.stdout)
        return _INTERRUPTED
    return code


def _run(arguments: list[str], session: Session) -> int:
    program = typer.main.get_command(app)
    width = min(session.width if session.on_terminal else USUAL_SIZE.columns, _WIDEST)
    try:
        if os.environ.get("_SPACETL_COMPLETE"):  # where Typer looks
            from spacetl.cli.shells import prepare_completion  # noqa: PLC0415 - only when a shell asks

            prepare_completion(os.environ)
            program.main(arguments, prog_name="spacetl", obj=session)
        terminal_width = max(width, _NARROWEST) - 2
        with program.make_context("spacetl", arguments, obj=session, terminal_width=terminal_width) as context:
            program.invoke(context)
    except typer.Exit as end:
        return end.exit_code
    except SystemExit as end:  # how Typer exits after answering a shell
        return end.code if isinstance(end.code, int) else _FINE
    except KeyboardInterrupt:
        return _INTERRUPTED
    return _FINE


def session_of_process() -> Session:
    """The session on this process's streams, environment and local day."""
    _occupy_standard_descriptors()
    today = datetime.date.today()  # noqa: DTZ011 - the user's own day is meant
    stdin = sys.stdin.buffer if sys.stdin is not None else io.BytesIO()
    sys.stdout, sys.stderr = _buffered(_safe(sys.stdout)), _safe(sys.stderr)
    sys.__stdout__ = sys.stdout  # type: ignore[misc, assignment] # the old one may no longer be usable
    return Session(today, stdin, sys.stdout, sys.stderr, os.environ)


def _occupy_standard_descriptors() -> None:
    """Keep the next file that is opened from taking the descriptor of a standard stream that was closed."""
    while (descriptor := os.open(os.devnull, os.O_RDWR)) <= 2:
        pass
    os.close(descriptor)


def _safe(stream: TextIO | None) -> TextIO:
    """The stream with ? for what it cannot encode and line ends left as they are; `Closed` if it was closed."""
    if stream is None:
        return Closed()  # type: ignore[return-value] # typeshed demands more of a TextIO than is ever called
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors="replace", newline="")
    return stream


def _buffered(stream: TextIO) -> TextIO:
    """The stream with the buffer that PYTHONUNBUFFERED removes: without it, what a full disk does not take is lost."""
    if not isinstance(stream, io.TextIOWrapper) or not isinstance(stream.buffer, io.RawIOBase):
        return stream
    encoding, errors = stream.encoding, stream.errors
    return io.TextIOWrapper(io.BufferedWriter(stream.detach()), encoding=encoding, errors=errors, newline="")
