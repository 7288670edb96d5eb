"""The commands that write: each makes an edit of one file."""

from typing import Annotated

from typer import Argument, Exit, Option

from spacetl.cli import commands, completion  # noqa: F401 - the reports come first in the help
from spacetl.cli.help import command
from spacetl.cli.options import Reference, Saying, Target
from spacetl.cli.session import Session
from spacetl.errors import UsageError

EventId = Annotated[str, Argument(metavar="ID", help="The event's id.", autocompletion=completion.ids)]


@command("new")
def new(
    session: Session,
    file: Annotated[str, Argument(metavar="FILE", help="The file to write; it must not exist yet.")],
    origin: Annotated[
        str | None,
        Option(
            "--from",
            metavar="TIMELINE",
            help="Copy this timeline: a file, -, @article or @flagships.",
            autocompletion=completion.bundled,
        ),
    ] = None,
    title: Annotated[str | None, Option("--title", metavar="TEXT", help="What it is about.")] = None,
) -> None:
    from spacetl.cli.beginning import begin, copy, empty
    from spacetl.cli.stating import text_of
    from spacetl.timeline import Timeline

    if origin is not None and title is not None:
        raise UsageError("--title is for an empty timeline; a copy keeps its own")
    heading = text_of("--title", title, Timeline, "title") or "Promised dates"
    begin(file, empty(heading) if origin is None else copy(origin, session))
    session.tell(
        f"{file}: a new timeline. Add to it with: spacetl add 'Moon landing' --due 2028 -f {file}",
        f"Look at it with: spacetl list -f {file}; or set SPACETL_FILE={file} and leave -f out.",
    )


@command("add")
def add(
    session: Session,
    where: Target,
    saying: Saying,
    reference: Reference,
    title: Annotated[str, Argument(metavar="TITLE", help="What the event is, in a few words.")],
    name: Annotated[str | None, Option("--id", metavar="ID", help="Its id; made from the title unless given.")] = None,
    agency: Annotated[
        list[str] | None,
        Option("--agency", "-a", metavar="ID", help="Who does it; repeatable.", autocompletion=completion.agencies),
    ] = None,
    tag: Annotated[
        list[str] | None,
        Option("--tag", "-t", metavar="TAG", help="A word to find it by; repeatable.", autocompletion=completion.tags),
    ] = None,
    due: Annotated[str | None, Option("--due", metavar="DATE", help="The date promised.")] = None,
    date: Annotated[str | None, Option("--date", metavar="DATE", help="Its date, where nobody promised one.")] = None,
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
    name: EventId,
    due: Annotated[str | None, Argument(metavar="[DUE]", help="The date promised.")] = None,
    withdrawn: Annotated[bool, Option("--withdrawn", help="The date was withdrawn, and none given instead.")] = False,
) -> None:
    from spacetl.cli.edits import edit
    from spacetl.cli.statements import Typed, new_promise

    if (due is None) != withdrawn:
        raise UsageError("give the date promised, as 2032 or 'late 2027', or --withdrawn, and not both")
    typed = Typed(saying, reference, session.today)
    edit(session, where, lambda timeline: new_promise(name, due, typed, timeline), name)


@command("outcome")
def outcome(
    session: Session,
    where: Target,
    reference: Reference,
    name: EventId,
    date: Annotated[str, Argument(metavar="DATE", help="When it came.")],
    result: Annotated[
        str,
        Option(
            "--result",
            metavar="RESULT",
            help="done, failed or cancelled.",
            show_default=False,
            autocompletion=completion.results,
        ),
    ] = "done",
) -> None:
    from spacetl.cli.edits import edit
    from spacetl.cli.statements import Typed, new_outcome

    typed = Typed(Saying(), reference, session.today)
    edit(session, where, lambda timeline: new_outcome(name, date, result, typed, timeline), name)


@command("edit")
def open_in_editor(
    session: Session,
    where: Target,
    name: Annotated[
        str | None, Argument(metavar="[ID]", help="The event to go to.", autocompletion=completion.ids)
    ] = None,
) -> None:
    from spacetl.cli.by_hand import edit_by_hand

    edit_by_hand(session, where, name)


@command("undo")
def undo(session: Session, where: Target) -> None:
    from spacetl.cli.edits import put_back

    put_back(session, where)


@command("import")
def import_(
    session: Session,
    files: Annotated[list[str], Argument(metavar="FILE...", help="What to read; - is standard input.")],
    origin: Annotated[
        str | None,
        Option(
            "--from",
            metavar="FORMAT",
            help="ll2, gcat, ics or csv; recognised unless given.",
            autocompletion=completion.origins,
        ),
    ] = None,
    into: Annotated[
        str | None,
        Option("--into", metavar="TIMELINE", help="Add what is new to this file; else print a timeline."),
    ] = None,
    said: Annotated[
        str | None,
        Option("--said", metavar="DAY", help="The day of the files; today unless given."),
    ] = None,
    by: Annotated[str | None, Option("--by", metavar="WHO", help="Who said it, where the file does not say.")] = None,
    columns: Annotated[
        str | None,
        Option("--columns", metavar="FIELD=COLUMN,...", help="csv: title=Mission,due=NET; else found by their words."),
    ] = None,
    match: Annotated[
        str | None,
        Option("--match", metavar="title", help="Find events by their titles as well, not only by their refs."),
    ] = None,
    strict: Annotated[bool, Option("--strict", help="Write nothing where an entry cannot be read.")] = False,
    dry_run: Annotated[bool, Option("--dry-run", help="Show what would change, and write nothing.")] = False,
) -> None:
    from spacetl.cli.importing import Wanted, columns_of, import_files
    from spacetl.cli.stating import day_said, text_of
    from spacetl.importing import Terms
    from spacetl.timeline import Promise

    if match not in {None, "title"}:
        raise UsageError("--match is title, or left out")
    if dry_run and into is None:
        raise UsageError("--dry-run goes with --into; without that a timeline is printed and nothing written")
    terms = Terms(day_said(Saying(said), session.today), text_of("--by", by, Promise, "by"), columns_of(columns))
    wanted = Wanted(tuple(files), origin, terms, by_title=match is not None, strict=strict)
    code = import_files(session, wanted, Target(None if into is None else [into], dry_run))
    raise Exit(code)
