"""From options to what a report needs: the timeline as known on a day, the query, the day."""

import datetime
from collections.abc import Iterable, Mapping
from importlib.resources import files
from pathlib import Path
from typing import BinaryIO, NamedTuple, TypeVar

from spacetl import phrases
from spacetl.cli.options import Filter, Input
from spacetl.cli.session import Session
from spacetl.dates import Date
from spacetl.errors import BadDate, UsageError
from spacetl.loading import load, read_file
from spacetl.naming import quoted, suggestion
from spacetl.query import Query, Sort, Status, as_of
from spacetl.timeline import Timeline

Choice = TypeVar("Choice", Status, Sort)


class View(NamedTuple):
    """What a report needs."""

    timeline: Timeline
    query: Query
    day: datetime.date


def look(session: Session, where: Input, which: Filter, within: str | None = None) -> View:
    """The view that the options ask for.

    Raises:
        BadTimeline: a file is not a timeline.
        UsageError: an option's value is none.
    """
    day = day_of("--as-of", where.as_of, session.today)
    query = query_of(which, day, within)
    return View(as_of(timeline_of(where.file or (), session.environ, session.stdin), day), query, day)


def bundled() -> str:
    """The path of the timeline that travels with the program."""
    packaged = files("spacetl") / "timeline.yaml"
    in_the_checkout = Path(__file__).parents[3] / "data" / "timeline.yaml"
    return str(packaged if packaged.is_file() else in_the_checkout)


def paths_of(given: Iterable[str], environ: Mapping[str, str]) -> list[str]:
    """The files to read: those given, else $SPACETL_FILE, else the bundled one."""
    return [*given] or [environ.get("SPACETL_FILE") or bundled()]


def timeline_of(given: Iterable[str], environ: Mapping[str, str], stdin: BinaryIO) -> Timeline:
    """The timeline of the files, merged."""
    return load(read_file(path, stdin) for path in paths_of(given, environ))


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
        statuses=tuple(_chosen(Status, "status", name) for name in which.status or ()),
        since=since,
        until=until,
        surely=which.surely,
        search=which.search,
        limit=which.limit,
        sort=None if which.sort is None else _chosen(Sort, "sort key", which.sort),
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
    try:
        return phrases.read(text, day).date
    except BadDate as error:
        raise UsageError(f"{option}: {error}") from None


def _span(option: str, text: str, day: datetime.date) -> datetime.date:
    try:
        return phrases.read_end(text, day)
    except BadDate as error:
        raise UsageError(f"{option}: {error}") from None


def _chosen(choices: type[Choice], what: str, name: str) -> Choice:
    try:
        return choices(name.casefold())
    except ValueError:
        raise UsageError(
            f"no {what} {quoted(name)}{suggestion(name, choices)}; there are {', '.join(choices)}"
        ) from None
