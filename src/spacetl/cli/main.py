"""A run of the program: its errors become lines on stderr and its exit code; and the process around it."""

import datetime
import io
import os
import sys
from collections.abc import Sequence
from typing import TextIO

import typer

import spacetl.cli.edit_commands  # noqa: F401 - the commands register themselves
from spacetl.cli.app import ReaderGone, app
from spacetl.cli.session import Closed, OwnExitCode, Session, abandon
from spacetl.cli.usage import usage_line
from spacetl.errors import BadTimeline, SpacetlError

_FINE, _FAILED = 0, 1
_INTERRUPTED = 130
_MOST_PROBLEMS = 100


def main(arguments: Sequence[str], session: Session) -> int:
    """Run the program and return its exit code: 0 success, 1 bad file, 2 wrong usage, 130 interrupted."""
    try:
        return _run(arguments, session)
    except (ReaderGone, BrokenPipeError):
        abandon(session.stdout)
        return _FINE
    except KeyboardInterrupt:
        abandon(session.stdout)
        return _INTERRUPTED
    except SystemExit as end:  # how Typer exits after answering a shell
        return end.code if isinstance(end.code, int) else _FINE
    except OwnExitCode as failure:
        _report_error(failure.error, session)
        return failure.code
    except (SpacetlError, typer.TyperException, MemoryError, OSError) as error:
        return _report_error(error, session)


def _run(arguments: Sequence[str], session: Session) -> int:
    command = typer.main.get_command(app)
    if "_SPACETL_COMPLETE" in os.environ:  # where Typer looks
        from spacetl.cli.shells import prepare_completion  # noqa: PLC0415 - only when a shell asks

        prepare_completion(os.environ)
    code = command.main(list(arguments), prog_name="spacetl", standalone_mode=False, obj=session)
    session.stdout.flush()
    return code if isinstance(code, int) else 0


def _report_error(error: Exception, session: Session) -> int:
    """Report an error on stderr and return its exit code."""
    match error:
        case SpacetlError():
            session.message(*_error_lines(error))
            return error.exit_code
        case typer.TyperException():
            session.message(f"spacetl: {usage_line(error)}")
            return error.exit_code
        case MemoryError():
            session.message("spacetl: out of memory")
        case OSError():
            abandon(session.stdout)
            session.message(f"spacetl: cannot write: {(error.strerror or str(error)).lower()}")
    return _FAILED


def _error_lines(error: SpacetlError) -> list[str]:
    """The error's line; for a bad timeline, the first `_MOST_PROBLEMS` and how many more there are."""
    if not isinstance(error, BadTimeline):
        return [f"spacetl: {error}"]
    lines = [str(problem) for problem in error.problems[:_MOST_PROBLEMS]]
    more = len(error.problems) - _MOST_PROBLEMS
    return [*lines, f"and {more:,} more problems"] if more > 0 else lines


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
