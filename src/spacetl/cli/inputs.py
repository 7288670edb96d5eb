"""What a command works on, from its options: the files, the timeline, the query and the day, and the folders."""

import datetime
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from spacetl.cli.options import Filter, Input
from spacetl.cli.session import Session
from spacetl.dates import Date
from spacetl.errors import BadDate, SpacetlError, UsageError
from spacetl.files import STDIN, Progress
from spacetl.files.load import load_files
from spacetl.files.store import EVERYTHING, Cache, Excerpt, Reach
from spacetl.query import Condition, Query, Sort, Status, as_of, choice_named
from spacetl.reports.report import Report, Table
from spacetl.text import no_such, quoted, shown
from spacetl.timeline import Timeline

BUNDLED = {"@article": "timeline.yaml", "@flagships": "flagships.yaml"}
_DEFAULT = "@article"
_FIRST_PROGRESS = 500_000_000  # nanoseconds before the first message
_NEXT_PROGRESS = 100_000_000  # nanoseconds between two messages

FolderOf = Callable[[], str]
ReachOf = Callable[[Query, datetime.date], Reach]


class View(NamedTuple):
    """What a report is made from."""

    timeline: Timeline
    query: Query
    day: datetime.date


def view_on_day(
    session: Session, where: Input, which: Filter, within: str | None = None, reach: ReachOf | None = None
) -> View:
    """As `full_view`, with only what was known on its day."""
    view = full_view(session, where, which, within, reach)
    return view._replace(timeline=as_of(view.timeline, view.day))


def full_view(
    session: Session, where: Input, which: Filter, within: str | None = None, reach: ReachOf | None = None
) -> View:
    """The view that the options ask for, with all that is known, whenever it was said.

    `reach` gives the events that the report can be about, from the query and the day; without it, all are read.
    """
    day = day_option("--as-of", where.as_of, session.today)
    query = query_of(which, day, within)
    wanted = EVERYTHING if reach is None else reach(query, day)
    paths = paths_of(where.file or (), session.environ)
    for path in paths:
        refuse_missing(path)
    timeline = timeline_of(paths, session, wanted, cached=not where.no_cache)
    return View(timeline, query, day)


def report_on(
    report: Callable[[Timeline, Query, datetime.date], Report], view: View, whole: Callable[[], View]
) -> Report:
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
    return _reach_for(query, Reach(query.since, query.until))


def to_come(query: Query, day: datetime.date) -> Reach:
    """The reach of a report whose rows are the events that are not over on the day."""
    return _reach_for(query, Reach(open_on=day))


def said_in_range(query: Query, _day: datetime.date) -> Reach:
    """The reach of a report whose rows are the statements made in the query's range."""
    return _reach_for(query, Reach(said_since=query.since))


def _reach_for(query: Query, reach: Reach) -> Reach:
    """The reach, unless the query asks for agencies or has a filter.

    Which agency a name stands for may depend on the events of every agency that it could stand for, and a filter may
    name any agency.
    """
    if query.where is not None:
        return EVERYTHING
    return Reach(agencies=query.agencies) if query.agencies else reach


def query_of(which: Filter, day: datetime.date, within: str | None = None) -> Query:
    """The query that the options ask for; `today` in them is `day`."""
    since = None if which.since is None else date_option("--since", which.since, day).earliest
    until = None if which.until is None else date_option("--until", which.until, day).latest
    if within is not None:
        end = _span("--within", within, day)
        until = end if until is None else min(until, end)
    return Query(
        agencies=tuple(which.agency or ()),
        tags=tuple(which.tag or ()),
        statuses=tuple(choice_named(Status, "status", name) for name in which.status or ()),
        by=tuple(which.by or ()),
        since=since,
        until=until,
        surely=which.surely,
        search=which.search,
        where=None if which.condition is None else _filter(which.condition, day),
        limit=which.limit,
        sort=None if which.sort is None else choice_named(Sort, "sort key", which.sort),
        reverse=which.reverse,
    )


def day_option(option: str, text: str | None, today: datetime.date) -> datetime.date:
    """The last day of the date that was typed, `today` if none was; raises UsageError for one without an end."""
    if text is None:
        return today
    day = date_option(option, text, today).latest
    if day is None:
        raise UsageError(f"{option}: {quoted(text)} has no end; give a day, a month or a year")
    return day


def date_option(what: str, text: str, today: datetime.date) -> Date:
    """The date that was typed for `what`, in which `next year` is relative to `today`."""
    from spacetl.dates import phrases  # noqa: PLC0415 - few runs have a date in their options

    try:
        return phrases.read_date(text, today).date
    except BadDate as error:
        raise UsageError(f"{what}: {error}") from None


def _filter(text: str, day: datetime.date) -> Condition:
    from spacetl.query.conditions import read_filter  # noqa: PLC0415 - few runs have one

    return read_filter(text, day)


def _span(option: str, text: str, day: datetime.date) -> datetime.date:
    from spacetl.dates import durations  # noqa: PLC0415 - the same

    try:
        return durations.add_duration(text, day)
    except BadDate as error:
        raise UsageError(f"{option}: {error}") from None


def timeline_of(given: Iterable[str], session: Session, reach: Reach = EVERYTHING, *, cached: bool = True) -> Timeline:
    """The merged timeline of the files, through the cache if `cached`; events out of reach may be missing."""
    cache = cache_of(session.environ, session.clock()) if cached else None
    with progress_line(session) as progress:
        return load_files(paths_of(given, session.environ), session.stdin, cache=cache, progress=progress, reach=reach)


def paths_of(given: Iterable[str], environ: Mapping[str, str]) -> list[str]:
    """The files to read: those given, else $SPACETL_FILE, else the default; @article and the like become paths."""
    return [bundled_path(each) for each in [*given] or [environ.get("SPACETL_FILE") or _DEFAULT]]


def refuse_missing(path: str) -> None:
    """Raise SpacetlError, with the command that creates it, if there is no file at `path`."""
    try:
        os.stat(path)  # noqa: PTH116 - a path may be anything
    except FileNotFoundError:
        if path and path != STDIN:
            name = shown(path)
            raise SpacetlError(f"{name}: no such file; create it with `spacetl new {name}`") from None
    except (OSError, ValueError):
        return  # whoever reads it tells why it cannot be read


def bundled_path(name: str) -> str:
    """The path of the bundled timeline `name`; a name that does not begin with @ is already a path."""
    if not name.startswith("@"):
        return name
    if name not in BUNDLED:
        raise UsageError(f"{no_such('timeline', name, BUNDLED)} (for a file of that name write ./{name})")
    packaged = Path(__file__).parents[1] / BUNDLED[name]
    in_the_checkout = Path(__file__).parents[3] / "data" / BUNDLED[name]
    return str(packaged if packaged.is_file() else in_the_checkout)


def cache_of(environ: Mapping[str, str], now: int) -> Cache | None:
    """The cache in $SPACETL_CACHE, else in the user's own cache folder; None if the variable is `off`.

    `now` is the time before any file is read, in nanoseconds since 1970.
    """
    folder = folder_of(environ, "SPACETL_CACHE", "user_cache_dir")
    return None if folder is None else Cache(folder, now)


def folder_of(environ: Mapping[str, str], variable: str, kind: str) -> FolderOf | None:
    """What returns the folder that a variable names, else the user's own; None if the variable is `off`.

    `kind` is the name of the platformdirs function for the user's own folder.
    """
    wanted = environ.get(variable, "")
    return None if wanted == "off" else lambda: wanted or _own_folder(kind)


def _own_folder(kind: str) -> str:
    """The user's own folder of a kind; a missing home directory is treated as a folder that cannot be read."""
    import platformdirs  # noqa: PLC0415 - few runs need it

    folder: str = getattr(platformdirs, kind)("spacetl", appauthor=False)
    if not os.path.isabs(folder):  # noqa: PTH117 - it is a str
        raise OSError("the user has no home directory")
    return folder


@contextmanager
def progress_line(session: Session) -> Iterator[Progress | None]:
    """Yield the function that a load calls as it goes on; None if stderr is not a terminal."""
    if not session.stderr.isatty():
        yield None
        return
    line = _ProgressLine(session)
    try:
        yield line.show
    finally:
        line.clear()


class _ProgressLine:
    def __init__(self, session: Session) -> None:
        self.session = session
        self.next = session.clock() + _FIRST_PROGRESS
        self.shown = ""

    def show(self, done: int, size: int) -> None:
        """Report that `done` of `size` bytes are parsed, if it is time for a message."""
        now = self.session.clock()
        if now >= self.next:
            self.next = now + _NEXT_PROGRESS
            self._put(f"Reading: {done * 100 // size} % of {size / 1e6:,.0f} MB")

    def clear(self) -> None:
        if self.shown:
            self._put(" " * len(self.shown))
            self._put("")

    def _put(self, text: str) -> None:
        self.session.write_stderr("\r" + text)
        self.shown = text
