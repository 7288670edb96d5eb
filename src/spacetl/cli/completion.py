"""Shell completion of ids, agencies, tags, columns and choices; silent if there is nothing to offer."""

import datetime
import io
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from textwrap import shorten
from typing import Any, get_args

import typer

from spacetl.cli.inputs import BUNDLED, timeline_of
from spacetl.cli.session import COLORS, Session
from spacetl.errors import SpacetlError
from spacetl.files.store import EVERYTHING, OUTLINE
from spacetl.formats import FORMATS
from spacetl.query import AgencyNames, Query, Sort, Speakers, Status
from spacetl.reports import REPORTS, report_of
from spacetl.reports.report import Grouping, Table
from spacetl.timeline import Result, Timeline

# names with characters that mean something to a shell, such as $ or a quote, are never offered
_PLAIN = re.compile(r"[\w .,+/@&#-]+")


Offers = Sequence[str | tuple[str, str]]  # names, or names with their descriptions
Completion = Callable[[typer.Context, str], Offers]  # what to offer for a value as far as it is typed


def _one_of(choices: Iterable[str]) -> Completion:
    return lambda _context, incomplete: _starting(choices, incomplete)


def _check_formats(_context: typer.Context, incomplete: str) -> Offers:
    from spacetl.cli.check import CHECK_FORMATS  # noqa: PLC0415 - it imports PyYAML

    return _starting(CHECK_FORMATS, incomplete)


def _import_formats(_context: typer.Context, incomplete: str) -> Offers:
    from spacetl.importers import IMPORT_FORMATS  # noqa: PLC0415 - the same

    return _starting(IMPORT_FORMATS, incomplete)


def _nothing(_context: typer.Context, _incomplete: str) -> Offers:
    return ()


def _bundled(_context: typer.Context, incomplete: str) -> Offers:
    """The names of the bundled timelines; files are offered by the shell."""
    return [name for name in BUNDLED if incomplete and name.startswith(incomplete)]


def _ids(context: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """The ids of the timeline's events, each with the event's title."""
    titles = {event.id: event.title for each in _timeline(context, outline=True) for event in each.events}
    return _described(titles, incomplete)


def _agencies(context: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """The ids of the timeline's agencies, listed or only used, each with the agency's name if it has one."""
    names: dict[str, str] = {}
    for each in _timeline(context, outline=True):
        full = {agency: described.name or "" for agency, described in each.agencies.items()}
        names |= {agency: full.get(agency, "") for agency in AgencyNames(each).ids.values()}
    return _described(names, incomplete)


def _tags(context: typer.Context, incomplete: str) -> list[str]:
    """The tags of the timeline's events."""
    return _starting(
        (tag for each in _timeline(context, outline=True) for event in each.events for tag in event.tags), incomplete
    )


def _sources(context: typer.Context, incomplete: str) -> list[str]:
    """The ids of the timeline's sources."""
    return _starting((source for each in _timeline(context, outline=True) for source in each.sources), incomplete)


def _speakers(context: typer.Context, incomplete: str) -> list[str]:
    """Everyone who promised something in the timeline."""
    names = (
        name
        for each in _timeline(context)
        for known in (Speakers(each),)
        for event in each.events
        for promise in event.promises
        for name in known.of(promise.by)
    )
    return _starting(names, incomplete)


def _columns(context: typer.Context, incomplete: str) -> list[str]:
    """The columns of the command's report; after a comma, the next one."""
    from spacetl.reports.date import readings  # noqa: PLC0415 - completion of an id does without them
    from spacetl.reports.diff import diff  # noqa: PLC0415 - the same

    before, comma, last = incomplete.rpartition(",")
    nothing = Timeline(events=())
    if context.info_name == "date":
        report: Table[Any] = readings(())
    elif context.info_name == "diff":
        report = diff(nothing, nothing)
    elif context.info_name in REPORTS:
        report = report_of(context.info_name)(nothing, Query(), datetime.date.min)
    else:
        return []
    return [before + comma + name for name in _starting((column.name for column in report.columns), last)]


def _filters(context: typer.Context, incomplete: str) -> list[str]:
    """The fields of a filter; after a field and a colon, its values."""
    from spacetl.query.conditions import FILTER_FIELDS  # noqa: PLC0415 - the same

    last = re.split(r"[\s(]", incomplete)[-1]
    start = incomplete.removesuffix(last)
    field, colon, value = last.partition(":")
    if not colon:
        return [f"{start}{name}:" for name in _starting(FILTER_FIELDS, field)]
    described = {"agency": _agencies, "id": _ids}
    plain = {"tag": _tags, "by": _speakers}
    if field in described:
        names = [name for name, _ in described[field](context, value)]
    elif field in plain:
        names = plain[field](context, value)
    else:
        names = _starting(FILTER_FIELDS[field].choices if field in FILTER_FIELDS else (), value)
    return [f"{start}{field}:{name}" for name in names if " " not in name]


def _starting(names: Iterable[str], incomplete: str) -> list[str]:
    return [_quoted(name) for name in _matching(names, incomplete)]


def _matching(names: Iterable[str], incomplete: str) -> list[str]:
    start = incomplete.casefold()
    found = (name for name in dict.fromkeys(map(str, names)) if name.casefold().startswith(start))
    return [name for name in found if _PLAIN.fullmatch(name)]


def _described(names: Mapping[str, str], incomplete: str) -> list[tuple[str, str]]:
    """The names that begin with `incomplete`, each with its description as one short, printable line."""
    return [
        (_quoted(name), shorten("".join(c if c.isprintable() else " " for c in names[name]), 60, placeholder="..."))
        for name in _matching(names, incomplete)
    ]


def _quoted(name: str) -> str:
    """The name escaped for bash; zsh and fish do so themselves."""
    if os.environ.get("_SPACETL_COMPLETE") != "complete_bash":
        return name
    return re.sub(r"[^\w.+/@-]", r"\\\g<0>", name)


def _timeline(context: typer.Context, *, outline: bool = False) -> Iterator[Timeline]:
    """Yield the timeline that the command line names so far, or its outline; nothing if it cannot be read."""
    paths = [os.path.expandvars(os.path.expanduser(path)) for path in context.params.get("file") or ()]  # noqa: PTH111 - a shell leaves them to us
    with suppress(SpacetlError, OSError):
        session = Session(datetime.date.min, io.BytesIO(), io.StringIO(), io.StringIO(), os.environ)
        yield timeline_of((path for path in paths if path != "-"), session, OUTLINE if outline else EVERYTHING)


# by the name of the option, or the metavar of the argument; first of all for one command alone
_COMPLETIONS: dict[str, Completion] = {
    **dict.fromkeys((f"{name} --file" for name in ("add", "promise", "outcome", "edit", "undo")), _nothing),
    "check --format": _check_formats,
    "import --by": _nothing,
    "import --from": _import_formats,
    "new --from": _bundled,
    "--agency": _agencies,
    "--by": _speakers,
    "--color": _one_of(COLORS),
    "--columns": _columns,
    "--file": _bundled,
    "--format": _one_of(FORMATS),
    "--group": _one_of(Grouping),
    "--result": _one_of(get_args(Result)),
    "--sort": _one_of(Sort),
    "--source": _sources,
    "--status": _one_of(Status),
    "--tag": _tags,
    "--where": _filters,
    "ID": _ids,
    "[ID]": _ids,
}


def completion_of(command: str, parameter: str) -> Completion | None:
    """The completion of an option, by its longest name, or of an argument, by its metavar; None if it has none."""
    return _COMPLETIONS.get(f"{command} {parameter}", _COMPLETIONS.get(parameter))
