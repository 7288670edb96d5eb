"""Long output on a terminal goes through $PAGER, as in git."""

import io
import os
import signal
import subprocess
from collections.abc import Iterable
from pathlib import PurePath
from typing import Any

from spacetl.cli.options import Output
from spacetl.cli.session import Session
from spacetl.cli.write import write_file
from spacetl.errors import UsageError
from spacetl.formats import FORMATS, Format, Report, Style, format_named, format_of_ending, write
from spacetl.reports.report import Card, Table
from spacetl.text import clean_lines, no_such, quoted

DEFAULT_PAGER = "less"
# as git sets them: exit if all fits on one screen, show colours, do not clear the screen
SETTINGS = {"LESS": "FRX", "LV": "-c"}
NOT_STARTED = (126, 127)


def show_in_pager(text: str, session: Session, *, wanted: bool = True) -> None:
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


STDOUT = ("-", "/dev/stdout")
COLORS = ("auto", "always", "never")
SEPARATED = ("csv", "tsv")


def emit(
    report: Report, session: Session, how: Output, inputs: Iterable[str], default: str = "table", **style: Any
) -> None:
    """Write the report as the options ask, and its hints to stderr.

    Args:
        report: what to write.
        session: the streams.
        how: the options.
        inputs: the files it was made from, which are never overwritten.
        default: the format if neither -O nor the file's extension gives one.
        style: further options for rendering.

    Raises:
        UsageError: the options do not fit each other, the report or the file.
        SpacetlError: the file cannot be written.
    """
    wanted = _format(how, default)
    chosen = _style(how, wanted, **style)
    if how.output is None or how.output in STDOUT:
        notes = _write_stdout(report, wanted, session, how, chosen)
        session.stdout.flush()  # fails before any hints are printed
    else:
        notes = write_file(how.output, inputs, session.stdin, lambda out: write(report, wanted, out, Style(**chosen)))
    if not how.quiet:
        session.message(*notes, *_hints(report, wanted))


def _format(how: Output, default: str) -> Format:
    if how.format is not None:
        return format_named(how.format)
    if how.output == "":
        raise UsageError("--output: the file's name is empty")
    ending = "" if how.output is None or how.output in STDOUT else PurePath(how.output).suffix[1:]
    if not ending:
        return FORMATS[default]
    known = format_of_ending(ending)
    if known is None:
        raise UsageError(
            f"--output: the extension of {quoted(how.output or '')} names no format; add -O {'|'.join(FORMATS)}"
        )
    return known


def _hints(report: Report, wanted: Format) -> tuple[str, ...]:
    """The report's hints; none for a card, nor for a table with rows in a machine format."""
    if isinstance(report, Card) or (isinstance(report, Table) and wanted.machine and report.rows):
        return ()
    return report.hint


def _style(how: Output, wanted: Format, **more: Any) -> dict[str, Any]:
    """The options for rendering that apply wherever the report goes.

    Raises:
        UsageError: an option's value is invalid, or the option does not apply to the format.
    """
    if how.color.casefold() not in COLORS:
        raise UsageError(no_such("color", how.color, COLORS))
    delimiter = "\t" if how.delimiter == "\\t" else how.delimiter
    if len(delimiter) != 1 or delimiter in '"\r\n':
        raise UsageError(
            "--delimiter must be one character, such as ; or \\t, not a quote or line break; "
            f"found {quoted(how.delimiter)}"
        )
    _refuse_unfit(how, wanted, delimiter)
    return {
        "columns": () if how.columns is None else tuple(name.strip() for name in how.columns.split(",")),
        "header": not how.no_header,
        "raw": how.raw,
        "bom": how.bom,
        "delimiter": delimiter,
        "color": how.color.casefold() == "always",
        **more,
    }


def _refuse_unfit(how: Output, wanted: Format, delimiter: str) -> None:
    """Raise UsageError if an option does not apply to the format."""
    for option, given, formats in (
        ("--delimiter", delimiter != ",", ("csv",)),
        ("--bom", how.bom, SEPARATED),
        ("--raw", how.raw, SEPARATED),
        ("--columns", how.columns is not None, ("table", *SEPARATED, "json", "ndjson", "markdown", "html")),
    ):
        if given and wanted.name not in formats:
            names = " and ".join((", ".join(formats[:-1]), formats[-1]) if formats[1:] else formats)
            raise UsageError(f"{option} is for {names}, but the format is {wanted.name}; add -O {formats[0]}")


def _write_stdout(
    report: Report, wanted: Format, session: Session, how: Output, chosen: dict[str, Any]
) -> tuple[str, ...]:
    out = session.stdout
    chosen["ascii"], chosen["encoding"] = session.ascii_only, out.encoding or "utf-8"
    if wanted.machine:
        if isinstance(out, io.TextIOWrapper):
            out.reconfigure(errors="backslashreplace")  # machines get every character
        if not session.on_terminal:
            return write(report, wanted, out, Style(**chosen))
        text = io.StringIO(newline="")
        notes = write(report, wanted, text, Style(**chosen))
        out.write(clean_lines(text.getvalue()))
        return notes
    chosen["color"] = session.wants_color(how.color.casefold())
    chosen["drawing"] = session.width
    if not session.on_terminal:
        return write(report, wanted, out, Style(**chosen))
    text = io.StringIO(newline="")
    notes = write(report, wanted, text, Style(width=session.width, **chosen))
    show_in_pager(text.getvalue(), session, wanted=not how.no_pager)
    return notes
