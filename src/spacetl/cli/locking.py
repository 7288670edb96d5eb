"""One edit of a file at a time, however many programs want to edit it."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import BinaryIO

from spacetl.errors import SpacetlError
from spacetl.text import shown

PATIENCE = 20_000_000_000  # nanoseconds
PAUSE = 0.02  # seconds


@contextmanager
def locked(path: str, clock: Callable[[], int]) -> Iterator[None]:
    """Keep every other spacetl from editing the file at `path` inside the block; nothing is left to clean up.

    The lock is on the file itself. An edit replaces the file, so a lock that was waited for may be on a file that is no
    longer at `path`; then the file that is there now is locked instead. A file that cannot be opened is not locked:
    whoever reads it next reports why. Nor is one on a file system without locks: there an edit is refused only if the
    file has changed since it was read.

    Args:
        path: the file.
        clock: the time, in nanoseconds.

    Raises:
        SpacetlError: another spacetl has been editing it for longer than `PATIENCE`.
    """
    until = clock() + PATIENCE
    while True:
        try:
            file = open(path, "rb")  # noqa: PTH123, SIM115 - a path may be anything that was typed; closed below
        except (OSError, ValueError):
            yield
            return
        with file:
            while not _lock(file):
                if clock() > until:
                    raise SpacetlError(f"{shown(path)}: another spacetl is editing it; try again when it has finished")
                time.sleep(PAUSE)
            if _is_at(path, file):
                yield
                return


def _is_at(path: str, file: BinaryIO) -> bool:
    """Whether the file is still the one at `path`."""
    try:
        return os.path.samestat(os.fstat(file.fileno()), os.stat(path))  # noqa: PTH116 - beside fstat
    except OSError:
        return False


def _lock(file: BinaryIO) -> bool:
    """Lock the file until it is closed, if its file system can; return False if another program has locked it."""
    try:
        import fcntl  # noqa: PLC0415 - systems other than Unix have none
    except ImportError:
        return True
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # ENOLCK, EOPNOTSUPP and others, by file system
        return True
    return True
