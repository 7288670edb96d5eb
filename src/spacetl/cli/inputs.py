"""What a command works on, from its options: the files, the timeline, the query and the day, and the folders."""

import datetime
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from spacetl.cli.options import Filter, Input
from spacetl.cli.session import Session
from spacetl.dates import Date
from spacetl.errors import BadDate, SpacetlError, UsageError
from spacetl.files import STDIN, Progress
from spacetl.files.load import load_files
from spacetl.files.store import EVERYTHING, Cache, Reach
from spacetl.query import Condition, Query, Sort, Status, choice_named
from spacetl.text import no_such, quoted, shown
from spacetl.timeline import Timeline

BUNDLED = {"@article": "timeline.yaml", "@flagships": "flagships.yaml"}
_DEFAULT = "@article"
_FIRST_PROGRESS = 500_000_000  # nanoseconds before the first message
_NEXT_PROGRESS = 100_000_000  # nanoseconds between two messages

FolderOf = Callable[[], str]


class Question(NamedTuple):
    """What the options ask about: files, the day as of which they are read, and which of their events."""

    session: Session
    paths: list[str]
    cached: bool
    day: datetime.date
    query: Query
    words: str = ""  # which events, for who reads the report elsewhere

    def timeline(self, reach: Reach = EVERYTHING) -> Timeline:
        """The merged timeline of the files, with all that is known; events out of reach may be missing.

        Agencies come before the reach, and a filter needs everything: which agency a name stands for may depend on the
        events of every agency that it could stand for, and a filter may name any agency.
        """
        if reach != EVERYTHING and self.query.agencies:
            reach = Reach(agencies=self.query.agencies)
        if self.query.where is not None:
            reach = EVERYTHING
        for path in self.paths:
            refuse_missing(path)
        return timeline_of(self.paths, self.session, reach, cached=self.cached)


def question_of(session: Session, where: Input, which: Filter, within: str | None = None) -> Question:
    """The question that the options ask."""
    day = day_option("--as-of", where.as_of, session.today)
    query = _query_of(which, day, within)
    return Question(session, paths_of(where.file, session), not where.no_cache, day, query, _words_of(which, within))


def _words_of(which: Filter, within: str | None) -> str:
    """The options that choose events, in words: 'agency NASA or ESA, tag moon, since 2020'."""
    several = {"agency": which.agency, "tag": which.tag, "status": which.status, "by": which.by}
    single = {"since": which.since, "until": which.until, "within": within, "search": which.search}
    parts = [f"{name} {' or '.join(values)}" for name, values in several.items() if values]
    parts += [f"{name} {value}" for name, value in (single | {"where": which.condition}).items() if value]
    return ", ".join(parts) + (" (surely)" if which.surely else "")


def _query_of(which: Filter, day: datetime.date, within: str | None) -> Query:
    """The query that the options ask for; `today` in them is `day`."""
    since = None if which.since is None else date_option("--since", which.since, day).earliest
    until = None if which.until is None else date_option("--until", which.until, day).latest
    if within is not None:
        end = _end_of(within, day)
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


def _end_of(within: str, day: datetime.date) -> datetime.date:
    from spacetl.dates import durations  # noqa: PLC0415 - the same

    try:
        return durations.add_duration(within, day)
    except BadDate as error:
        raise UsageError(f"--within: {error}") from None


def timeline_of(paths: Iterable[str], session: Session, reach: Reach = EVERYTHING, *, cached: bool = True) -> Timeline:
    """The merged timeline of the files, through the cache if `cached`; events out of reach may be missing."""
    cache = cache_of(session) if cached else None
    with progress_line(session) as progress:
        return load_files(paths, session.stdin, cache=cache, progress=progress, reach=reach)


def paths_of(given: Iterable[str] | None, session: Session) -> list[str]:
    """The files to read: those given, else $SPACETL_FILE, else the default; @article and the like become paths."""
    return [bundled_path(each) for each in [*(given or ())] or [session.environ.get("SPACETL_FILE") or _DEFAULT]]


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


def cache_of(session: Session) -> Cache | None:
    """The cache in $SPACETL_CACHE, else in the user's own cache folder; None if the variable is `off`."""
    folder = folder_of(session.environ, "SPACETL_CACHE", "user_cache_dir")
    return None if folder is None else Cache(folder, session.clock())


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
    due = session.clock() + _FIRST_PROGRESS
    line = ""

    def show(done: int, size: int) -> None:
        nonlocal due, line
        now = session.clock()
        if now >= due:
            due = now + _NEXT_PROGRESS
            line = f"Reading: {done * 100 // size} % of {size / 1e6:,.0f} MB"
            session.write_stderr(f"\r{line}")

    try:
        yield show
    finally:
        if line:
            session.write_stderr(f"\r{' ' * len(line)}\r")
