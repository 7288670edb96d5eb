"""A timeline edited in the user's editor, checked afterwards."""

from collections.abc import Iterable

from spacetl.checking import verdict_on
from spacetl.cli.editor import open_editor
from spacetl.cli.edits import show_diff, target, write_over
from spacetl.cli.options import Target
from spacetl.cli.session import Session
from spacetl.cli.undoing import history_of
from spacetl.editing import line_of
from spacetl.errors import BadTimeline, Problem, UsageError
from spacetl.loading import load
from spacetl.naming import no_event
from spacetl.reading import Content, read_file

MOST_SHOWN = 20
QUESTION = "Edit again (e), keep the file as it is (k), or put back what was there (p)? [e] "


def edit_by_hand(session: Session, where: Target, event: str | None) -> None:
    """Open the file that the options name in the user's editor, at its first problem or else at an event.

    A file saved with problems stays as it was saved; on a terminal the user is asked what to do.

    Raises:
        UsageError: the options name no file that can be edited, or it has no such event.
        SpacetlError: the file cannot be read, or the editor failed.
        BadTimeline: the file was saved with problems.
    """
    path = target(session, where.file or (), event)
    before = read_file(path, session.stdin)
    line = _line(before, event)
    while True:
        open_editor(path, line, session.environ)
        after = read_file(path, session.stdin)
        problems = verdict_on(after).problems
        if not problems:
            break
        answer = _asked(session, problems[:MOST_SHOWN])
        if answer.startswith("p"):
            write_over(path, session, after, before.data.decode())
            session.tell(f"{after.name}: put back as it was before")
            return
        if answer != "e":
            break
        line = problems[0].line
    history = history_of(session.environ, session.clock())
    if history is not None and after.data != before.data:
        history.keep(path, before.data, after.data)
    if problems:
        raise BadTimeline(problems)
    show_diff(session, where.color, after.name, before.data.decode(errors="replace"), after.data.decode())
    session.tell(f"{after.name}: {'not changed' if after.data == before.data else 'changed, no problems'}")


def _line(content: Content, event: str | None) -> int:
    """The line to open the file at: that of the first problem, else of the event, else the first."""
    try:
        timeline = load([content])
    except BadTimeline as error:
        return max(error.problems[0].line, 1)
    if event is None:
        return 1
    ids = [each.id for each in timeline.events]
    if event not in ids:
        raise UsageError(no_event(event, ids, f" in {content.name}"))
    return line_of(content.data.decode(), timeline, event)


def _asked(session: Session, problems: Iterable[Problem]) -> str:
    """Ask what to do about a file with problems: e, k or p; "" if there is nobody to ask."""
    if not (session.stdin.isatty() and session.stderr.isatty()):
        return ""
    session.tell(*map(str, problems))
    session.mutter(QUESTION)
    return session.stdin.readline().decode(errors="replace").strip().casefold()[:1] or "e"
