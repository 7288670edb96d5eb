"""Long output on a terminal goes through $PAGER, as git does."""

import shlex
import subprocess

from spacetl.cli.session import Session

DEFAULT_PAGER = "less"
LESS = "FRX"  # as git: quit on one screen, keep colours, keep the screen


def page(text: str, session: Session) -> None:
    """Print the text, through the pager if it is longer than the terminal.

    `$PAGER` is a command line; empty or `cat` means none. A pager that cannot be started is passed over.
    """
    out = session.stdout
    if out is None:
        return
    command = session.environ.get("PAGER", DEFAULT_PAGER)
    if text.count("\n") < session.height or not command or command == "cat":
        out.write(text)
        return
    out.flush()
    environ = {"LESS": LESS} | dict(session.environ)
    try:
        subprocess.run(shlex.split(command), input=text.encode(errors="replace"), env=environ, check=False)  # noqa: S603 - the user's own pager
    except (OSError, ValueError):
        out.write(text)
