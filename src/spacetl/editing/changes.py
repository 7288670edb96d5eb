"""The possible changes to a timeline, as values, what they make of it, and the sources that they cite."""

import datetime
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from urllib.parse import urlsplit

from msgspec import Struct
from msgspec.structs import replace

from spacetl.errors import UsageError
from spacetl.text import no_event, quoted, with_article
from spacetl.timeline import Agency, Event, Outcome, Promise, Source, Timeline, unique_name


class AddEvent(Struct, frozen=True):
    """One more event, with an id that no other event has."""

    event: Event


class AddPromise(Struct, frozen=True):
    """One more promise for the event with this id."""

    id: str
    promise: Promise


class SetOutcome(Struct, frozen=True):
    """What came of the event with this id, which has no outcome yet."""

    id: str
    outcome: Outcome


class AddRefs(Struct, frozen=True):
    """The ids of the event with this id in more catalogues, by catalogue."""

    id: str
    refs: dict[str, str]


class SetDetails(Struct, frozen=True):
    """Another title, other agencies or other ids in catalogues for the event with this id; None or {} for the same."""

    id: str
    title: str | None = None
    agencies: tuple[str, ...] | None = None
    refs: dict[str, str] = {}  # in catalogues where it has an id

    def made(self, event: Event) -> Event:
        """The event with these details."""
        return replace(
            event,
            title=event.title if self.title is None else self.title,
            agencies=event.agencies if self.agencies is None else self.agencies,
            refs=event.refs | self.refs,
        )


class AddSource(Struct, frozen=True):
    """One more source, under a new id."""

    id: str
    source: Source


class AddAgency(Struct, frozen=True):
    """One more listed agency, under a new id."""

    id: str
    agency: Agency


Change = AddEvent | AddPromise | SetOutcome | AddRefs | SetDetails | AddSource | AddAgency


class ChangeSet(Struct, frozen=True):
    """Changes grouped by what they change, by the ids of the records."""

    events: dict[str, Event]  # the new ones, with all further changes already made to them
    promises: dict[str, list[Promise]]  # of existing events, as the next two
    outcomes: dict[str, Outcome]
    refs: dict[str, dict[str, str]]
    details: dict[str, SetDetails]
    agencies: dict[str, Agency]
    sources: dict[str, Source]

    @property
    def touched(self) -> set[str]:
        """The ids of the existing events that are changed."""
        return {*self.promises, *self.outcomes, *self.refs, *self.details}


def change_set(timeline: Timeline, changes: Iterable[Change]) -> ChangeSet:
    """Group changes by what they change in `timeline`.

    UsageError if one is impossible: it names an event that does not exist, or what it adds exists already.
    """
    found = ChangeSet({}, {}, {}, {}, {}, {}, {})
    events = {event.id: event for event in timeline.events}
    for change in changes:
        match change:
            case AddEvent(event):
                _refuse_known("event", event.id, events, found.events)
                found.events[event.id] = event
            case AddSource(name, source):
                _refuse_known("source", name, timeline.sources, found.sources)
                found.sources[name] = source
            case AddAgency(name, agency):
                _refuse_known("agency", name, timeline.agencies, found.agencies)
                found.agencies[name] = agency
            case _ if change.id in found.events:
                found.events[change.id] = _amended(found.events[change.id], change)
            case _:
                _gather(found, _known(events, change.id), change)
    return found


def _amended(event: Event, change: AddPromise | SetOutcome | AddRefs | SetDetails) -> Event:
    """A new event with a change made to it."""
    match change:
        case AddPromise(_, promise):
            return replace(event, promises=(*event.promises, promise))
        case SetOutcome(_, outcome):
            return replace(event, outcome=outcome)
        case AddRefs(_, refs):
            return replace(event, refs=event.refs | refs)
        case SetDetails():
            return change.made(event)


def _gather(found: ChangeSet, event: Event, change: AddPromise | SetOutcome | AddRefs | SetDetails) -> None:
    match change:
        case AddPromise(name, promise):
            _refuse_plain(event)
            found.promises.setdefault(name, []).append(promise)
        case SetOutcome(name, outcome):
            _refuse_plain(event)
            _refuse_second(event, found.outcomes.get(name))
            found.outcomes[name] = outcome
        case AddRefs(name, refs):
            for catalogue in refs:
                _refuse_known("ref", catalogue, event.refs, found.refs.get(name, {}))
            found.refs.setdefault(name, {}).update(refs)
        case SetDetails(name):
            found.details[name] = change


def changed_timeline(timeline: Timeline, found: ChangeSet) -> Timeline:
    """The timeline with the changes made."""
    touched = found.touched

    def now(event: Event) -> Event:
        if event.id not in touched:
            return event
        if event.id in found.details:
            event = found.details[event.id].made(event)
        promises = (*event.promises, *found.promises.get(event.id, ()))
        outcome = found.outcomes.get(event.id, event.outcome)
        return replace(event, promises=promises, outcome=outcome, refs=event.refs | found.refs.get(event.id, {}))

    return replace(
        timeline,
        events=(*map(now, timeline.events), *found.events.values()),
        agencies=timeline.agencies | found.agencies,
        sources=timeline.sources | found.sources,
    )


def _known(events: Mapping[str, Event], name: str) -> Event:
    if name not in events:
        raise UsageError(no_event(name, events))
    return events[name]


def _refuse_known(what: str, name: str, *known: Mapping[str, object]) -> None:
    if any(name in each for each in known):
        raise UsageError(f"there is already {with_article(what)} {quoted(name)}; give the new one another id")


def _refuse_plain(event: Event) -> None:
    if event.date is not None:
        raise UsageError(
            f"{event.id} has a plain date ({event.date}), which nobody promised; to make it a promise, change "
            f"`date` to `promises` with `spacetl edit {event.id}`"
        )


def _refuse_second(event: Event, other: Outcome | None) -> None:
    outcome = event.outcome or other
    if outcome is not None:
        raise UsageError(
            f"{event.id} already has an outcome ({outcome.result} {outcome.date}); "
            f"correct it with `spacetl edit {event.id}`"
        )


_LONGEST = 100  # of an id that is made here; YAML takes no key of more than 1,024 characters
_URL = re.compile(r"https?://[^\s/]", re.IGNORECASE)


class Citations:
    """The sources of a timeline, and the new ones that are cited."""

    def __init__(self, sources: Mapping[str, Source]) -> None:
        self.new: list[AddSource] = []
        self._ids = set(sources)
        self._by_url = {_url_key(source.url): name for name, source in reversed([*sources.items()]) if source.url}
        self._numbers: Counter[str] = Counter()

    def find(self, given: str) -> str | None:
        """The id of a source given by its id or its URL; None if it is not listed."""
        return given if given in self._ids else self._by_url.get(_url_key(given))

    def add(self, source: Source, day: datetime.date) -> str:
        """Add a source and return its id, made from the host of its URL, or else its title, and a statement's day."""
        start = (_host(source.url) or source.title or "source")[:_LONGEST]
        name = unique_name(f"{start}-{day}", self._ids, self._numbers)
        self._ids.add(name)
        if source.url:
            self._by_url[_url_key(source.url)] = name
        self.new.append(AddSource(name, source))
        return name


def _host(url: str | None) -> str:
    """The host of a URL without its www.; '' if it has none."""
    try:
        return (urlsplit(url or "").hostname or "").removeprefix("www.")
    except ValueError:  # such as https://[x
        return ""


def is_url(text: str) -> bool:
    """Whether a text is a web address, as against the title of a source."""
    return _URL.match(text) is not None


@lru_cache(maxsize=4096)
def _url_key(url: str) -> str:
    """What equivalent URLs have in common: without http or https, www., the fragment, and a / at the end."""
    return re.sub(r"^https?://(?:www\.)?", "", url, flags=re.IGNORECASE).partition("#")[0].rstrip("/")
