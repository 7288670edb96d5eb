"""The commands that make or edit a timeline."""

from typing import Annotated

from typer import Argument, Exit

import spacetl.cli.report_commands  # noqa: F401 - the commands that read come first in the help
from spacetl.cli.app import command
from spacetl.cli.options import Reference, Saying, Target, TargetColor, TargetFile, option
from spacetl.cli.session import Session
from spacetl.errors import UsageError
from spacetl.text import no_such

EventArgument = Annotated[str, Argument(metavar="ID", help="The event's id.")]


@command("new")
def new(
    session: Session,
    file: Annotated[str, Argument(metavar="FILE", help="The file to create.")],
    origin: Annotated[
        str | None,
        option("--from", "Copy this timeline: a file, -, @article or @flagships.", "TIMELINE"),
    ] = None,
    title: Annotated[str | None, option("--title", "The title of the timeline.", "TEXT")] = None,
) -> None:
    from spacetl.cli.new import create_file, empty_timeline, timeline_copy
    from spacetl.cli.statements import checked_text
    from spacetl.timeline import Timeline

    if origin is not None and title is not None:
        raise UsageError("--title is for an empty timeline; a copy keeps its title")
    heading = checked_text("--title", title, Timeline, "title") or "Promised dates"
    create_file(file, empty_timeline(heading) if origin is None else timeline_copy(origin, session))
    session.message(
        f"{file}: a new timeline. Add to it with: spacetl add 'Moon landing' --due 2028 -f {file}",
        f"Look at it with: spacetl list -f {file}; or set SPACETL_FILE={file} and leave -f out.",
    )


@command("add")
def add(
    session: Session,
    where: Target,
    saying: Saying,
    reference: Reference,
    title: Annotated[str, Argument(metavar="TITLE", help="The title of the event.")],
    name: Annotated[str | None, option("--id", "The event's id; made from the title by default.", "ID")] = None,
    agency: Annotated[
        list[str] | None,
        option("--agency -a", "An agency's id, name or alias; repeatable.", "ID"),
    ] = None,
    tag: Annotated[list[str] | None, option("--tag -t", "A tag; repeatable.", "TAG")] = None,
    due: Annotated[str | None, option("--due", "The date promised.", "DATE")] = None,
    date: Annotated[str | None, option("--date", "A date that nobody promised.", "DATE")] = None,
) -> None:
    from spacetl.cli.edits import edit
    from spacetl.cli.statements import NewEvent, Typed, new_event

    typed = Typed(saying, reference, session.today)
    asked = NewEvent(title, name, tuple(agency or ()), tuple(tag or ()), due, date)
    edit(session, where, lambda timeline: new_event(asked, typed, timeline))


@command("promise")
def promise(
    session: Session,
    where: Target,
    saying: Saying,
    reference: Reference,
    name: EventArgument,
    due: Annotated[str | None, Argument(metavar="[DUE]", help="The date promised.")] = None,
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
    result: Annotated[str, option("--result", "done (the default), failed or cancelled.", "RESULT")] = "done",
) -> None:
    from spacetl.cli.edits import edit
    from spacetl.cli.statements import Typed, new_outcome

    typed = Typed(Saying(), reference, session.today)
    edit(session, where, lambda timeline: new_outcome(name, date, result, typed, timeline), name)


@command("edit")
def open_in_editor(
    session: Session,
    name: Annotated[str | None, Argument(metavar="[ID]", help="The id of the event to go to.")] = None,
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
    origin: Annotated[str | None, option("--from", "ll2, gcat, ics or csv; detected by default.", "FORMAT")] = None,
    into: Annotated[
        str | None, option("--into", "Add what is new to this file instead of printing a timeline.", "TIMELINE")
    ] = None,
    said: Annotated[str | None, option("--said", "The day the files are from; today by default.", "DAY")] = None,
    by: Annotated[str | None, option("--by", "Who said it, unless the file says who.", "WHO")] = None,
    columns: Annotated[
        str | None,
        option("--columns", "csv: such as title=Mission,due=NET; guessed by default.", "FIELD=COLUMN,..."),
    ] = None,
    match: Annotated[str | None, option("--match", "Match events by title as well as by their refs.", "title")] = None,
    strict: Annotated[bool, option("--strict", "Write nothing if any entry cannot be read.")] = False,
    dry_run: Annotated[bool, option("--dry-run", "Show what would change without writing it.")] = False,
) -> None:
    from spacetl.cli.importing import ImportOptions, columns_of, import_files
    from spacetl.cli.statements import checked_text, day_said
    from spacetl.importers import Terms
    from spacetl.timeline import Promise

    if match not in {None, "title"}:
        raise UsageError(no_such("field", match, ["title"], " to match by", "use title"))
    if dry_run and into is None:
        raise UsageError("--dry-run requires --into; without it a timeline is printed and no file is written")
    terms = Terms(day_said(Saying(said), session.today), checked_text("--by", by, Promise, "by"), columns_of(columns))
    wanted = ImportOptions(tuple(files), origin, terms, by_title=match is not None, strict=strict)
    code = import_files(session, wanted, Target(None if into is None else [into], dry_run))
    raise Exit(code)
