"""The one place where errors become a line on stderr and an exit code."""

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import TextIO

import typer

from spacetl.cli.commands import app
from spacetl.cli.help import ReaderGone, usage_line
from spacetl.cli.session import Session
from spacetl.errors import BadTimeline, SpacetlError
from spacetl.naming import shown

INTERRUPTED = 130
MOST_PROBLEMS = 100


def main(arguments: Sequence[str], session: Session) -> int:
    """Run the program; returns its exit code: 0 fine, 1 a file is bad, 2 wrong usage, 130 interrupted."""
    try:
        code = _run(arguments, session)
    except (ReaderGone, BrokenPipeError):
        _abandon(session.stdout)
        code = 0
    except KeyboardInterrupt:
        code = INTERRUPTED
    except SpacetlError as error:
        session.tell(*_lines(error))
        code = error.exit_code
    except typer.TyperException as error:
        session.tell(f"spacetl: {shown(usage_line(error))}")
        code = error.exit_code
    except OSError as error:
        _abandon(session.stdout)
        session.tell(f"spacetl: cannot write: {(error.strerror or str(error)).lower()}")
        code = 1
    return code


def _run(arguments: Sequence[str], session: Session) -> int:
    command = typer.main.get_command(app)
    code = command.main(list(arguments), prog_name="spacetl", standalone_mode=False, obj=session)
    if session.stdout is not None:
        session.stdout.flush()
    return code if isinstance(code, int) else 0


def _lines(error: SpacetlError) -> list[str]:
    """The error's line; of a bad timeline the first hundred problems, and how many more there are."""
    if not isinstance(error, BadTimeline):
        return [f"spacetl: {error}"]
    lines = [str(problem) for problem in error.problems[:MOST_PROBLEMS]]
    more = len(error.problems) - MOST_PROBLEMS
    return [*lines, f"and {more:,} more problems"] if more > 0 else lines


def _abandon(stream: TextIO | None) -> None:
    """Let nothing more reach a stream that cannot take it, not even what Python flushes at its end."""
    with suppress(OSError, ValueError, AttributeError):
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, sys.stdout.fileno() if stream is sys.stdout else stream.fileno())  # type: ignore[union-attr]
        os.close(null)
