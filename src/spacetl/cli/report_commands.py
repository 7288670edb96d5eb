"""The commands that only read; most load a view, make a report of it and write that."""

import datetime
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Annotated

from msgspec.structs import asdict, replace
from typer import Argument, Exit

from spacetl.cli.app import command
from spacetl.cli.inputs import (
    ReachOf,
    View,
    day_option,
    full_view,
    in_range,
    paths_of,
    report_on,
    said_in_range,
    timeline_of,
    to_come,
    view_on_day,
)
from spacetl.cli.options import Baseline, Drawing, Filter, GroupBy, Input, NoCache, Output, Within, option
from spacetl.cli.output import write_report
from spacetl.cli.session import Session
from spacetl.cli.usage import report_error
from spacetl.errors import BadDate, SpacetlError, UsageError
from spacetl.files import STDIN
from spacetl.files.store import Reach
from spacetl.query import Query, choice_named
from spacetl.reports import report_of
from spacetl.reports.report import Card, Grouping, Report
from spacetl.timeline import Timeline

if TYPE_CHECKING:
    from spacetl.reports.date import DateReading

_FLAGSHIPS_HINT = "For the most anticipated missions: spacetl -f @flagships"
_EQUAL, _DIFFERENT, _TROUBLE = 0, 1, 2  # the exit codes of diff, as of diff(1)


@command("upcoming")
def upcoming(session: Session, where: Input, which: Filter, how: Output, within: Within = None) -> None:
    more = () if where.file or session.environ.get("SPACETL_FILE") else (_FLAGSHIPS_HINT,)

    def report(timeline: Timeline, query: Query, day: datetime.date) -> Report:
        table = report_of("upcoming")(timeline, query, day)
        return replace(table, hint=(*table.hint, *more))

    _emit_report(report, session, where, which, how, within=within, reach=to_come)


@command("list")
def listing(session: Session, where: Input, which: Filter, how: Output) -> None:
    _emit_report(report_of("list"), session, where, which, how, reach=in_range)


@command("show")
def show(
    session: Session,
    where: Input,
    how: Output,
    name: Annotated[str, Argument(metavar="ID", help="The event's id.")],
) -> None:
    from spacetl.reports.show import show as report

    _emit_report(
        lambda timeline, _, day: report(timeline, name, day),
        *(session, where, Filter(), how),
        reach=lambda _query, _day: Reach(id=name),
    )


@command("history")
def history(session: Session, where: Input, which: Filter, how: Output) -> None:
    _emit_report(report_of("history"), session, where, which, how, reach=said_in_range)


@command("slips")
def slips(session: Session, where: Input, which: Filter, how: Output, baseline: Baseline = None) -> None:
    from spacetl.reports.slips import slips as report

    measured = None if baseline is None else day_option("--baseline", baseline, session.today)
    _emit_report(lambda timeline, query, day: report(timeline, query, day, measured), session, where, which, how)


@command("agencies")
def agencies(session: Session, where: Input, which: Filter, how: Output) -> None:
    _emit_report(report_of("agencies"), session, where, which, how)


@command("speakers")
def speakers(session: Session, where: Input, which: Filter, how: Output) -> None:
    _emit_report(report_of("speakers"), session, where, which, how)


@command("chart")
def chart(session: Session, where: Input, which: Filter, how: Drawing, group: GroupBy = "agency") -> None:
    from spacetl.reports.page import chart_with_page as report

    grouping = choice_named(Grouping, "group", group)
    _emit_report(
        lambda timeline, query, day: report(timeline, query, day, grouping),
        *(session, where, which, Output(**asdict(how))),
        view_of=full_view,
    )


@command("browse")
def browse(session: Session, where: Input, which: Filter) -> None:
    from spacetl.cli.browse import run_browser

    raise Exit(run_browser(session, where, which))


@command("diff")
def diff(
    session: Session,
    *,
    old: Annotated[str, Argument(metavar="OLD", help="The older timeline; - is standard input.")],
    new: Annotated[str, Argument(metavar="NEW", help="The newer timeline; - is standard input.")],
    no_cache: NoCache = False,
    how: Output,
) -> None:
    from spacetl.reports.diff import diff as report

    if old == new == STDIN:
        raise UsageError("only one of the two timelines can be -, standard input")
    try:
        before, after = (timeline_of([path], session, cached=not no_cache) for path in (old, new))
        made = report(before, after)
        write_report(made, session, how, (old, new))
    except BrokenPipeError:
        raise
    except (SpacetlError, OSError, MemoryError) as error:
        report_error(error, session)
        raise Exit(_TROUBLE) from None
    raise Exit(_DIFFERENT if made.rows else _EQUAL)


@command("export")
def export(session: Session, where: Input, which: Filter, how: Output) -> None:
    _emit_report(report_of("export"), session, where, which, how, default="csv", reach=in_range)


@command("date")
def date(
    session: Session,
    how: Output,
    texts: Annotated[
        list[str], Argument(metavar="TEXT...", help="Dates as you would write them; - reads lines from standard input.")
    ],
    edtf: Annotated[bool, option("--edtf", "Accept only EDTF, as in a timeline file.")] = False,
) -> None:
    from spacetl.reports.date import readings

    read, refused = _read_dates(texts, session, edtf_only=edtf)
    session.message(*refused)
    if read or not refused:
        write_report(readings(read), session, how, ())
    if refused:
        raise Exit(UsageError.exit_code)


@command("check")
def check(
    session: Session,
    files: Annotated[
        list[str] | None,
        Argument(
            metavar="[FILE...]", help="Timelines to check; - is standard input. Default: $SPACETL_FILE, else @article."
        ),
    ] = None,
    wanted: Annotated[str, option("--format -O", "text, json or github.", "FORMAT")] = "text",
    strict: Annotated[bool, option("--strict", "Exit with 1 if there are warnings, too.")] = False,
    every: Annotated[bool, option("--all", "Show every problem, not only the first hundred.")] = False,
) -> None:
    from spacetl.cli.check import check_files

    paths = paths_of(files or (), session.environ)
    raise Exit(check_files(paths, session, wanted.casefold(), strict=strict, every=every))


@command("schema")
def schema(session: Session) -> None:
    from spacetl.cli.check import write_schema

    write_schema(session)


def _emit_report(
    report: Callable[[Timeline, Query, datetime.date], Report],
    session: Session,
    where: Input,
    which: Filter,
    how: Output,
    *,
    within: str | None = None,
    default: str = "table",
    reach: ReachOf | None = None,
    view_of: Callable[..., View] = view_on_day,
) -> None:
    view = view_of(session, where, which, within, reach)
    made = report_on(report, view, lambda: view_of(session, where, which, within))
    session.kept.extend((view, made))
    if view.query.agencies and not isinstance(made, Card):
        from spacetl.reports.fields import country_notes

        made = replace(made, hint=(*country_notes(view.timeline, view.query.agencies), *made.hint))
    write_report(made, session, how, paths_of(where.file or (), session.environ), default=default, day=view.day)


def _read_dates(texts: Iterable[str], session: Session, *, edtf_only: bool) -> tuple[list["DateReading"], list[str]]:
    """The readings of the texts, and a line for each one refused; `-` stands for the lines of standard input."""
    read: list[DateReading] = []
    refused: list[str] = []
    for place, text in _lines_of(texts, session):
        try:
            read.append(_read(text, session.today, edtf_only=edtf_only))
        except BadDate as error:
            refused.append(f"{place}: {error}")
    return read, refused


def _lines_of(texts: Iterable[str], session: Session) -> Iterator[tuple[str, str]]:
    for text in texts:
        if text != STDIN:
            yield "spacetl", text
            continue
        lines = session.stdin.read().decode(errors="replace").replace("\r\n", "\n").split("\n")
        yield from ((f"<stdin>:{number}", line) for number, line in enumerate(lines, start=1) if line.strip())


def _read(text: str, today: datetime.date, *, edtf_only: bool) -> "DateReading":
    from spacetl import dates
    from spacetl.dates import phrases
    from spacetl.reports.date import DateReading

    if edtf_only:
        return DateReading(text, dates.parse(text), "EDTF")
    reading = phrases.read_date(text, today)
    return DateReading(text, reading.date, reading.how)
