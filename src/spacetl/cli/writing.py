"""Files written whole or not at all."""

import os
import stat
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, TextIO, TypeVar

from spacetl.errors import SpacetlError, UsageError
from spacetl.files import STDIN
from spacetl.text import shown

Result = TypeVar("Result")


def write_file(path: str, inputs: Iterable[str], stdin: BinaryIO, write: Callable[[TextIO], Result]) -> Result:
    """Write the file at `path` through `write`, either wholly or not at all; devices are written to directly.

    Args:
        path: where to write; a link is followed, and an existing file keeps its mode.
        inputs: the paths of what was read, which are never overwritten.
        stdin: what `-` among them stands for.
        write: writes the text; its result is returned.

    Raises:
        UsageError: the path is one of the inputs, or not a valid path.
        SpacetlError: the file cannot be written.
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


def _replace(target: Path, write: Callable[[TextIO], Result]) -> Result:
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
