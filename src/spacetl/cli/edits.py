"""One edit of one file: made, verified, written, kept for undo, and shown; and undo itself."""

import errno
import os
import zlib
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple, TextIO

from spacetl.cli.inputs import FolderOf, folder_of, refuse_missing
from spacetl.cli.options import Target, Text, Texts
from spacetl.cli.session import Session
from spacetl.cli.write import locked, reason, write_file
from spacetl.editing import Change, Edited, apply_changes, unified_diff
from spacetl.errors import SpacetlError, UsageError
from spacetl.files import STDIN, Content, read_file
from spacetl.files.content import read_bytes, stamp_of
from spacetl.files.load import load
from spacetl.files.store import read_private, remove_oldest, write_private
from spacetl.formats import Style
from spacetl.formats.lines import write_diff
from spacetl.query import events_named
from spacetl.text import quoted, shown
from spacetl.timeline import Timeline

_TRIES = 5  # when programs other than spacetl write the file at the same time
_NOT_WRITTEN = "Nothing was written (--dry-run)."
_ENDING = ".undo"
_LARGEST = 1 << 26  # bytes, of all that is kept for undo
_UNKNOWN = bytes(32)  # what stands for the checksum of contents that are not known


class Edit(NamedTuple):
    """Changes, and what to say about them once they are made."""

    changes: Sequence[Change]
    meaning: Callable[[Timeline], Iterable[str]]


class ChangedMeanwhile(SpacetlError):
    """The file has changed since it was read."""


def edit(session: Session, where: Target, make: Callable[[Timeline], Edit], event: str | None = None) -> None:
    """Edit the file that the options name, show what changes, and say what it means.

    The id of the event to edit decides between several files. A file with problems is left as it is.
    """
    path = path_to_edit(session, where.file, event)
    for tries_left in reversed(range(_TRIES)):
        try:
            old, edited, made = _try_edit(session, path, make, dry_run=where.dry_run)
            break
        except ChangedMeanwhile:
            if not tries_left:
                raise
    show_diff(session, where.color, shown(path), old, edited.text)
    session.message(*made.meaning(edited.timeline), *([_NOT_WRITTEN] if where.dry_run else []))


def _try_edit(
    session: Session, path: str, make: Callable[[Timeline], Edit], *, dry_run: bool
) -> tuple[str, Edited, Edit]:
    with locked(path, session.clock):
        content = read_file(path, session.stdin)
        timeline = load([content])
        made = make(timeline)
        old = content.data.decode()
        edited = apply_changes(old, timeline, made.changes)
        if not dry_run and edited.text != old:
            new = edited.text.encode()
            keep_for_undo(session, path, content.data, new)
            replace_content(session, path, content, new)
        return old, edited, made


def path_to_edit(session: Session, given: Texts, event: Text = None, *, missing: bool = False) -> str:
    """The path of the file to edit: of several, the one that has the event; it must exist unless it may be `missing`.

    Raises:
        UsageError: there is not exactly one, or it cannot be edited.
    """
    named = [name for name in (given or [session.environ.get("SPACETL_FILE", "")]) if name]
    if not named:
        raise UsageError(
            "no file to edit; name one with -f or $SPACETL_FILE, or create one with `spacetl new mine.yaml`"
        )
    for name in named:
        if name == STDIN:
            raise UsageError("standard input cannot be edited; give a file with -f")
        if name.startswith("@"):
            raise UsageError(f"{name} is read-only; copy it with `spacetl new mine.yaml --from {name}`")
        if os.path.exists(name) and not os.path.isfile(name):  # noqa: PTH110, PTH113 - a path may be anything
            raise UsageError(f"{shown(name)}: not a regular file, so it cannot be edited")
        if not missing:
            refuse_missing(name)
    having = [name for name in named if event is None or not named[1:] or _has(name, event, session)]
    if not having:
        raise UsageError(f"no event {quoted(event or '')} in {' or '.join(map(shown, named))}")
    if having[1:]:
        raise UsageError(f"only one file can be edited, not {' and '.join(map(shown, having))}; give one -f")
    return having[0]


def _has(path: str, event: str, session: Session) -> bool:
    return bool(events_named(event, load([read_file(path, session.stdin)]).events))


def keep_for_undo(session: Session, path: str, old: bytes, new: bytes | None) -> Path | None:
    """Keep what an edit replaces and return where; None, and a line saying why, if that fails.

    `new` is what replaces it; None if that is not known: the file is open in an editor, or cannot be read.
    """
    folder = _undo_folder_of(session)
    if folder is None:
        return None
    try:
        place = Path(folder(), f"{_key_of(path)}-{session.clock():020}{_ENDING}")
        _keep(place, (_UNKNOWN if new is None else sha256(new).digest()) + zlib.compress(old))
    except OSError as error:
        where = f"{shown(str(error.filename))}: " if error.filename else ""
        session.message(
            f"`spacetl undo` will not know this edit: {where}{reason(error)}; set $SPACETL_STATE to a folder that can "
            "be written, or to off"
        )
        return None
    return place


def _keep(place: Path, data: bytes) -> None:
    if len(data) > _LARGEST:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), str(place))
    write_private(place, [data])
    with suppress(OSError):  # another spacetl may have made it
        remove_oldest(place.parent, _ENDING, _LARGEST)


def content_if_readable(session: Session, path: str) -> Content | None:
    """The content of the file at `path`, in any encoding; None if it cannot be read."""
    with suppress(SpacetlError):
        return read_bytes(path, session.stdin)
    return None


def replace_content(session: Session, path: str, content: Content | None, new: bytes) -> None:
    """Replace the content of a file that was read, or that could not be (None).

    Raises:
        ChangedMeanwhile: the file has changed since it was read; it is left as it is.
    """

    def write(out: TextIO) -> int:
        out.buffer.write(new)
        if content is None:
            return 1
        found = os.stat(path)  # noqa: PTH116 - a path may be anything
        if stamp_of(found) != content.stamp:
            raise ChangedMeanwhile(f"{content.name}: another program changed it in the meantime; nothing was written")
        return found.st_nlink

    names = write_file(path, (), session.stdin, write)
    if names > 1:
        session.message(f"{shown(path)}: it had {names} names (hard links); under the others it stays as it was")


def show_diff(session: Session, color: str, name: str, old: str, new: str) -> None:
    """Show on stdout what changes: in a pipe as `patch` expects it, on a terminal made safe and perhaps in colour."""
    lines = unified_diff(old, new, name)
    style = Style(
        color=session.wants_color(color), ascii=session.ascii_only, encoding=session.stdout.encoding or "utf-8"
    )
    if session.on_terminal or style.color:
        write_diff(lines, session.stdout, style)
    else:
        session.stdout.writelines(lines)
    session.stdout.flush()


def undo_edit(session: Session, where: Target) -> None:
    """Undo the last edit of the file that the options name, and show what changes.

    Raises:
        SpacetlError: no edit of it is known, or it has changed since.
    """
    path = path_to_edit(session, where.file, missing=True)
    name = shown(path)
    with locked(path, session.clock):
        content = content_if_readable(session, path)
        current = None if content is None else content.data
        kept = _kept_for(session, path)
        replaced = _last_replaced(kept, current)
        if replaced is None:
            refuse_missing(path)
            changed = "cannot undo; the file has changed since spacetl last edited it"
            raise SpacetlError(f"{name}: {changed if kept else 'nothing to undo; spacetl has not edited it'}")
        if not where.dry_run:
            if current is not None and not replaced.sure:
                keep_for_undo(session, path, current, replaced.data)
            replace_content(session, path, content, replaced.data)
            with suppress(OSError):
                replaced.kept.unlink()
    show_diff(session, where.color, name, decoded(current or b""), decoded(replaced.data))
    session.message(_NOT_WRITTEN if where.dry_run else f"{name}: undone; the file is as it was before that edit")


def decoded(data: bytes) -> str:
    r"""The text of a file, with escapes like \xff for bytes that are not UTF-8."""
    return data.decode(errors="backslashreplace")


class Replaced(NamedTuple):
    """What an edit replaced."""

    kept: Path
    data: bytes  # what the file contained before the edit
    sure: bool  # whether the edit is known to have led to the present contents of the file


def _last_replaced(kept: Iterable[Path], current: bytes | None) -> Replaced | None:
    """What the edit that led to the `current` contents of a file replaced; None if it is not known.

    `kept` is what is kept for its edits, latest first. The latest may have led to anything if nobody saw how it ended,
    also to no file (None).
    """
    checksum = None if current is None else sha256(current).digest()
    for number, place in enumerate(kept):
        with suppress(OSError, zlib.error):
            data = read_private(place, _LARGEST)
            found, old = data[: len(_UNKNOWN)], data[len(_UNKNOWN) :]
            if found == checksum or (found == _UNKNOWN and not number):
                return Replaced(place, zlib.decompress(old), found == checksum)
    return None


def _kept_for(session: Session, path: str) -> list[Path]:
    """The files kept for the edits of a file, latest first."""
    folder = _undo_folder_of(session)
    with suppress(OSError):
        return sorted(Path(folder()).glob(f"{_key_of(path)}-*{_ENDING}"), reverse=True) if folder else []
    return []


def _undo_folder_of(session: Session) -> FolderOf | None:
    """The folder in $SPACETL_STATE, else in the user's own state folder; None if the variable is `off`."""
    return folder_of(session.environ, "SPACETL_STATE", "user_state_dir")


def _key_of(path: str) -> str:
    return sha256(os.fsencode(os.path.realpath(path))).hexdigest()[:32]
