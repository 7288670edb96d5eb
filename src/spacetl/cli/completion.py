"""Shell completion of ids, agencies, tags, columns and choices; silent if there is nothing to offer."""

import datetime
import io
import os
import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from textwrap import shorten
from typing import Any, get_args

import typer

from spacetl.cli.inputs import BUNDLED, paths_of, timeline_of
from spacetl.cli.options import CHECK_FORMATS
from spacetl.cli.session import COLORS, Session
from spacetl.errors import SpacetlError
from spacetl.files.store import EVERYTHING, OUTLINE, Reach
from spacetl.formats import FORMATS
from spacetl.query import AgencyNames, Query, Sort, Speakers, Status
from spacetl.reports import REPORTS, report_of
from spacetl.reports.report import Grouping, Table
from spacetl.timeline import Result, Timeline

# names with characters that mean something to a shell, such as $ or a quote, are never offered
_PLAIN = re.compile(r"[\w .,+/@&#-]+")


Offers = list[tuple[str, str]]  # values, each with a description, which may be empty
Completion = Callable[[typer.Context, str], Offers]  # what to offer for a value as far as it is typed


def _one_of(names: Iterable[str]) -> Completion:
    return lambda _context, incomplete: _matching(dict.fromkeys(map(str, names), ""), incomplete)


def _in_timeline(named: Callable[[Timeline], Mapping[str, str]], reach: Reach = OUTLINE) -> Completion:
    """The names that the timeline which the command line names so far has; none if it cannot be read."""

    def completion(context: typer.Context, incomplete: str) -> Offers:
        given = [os.path.expandvars(os.path.expanduser(path)) for path in context.params.get("file") or ()]  # noqa: PTH111 - a shell leaves them to us
        session = Session(datetime.date.min, io.BytesIO(), io.StringIO(), io.StringIO(), os.environ)
        with suppress(SpacetlError, OSError):
            paths = paths_of((path for path in given if path != "-"), session)
            timeline = timeline_of(paths, session, reach)
            return _matching(named(timeline), incomplete)
        return []

    return completion


def _matching(names: Mapping[str, str], incomplete: str) -> Offers:
    """The names that begin with `incomplete`, each with its description as one short, printable line."""
    start = incomplete.casefold()
    return [
        (_quoted(name), shorten("".join(c if c.isprintable() else " " for c in about), 60, placeholder="..."))
        for name, about in names.items()
        if name.casefold().startswith(start) and _PLAIN.fullmatch(name)
    ]


def _quoted(name: str) -> str:
    """The name escaped for bash; zsh and fish do so themselves."""
    if os.environ.get("_SPACETL_COMPLETE") != "complete_bash":
        return name
    return re.sub(r"[^\w.+/@-]", r"\\\g<0>", name)


def _bundled(_context: typer.Context, incomplete: str) -> Offers:
    """The names of the bundled timelines; files are offered by the shell."""
    return [(name, "") for name in BUNDLED if incomplete and name.startswith(incomplete)]


def _agencies(timeline: Timeline) -> Mapping[str, str]:
    """The agencies that are listed or only used, each with its name if it has one."""
    names = {agency: listed.name or "" for agency, listed in timeline.agencies.items()}
    return {agency: names.get(agency, "") for agency in AgencyNames(timeline).ids.values()}


def _speakers(timeline: Timeline) -> Mapping[str, str]:
    """Everyone who promised something, and the agencies that they speak for; the press is called so."""
    known = Speakers(timeline)
    promises = (promise for event in timeline.events for promise in event.promises)
    names = dict.fromkeys(name for promise in promises for name in known.with_agencies(promise.by))
    return {name: "press" if known.is_press(name) else "" for name in names}


_AGENCIES = _in_timeline(_agencies)
_IDS = _in_timeline(lambda timeline: {event.id: event.title for event in timeline.events})
_SOURCES = _in_timeline(lambda timeline: dict.fromkeys(timeline.sources, ""))
_SPEAKERS = _in_timeline(_speakers, EVERYTHING)
_TAGS = _in_timeline(lambda timeline: dict.fromkeys((tag for event in timeline.events for tag in event.tags), ""))


def _import_formats(context: typer.Context, incomplete: str) -> Offers:
    from spacetl.importers import IMPORT_FORMATS  # noqa: PLC0415 - it imports PyYAML

    return _one_of(IMPORT_FORMATS)(context, incomplete)


def _columns(context: typer.Context, incomplete: str) -> Offers:
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
    return [(before + comma + name, "") for name, _ in _one_of(column.name for column in report.columns)(context, last)]


def _filters(context: typer.Context, incomplete: str) -> Offers:
    """The fields of a filter; after a field and a colon, its values."""
    from spacetl.query.conditions import FILTER_FIELDS  # noqa: PLC0415 - the same

    last = re.split(r"[\s(]", incomplete)[-1]
    start = incomplete.removesuffix(last)
    field, colon, value = last.partition(":")
    if not colon:
        return [(f"{start}{name}:", "") for name, _ in _one_of(FILTER_FIELDS)(context, field)]
    in_timeline = {"agency": _AGENCIES, "by": _SPEAKERS, "id": _IDS, "tag": _TAGS}
    choices = FILTER_FIELDS[field].choices if field in FILTER_FIELDS else ()
    values = in_timeline.get(field, _one_of(choices))(context, value)
    return [(f"{start}{field}:{name}", "") for name, _ in values if " " not in name]


# by the name of the option, or the metavar of the argument; first of all for one command alone
_COMPLETIONS: dict[str, Completion] = {
    **dict.fromkeys((f"{name} --file" for name in ("add", "promise", "outcome", "edit", "undo")), _one_of(())),
    "check --format": _one_of(CHECK_FORMATS),
    "import --by": _one_of(()),
    "import --from": _import_formats,
    "new --from": _bundled,
    "--agency": _AGENCIES,
    "--by": _SPEAKERS,
    "--color": _one_of(COLORS),
    "--columns": _columns,
    "--file": _bundled,
    "--format": _one_of(FORMATS),
    "--group": _one_of(Grouping),
    "--result": _one_of(get_args(Result)),
    "--sort": _one_of(Sort),
    "--source": _SOURCES,
    "--status": _one_of(Status),
    "--tag": _TAGS,
    "--where": _filters,
    "ID": _IDS,
    "[ID]": _IDS,
}


def completion_of(command: str, parameter: str) -> Completion | None:
    """The completion of an option, by its longest name, or of an argument, by its metavar; None if it has none."""
    return _COMPLETIONS.get(f"{command} {parameter}", _COMPLETIONS.get(parameter))
