"""What edits replaced, kept for a while so that it can be put back."""

import errno
import os
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from spacetl.cli.folders import Folder, folder_of
from spacetl.files.store import make_room, own_bytes, write_own

ENDING = ".undo"
LARGEST = 1 << 26  # bytes, of all that is kept


UNKNOWN = bytes(32)  # what stands for the checksum of contents that are not known


class Replaced(NamedTuple):
    """What an edit replaced.

    Attributes:
        place: where it is kept.
        data: what the file contained before the edit.
        sure: whether the edit is known to have led to the present contents of the file.
    """

    place: Path
    data: bytes
    sure: bool


class History(NamedTuple):
    """A folder of what edits replaced, one file per edit.

    Attributes:
        folder: returns the folder's path.
        now: the time, in nanoseconds since 1970.
    """

    folder: Folder
    now: int

    def keep(self, path: str, old: bytes, new: bytes | None) -> Path:
        """Keep the `old` contents of the file at `path` and return where.

        Args:
            path: the file.
            old: what is replaced.
            new: what replaces it; None if that is not known: the file is open in an editor, or cannot be read.

        Raises:
            OSError: they cannot be kept.
        """
        folder = Path(self.folder())
        place = folder / f"{_name(path)}-{self.now:020}{ENDING}"
        kept = (UNKNOWN if new is None else _mark(new)) + zlib.compress(old)
        if len(kept) > LARGEST:
            raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), str(place))
        write_own(place, [kept])
        with suppress(OSError):  # another spacetl may have made it
            make_room(folder, ENDING, LARGEST)
        return place

    def last(self, path: str, current: bytes | None) -> Replaced | None:
        """What the edit that led to the `current` contents of the file at `path` replaced; None if it is not known.

        The latest edit may have led to anything if nobody saw how it ended, also to no file (None).
        """
        mark = None if current is None else _mark(current)
        for number, place in enumerate(self._kept(path)):
            with suppress(OSError, zlib.error):
                data = own_bytes(place, LARGEST)
                found, old = data[: len(UNKNOWN)], data[len(UNKNOWN) :]
                if found == mark or (found == UNKNOWN and not number):
                    return Replaced(place, zlib.decompress(old), found == mark)
        return None

    def knows(self, path: str) -> bool:
        """Whether any edit of the file at `path` is known."""
        return next(self._kept(path), None) is not None

    def _kept(self, path: str) -> Iterator[Path]:
        """The files kept for the edits of a file, latest first."""
        with suppress(OSError):
            yield from sorted(Path(self.folder()).glob(f"{_name(path)}-*{ENDING}"), reverse=True)


def history_of(environ: Mapping[str, str], now: int) -> History | None:
    """The history in $SPACETL_STATE, else in the user's own state folder; None if the variable is `off`."""
    folder = folder_of(environ, "SPACETL_STATE", "user_state_dir")
    return None if folder is None else History(folder, now)


def _name(path: str) -> str:
    return sha256(os.fsencode(os.path.realpath(path))).hexdigest()[:32]


def _mark(data: bytes) -> bytes:
    return sha256(data).digest()
