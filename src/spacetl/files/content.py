"""Files and standard input as bytes, within limits."""

import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, NamedTuple

from msgspec import Struct

from spacetl.errors import SpacetlError
from spacetl.text import shown

MAX_BYTES = 1 << 30
STDIN = "-"

Progress = Callable[[int, int], None]  # called with the bytes read so far and all of them

_ENCODINGS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)


class Stamp(NamedTuple):
    """What changes whenever a file changes."""

    device: int
    inode: int
    size: int
    mtime_ns: int
    ctime_ns: int


class Content(Struct, frozen=True):
    """The bytes of a file."""

    name: str  # in messages
    data: bytes
    stamp: Stamp | None = None  # None if it changed while it was read


def stamp_of(found: os.stat_result) -> Stamp:
    """The stamp in a result of `os.stat`."""
    return Stamp(found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)


def display_name(path: str) -> str:
    """The name of the file at `path` in messages."""
    return "<stdin>" if path == STDIN else shown(path) or "''"


def read_file(path: str, stdin: BinaryIO) -> Content:
    """The content of the file at `path`, as `read_bytes`; raises SpacetlError also for another encoding than UTF-8."""
    content = read_bytes(path, stdin)
    if encoding := foreign_encoding(content.data):
        raise SpacetlError(f"{content.name}: not UTF-8 but {encoding}; save it as UTF-8")
    return content


def read_bytes(path: str, stdin: BinaryIO) -> Content:
    """The content of the file at `path`, in any encoding; `-` is standard input.

    Raises SpacetlError for what is neither a regular file nor a pipe, cannot be read, or is larger than `MAX_BYTES`.
    """
    name = display_name(path)
    if not path:
        raise SpacetlError(f"{name}: the name is empty; give a file")
    try:
        data, stamp = (stdin.read(MAX_BYTES + 1), None) if path == STDIN else _read(path)
    except OSError as error:
        raise SpacetlError(f"{name}: {_reason(error)}") from None
    except ValueError:  # a NUL in the path
        raise SpacetlError(f"{name}: not a valid file name") from None
    if len(data) > MAX_BYTES:
        raise SpacetlError(f"{name}: larger than {MAX_BYTES >> 20} MiB; split it and give each part with -f")
    return Content(name, data, stamp)


def foreign_encoding(data: bytes) -> str | None:
    """The encoding other than UTF-8 that the first bytes indicate, None if they indicate none."""
    for mark, encoding in _ENCODINGS:
        if data.startswith(mark):
            return encoding
    return "UTF-16 or UTF-32 (it contains NUL bytes)" if b"\0" in data[:4] else None


def _read(path: str) -> tuple[bytes, Stamp | None]:
    mode = Path(path).stat().st_mode
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(21, "is a directory; give a file")
    if not (stat.S_ISREG(mode) or stat.S_ISFIFO(mode)):
        raise OSError(22, "not a regular file")
    with Path(path).open("rb") as file:
        before = stamp_of(os.fstat(file.fileno()))
        data = file.read(MAX_BYTES + 1)
        after = stamp_of(os.fstat(file.fileno()))
    return data, before if before == after and len(data) == before.size else None


def _reason(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "no such file"
    text = error.strerror or str(error)
    return text[:1].lower() + text[1:]
