"""A report written as the options ask: to stdout, through the pager if it is long, or to a file."""

import datetime
import io
import os
import signal
import subprocess
from collections.abc import Iterable
from pathlib import PurePath

from msgspec.structs import replace

from spacetl.cli.options import Output
from spacetl.cli.session import COLORS, Session
from spacetl.cli.write import write_file
from spacetl.dates.durations import counted
from spacetl.errors import UsageError
from spacetl.formats import FORMATS, Format, Style, format_named, format_of_ending, write
from spacetl.query import choice_named
from spacetl.reports.report import Card, Report, Table
from spacetl.text import clean_lines, quoted, shown

_STDOUT = ("-", "/dev/stdout")
_SEPARATED = ("csv", "tsv")


def write_report(  # noqa: PLR0913 - a report, how to write it, and what it is about
    report: Report,
    session: Session,
    how: Output,
    inputs: Iterable[str],
    *,
    default: str = "table",
    day: datetime.date | None = None,
) -> None:
    """Write the report on a day as the options ask, and its hints to stderr; the `inputs` are never overwritten.

    `default` is the format if neither -O nor the extension of the file names one.

    Raises:
        UsageError: the options do not fit each other, the report or the file.
        SpacetlError: the file cannot be written.
    """
    wanted = _format(how, default)
    style = _style(how, wanted, day)
    if how.output is None or how.output in _STDOUT:
        notes = _write_stdout(report, wanted, session, how, style)
        session.stdout.flush()  # fails before any hints are printed
    else:
        style = replace(style, in_file=True)
        notes = write_file(how.output, inputs, session.stdin, lambda out: write(report, wanted, out, style))
        notes = (f"{shown(how.output)}: {counted(_rows(report), 'row')} written.", *(notes or ()))
    if not how.quiet:
        session.message(*notes, *_hints(report, wanted))


def _rows(report: Report) -> int:
    return len(report.table.rows if isinstance(report, Card) else report.rows)


def _format(how: Output, default: str) -> Format:
    if how.format is not None:
        return format_named(how.format)
    if how.output == "":
        raise UsageError("--output: the file's name is empty")
    ending = "" if how.output is None or how.output in _STDOUT else PurePath(how.output).suffix[1:]
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


def _style(how: Output, wanted: Format, day: datetime.date | None) -> Style:
    """The style that applies wherever the report goes; raises UsageError if an option is invalid or does not apply."""
    color = choice_named(COLORS, "color", how.color)
    delimiter = "\t" if how.delimiter == "\\t" else how.delimiter
    if len(delimiter) != 1 or delimiter in '"\r\n':
        raise UsageError(
            "--delimiter must be one character, such as ; or \\t, not a quote or line break; "
            f"found {quoted(how.delimiter)}"
        )
    _refuse_unfit(how, wanted, delimiter)
    return Style(
        columns=() if how.columns is None else tuple(name.strip() for name in how.columns.split(",")),
        header=not how.no_header,
        raw=how.raw,
        bom=how.bom,
        delimiter=delimiter,
        color=color == "always",
        day=day,
    )


def _refuse_unfit(how: Output, wanted: Format, delimiter: str) -> None:
    """Raise UsageError if an option does not apply to the format."""
    for option, given, formats in (
        ("--delimiter", delimiter != ",", ("csv",)),
        ("--bom", how.bom, _SEPARATED),
        ("--raw", how.raw, _SEPARATED),
        ("--columns", how.columns is not None, ("table", *_SEPARATED, "json", "ndjson", "markdown", "html")),
    ):
        if given and wanted.name not in formats:
            names = " and ".join((", ".join(formats[:-1]), formats[-1]) if formats[1:] else formats)
            raise UsageError(f"{option} is for {names}, but the format is {wanted.name}; add -O {formats[0]}")


def _write_stdout(report: Report, wanted: Format, session: Session, how: Output, style: Style) -> tuple[str, ...]:
    """Write the report; on a terminal made safe for it, and paged if it is for people."""
    out = session.stdout
    style = replace(style, ascii=session.ascii_only, encoding=out.encoding or "utf-8")
    if wanted.machine:
        if isinstance(out, io.TextIOWrapper):
            out.reconfigure(errors="backslashreplace")  # machines get every character
    else:
        style = replace(style, color=session.wants_color(how.color.casefold()), chart_width=session.width)
    if not session.on_terminal:
        return write(report, wanted, out, style)
    text = io.StringIO(newline="")
    if wanted.machine:
        notes = write(report, wanted, text, style)
        out.write(clean_lines(text.getvalue()))
    else:
        notes = write(report, wanted, text, replace(style, width=session.width))
        if how.no_pager:
            out.write(text.getvalue())
        else:
            _show_in_pager(text.getvalue(), session)
    return notes


_DEFAULT_PAGER = "less"
# as git sets them: exit if all fits on one screen, show colours, do not clear the screen
_PAGER_SETTINGS = {"LESS": "FRXPsspace for more, / to search, q to leave$", "LV": "-c"}
_NOT_STARTED = (126, 127)


def _show_in_pager(text: str, session: Session) -> None:
    """Print the text, through the pager if it is longer than the terminal.

    `$PAGER` is a shell command; empty or `cat` means no pager. If it cannot be started, the text is printed directly.
    """
    command = session.environ.get("PAGER", _DEFAULT_PAGER)
    short = text.count("\n") < session.height
    if short or command in ("", "cat") or session.environ.get("TERM") == "dumb":
        session.stdout.write(text)
        return
    session.stdout.flush()
    shell = ["sh", "-c", command] if os.name == "posix" else command
    try:
        pager = subprocess.Popen(shell, stdin=subprocess.PIPE, env=_PAGER_SETTINGS | dict(session.environ))  # noqa: S603 - the user's own pager
    except OSError:
        session.stdout.write(text)
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the pager, which survives it
    try:
        pager.communicate(text.encode(session.stdout.encoding or "utf-8", errors="replace"))
    finally:
        signal.signal(signal.SIGINT, before)
    if pager.returncode in _NOT_STARTED:
        session.stdout.write(text)
