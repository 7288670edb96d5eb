"""What a user asks for: which events, and in which order."""

import datetime
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from operator import attrgetter, itemgetter
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from spacetl.dates import Certainty
from spacetl.errors import UsageError
from spacetl.query.known import Entry, Status, entry_on, promise_in_force
from spacetl.query.names import AgencyNames, speaker_filter
from spacetl.query.verdicts import Measure, measure_all
from spacetl.text import natural, no_such
from spacetl.timeline import Event, Timeline

_Choice = TypeVar("_Choice", bound=str)
EventTest = Callable[[Event], bool]
Predicate = Callable[[Entry], bool]
Condition = Callable[[Timeline, Measure], Predicate]  # UsageError if the timeline lacks a name in it


by_id = attrgetter("event.id")  # the order of reports that sort the entries themselves


class Sort(StrEnum):
    """What the rows can be sorted by."""

    DATE = "date"
    TITLE = "title"
    ID = "id"
    AGENCY = "agency"
    STATUS = "status"
    SLIP = "slip"
    PROMISES = "promises"


class Query(Struct, frozen=True):
    """Which events to select, and in which order; a part left out lets all pass.

    An event passes if any of the agencies, tags, statuses or speakers fits, in any case.
    """

    agencies: tuple[str, ...] = ()  # ids, names, aliases or else countries
    tags: tuple[str, ...] = ()
    statuses: tuple[Status, ...] = ()
    by: tuple[str, ...] = ()
    since: datetime.date | None = None  # inclusive
    until: datetime.date | None = None  # inclusive
    surely: bool = False  # only what surely lies in the range, not all that possibly does
    search: str = ""
    where: Condition | None = None
    limit: int | None = None
    sort: Sort | None = None  # None for the report's own order
    reverse: bool = False

    def named(self, timeline: Timeline) -> Iterator[EventTest]:
        """What must be true of an event, whatever the day; UsageError as in `Condition`."""
        if self.agencies:
            yield of_agencies(timeline, *self.agencies)
        if self.tags:
            yield with_tags(timeline, *self.tags)
        if self.by:
            yield promised_by(timeline, *self.by)
        if self.search:
            yield mentioning(timeline, self.search)


def choice_named(choices: Iterable[_Choice], what: str, name: str) -> _Choice:
    """The choice with this name, any case; UsageError if there is none, which calls a choice `what`."""
    known = {str(choice): choice for choice in choices}
    if name.casefold() not in known:
        raise UsageError(no_such(what, name, known))
    return known[name.casefold()]


def select(
    timeline: Timeline,
    query: Query,
    day: datetime.date,
    order: Callable[[Entry], Any] | None = None,
    measure: Measure | None = None,
) -> list[Entry]:
    """The entries that pass the query as of `day`, sorted as it says, else by `order`, else by date; ties by id.

    What the query asks of verdicts is measured by `measure`, by default against the first promise of anybody.
    UsageError if the range is empty, or the timeline has no such agency, tag or speaker.
    """
    if query.since and query.until and query.since > query.until:
        raise UsageError(
            f"the range is empty: it begins on {query.since} and ends on {query.until}; "
            "give an earlier --since or a later --until"
        )
    events: Iterable[Event] = timeline.events
    for test in query.named(timeline):  # before entries are made: a tenth of a search
        events = [*filter(test, events)]
    entries = [entry_on(event, day) for event in events]
    if query.since or query.until:
        entries = [*_in_range(entries, query)]
    if query.statuses:
        entries = [entry for entry in entries if entry.status in query.statuses]
    if query.where is not None:
        entries = [*filter(query.where(timeline, measure or measure_all(timeline, day)), entries)]
    entries.sort(key=by_id)
    if query.sort is Sort.SLIP:
        order = _by_slip(measure or measure_all(timeline, day))
    elif query.sort is not None:
        order = _ORDERS.get(query.sort)
    return _sorted(entries, order or _by_date(entries), reverse=query.reverse)[: query.limit]


def _sorted(entries: list[Entry], order: Callable[[Entry], Any], *, reverse: bool) -> list[Entry]:
    """The entries in an order, or the reverse of it; those for which it gives None come last in either."""
    keyed = [*zip(map(order, entries), entries, strict=True)]
    found = sorted((each for each in keyed if each[0] is not None), key=itemgetter(0), reverse=reverse)
    return [entry for _, entry in found] + [entry for key, entry in keyed if key is None]


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
    date = entry.date
    if date is None:
        return Certainty.NO
    if date.earliest is None and until is not None and entry.event.outcome is None:
        promise = promise_in_force(entry.event)
        if promise is not None and promise.said is not None and until < promise.said:
            return Certainty.NO
    return date.within(since, until)


def of_agencies(timeline: Timeline, *names: str) -> EventTest:
    """Whether an agency with one of these names, or else of such a country, takes part."""
    known = AgencyNames(timeline)
    meant = known.meant(names)
    spelt = {name for name, agency in known.ids.items() if agency in meant}
    return lambda event: not spelt.isdisjoint(event.agencies)


def with_tags(timeline: Timeline, *tags: str) -> EventTest:
    """Whether the event has one of the tags."""
    known = {tag.casefold(): tag for event in timeline.events for tag in event.tags}
    for tag in tags:
        if tag.casefold() not in known:
            raise UsageError(no_such("tag", tag, sorted(known.values()), " in this timeline"))
    wanted = {tag.casefold() for tag in tags}
    return lambda event: any(tag.casefold() in wanted for tag in event.tags)


def promised_by(timeline: Timeline, *names: str) -> EventTest:
    """Whether one of the speakers made a promise, as in `speaker_filter`."""
    spoken = speaker_filter(timeline, names)
    return lambda event: any(spoken(promise.by) for promise in event.promises)


def mentioning(timeline: Timeline, text: str) -> EventTest:
    """Whether each word of the text occurs in the title, the id, a tag, an agency, its note or that of a statement."""
    wanted = text.casefold().split()

    def mentions(event: Event) -> bool:
        there = _searched_text(event, timeline)
        return all(word in there for word in wanted)

    return mentions


def _searched_text(event: Event, timeline: Timeline) -> str:
    names = (timeline.agencies[agency].name for agency in event.agencies if agency in timeline.agencies)
    notes = (part.note for part in (event, *event.promises, event.outcome) if part is not None)
    parts = (event.title, event.id, *event.tags, *event.agencies, *names, *notes)
    return "\n".join(part for part in parts if part is not None).casefold()


def _by_date(entries: Iterable[Entry]) -> Callable[[Entry], int | None]:
    """The order of the current dates; equal dates are compared only once."""
    dates = {entry.date.text: entry.date for entry in entries if entry.date is not None}
    ordered = sorted(dates.values(), key=lambda date: date.sort_key)
    places = {date.text: place for place, date in enumerate(ordered)}
    return lambda entry: None if entry.date is None else places[entry.date.text]


def _by_slip(measure: Measure) -> Callable[[Entry], int | None]:
    """The order of slips, the worst first."""

    def order(entry: Entry) -> int | None:
        measured = measure(entry)
        return None if measured is None or measured.late is None else -measured.late

    return order


_STATUS_ORDER = {status: place for place, status in enumerate(Status)}
_ORDERS: dict[Sort, Callable[[Entry], Any]] = {
    Sort.TITLE: lambda entry: natural(entry.event.title),
    Sort.ID: by_id,
    Sort.AGENCY: lambda entry: tuple(map(str.casefold, entry.event.agencies)) or None,
    Sort.STATUS: lambda entry: _STATUS_ORDER[entry.status],
    Sort.PROMISES: lambda entry: -len(entry.event.promises),
}
