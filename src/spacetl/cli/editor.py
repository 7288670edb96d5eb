"""The user's editor, opened at a line."""

import os
import shlex
import subprocess
from collections.abc import Callable, Mapping

from spacetl.errors import SpacetlError
from spacetl.text import quoted

DEFAULT = "vi"  # on a terminal

# editors by how they are given a line
_PLUS = ("vi", "vim", "nvim", "gvim", "view", "ex", "nano", "pico", "emacs", "emacsclient", "micro", "kak", "joe", "mg",
         "ne", "gedit", "kate")  # fmt: skip
_GOTO = ("code", "code-insiders", "codium", "cursor", "windsurf")
_COLON = ("subl", "hx", "helix", "zed", "zeditor")

_FORMS: dict[str, Callable[[str, int], list[str]]] = {
    **dict.fromkeys(_PLUS, lambda path, line: [f"+{line}", path]),
    **dict.fromkeys(_GOTO, lambda path, line: ["--wait", "--goto", f"{path}:{line}"]),
    **dict.fromkeys(_COLON, lambda path, line: [f"{path}:{line}"]),
}


def editor_of(environ: Mapping[str, str], *, terminal: bool) -> str:
    """The user's editor: `$VISUAL`, else `$EDITOR`, else vi.

    Args:
        environ: the environment's variables.
        terminal: whether there is a terminal for vi.

    Raises:
        SpacetlError: there is none.
    """
    editor = environ.get("VISUAL") or environ.get("EDITOR")
    if not editor and not terminal:
        raise SpacetlError("no editor is set, and there is no terminal for vi; set $EDITOR")
    return editor or DEFAULT


def open_editor(editor: str, path: str, line: int, environ: Mapping[str, str]) -> str | None:
    """Open the file at `path` in an editor, at a line, wait for it to exit, and return how it failed, if it did.

    Raises:
        SpacetlError: the editor cannot be started.
    """
    words = command(editor, path, line)
    try:
        code = subprocess.run(words, env=dict(environ), check=False).returncode  # noqa: S603 - the user's own editor
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise SpacetlError(f"the editor {quoted(editor)} cannot be started: {reason}; set $EDITOR") from None
    if not code:
        return None
    return f"the editor {quoted(editor)} {f'failed with exit code {code}' if code > 0 else f'ended by signal {-code}'}"


def command(editor: str, path: str, line: int) -> list[str]:
    """The words of the command that opens a file at a line; an unknown editor gets only the file.

    Raises:
        SpacetlError: `editor` is not a command.
    """
    try:
        words = shlex.split(editor)
    except ValueError:
        words = []
    if not words:
        raise SpacetlError(f"$EDITOR is not a command: {quoted(editor)}")
    name = os.path.basename(words[0]).removesuffix(".exe")  # noqa: PTH119 - no file is meant
    form = _FORMS.get(name)
    file = os.path.abspath(path)  # noqa: PTH100 - a name may begin with a - or a +
    return [*words, *(form(file, line) if form else [file])]
