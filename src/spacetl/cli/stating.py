"""The parts of a timeline, from what somebody typed: days, dates, texts, agencies, sources."""

import datetime
from collections.abc import Iterable

from msgspec import Struct

from spacetl.cli.options import Reference, Saying
from spacetl.cli.view import date_of
from spacetl.dates import Date, days_later
from spacetl.editing import Change
from spacetl.editing.changes import Citations, is_url
from spacetl.errors import UsageError
from spacetl.files.records import unfit
from spacetl.query import agency_names
from spacetl.text import quoted, suggestion
from spacetl.timeline import Event, Promise, Source, Timeline


def day_said(saying: Saying, today: datetime.date) -> datetime.date:
    """The day on which something was said, `today` unless given; it may be tomorrow, as in other time zones.

    Raises:
        UsageError: it is not a single day, or is further ahead.
    """
    if saying.said is None:
        return today
    date = date_of("--said", saying.said, today)
    if date.earliest is None or date.earliest != date.latest:
        raise UsageError(f"--said must be a single day, such as 2017-06-07 or yesterday; found {quoted(saying.said)}")
    if date.earliest > days_later(today, 1):
        raise UsageError(f"--said: {date} is in the future; give the day on which it was said")
    return date.earliest


def promise_of(due: Date | None, saying: Saying, source: str | None, note: str | None, today: datetime.date) -> Promise:
    """The promise that the options describe."""
    return Promise(
        said=day_said(saying, today),
        by=text_of("--by", saying.by, Promise, "by"),
        due=due,
        source=source,
        note=text_of("--note", note, Promise, "note"),
    )


def text_of(what: str, text: str | None, record: type[Struct], field: str, name: str | None = None) -> str | None:
    """The text that was typed for `what`, checked against a field of a record; None stays None.

    Raises:
        UsageError: it is not valid in that field.
    """
    wrong = None if text is None else unfit(text, record, field, name)
    if wrong:
        raise UsageError(f"{what}: {wrong}".replace(f"{what}: {name or field} ", f"{what} ", 1))
    return text


def agencies_of(names: Iterable[str], timeline: Timeline) -> tuple[tuple[str, ...], list[str]]:
    """The ids of the agencies named by id, name or alias, in upper or lower case, and a line for each new one."""
    known = {name.casefold(): agency for name, agency in reversed(agency_names(timeline).items())}
    ids: list[str] = []
    new: list[str] = []
    for name in names:
        agency = known.get(name.casefold())
        if agency is None:
            agency = text_of("--agency", name, Event, "agency") or name
            if timeline.agencies:
                near = suggestion(name, agency_names(timeline))
                new.append(f"The agency {quoted(name)} is not listed in the file{near}")
        ids.append(agency)
    return tuple(dict.fromkeys(ids)), new


def source_of(reference: Reference, timeline: Timeline, day: datetime.date) -> tuple[str | None, list[Change]]:
    """The id of the source given by its id or its URL, and the change that lists it if it is new.

    Args:
        reference: the options.
        timeline: lists the known sources.
        day: the day of the statement, from which a new id is made.

    Raises:
        UsageError: it is neither a listed id nor a URL, or a known source is described again.
    """
    given = text_of("--source", reference.source, Promise, "source")
    title = text_of("--source-title", reference.source_title, Source, "title")
    publisher = text_of("--publisher", reference.publisher, Source, "publisher")
    citations = Citations(timeline.sources)
    known = None if given is None else citations.find(given)
    if known is not None or given is None:
        if title is not None or publisher is not None:
            why = "there is none" if given is None else f"{quoted(given)} is listed already"
            raise UsageError(f"--source-title and --publisher describe a new --source, but {why}")
        return known, []
    if not is_url(given):
        near = suggestion(given, timeline.sources)
        raise UsageError(
            f"no source {quoted(given)} is listed in the file{near}; give its id, or a URL such as https://example.org"
        )
    return citations.add(Source(title=title, publisher=publisher, url=given), day), [*citations.new]
