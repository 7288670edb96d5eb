"""A timeline edited in the user's editor, opened at a line and checked afterwards."""

import os
import shlex
import subprocess
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from spacetl.cli.check import check_file
from spacetl.cli.edits import content_if_readable, decoded, keep_for_undo, path_to_edit, replace_content, show_diff
from spacetl.cli.options import Target
from spacetl.cli.session import Session
from spacetl.editing import event_line
from spacetl.errors import BadTimeline, Problem, SpacetlError
from spacetl.files import Content
from spacetl.files.content import foreign_encoding, read_bytes
from spacetl.files.load import load
from spacetl.query import event_named
from spacetl.text import quoted, shown

_DEFAULT = "vi"  # on a terminal

# editors by how the line to open a file at is given to them
_PLUS = ("vi", "vim", "nvim", "gvim", "view", "ex", "nano", "pico", "emacs", "emacsclient", "micro", "kak", "joe", "mg",
         "ne", "gedit", "kate")  # fmt: skip
_GOTO = ("code", "code-insiders", "codium", "cursor", "windsurf")
_COLON = ("subl", "hx", "helix", "zed", "zeditor")

_FORMS = {
    **dict.fromkeys(_PLUS, ("+{line}", "{path}")),
    **dict.fromkeys(_GOTO, ("--wait", "--goto", "{path}:{line}")),
    **dict.fromkeys(_COLON, ("{path}:{line}",)),
}

_MOST_SHOWN = 20
_QUESTION = "Edit again (e), keep the file as it is (k), or put back what was there (p)? [e] "


class EditorResult(NamedTuple):
    """What an editor left."""

    content: Content | None  # None if the file cannot be read
    problems: list[Problem]
    failure: str | None  # how the editor failed; None if it did not


def edit_in_editor(session: Session, where: Target, event: str | None) -> None:
    """Open the file that the options name in the user's editor, at its first problem or else at an event.

    What the file contained is kept for `undo` before the editor opens, whatever that does with it. A file saved with
    problems stays as it was saved, and BadTimeline is raised; on a terminal the user is asked what to do first.
    """
    path = path_to_edit(session, where.file, event)
    before = read_bytes(path, session.stdin)
    line = _line_to_open_at(before, event)
    editor = _editor_of(session.environ, terminal=session.stdin.isatty() and session.on_terminal)
    kept = keep_for_undo(session, path, before.data, None)
    try:
        left = _edit_until_content(session, path, before, editor, line)
    finally:
        _keep_what_was_there(session, path, before, kept)
    if left is None:
        session.message(f"{before.name}: put back as it was before")
        return
    changed = left.content is None or left.content.data != before.data
    if left.problems:
        session.message(*([left.failure] if left.failure else []))
        if left.content is None and kept is not None:
            raise SpacetlError(f"{left.problems[0]}; `spacetl undo` puts back what was there")
        raise BadTimeline(left.problems)
    after = b"" if left.content is None else left.content.data
    show_diff(session, where.color, before.name, decoded(before.data), decoded(after))
    if left.failure:
        saved = f"{shown(path)} was changed, `spacetl undo` takes that back" if changed else "nothing was changed"
        raise SpacetlError(f"{left.failure}; {saved}")
    session.message(f"{before.name}: {'changed, no problems' if changed else 'not changed'}")


def _edit_until_content(session: Session, path: str, before: Content, editor: str, line: int) -> EditorResult | None:
    """What the editor left when the user was content with it; None if what was there is put back."""
    while True:
        failure = _run_editor(editor, path, line, session.environ)
        left = EditorResult(content_if_readable(session, path), check_file(path, session).verdict.problems, failure)
        answer = _ask(session, left.problems[:_MOST_SHOWN]) if left.problems else ""
        if answer.startswith("p"):
            if left.content is not None:
                keep_for_undo(session, path, left.content.data, before.data)
            replace_content(session, path, left.content, before.data)
            return None
        if answer != "e":
            return left
        line = max(left.problems[0].line, 1)


def _keep_what_was_there(session: Session, path: str, before: Content, kept: Path | None) -> None:
    """Keep what was there before the editor opened as what led to what is there now, if that can be read."""
    after = content_if_readable(session, path)
    if kept is None or after is None:
        return
    if after.data != before.data and keep_for_undo(session, path, before.data, after.data) in {None, kept}:
        return
    with suppress(OSError):
        kept.unlink()


def _line_to_open_at(content: Content, event: str | None) -> int:
    """The line to open the file at: that of the first problem, else of the event, else the first."""
    if foreign_encoding(content.data):
        return 1
    try:
        timeline = load([content])
    except BadTimeline as error:
        return max(error.problems[0].line, 1)
    if event is None:
        return 1
    return event_line(content.data.decode(), timeline, event_named(event, timeline.events, f" in {content.name}").id)


def _ask(session: Session, problems: Iterable[Problem]) -> str:
    """Ask what to do about a file with problems: e, k or p; "" if there is nobody to ask."""
    if not (session.stdin.isatty() and session.stderr.isatty()):
        return ""
    session.message(*map(str, problems))
    session.write_stderr(_QUESTION)
    return session.stdin.readline().decode(errors="replace").strip().casefold()[:1] or "e"


def _editor_of(environ: Mapping[str, str], *, terminal: bool) -> str:
    """The user's editor: `$VISUAL`, else `$EDITOR`, else vi if there is a terminal for it."""
    editor = environ.get("VISUAL") or environ.get("EDITOR")
    if not editor and not terminal:
        raise SpacetlError("no editor is set, and there is no terminal for vi; set $EDITOR")
    return editor or _DEFAULT


def _run_editor(editor: str, path: str, line: int, environ: Mapping[str, str]) -> str | None:
    """Open the file at `path` in an editor, at a line, wait for it to exit, and return how it failed, if it did."""
    words = editor_command(editor, path, line)
    try:
        code = subprocess.run(words, env=dict(environ), check=False).returncode  # noqa: S603 - the user's own editor
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise SpacetlError(f"the editor {quoted(editor)} cannot be started: {reason}; set $EDITOR") from None
    if not code:
        return None
    return f"the editor {quoted(editor)} {f'failed with exit code {code}' if code > 0 else f'ended by signal {-code}'}"


def editor_command(editor: str, path: str, line: int) -> list[str]:
    """The words of the command that opens a file at a line; an unknown editor gets only the file."""
    try:
        words = shlex.split(editor)
    except ValueError:
        words = []
    if not words:
        raise SpacetlError(f"$EDITOR is not a command: {quoted(editor)}")
    name = os.path.basename(words[0]).removesuffix(".exe")  # noqa: PTH119 - no file is meant
    file = os.path.abspath(path)  # noqa: PTH100 - a name may begin with a - or a +
    return [*words, *(part.format(path=file, line=line) for part in _FORMS.get(name, ("{path}",)))]
