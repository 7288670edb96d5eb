"""What a report needs, from the options: the timeline as known on a day, the query, the day."""

import datetime
from collections.abc import Callable
from contextlib import suppress
from typing import NamedTuple

from spacetl.cli.files import paths_of, refuse_missing, timeline_of
from spacetl.cli.options import Filter, Input
from spacetl.cli.session import Session
from spacetl.dates import Date
from spacetl.errors import BadDate, SpacetlError, UsageError
from spacetl.files.store import EVERYTHING, Excerpt, Reach
from spacetl.query import Condition, Query, Sort, Status, as_of, chosen
from spacetl.reports.report import Report, Table
from spacetl.text import quoted
from spacetl.timeline import Timeline

Reaching = Callable[[Query, datetime.date], Reach]


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
    reach: Reaching | None = None,
) -> View:
    """The view that the options ask for, as known on its day; raises what `look_through_time` does."""
    view = look_through_time(session, where, which, within, reach)
    return view._replace(timeline=as_of(view.timeline, view.day))


def look_through_time(
    session: Session,
    where: Input,
    which: Filter,
    within: str | None = None,
    reach: Reaching | None = None,
) -> View:
    """The view that the options ask for, with all that is known, whenever it was said.

    `reach` gives the events that the report can be about, from the query and the day.

    Raises:
        BadTimeline: a file is not a timeline.
        UsageError: an option's value is invalid.
    """
    day = day_of("--as-of", where.as_of, session.today)
    query = query_of(which, day, within)
    wanted = EVERYTHING if reach is None else reach(query, day)
    paths = paths_of(where.file or (), session.environ)
    for path in paths:
        refuse_missing(path)
    timeline = timeline_of(paths, session, wanted, cached=not where.no_cache)
    return View(timeline, query, day)


def answer(report: Callable[[Timeline, Query, datetime.date], Report], view: View, whole: Callable[[], View]) -> Report:
    """The report on a view; if the view is an excerpt with nothing to report, the report on the `whole`."""
    if isinstance(view.timeline, Excerpt):
        with suppress(SpacetlError):
            made = report(*view)
            if not isinstance(made, Table) or made.rows:
                return made
        view = whole()
    return report(*view)


def in_range(query: Query, _day: datetime.date) -> Reach:
    """The reach of a report whose rows are the events in the query's range."""
    return _reach(query, Reach(query.since, query.until))


def to_come(query: Query, day: datetime.date) -> Reach:
    """The reach of a report whose rows are the events that are not over on the day."""
    return _reach(query, Reach(open_on=day))


def said_in_range(query: Query, _day: datetime.date) -> Reach:
    """The reach of a report whose rows are the statements made in the query's range."""
    return _reach(query, Reach(said_since=query.since))


def _reach(query: Query, reach: Reach) -> Reach:
    """The reach, unless the query asks for agencies or has a filter.

    Which agency a name stands for may depend on the events of every agency that it could stand for, and a filter may
    name any agency.
    """
    if query.where is not None:
        return EVERYTHING
    return Reach(agencies=query.agencies) if query.agencies else reach


def query_of(which: Filter, day: datetime.date, within: str | None = None) -> Query:
    """The query that the options ask for; `today` in them is `day`."""
    since = None if which.since is None else date_of("--since", which.since, day).earliest
    until = None if which.until is None else date_of("--until", which.until, day).latest
    if within is not None:
        end = _span("--within", within, day)
        until = end if until is None else min(until, end)
    return Query(
        agencies=tuple(which.agency or ()),
        tags=tuple(which.tag or ()),
        statuses=tuple(chosen(Status, "status", name) for name in which.status or ()),
        by=tuple(which.by or ()),
        since=since,
        until=until,
        surely=which.surely,
        search=which.search,
        where=None if which.condition is None else _filter(which.condition, day),
        limit=which.limit,
        sort=None if which.sort is None else chosen(Sort, "sort key", which.sort),
        reverse=which.reverse,
    )


def day_of(option: str, text: str | None, today: datetime.date) -> datetime.date:
    """The last day of the date that was typed, `today` if none was.

    Raises:
        UsageError: it is not a date, or is one without an end.
    """
    if text is None:
        return today
    day = date_of(option, text, today).latest
    if day is None:
        raise UsageError(f"{option}: {quoted(text)} has no end; give a day, a month or a year")
    return day


def date_of(what: str, text: str, day: datetime.date) -> Date:
    """The date that was typed for `what`; `next year` in it is relative to `day`.

    Raises:
        UsageError: it is not a date.
    """
    from spacetl.dates import phrases  # noqa: PLC0415 - few runs have a date in their options

    try:
        return phrases.read(text, day).date
    except BadDate as error:
        raise UsageError(f"{what}: {error}") from None


def _filter(text: str, day: datetime.date) -> Condition:
    from spacetl.query.conditions import read_filter  # noqa: PLC0415 - few runs have one

    return read_filter(text, day)


def _span(option: str, text: str, day: datetime.date) -> datetime.date:
    from spacetl.dates import durations  # noqa: PLC0415 - the same

    try:
        return durations.read_end(text, day)
    except BadDate as error:
        raise UsageError(f"{option}: {error}") from None
