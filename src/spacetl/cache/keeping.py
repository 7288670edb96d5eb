"""Timelines loaded once, kept so that they need not be parsed again.

A cache is never trusted: one that is damaged, or was made from another file, from an earlier state of the file or by
another spacetl, is treated as absent. Nor does it get in the way: if it cannot be read or written, the file is parsed.
"""

import os
import stat
import zlib
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from msgspec import DecodeError, Struct
from msgspec.structs import fields

from spacetl import __version__
from spacetl.cache.packing import FORMAT, packed, unpacked
from spacetl.cache.reach import EVERYTHING, Reach
from spacetl.errors import BadDate
from spacetl.reading.files import Stamp, stamp_of
from spacetl.timeline import Agency, Event, Outcome, Promise, Source, Timeline

ENDING = ".spacetl"
SMALLEST = 1 << 18  # a smaller file is parsed sooner than a cache is found
LARGEST = 1 << 29  # all caches together
SETTLED = 2_000_000_000  # nanoseconds; a file changed again within one tick of its clock would look the same


class Cache(Struct, frozen=True):
    """A folder of caches, one per file.

    Attributes:
        folder: returns the folder's path; called only if a file is worth a cache.
        now: the time before anything is read, in nanoseconds since 1970.
    """

    folder: Callable[[], str]
    now: int

    def find(self, path: str, reach: Reach = EVERYTHING) -> Timeline | None:
        """The timeline of the file at `path`, an `Excerpt` unless everything is in reach; None if it is not cached."""
        with suppress(OSError, ValueError, DecodeError, BadDate):
            stamp = stamp_of(os.stat(path))  # noqa: PTH116 - a path may be anything that was typed
            if stamp.size < SMALLEST:
                return None
            head = _head(path, stamp)
            data = own_bytes(self._place(path), LARGEST)
            check, body = data[len(head) : len(head) + 4], memoryview(data)[len(head) + 4 :]
            if data.startswith(head) and zlib.crc32(body).to_bytes(4) == check:
                return unpacked(body, reach)
        return None

    def keep(self, path: str, stamp: Stamp, timeline: Timeline) -> None:
        """Keep what was read from the file at `path`, which had this stamp before and after, if it is worth it."""
        if stamp.size < SMALLEST or self.now - max(stamp.mtime_ns, stamp.ctime_ns) < SETTLED:
            return
        with suppress(OSError, ValueError):
            body = packed(timeline)
            if len(body) < LARGEST:
                write_own(self._place(path), (_head(path, stamp), zlib.crc32(body).to_bytes(4), body))
                make_room(Path(self.folder()), ENDING, LARGEST)

    def _place(self, path: str) -> Path:
        return Path(self.folder(), f"{zlib.crc32(os.fsencode(os.path.realpath(path))):08x}{ENDING}")


def _head(path: str, stamp: Stamp) -> bytes:
    """The beginning of a cache: everything that must be the same for it to be valid."""
    declared = zlib.crc32(repr([fields(each) for each in (Timeline, Event, Promise, Outcome, Agency, Source)]).encode())
    return f"spacetl {__version__} {FORMAT} {declared:x} of {os.path.realpath(path)!r} {tuple(stamp)}\n".encode()


def own_bytes(place: Path, largest: int) -> bytes:
    """The content of the file at `place`; empty if it is not a file of this user's, or is larger than `largest`."""
    found = place.stat()
    foreign = os.name == "posix" and found.st_uid != os.geteuid()
    return b"" if foreign or not stat.S_ISREG(found.st_mode) or found.st_size > largest else place.read_bytes()


def write_own(place: Path, parts: Iterable[bytes]) -> None:
    """Write a file whole or not at all, for its owner only, and make its folder if needed."""
    import tempfile  # noqa: PLC0415 - slow to import, and few runs write

    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(place.suffix, dir=place.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(parts)
        Path(temporary).replace(place)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def make_room(folder: Path, ending: str, largest: int) -> None:
    """Remove the oldest files with an ending that exceed the limit, including those left behind by killed runs.

    Args:
        folder: where they are.
        ending: how their names end.
        largest: how many bytes they may take up together.
    """
    found = [(each.stat().st_mtime_ns, each) for each in folder.glob(f"*{ending}")]
    total = 0
    for _, each in sorted(found, reverse=True):
        total += each.stat().st_size
        if total > largest:
            each.unlink()
