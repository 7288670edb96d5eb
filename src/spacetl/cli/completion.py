"""What the shell offers for ids, agencies, tags, columns and choices; with nothing to offer it stays silent."""

import datetime
import os
import sys
from collections.abc import Iterable, Iterator

import typer

from spacetl.errors import SpacetlError
from spacetl.query import Query, Sort, Status
from spacetl.render import FORMATS
from spacetl.reports import REPORTS, report_of
from spacetl.timeline import Timeline


def formats(incomplete: str) -> list[str]:
    """The names of the formats."""
    return _starting(FORMATS, incomplete)


def colors(incomplete: str) -> list[str]:
    """The choices of --color."""
    return _starting(("auto", "always", "never"), incomplete)


def statuses(incomplete: str) -> list[str]:
    """The statuses."""
    return _starting(Status, incomplete)


def sorts(incomplete: str) -> list[str]:
    """The keys of --sort."""
    return _starting(Sort, incomplete)


def ids(context: typer.Context, incomplete: str) -> list[str]:
    """The ids of the timeline's events."""
    return _starting((event.id for each in _timeline(context) for event in each.events), incomplete)


def agencies(context: typer.Context, incomplete: str) -> list[str]:
    """The ids of the timeline's agencies, listed or only used."""
    names = (
        name
        for each in _timeline(context)
        for name in (*each.agencies, *(a for event in each.events for a in event.agencies))
    )
    return _starting(names, incomplete)


def tags(context: typer.Context, incomplete: str) -> list[str]:
    """The tags of the timeline's events."""
    return _starting((tag for each in _timeline(context) for event in each.events for tag in event.tags), incomplete)


def columns(context: typer.Context, incomplete: str) -> list[str]:
    """The columns of the command's report; after a comma, the next one."""
    before, comma, last = incomplete.rpartition(",")
    if context.info_name not in REPORTS:
        return []
    report = report_of(context.info_name)(Timeline(events=()), Query(), datetime.date.min)
    return [before + comma + name for name in _starting((column.name for column in report.columns), last)]


def _starting(names: Iterable[str], incomplete: str) -> list[str]:
    start = incomplete.casefold()
    return [name for name in dict.fromkeys(map(str, names)) if name.casefold().startswith(start)]


def _timeline(context: typer.Context) -> Iterator[Timeline]:
    """The timeline of the command line so far; none if it cannot be read."""
    from spacetl.cli.view import timeline_of  # noqa: PLC0415 - only when asked for

    paths = [path for path in context.params.get("file") or () if path != "-"]
    try:
        yield timeline_of(paths, os.environ, sys.stdin.buffer)
    except SpacetlError:
        return
