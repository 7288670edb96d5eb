"""Long output on a terminal goes through $PAGER, as in git."""

import os
import signal
import subprocess

from spacetl.cli.session import Session

DEFAULT_PAGER = "less"
# as git sets them: exit if all fits on one screen, show colours, do not clear the screen
SETTINGS = {"LESS": "FRX", "LV": "-c"}
NOT_STARTED = (126, 127)


def page(text: str, session: Session, *, wanted: bool = True) -> None:
    """Print the text, through the pager if that is wanted and the text is longer than the terminal.

    `$PAGER` is a shell command; empty or `cat` means no pager. If it cannot be started, the text is printed directly.
    """
    command = session.environ.get("PAGER", DEFAULT_PAGER)
    short = text.count("\n") < session.height
    if not wanted or short or command in ("", "cat") or session.environ.get("TERM") == "dumb":
        session.stdout.write(text)
        return
    session.stdout.flush()
    if _run(command, text.encode(session.stdout.encoding or "utf-8", errors="replace"), session) in NOT_STARTED:
        session.stdout.write(text)


def _run(command: str, text: bytes, session: Session) -> int:
    shell = ["sh", "-c", command] if os.name == "posix" else command
    try:
        pager = subprocess.Popen(shell, stdin=subprocess.PIPE, env=SETTINGS | dict(session.environ))  # noqa: S603 - the user's own pager
    except OSError:
        return NOT_STARTED[0]
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the pager, which survives it
    try:
        pager.communicate(text)
    finally:
        signal.signal(signal.SIGINT, before)
    return pager.returncode
