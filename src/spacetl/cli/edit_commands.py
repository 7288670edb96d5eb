"""The commands that make or edit a timeline."""

import shlex
from typing import Annotated

from typer import Argument, Exit

import spacetl.cli.report_commands  # noqa: F401 - the commands that read come first in the help
from spacetl.cli.app import command
from spacetl.cli.options import Import, NewEvent, Reference, Saying, Target, TargetColor, TargetFile, Text, option
from spacetl.cli.session import Session
from spacetl.errors import UsageError

EventArgument = Annotated[str, Argument(metavar="ID", help="The event's id, how it begins, or its title.")]


@command("new")
def new(
    session: Session,
    file: Annotated[str, Argument(metavar="FILE", help="The file to create.")],
    origin: Annotated[
        Text, option("--from", "Copy this timeline: a file, -, @article or @flagships.", "TIMELINE")
    ] = None,
    title: Annotated[Text, option("--title", "The title of the timeline.", "TEXT")] = None,
) -> None:
    from spacetl.cli.new import create_file, empty_timeline, timeline_copy
    from spacetl.cli.statements import checked_text
    from spacetl.timeline import Timeline

    if origin is not None and title is not None:
        raise UsageError("--title is for an empty timeline; a copy keeps its title")
    heading = checked_text("--title", title, Timeline, "title") or "Promised dates"
    create_file(file, empty_timeline(heading) if origin is None else timeline_copy(origin, session))
    name = shlex.quote(file)
    session.message(
        f"{file}: a new timeline. Add to it with: spacetl add 'Moon landing' --due 2028 -f {name}",
        f"Look at it with: spacetl list -f {name}; or set SPACETL_FILE={name} and leave -f out.",
    )


@command("add")
def add(
    session: Session,
    where: Target,
    saying: Saying,
    reference: Reference,
    title: Annotated[str, Argument(metavar="TITLE", help="The title of the event.")],
    event: NewEvent,
) -> None:
    from spacetl.cli.edits import edit
    from spacetl.cli.statements import Typed, new_event

    typed = Typed(saying, reference, session.today)
    edit(session, where, lambda timeline: new_event(title, event, typed, timeline))


@command("promise")
def promise(
    session: Session,
    where: Target,
    saying: Saying,
    reference: Reference,
    name: EventArgument,
    due: Annotated[Text, Argument(metavar="[DUE]", help="The date promised.")] = None,
    withdrawn: Annotated[bool, option("--withdrawn", "The date was withdrawn without a new one.")] = False,
) -> None:
    from spacetl.cli.edits import edit
    from spacetl.cli.statements import Typed, new_promise

    if (due is None) != withdrawn:
        raise UsageError("give either the date promised, such as 2032 or 'late 2027', or --withdrawn")
    typed = Typed(saying, reference, session.today)
    edit(session, where, lambda timeline: new_promise(name, due, typed, timeline), name)


@command("outcome")
def outcome(
    session: Session,
    where: Target,
    reference: Reference,
    name: EventArgument,
    date: Annotated[str, Argument(metavar="DATE", help="When it happened.")],
    result: Annotated[Text, option("--result", "done (the default), failed or cancelled.", "RESULT")] = None,
    failed: Annotated[bool, option("--failed", "As --result failed.")] = False,
    cancelled: Annotated[bool, option("--cancelled", "As --result cancelled.")] = False,
) -> None:
    from spacetl.cli.edits import edit
    from spacetl.cli.statements import Typed, new_outcome

    results = [each for each in (result, failed and "failed", cancelled and "cancelled") if each]
    if results[1:]:
        raise UsageError("give one result: --result RESULT, --failed or --cancelled")
    came = results[0] if results else "done"
    typed = Typed(Saying(), reference, session.today)
    edit(session, where, lambda timeline: new_outcome(name, date, came, typed, timeline), name)


@command("edit")
def open_in_editor(
    session: Session,
    name: Annotated[Text, Argument(metavar="[ID]", help="The id of the event to go to.")] = None,
    file: TargetFile = None,
    color: TargetColor = "auto",
) -> None:
    from spacetl.cli.editor import edit_in_editor

    edit_in_editor(session, Target(file, color=color), name)


@command("undo")
def undo(session: Session, where: Target) -> None:
    from spacetl.cli.edits import undo_edit

    undo_edit(session, where)


@command("import")
def import_(
    session: Session,
    files: Annotated[list[str], Argument(metavar="FILE...", help="Files to import; - is standard input.")],
    how: Import,
) -> None:
    from spacetl.cli.importing import import_files

    raise Exit(import_files(session, files, how))
