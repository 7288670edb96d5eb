"""The one place where errors become a line on stderr and an exit code."""

import os
from collections.abc import Sequence

import typer

import spacetl.cli.edit_commands  # noqa: F401 - they register themselves, after the reports
from spacetl.cli.commands import app
from spacetl.cli.help import ReaderGone
from spacetl.cli.refusing import usage_line
from spacetl.cli.session import Session, abandon
from spacetl.errors import BadTimeline, SpacetlError

FINE, FAILED = 0, 1
INTERRUPTED = 130
MOST_PROBLEMS = 100


def main(arguments: Sequence[str], session: Session) -> int:
    """Run the program and return its exit code: 0 success, 1 bad file, 2 wrong usage, 130 interrupted."""
    code = FAILED
    try:
        code = _run(arguments, session)
    except (ReaderGone, BrokenPipeError):
        abandon(session.stdout)
        code = FINE
    except KeyboardInterrupt:
        abandon(session.stdout)
        code = INTERRUPTED
    except SystemExit as end:  # how Typer exits after answering a shell
        code = end.code if isinstance(end.code, int) else FINE
    except SpacetlError as error:
        session.tell(*_lines(error))
        code = error.exit_code
    except typer.TyperException as error:
        session.tell(f"spacetl: {usage_line(error)}")
        code = error.exit_code
    except MemoryError as error:
        session.tell("spacetl: out of memory")
        code = getattr(error, "exit_code", FAILED)
    except OSError as error:
        abandon(session.stdout)
        session.tell(f"spacetl: cannot write: {(error.strerror or str(error)).lower()}")
        code = getattr(error, "exit_code", FAILED)
    return code


def _run(arguments: Sequence[str], session: Session) -> int:
    command = typer.main.get_command(app)
    if "_SPACETL_COMPLETE" in os.environ:  # where Typer looks
        from spacetl.cli.shells import teach  # noqa: PLC0415 - only when a shell asks

        teach()
    code = command.main(list(arguments), prog_name="spacetl", standalone_mode=False, obj=session)
    session.stdout.flush()
    return code if isinstance(code, int) else 0


def _lines(error: SpacetlError) -> list[str]:
    """The error's line; for a bad timeline, the first hundred problems and how many more there are."""
    if not isinstance(error, BadTimeline):
        return [f"spacetl: {error}"]
    lines = [str(problem) for problem in error.problems[:MOST_PROBLEMS]]
    more = len(error.problems) - MOST_PROBLEMS
    return [*lines, f"and {more:,} more problems"] if more > 0 else lines
