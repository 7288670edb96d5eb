"""Shell completion of ids, agencies, tags, columns and choices; silent if there is nothing to offer."""

import datetime
import io
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from contextlib import suppress
from textwrap import shorten
from typing import Any, get_args

import typer

from spacetl.cli.session import COLORS, Session
from spacetl.errors import SpacetlError
from spacetl.formats import FORMATS
from spacetl.query import Query, Sort, Speakers, Status
from spacetl.reports import REPORTS, report_of
from spacetl.reports.report import Grouping, Table
from spacetl.timeline import Result, Timeline

# names with characters that mean something to a shell, such as $ or a quote, are never offered
_PLAIN = re.compile(r"[\w .,+/@&#-]+")


def _completion_of(choices: Callable[[], Iterable[str]]) -> Callable[[str], list[str]]:
    """A completion of fixed choices, which are looked up only when a shell asks."""

    def complete(incomplete: str) -> list[str]:
        return _starting(choices(), incomplete)

    return complete


def _check_formats() -> Iterable[str]:
    from spacetl.cli.check import CHECK_FORMATS  # noqa: PLC0415 - only when a shell asks

    return CHECK_FORMATS


def _import_formats() -> Iterable[str]:
    from spacetl.importers import IMPORT_FORMATS  # noqa: PLC0415 - the same

    return IMPORT_FORMATS


formats = _completion_of(lambda: FORMATS)
check_formats = _completion_of(_check_formats)
import_formats = _completion_of(_import_formats)
colors = _completion_of(lambda: COLORS)
groupings = _completion_of(lambda: Grouping)
statuses = _completion_of(lambda: Status)
sorts = _completion_of(lambda: Sort)
results = _completion_of(lambda: get_args(Result))


def bundled(incomplete: str) -> list[str]:
    """The names of the bundled timelines; files are offered by the shell."""
    from spacetl.cli.inputs import BUNDLED  # noqa: PLC0415 - it knows the options, which know this

    return [Offer(name) for name in BUNDLED if incomplete and name.startswith(incomplete)]


def ids(context: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """The ids of the timeline's events, each with the event's title."""
    titles = {event.id: event.title for each in _timeline(context, outline=True) for event in each.events}
    return _described(titles, incomplete)


def agencies(context: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """The ids of the timeline's agencies, listed or only used, each with the agency's name if it has one."""
    names: dict[str, str] = {}
    for each in _timeline(context, outline=True):
        names |= {name: agency.name or "" for name, agency in each.agencies.items()}
        names = dict.fromkeys((a for event in each.events for a in event.agencies), "") | names
    return _described(names, incomplete)


def tags(context: typer.Context, incomplete: str) -> list[str]:
    """The tags of the timeline's events."""
    return _starting(
        (tag for each in _timeline(context, outline=True) for event in each.events for tag in event.tags), incomplete
    )


def sources(context: typer.Context, incomplete: str) -> list[str]:
    """The ids of the timeline's sources."""
    return _starting((source for each in _timeline(context, outline=True) for source in each.sources), incomplete)


def speakers(context: typer.Context, incomplete: str) -> list[str]:
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


def columns(context: typer.Context, incomplete: str) -> list[str]:
    """The columns of the command's report; after a comma, the next one."""
    from spacetl.reports.date import readings  # noqa: PLC0415 - only when a shell asks
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
    return [Offer(before + comma + name) for name in _starting((column.name for column in report.columns), last)]


def filters(context: typer.Context, incomplete: str) -> list[str]:
    """The fields of a filter; after a field and a colon, its values."""
    from spacetl.query.conditions import FILTER_FIELDS  # noqa: PLC0415 - only when a shell asks

    last = re.split(r"[\s(]", incomplete)[-1]
    start = incomplete.removesuffix(last)
    field, colon, value = last.partition(":")
    if not colon:
        return [Offer(f"{start}{name}:") for name in _starting(FILTER_FIELDS, field)]
    described = {"agency": agencies, "id": ids}
    plain = {"tag": tags, "by": speakers}
    if field in described:
        names = [name for name, _ in described[field](context, value)]
    elif field in plain:
        names = plain[field](context, value)
    else:
        names = _starting(FILTER_FIELDS[field].choices if field in FILTER_FIELDS else (), value)
    return [Offer(f"{start}{field}:{name}") for name in names if " " not in name]


class Offer(str):
    """A name to offer; it passes Typer's own check of how it begins, which minds case and bash's backslashes."""

    __slots__ = ()

    def startswith(self, *_anything: Any) -> bool:
        """Return True: `_starting` has already checked."""
        return True


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


def join_words(environ: MutableMapping[str, str]) -> None:
    """Remove the = from the words that bash passes: it splits --agency=NASA into three, Typer expects two."""
    words = environ.get("COMP_WORDS", "").split("\n")
    place = environ.get("COMP_CWORD", "")
    if "=" in words and place.isdigit():
        before = words[: int(place) + 1].count("=")
        environ["COMP_WORDS"] = "\n".join(word for word in words if word != "=")
        environ["COMP_CWORD"] = str(int(place) - before + (words[int(place) :][:1] == ["="]))


def _quoted(name: str) -> Offer:
    """The name escaped for bash; zsh and fish do so themselves."""
    if os.environ.get("_SPACETL_COMPLETE") != "complete_bash":
        return Offer(name)
    return Offer(re.sub(r"[^\w.+/@-]", r"\\\g<0>", name))


def _timeline(context: typer.Context, *, outline: bool = False) -> Iterator[Timeline]:
    """Yield the timeline that the command line names so far, or its outline; nothing if it cannot be read."""
    from spacetl.cli.inputs import timeline_of  # noqa: PLC0415 - only when a shell asks
    from spacetl.files.store import EVERYTHING, OUTLINE  # noqa: PLC0415 - the same

    paths = [os.path.expandvars(os.path.expanduser(path)) for path in context.params.get("file") or ()]  # noqa: PTH111 - a shell leaves them to us
    with suppress(SpacetlError, OSError):
        session = Session(datetime.date.min, io.BytesIO(), io.StringIO(), io.StringIO(), os.environ)
        yield timeline_of((path for path in paths if path != "-"), session, OUTLINE if outline else EVERYTHING)
