"""Two timelines compared, with the exit codes of diff(1): 0 equal, 1 different, 2 trouble."""

from collections.abc import Iterator
from contextlib import contextmanager

from spacetl.cli.files import timeline_of
from spacetl.cli.options import Output
from spacetl.cli.output import emit
from spacetl.cli.session import Session
from spacetl.errors import SpacetlError, UsageError
from spacetl.files import STDIN
from spacetl.reports.diff import diff

EQUAL, DIFFERENT, TROUBLE = 0, 1, 2


def show_diff(old: str, new: str, session: Session, how: Output, *, no_cache: bool) -> int:
    """Write what changed from the file `old` to the file `new`, and return the exit code.

    Raises:
        SpacetlError: a file cannot be read or written, or is not a timeline; its exit code is 2.
    """
    with _trouble():
        if old == new == STDIN:
            raise UsageError("only one of the two timelines can be -, standard input")
        before, after = (timeline_of([path], session, cached=not no_cache) for path in (old, new))
        made = diff(before, after)
        emit(made, session, how, (old, new))
    return DIFFERENT if made.rows else EQUAL


@contextmanager
def _trouble() -> Iterator[None]:
    """End the program with 2 if anything goes wrong inside, since 1 means that the timelines differ."""
    try:
        yield
    except BrokenPipeError:
        raise
    except (SpacetlError, OSError, MemoryError) as error:
        error.__dict__["exit_code"] = TROUBLE
        raise
