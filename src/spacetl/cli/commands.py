"""The commands, each a sentence: look, report, emit."""

import datetime
from collections.abc import Callable
from typing import Annotated

import typer
from typer import Argument, Option

from spacetl import __version__
from spacetl.cli import completion
from spacetl.cli.dating import read_dates
from spacetl.cli.grouping import grouped
from spacetl.cli.help import SpacetlCommand, SpacetlGroup
from spacetl.cli.options import Baseline, Filter, Input, Output, Within
from spacetl.cli.output import emit
from spacetl.cli.session import Session
from spacetl.cli.view import day_of, look, paths_of
from spacetl.errors import UsageError
from spacetl.query import Query
from spacetl.reports import report_of
from spacetl.reports.table import Report
from spacetl.timeline import Timeline

app = typer.Typer(
    name="spacetl",
    cls=SpacetlGroup,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def _command(name: str, epilog: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Register a command under a name; the epilog is an example."""
    return lambda function: app.command(name, cls=SpacetlCommand, epilog=epilog)(grouped(function))


@app.callback(
    invoke_without_command=True,
    epilog="With no command, `upcoming`. Exit codes: 0 fine, 1 a bad timeline or file, 2 wrong usage, 130 interrupted.",
)
def spacetl(
    version: Annotated[bool, Option("--version", help="Show the version and exit.", is_eager=True)] = False,
) -> None:
    """Promised dates in spaceflight: what is coming up, what was said, what slipped."""
    if version:
        typer.echo(f"spacetl {__version__}")
        raise typer.Exit


@_command("upcoming", "Example: spacetl upcoming --as-of 2017-06-07 --agency cnsa")
def upcoming(session: Session, where: Input, which: Filter, how: Output, within: Within = None) -> None:
    """What is still to come.

    The overdue first, then what is due, then the rest, soonest first; the undated last.
    """
    _answer(report_of("upcoming"), session, where, which, how, within=within)


@_command("list", "Example: spacetl list --since 2019 --until 2021 --status done")
def listing(session: Session, where: Input, which: Filter, how: Output) -> None:
    """Every event, by date."""
    _answer(report_of("list"), session, where, which, how)


@_command("show", "Example: spacetl show tianhe-launch")
def show(
    session: Session,
    where: Input,
    how: Output,
    name: Annotated[str, Argument(metavar="ID", help="The event's id.", autocompletion=completion.ids)],
) -> None:
    """One event with every promise for it.

    Who promised what, when and where it can be read, how each promise moved; the outcome and the slip.
    """
    from spacetl.reports.show import show as report

    _answer(lambda timeline, _, day: report(timeline, name, day), session, where, Filter(), how)


@_command("history", "Example: spacetl history --since -6m")
def history(session: Session, where: Input, which: Filter, how: Output) -> None:
    """What was said, in the order it was said.

    Every promise and outcome; --since and --until are about the day it was said.
    """
    _answer(report_of("history"), session, where, which, how)


@_command("slips", "Example: spacetl slips --baseline 2017-06-07")
def slips(session: Session, where: Input, which: Filter, how: Output, baseline: Baseline = None) -> None:
    """What slipped and by how much, worst first.

    The first promise against the outcome, or else the current date; with a summary an agency.
    """
    from spacetl.reports.slips import slips as report

    measured = None if baseline is None else day_of("--baseline", baseline, session.today)
    _answer(lambda timeline, query, day: report(timeline, query, day, measured), session, where, which, how)


@_command("agencies", "Example: spacetl agencies --as-of 2017-06-07")
def agencies(session: Session, where: Input, which: Filter, how: Output) -> None:
    """Each agency, its events counted by status."""
    _answer(report_of("agencies"), session, where, which, how)


@_command("export", "Example: spacetl export -o events.csv")
def export(session: Session, where: Input, which: Filter, how: Output) -> None:
    """`list` for machines, as CSV.

    Unless the ending of --output or --format says otherwise.
    """
    _answer(report_of("export"), session, where, which, how, default="csv")


@_command("date", "Example: spacetl date 'late 2017' 2026-35 'NET March 2026'")
def date(
    session: Session,
    how: Output,
    texts: Annotated[list[str], Argument(metavar="TEXT…", help="Dates as you would type them; - reads lines.")],
    edtf: Annotated[bool, Option("--edtf", help="Take EDTF only, as a timeline file does.")] = False,
) -> None:
    """How a date is read.

    Its EDTF, its earliest and latest day, its words. A text that is no date is told on stderr, the others
    are read all the same, and the exit code is 2.
    """
    from spacetl.reports.readings import readings

    read, refused = read_dates(texts, session, edtf_only=edtf)
    session.tell(*refused)
    if read or not refused:
        emit(readings(read), session, how, ())
    if refused:
        raise typer.Exit(UsageError.exit_code)


def _answer(
    report: Callable[[Timeline, Query, datetime.date], Report],
    session: Session,
    where: Input,
    which: Filter,
    how: Output,
    *,
    within: str | None = None,
    default: str = "table",
) -> None:
    view = look(session, where, which, within)
    emit(report(*view), session, how, paths_of(where.file or (), session.environ), default=default, stamp=view.day)
