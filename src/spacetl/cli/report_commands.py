"""The commands that only read; most load a view, make a report of it and write that."""

import datetime
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import Annotated, Any

from msgspec.structs import asdict, replace
from typer import Argument, Exit

from spacetl.cli.app import command
from spacetl.cli.inputs import Question, bundled_path, day_option, paths_of, question_of, timeline_of
from spacetl.cli.options import Baseline, CheckFormat, Drawing, Filter, GroupBy, Input, NoCache, Output, Within, option
from spacetl.cli.output import write_report
from spacetl.cli.session import Session
from spacetl.cli.usage import report_error
from spacetl.dates.durations import day_words
from spacetl.errors import BadDate, SpacetlError, UsageError
from spacetl.files import STDIN
from spacetl.files.store import EVERYTHING, Excerpt, Reach
from spacetl.query import Query, as_of, choice_named
from spacetl.reports import report_of
from spacetl.reports.report import Card, Chart, Grouping, Report, Table
from spacetl.timeline import Timeline

_FLAGSHIPS_HINT = "For the most anticipated missions: spacetl -f @flagships"
_EQUAL, _DIFFERENT, _TROUBLE = 0, 1, 2  # the exit codes of diff, as of diff(1)


@command("upcoming")
def upcoming(session: Session, where: Input, which: Filter, how: Output, within: Within = None) -> None:
    asked = question_of(session, where, which, within)
    more = () if where.file or session.environ.get("SPACETL_FILE") else (_FLAGSHIPS_HINT,)

    def report(timeline: Timeline, query: Query, day: datetime.date) -> Report:
        table = report_of("upcoming")(timeline, query, day)
        return replace(table, hint=(*table.hint, *more))

    _answer(asked, report, how, reach=Reach(open_on=asked.day))


@command("list")
def listing(session: Session, where: Input, which: Filter, how: Output) -> None:
    asked = question_of(session, where, which)
    _answer(asked, report_of("list"), how, reach=Reach(asked.query.since, asked.query.until))


@command("show")
def show(
    session: Session,
    where: Input,
    how: Output,
    name: Annotated[str, Argument(metavar="ID", help="The event's id, how it begins, or its title.")],
) -> None:
    from spacetl.reports.show import show as report

    asked = question_of(session, where, Filter())
    _answer(asked, lambda timeline, _, day: report(timeline, name, day), how, reach=Reach(id=name), with_later=True)


@command("history")
def history(session: Session, where: Input, which: Filter, how: Output) -> None:
    asked = question_of(session, where, which)
    _answer(asked, report_of("history"), how, reach=Reach(said_since=asked.query.since))


@command("slips")
def slips(session: Session, where: Input, which: Filter, how: Output, baseline: Baseline = None) -> None:
    from spacetl.reports.slips import slips as report

    measured = None if baseline is None else day_option("--baseline", baseline, session.today)
    asked = question_of(session, where, which)
    _answer(asked, lambda timeline, query, day: report(timeline, query, day, measured), how)


@command("agencies")
def agencies(session: Session, where: Input, which: Filter, how: Output) -> None:
    _answer(question_of(session, where, which), report_of("agencies"), how)


@command("speakers")
def speakers(session: Session, where: Input, which: Filter, how: Output) -> None:
    _answer(question_of(session, where, which), report_of("speakers"), how)


@command("chart")
def chart(session: Session, where: Input, which: Filter, how: Drawing, group: GroupBy = "agency") -> None:
    from spacetl.reports.page import chart_with_page as report

    grouping = choice_named(Grouping, "group", group)
    asked = question_of(session, where, which)
    drawn = Output(**asdict(how))

    def titled(timeline: Timeline, query: Query, day: datetime.date) -> Report:
        return report(replace(timeline, title=how.title or timeline.title), query, day, grouping)

    _answer(asked, titled, drawn, with_later=True)


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
        before, after = (timeline_of([bundled_path(path)], session, cached=not no_cache) for path in (old, new))
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
    asked = question_of(session, where, which)
    _answer(asked, report_of("export"), how, default="csv", reach=Reach(asked.query.since, asked.query.until))


@command("date")
def date(
    session: Session,
    how: Output,
    texts: Annotated[
        list[str], Argument(metavar="TEXT...", help="Dates as you would write them; - reads lines from standard input.")
    ],
    edtf: Annotated[bool, option("--edtf", "Accept only EDTF, as in a timeline file.")] = False,
) -> None:
    from spacetl.dates import parse, phrases
    from spacetl.reports.date import DateReading, readings

    read: list[DateReading] = []
    refused: list[str] = []
    for place, text in _lines_of(texts, session):
        try:
            if edtf:
                read.append(DateReading(text, parse(text), "EDTF"))
            else:
                reading = phrases.read_date(text, session.today)
                read.append(DateReading(text, reading.date, reading.how))
        except BadDate as error:
            refused.append(f"{place}: {error}")
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
    wanted: CheckFormat = "text",
    strict: Annotated[bool, option("--strict", "Exit with 1 if there are warnings, too.")] = False,
    every: Annotated[bool, option("--all", "Show every problem, not only the first hundred.")] = False,
) -> None:
    from spacetl.cli.check import check_files

    paths = paths_of(files, session)
    raise Exit(check_files(paths, session, wanted.casefold(), strict=strict, every=every))


@command("schema")
def schema(session: Session) -> None:
    import json

    from spacetl.schema import json_schema

    json.dump(json_schema(), session.stdout, indent=2)
    session.stdout.write("\n")


_ReportOf = Callable[[Timeline, Query, datetime.date], Report]


def _answer(
    asked: Question,
    report: _ReportOf,
    how: Output,
    *,
    default: str = "table",
    reach: Reach = EVERYTHING,
    with_later: bool = False,
) -> None:
    """Write the report on what was asked, of events within reach, as known on its day or `with_later`."""
    timeline, made = _report_within(reach, asked, report, with_later)
    asked.session.kept.extend((timeline, made))
    if asked.query.agencies and not isinstance(made, Card):
        from spacetl.reports.fields import country_notes

        made = replace(made, hint=(*country_notes(timeline, asked.query.agencies), *made.hint))
    if not isinstance(made, Card):
        made = _with_subject(made, asked, timeline.title, how.title)
    write_report(made, asked.session, how, asked.paths, default=default, day=asked.day)


def _with_subject(made: Table[Any] | Chart, asked: Question, timeline: str | None, title: str | None) -> Report:
    """The report with what it is about: its title, the events that it shows, its day."""
    known = f"as known on {day_words(asked.day)}"
    if isinstance(made, Chart):
        return replace(made, about=(asked.words,) if asked.words else ())
    heading = title or ": ".join(filter(None, (timeline, made.name.capitalize())))
    shows = [asked.words, known, *(line for line in made.hint[:1] if line.split(" ")[0][:1].isdigit())]
    return replace(made, about=(heading, "; ".join(part.rstrip(".") for part in shows if part) + "."))


def _report_within(reach: Reach, asked: Question, report: _ReportOf, with_later: bool) -> tuple[Timeline, Report]:
    """The report, and the timeline that it is on; if nothing within reach is to be reported, that on everything."""
    timeline = asked.timeline(reach)
    known = timeline if with_later else as_of(timeline, asked.day)
    if not isinstance(timeline, Excerpt):
        return known, report(known, asked.query, asked.day)
    with suppress(SpacetlError):
        made = report(known, asked.query, asked.day)
        if not isinstance(made, Table) or made.rows:
            return known, made
    return _report_within(EVERYTHING, asked, report, with_later)


def _lines_of(texts: Iterable[str], session: Session) -> Iterator[tuple[str, str]]:
    """The texts, each with its place in messages; `-` stands for the lines of standard input."""
    for text in texts:
        if text != STDIN:
            yield "spacetl", text
            continue
        lines = session.stdin.read().decode(errors="replace").replace("\r\n", "\n").split("\n")
        yield from ((f"<stdin>:{number}", line) for number, line in enumerate(lines, start=1) if line.strip())
