"""What can be changed in a timeline, as values, and what each makes of it."""

from collections.abc import Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from spacetl.errors import UsageError
from spacetl.naming import quoted, suggestion
from spacetl.timeline import Agency, Event, Outcome, Promise, Source, Timeline


class AddEvent(Struct, frozen=True):
    """One more event; it has an id that no other has."""

    event: Event


class AddPromise(Struct, frozen=True):
    """One more promise for the event of an id."""

    id: str
    promise: Promise


class SetOutcome(Struct, frozen=True):
    """What came of the event of an id, which has no outcome yet."""

    id: str
    outcome: Outcome


class AddSource(Struct, frozen=True):
    """One more source, under a new id."""

    id: str
    source: Source


class AddAgency(Struct, frozen=True):
    """One more agency that is told about, under a new id."""

    id: str
    agency: Agency


Change = AddEvent | AddPromise | SetOutcome | AddSource | AddAgency


class Gathered(Struct, frozen=True):
    """Changes by what they change.

    Attributes:
        events: the new events, with all that is changed in them at once.
        promises: the new promises for events that are there, by their ids.
        outcomes: the outcomes of events that are there, by their ids.
        agencies: the new agencies by their ids.
        sources: the new sources by their ids.
    """

    events: dict[str, Event]
    promises: dict[str, list[Promise]]
    outcomes: dict[str, Outcome]
    agencies: dict[str, Agency]
    sources: dict[str, Source]

    @property
    def touched(self) -> set[str]:
        """The ids of the events that were there and are changed."""
        return {*self.promises, *self.outcomes}


def gathered(timeline: Timeline, changes: Iterable[Change]) -> Gathered:
    """The changes by what they change in `timeline`.

    Raises:
        UsageError: one cannot be: it names an event that is not there, or what it adds is there already.
    """
    found = Gathered({}, {}, {}, {}, {})
    events = {event.id: event for event in timeline.events}
    for change in changes:
        match change:
            case AddEvent(event):
                _refuse_known("event", event.id, {**events, **found.events} if event.id in events else found.events)
                found.events[event.id] = event
            case AddPromise(name, promise) if name in found.events:
                event = found.events[name]
                found.events[name] = replace(event, promises=(*event.promises, promise))
            case AddPromise(name, promise):
                _refuse_plain(_known(events, name))
                found.promises.setdefault(name, []).append(promise)
            case SetOutcome(name, outcome) if name in found.events:
                found.events[name] = replace(found.events[name], outcome=outcome)
            case SetOutcome(name, outcome):
                event = _known(events, name)
                _refuse_plain(event)
                _refuse_second(event, found.outcomes.get(name))
                found.outcomes[name] = outcome
            case AddSource(name, source):
                _refuse_known("source", name, timeline.sources, found.sources)
                found.sources[name] = source
            case AddAgency(name, agency):
                _refuse_known("agency", name, timeline.agencies, found.agencies)
                found.agencies[name] = agency
    return found


def changed(timeline: Timeline, found: Gathered) -> Timeline:
    """The timeline with the changes made."""
    touched = found.touched

    def now(event: Event) -> Event:
        if event.id not in touched:
            return event
        promises = (*event.promises, *found.promises.get(event.id, ()))
        return replace(event, promises=promises, outcome=found.outcomes.get(event.id, event.outcome))

    return replace(
        timeline,
        events=(*map(now, timeline.events), *found.events.values()),
        agencies=timeline.agencies | found.agencies,
        sources=timeline.sources | found.sources,
    )


def _known(events: Mapping[str, Event], name: str) -> Event:
    if name not in events:
        raise UsageError(
            f"no event {quoted(name)}{suggestion(name, events) or '; `spacetl list --columns id` lists the ids'}"
        )
    return events[name]


def _refuse_known(what: str, name: str, *known: Mapping[str, object]) -> None:
    if any(name in each for each in known):
        raise UsageError(f"there is {_article(what)} {what} {quoted(name)} already; give the new one another id")


def _article(what: str) -> str:
    return "an" if what[0] in "ae" else "a"


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
            f"{event.id} has an outcome already ({outcome.result} {outcome.date}); "
            f"correct it with `spacetl edit {event.id}`"
        )
