"""One edit of one file: made, verified, written, kept for undo, and shown."""

import os
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, TextIO

from spacetl.cli.files import refuse_missing
from spacetl.cli.locking import locked
from spacetl.cli.options import Target
from spacetl.cli.session import Session
from spacetl.cli.undoing import history_of
from spacetl.cli.writing import write_file
from spacetl.editing import Change, Edited, apply
from spacetl.editing.diff import unified
from spacetl.errors import SpacetlError, UsageError
from spacetl.loading import load
from spacetl.naming import quoted, shown
from spacetl.reading import STDIN, Content, read_file
from spacetl.reading.files import stamp_of
from spacetl.render import Style
from spacetl.render.diff import write_diff
from spacetl.timeline import Timeline

TRIES = 5  # when programs other than spacetl write the file at the same time
NOT_WRITTEN = "Nothing was written (--dry-run)."


class Edit(NamedTuple):
    """Changes, and what to say about them once they are made."""

    changes: Sequence[Change]
    meaning: Callable[[Timeline], Iterable[str]]


class ChangedMeanwhile(SpacetlError):
    """The file has changed since it was read."""


def edit(session: Session, where: Target, make: Callable[[Timeline], Edit], event: str | None = None) -> None:
    """Edit the file that the options name, show what changes, and say what it means.

    Args:
        session: the streams.
        where: the options.
        make: returns the edit for a timeline.
        event: the id of the event to edit, which decides between several files; None if there is none.

    Raises:
        UsageError: the edit is impossible, or the options name no file that can be edited.
        BadTimeline: the file has problems; it is left as it is.
        SpacetlError: the file cannot be written.
    """
    path = target(session, where.file or (), event)
    for left in reversed(range(TRIES)):
        try:
            old, edited, made = _edited(session, path, make, dry_run=where.dry_run)
            break
        except ChangedMeanwhile:
            if not left:
                raise
    show_diff(session, where.color, shown(path), old, edited.text)
    session.tell(*made.meaning(edited.timeline), *([NOT_WRITTEN] if where.dry_run else []))


def _edited(
    session: Session, path: str, make: Callable[[Timeline], Edit], *, dry_run: bool
) -> tuple[str, Edited, Edit]:
    with locked(path, session.clock):
        content = read_file(path, session.stdin)
        timeline = load([content])
        made = make(timeline)
        old = content.data.decode()
        edited = apply(old, timeline, made.changes)
        if not dry_run and edited.text != old:
            history = history_of(session.environ, session.clock())
            if history is not None:
                history.keep(path, content.data, edited.text.encode())
            write_over(path, session, content, edited.text)
        return old, edited, made


def target(session: Session, given: Iterable[str], event: str | None = None) -> str:
    """The path of the file to edit: of several, the one that has the event.

    Raises:
        UsageError: there is not exactly one, or it cannot be edited.
    """
    named = [name for name in ([*given] or [session.environ.get("SPACETL_FILE", "")]) if name]
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
        refuse_missing(name)
    having = [name for name in named if event is None or not named[1:] or _has(name, event, session)]
    if not having:
        raise UsageError(f"no event {quoted(event or '')} in {' or '.join(map(shown, named))}")
    if having[1:]:
        raise UsageError(f"only one file can be edited, not {' and '.join(map(shown, having))}; give one -f")
    return having[0]


def _has(path: str, event: str, session: Session) -> bool:
    return any(each.id == event for each in load([read_file(path, session.stdin)]).events)


def write_over(path: str, session: Session, content: Content, new: str) -> None:
    """Replace the text of a file that was read.

    Raises:
        ChangedMeanwhile: the file has changed since it was read.
        SpacetlError: it cannot be written; it is left as it was.
    """

    def write(out: TextIO) -> None:
        out.write(new)
        out.flush()
        if content.stamp is None or stamp_of(os.stat(path)) != content.stamp:  # noqa: PTH116 - a path may be anything
            raise ChangedMeanwhile(f"{content.name}: another program changed it in the meantime; nothing was written")

    write_file(path, (), session.stdin, write)


def show_diff(session: Session, color: str, name: str, old: str, new: str) -> None:
    """Show on stdout what changes: in a pipe as `patch` expects it, on a terminal made safe and perhaps in colour."""
    lines = unified(old, new, name)
    style = Style(
        color=session.wants_color(color), ascii=session.ascii_only, encoding=session.stdout.encoding or "utf-8"
    )
    if session.on_terminal or style.color:
        write_diff(lines, session.stdout, style)
    else:
        session.stdout.writelines(lines)
    session.stdout.flush()


def put_back(session: Session, where: Target) -> None:
    """Undo the last edit of the file that the options name, and show what changes.

    Raises:
        UsageError: the options name no file that can be edited.
        SpacetlError: no edit of it is known, it has changed since, or it cannot be written.
    """
    path = target(session, where.file or ())
    history = history_of(session.environ, session.clock())
    with locked(path, session.clock):
        content = read_file(path, session.stdin)
        replaced = None if history is None else history.last(path, content.data)
        if replaced is None:
            known = history is not None and history.knows(path)
            changed = "cannot undo; the file has changed since spacetl last edited it"
            raise SpacetlError(f"{content.name}: {changed if known else 'nothing to undo; spacetl has not edited it'}")
        old, new = content.data.decode(errors="replace"), replaced.data.decode()
        if not where.dry_run:
            write_over(path, session, content, new)
            replaced.place.unlink(missing_ok=True)
    show_diff(session, where.color, content.name, old, new)
    session.tell(NOT_WRITTEN if where.dry_run else f"{content.name}: undone; the file is as it was before that edit")
