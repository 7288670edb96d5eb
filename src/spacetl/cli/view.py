"""From options to what a report needs: the timeline as known on a day, the query, the day."""

import datetime
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple, TypeVar

from spacetl.cli.caching import cache_of
from spacetl.cli.options import Filter, Input
from spacetl.cli.progress import progress_line
from spacetl.cli.session import Session
from spacetl.dates import Date
from spacetl.errors import BadDate, SpacetlError, UsageError
from spacetl.loading import EVERYTHING, Excerpt, Reach, load_files
from spacetl.naming import quoted, suggestion
from spacetl.query import Query, Sort, Status, as_of
from spacetl.reports.bars import Grouping
from spacetl.reports.table import Report, Table
from spacetl.timeline import Timeline

Choice = TypeVar("Choice", Status, Sort, Grouping)


class View(NamedTuple):
    """What a report needs."""

    timeline: Timeline
    query: Query
    day: datetime.date


def look(
    session: Session,
    where: Input,
    which: Filter,
    within: str | None = None,
    reach: Callable[[Query], Reach] | None = None,
) -> View:
    """The view that the options ask for; `reach` tells from the query which events the report can be about.

    Raises:
        BadTimeline: a file is not a timeline.
        UsageError: an option's value is none.
    """
    day = day_of("--as-of", where.as_of, session.today)
    query = query_of(which, day, within)
    timeline = timeline_of(where, session, EVERYTHING if reach is None else reach(query))
    return View(as_of(timeline, day), query, day)


def answer(report: Callable[[Timeline, Query, datetime.date], Report], view: View, whole: Callable[[], View]) -> Report:
    """The report on a view; what an excerpt cannot answer, because nothing is there, is asked of the `whole`."""
    if isinstance(view.timeline, Excerpt):
        with suppress(SpacetlError):
            made = report(*view)
            if not isinstance(made, Table) or made.rows:
                return made
        view = whole()
    return report(*view)


def in_range(query: Query) -> Reach:
    """The reach of a report whose rows are the events in the query's range.

    Which agency a name stands for may depend on every event of an agency that it could stand for.
    """
    return Reach(agencies=query.agencies) if query.agencies else Reach(query.since, query.until)


def bundled() -> str:
    """The path of the timeline that travels with the program."""
    packaged = Path(__file__).parents[1] / "timeline.yaml"
    in_the_checkout = Path(__file__).parents[3] / "data" / "timeline.yaml"
    return str(packaged if packaged.is_file() else in_the_checkout)


def paths_of(given: Iterable[str], environ: Mapping[str, str]) -> list[str]:
    """The files to read: those given, else $SPACETL_FILE, else the bundled one."""
    return [*given] or [environ.get("SPACETL_FILE") or bundled()]


def timeline_of(where: Input, session: Session, reach: Reach = EVERYTHING) -> Timeline:
    """The timeline of the files, merged; events out of reach may be missing."""
    cache = None if where.no_cache else cache_of(session.environ, session.clock())
    with progress_line(session) as progress:
        return load_files(
            paths_of(where.file or (), session.environ), session.stdin, cache=cache, progress=progress, reach=reach
        )


def query_of(which: Filter, day: datetime.date, within: str | None = None) -> Query:
    """The query that the options ask for; `today` in them is `day`."""
    since = None if which.since is None else _read("--since", which.since, day).earliest
    until = None if which.until is None else _read("--until", which.until, day).latest
    if within is not None:
        end = _span("--within", within, day)
        until = end if until is None else min(until, end)
    return Query(
        agencies=tuple(which.agency or ()),
        tags=tuple(which.tag or ()),
        statuses=tuple(chosen(Status, "status", name) for name in which.status or ()),
        since=since,
        until=until,
        surely=which.surely,
        search=which.search,
        limit=which.limit,
        sort=None if which.sort is None else chosen(Sort, "sort key", which.sort),
        reverse=which.reverse,
    )


def day_of(option: str, text: str | None, today: datetime.date) -> datetime.date:
    """The last day of a date that was typed, `today` if none was.

    Raises:
        UsageError: it is no date, or one without an end.
    """
    if text is None:
        return today
    day = _read(option, text, today).latest
    if day is None:
        raise UsageError(f"{option}: {quoted(text)} has no last day; give a day, a month or a year")
    return day


def _read(option: str, text: str, day: datetime.date) -> Date:
    from spacetl import phrases  # noqa: PLC0415 - few runs have a date in their options

    try:
        return phrases.read(text, day).date
    except BadDate as error:
        raise UsageError(f"{option}: {error}") from None


def _span(option: str, text: str, day: datetime.date) -> datetime.date:
    from spacetl import phrases  # noqa: PLC0415 - the same

    try:
        return phrases.read_end(text, day)
    except BadDate as error:
        raise UsageError(f"{option}: {error}") from None


def chosen(choices: type[Choice], what: str, name: str) -> Choice:
    """The choice of this name, any case.

    Raises:
        UsageError: there is none; `what` says what was to be chosen.
    """
    try:
        return choices(name.casefold())
    except ValueError:
        raise UsageError(
            f"no {what} {quoted(name)}{suggestion(name, choices)}; there are {', '.join(choices)}"
        ) from None
