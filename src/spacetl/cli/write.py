"""Files written whole or not at all, and one edit of a file at a time."""

import os
import stat
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, TextIO, TypeVar

from spacetl.errors import SpacetlError, UsageError
from spacetl.files import STDIN
from spacetl.text import shown

PATIENCE = 20_000_000_000  # nanoseconds that an edit waits for another one
_PAUSE = 0.02  # seconds between two attempts to lock the file
_Result = TypeVar("_Result")


@contextmanager
def locked(path: str, clock: Callable[[], int]) -> Iterator[None]:
    """Keep every other spacetl from editing the file at `path` inside the block; nothing is left to clean up.

    The lock is on the file itself. An edit replaces the file, so a lock that was waited for may be on a file that is no
    longer at `path`; then the file that is there now is locked instead. A file that cannot be opened is not locked:
    whoever reads it next reports why. Nor is one on a file system without locks: there an edit is refused only if the
    file has changed since it was read. SpacetlError is raised if another spacetl edits it for longer than `PATIENCE`.
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
                time.sleep(_PAUSE)
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
    with suppress(ImportError, OSError):  # ENOLCK, EOPNOTSUPP and others, by file system
        import fcntl  # noqa: PLC0415 - systems other than Unix have none

        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
    return True


def write_file(path: str, inputs: Iterable[str], stdin: BinaryIO, write: Callable[[TextIO], _Result]) -> _Result:
    """Write the file at `path` through `write`, whose result is returned, either wholly or not at all.

    Devices are written to directly. A link is followed, and an existing file keeps its mode. A path that is one of the
    `inputs`, where `-` stands for `stdin`, is refused.
    """
    name = shown(path)
    try:
        _refuse_inputs(path, name, inputs, stdin)
        if os.path.isdir(path) or path.endswith(os.sep):  # noqa: PTH112 - a Path loses the slash
            raise SpacetlError(f"{name}: is a directory; give the name of a file in it")
        if os.path.exists(path) and not os.path.isfile(path):  # noqa: PTH110, PTH113 - works for a pipe in /dev/fd, too
            with open(path, "w", encoding="utf-8", newline="") as stream:  # noqa: PTH123
                return write(stream)
        return _replace(Path(os.path.realpath(path)), write)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise SpacetlError(f"{name}: {reason(error)}; nothing was written") from None
    except ValueError as error:
        if "null" not in str(error):
            raise
        raise UsageError(f"{name}: not a valid file name") from None


def _refuse_inputs(path: str, name: str, inputs: Iterable[str], stdin: BinaryIO) -> None:
    with suppress(FileNotFoundError, NotADirectoryError):
        target = os.stat(path)  # noqa: PTH116 - beside fstat
        for each in inputs:
            with suppress(OSError, ValueError):
                read = os.fstat(stdin.fileno()) if each == STDIN else os.stat(each)  # noqa: PTH116
                if stat.S_ISREG(target.st_mode) and os.path.samestat(target, read):
                    raise UsageError(f"{name}: this is the timeline being read; write to another file")


def _replace(target: Path, write: Callable[[TextIO], _Result]) -> _Result:
    """Write a temporary file beside the target and rename it."""
    import tempfile  # noqa: PLC0415 - slow to import, and most runs print

    old = target.stat() if target.exists() else None
    if old is not None and not os.access(target, os.W_OK):
        raise PermissionError(13, "permission denied")
    handle, temporary = tempfile.mkstemp(prefix=".spacetl-", suffix=".tmp", dir=target.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
            result = write(stream)
            stream.flush()
            os.fsync(stream.fileno())
        if old is not None:
            with suppress(OSError):  # only root may give a file away
                os.chown(temporary, old.st_uid, old.st_gid)
        Path(temporary).chmod(0o666 & ~_umask() if old is None else stat.S_IMODE(old.st_mode))
        Path(temporary).replace(target)
    except BaseException:
        with suppress(OSError):
            Path(temporary).unlink()
        raise
    return result


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def reason(error: OSError) -> str:
    """Why a file cannot be written, in lower case."""
    if isinstance(error, FileNotFoundError):
        folder = os.path.dirname(error.filename)  # noqa: PTH120 - '' for the one we are in
        return f"there is no directory {shown(folder)}" if folder else "no such directory"
    text = error.strerror or str(error)
    return text[:1].lower() + text[1:]
