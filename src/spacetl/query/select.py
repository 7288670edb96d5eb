"""Which events pass a query, and in which order."""

import datetime
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from msgspec.structs import replace

from spacetl.dates import Certainty
from spacetl.errors import UsageError
from spacetl.naming import no_such
from spacetl.query.entry import Entry, Status, enter
from spacetl.query.query import Query, Sort
from spacetl.query.speakers import listed_names, speaking
from spacetl.timeline import Event, Timeline

_STATUS_ORDER = {status: place for place, status in enumerate(Status)}


def select(
    timeline: Timeline, query: Query, day: datetime.date, order: Callable[[Entry], Any] | None = None
) -> list[Entry]:
    """The entries that pass the query as of `day`, sorted as it says, else by `order`, else by date; ties by id.

    Raises:
        UsageError: the range is empty, or the timeline has no such agency, tag or speaker.
    """
    if query.since and query.until and query.since > query.until:
        raise UsageError(
            f"the range is empty: it begins on {query.since} and ends on {query.until}; "
            "give an earlier --since or a later --until"
        )
    entries = [enter(event, day) for event in _named(timeline, query)]
    if query.since or query.until:
        entries = [*_in_range(entries, query)]
    if query.statuses:
        entries = [entry for entry in entries if entry.status in query.statuses]
    if query.where is not None:
        passes = query.where(timeline)
        entries = [entry for entry in entries if passes(entry)]
    if query.sort or order is not by_id:
        entries.sort(key=by_id)
    entries.sort(key=(_ORDERS.get(query.sort) if query.sort else order) or _by_date(entries), reverse=query.reverse)
    if query.reverse and query.sort in _LACKING:
        entries.sort(key=_LACKING[query.sort])
    return entries[: query.limit]


def _named(timeline: Timeline, query: Query) -> Iterable[Event]:
    events: Iterable[Event] = timeline.events
    if query.agencies:
        agencies = agencies_called(timeline, query.agencies)
        events = [event for event in events if not agencies.isdisjoint(event.agencies)]
    if query.tags:
        tags = tags_called(timeline, query.tags)
        events = [event for event in events if any(tag.casefold() in tags for tag in event.tags)]
    if query.by:
        spoken = speaking(timeline, query.by)
        events = [event for event in events if any(spoken(promise.by) for promise in event.promises)]
    if query.search:
        text = query.search.casefold()
        events = [event for event in events if text in searched(event, timeline)]
    return events


def _in_range(entries: Iterable[Entry], query: Query) -> Iterator[Entry]:
    for entry in entries:
        certainty = certainty_within(entry, query.since, query.until)
        if certainty is Certainty.SURE:
            yield entry
        elif certainty is Certainty.POSSIBLE and not query.surely:
            yield replace(entry, certainty=certainty)


def certainty_within(entry: Entry, since: datetime.date | None, until: datetime.date | None) -> Certainty:
    """Whether the entry's date lies in a range, both ends inclusive; None means no bound on that side.

    What was promised "by 2030" cannot come before it was promised.
    """
    date, promises = entry.date, entry.event.promises
    if date is None:
        return Certainty.NO
    if date.earliest is None and until is not None and promises:
        said = promises[-1].said
        if said is not None and until < said:
            return Certainty.NO
    return date.within(since, until)


def agency_names(timeline: Timeline) -> dict[str, str]:
    """Every name an agency goes by, with its id: those of the listed ones, then ids that are only used."""
    names = listed_names(timeline)
    for event in timeline.events:
        for agency in event.agencies:
            names.setdefault(agency, agency)
    return names


def agencies_called(timeline: Timeline, wanted: Iterable[str]) -> set[str]:
    """Every name that events may use for the agencies that go by one of the names in `wanted`, in any case.

    A name that no agency goes by may be that of a country, and then means all of its agencies.

    Raises:
        UsageError: the timeline has no such agency and no such country.
    """
    names = agency_names(timeline)
    ids: dict[str, str] = {}
    for name, agency in names.items():
        ids.setdefault(name.casefold(), agency)
    found: set[str] = set()
    for name in wanted:
        called = [ids[name.casefold()]] if name.casefold() in ids else agencies_of(timeline, name)
        if not called:
            hint = "`spacetl agencies` with the same -f lists them"
            raise UsageError(no_such("agency", name, names, " in this timeline", hint))
        found.update(called)
    return {name for name, agency in names.items() if agency in found}


def agencies_of(timeline: Timeline, country: str) -> list[str]:
    """The ids of the listed agencies of `country`, given in any case."""
    wanted = country.casefold()
    return [agency for agency, each in timeline.agencies.items() if (each.country or "").casefold() == wanted != ""]


def tags_called(timeline: Timeline, wanted: Iterable[str]) -> set[str]:
    """The wanted tags in lower case.

    Raises:
        UsageError: no event of the timeline has one of them.
    """
    known = {tag.casefold(): tag for event in timeline.events for tag in event.tags}
    for tag in wanted:
        if tag.casefold() not in known:
            raise UsageError(no_such("tag", tag, sorted(known.values()), " in this timeline"))
    return {tag.casefold() for tag in wanted}


def searched(event: Event, timeline: Timeline) -> str:
    """The text that a search looks at, in lower case: title, id, tags, agencies and note."""
    names = (timeline.agencies[agency].name for agency in event.agencies if agency in timeline.agencies)
    parts = (event.title, event.id, *event.tags, *event.agencies, *names, event.note)
    return "\n".join(part for part in parts if part is not None).casefold()


def by_id(entry: Entry) -> str:
    """The order by id, for reports that sort the entries themselves."""
    return entry.event.id


def _by_date(entries: Iterable[Entry]) -> Callable[[Entry], int]:
    """The order of the current dates, the undated last; equal dates are compared only once."""
    dates = {entry.date.text: entry.date for entry in entries if entry.date is not None}
    ordered = sorted(dates.values(), key=lambda date: date.sort_key)
    places = {date.text: place for place, date in enumerate(ordered)}
    return lambda entry: len(places) if entry.date is None else places[entry.date.text]


def _by_slip(entry: Entry) -> tuple[bool, int]:
    """The worst first, those without a slip last."""
    slip = entry.slip
    days = None if slip is None else slip.least if slip.least is not None else slip.most
    return (days is None, -(days or 0))


_ORDERS: dict[Sort, Callable[[Entry], Any]] = {
    Sort.TITLE: lambda entry: entry.event.title.casefold(),
    Sort.ID: by_id,
    Sort.AGENCY: lambda entry: tuple(map(str.casefold, entry.event.agencies)) or ("\U0010ffff",),
    Sort.STATUS: lambda entry: _STATUS_ORDER[entry.status],
    Sort.SLIP: _by_slip,
    Sort.PROMISES: lambda entry: -len(entry.event.promises),
}

# what comes last, in whichever direction the others are sorted
_LACKING: dict[Sort | None, Callable[[Entry], bool]] = {
    None: lambda entry: entry.date is None,
    Sort.DATE: lambda entry: entry.date is None,
    Sort.SLIP: lambda entry: entry.slip is None,
}
