"""What changed from one timeline to another, as values: statements and descriptions, never lines.

Nothing depends on positions in a file: events, promises, tags and the like have no order here.
"""

import re
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Container, Hashable, Iterable, Iterator, Mapping
from enum import StrEnum
from itertools import chain
from operator import attrgetter
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import astuple, replace

from spacetl.timeline import Agency, Event, Outcome, Promise, Source, Speaker, Timeline, id_from_title

_T = TypeVar("_T")
_Named = TypeVar("_Named", Agency, Speaker)
Record = Timeline | Event | Promise | Outcome | Agency | Speaker | Source


class Part(StrEnum):
    """The part of a timeline that a change is about."""

    TIMELINE = "timeline"
    EVENT = "event"
    PROMISE = "promise"
    OUTCOME = "outcome"
    AGENCY = "agency"
    SPEAKER = "speaker"
    SOURCE = "source"


class RecordChange(Struct, frozen=True):
    """A record that is new, gone or corrected.

    A new or removed event is included whole. A corrected event, like the timeline, is included with only its own keys:
    its promises and its outcome have changes of their own.
    """

    part: Part
    id: str | None  # of the event, agency, speaker or source, as in the newer timeline; None for the timeline itself
    before: Record | None  # None if it is new
    after: Record | None  # None if it is gone

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys in which a corrected record differs, in the order of the format; empty if it is new or gone."""
        if self.before is None or self.after is None:
            return ()
        names = self.before.__struct_fields__
        return tuple(name for name in names if getattr(self.before, name) != getattr(self.after, name))


def compare(old: Timeline, new: Timeline) -> tuple[RecordChange, ...]:
    """Return what changed: the timeline's own keys, then events, agencies, speakers and sources, each sorted by id.

    An event is recognised by its id; if that changed, by its title; if both did and the id is made from the title, by
    its agencies together with its first promise or its plain date. A promise is recognised by any two of: who said it,
    when, and the date that was promised.
    """
    return (
        *_change(Part.TIMELINE, None, _own_keys(old), _own_keys(new)),
        *sorted(_all_event_changes(old, new), key=lambda change: change.id or ""),
        *_mapping_changes(Part.AGENCY, _alias_sorted(old.agencies), _alias_sorted(new.agencies)),
        *_mapping_changes(Part.SPEAKER, _alias_sorted(old.speakers), _alias_sorted(new.speakers)),
        *_mapping_changes(Part.SOURCE, old.sources, new.sources),
    )


def _change(part: Part, name: str | None, before: Record | None, after: Record | None) -> Iterator[RecordChange]:
    if before != after:
        yield RecordChange(part, name, before, after)


def _own_keys(timeline: Timeline) -> Timeline:
    return replace(timeline, events=(), agencies={}, speakers={}, sources={})


def _mapping_changes(part: Part, old: Mapping[str, Record], new: Mapping[str, Record]) -> Iterator[RecordChange]:
    for name in sorted(old.keys() | new.keys()):
        yield from _change(part, name, old.get(name), new.get(name))


def _alias_sorted(listed: Mapping[str, _Named]) -> dict[str, _Named]:
    return {name: replace(each, aliases=tuple(sorted(each.aliases))) for name, each in listed.items()}


def _all_event_changes(old: Timeline, new: Timeline) -> Iterator[RecordChange]:
    known = {event.id: event for event in old.events}
    same = {event.id for event in new.events if known.get(event.id) == event}
    pairs = _paired(_unlike(old, same), _unlike(new, same), (_all_but_id, attrgetter("id"), _title, _first_statement))
    for before, after in pairs:
        if before is None or after is None:
            yield from (
                RecordChange(Part.EVENT, event.id, before, after) for event in (before, after) if event is not None
            )
        else:
            yield from _event_changes(before, after)


def _unlike(timeline: Timeline, same: Container[str]) -> list[Event]:
    return sorted((event for event in timeline.events if event.id not in same), key=lambda event: event.id)


def _event_changes(before: Event, after: Event) -> Iterator[RecordChange]:
    if before.title == after.title and _id_is_made(before) and _id_is_made(after):
        before = replace(before, id=after.id)  # its number depends on the order of the file
    yield from _change(Part.EVENT, after.id, _own_event_keys(before), _own_event_keys(after))
    for said, says in _promises(before, after):
        yield from _change(Part.PROMISE, after.id, said, says)
    yield from _change(Part.OUTCOME, after.id, before.outcome, after.outcome)


def _promises(before: Event, after: Event) -> list[tuple[Promise | None, Promise | None]]:
    """The promises in pairs of old and new, sorted by the day they were said."""
    old, new = (sorted(event.promises, key=_promise_order) for event in (before, after))
    two_alike = (attrgetter("by", "said"), attrgetter("said", "due"), attrgetter("by", "due"))
    pairs = _paired(old, new, (_itself, *two_alike))
    return sorted(pairs, key=lambda pair: _promise_order(pair[1] or pair[0]))


def _promise_order(promise: Promise | None) -> tuple[str, ...]:
    return () if promise is None else tuple(str(value or "") for value in astuple(promise))


def _own_event_keys(event: Event) -> Event:
    agencies, tags = tuple(sorted(event.agencies)), tuple(sorted(event.tags))
    return replace(event, agencies=agencies, tags=tags, promises=(), outcome=None)


def _id_is_made(event: Event) -> bool:
    return id_from_title(event.title) in (event.id, re.sub(r"-\d+$", "", event.id))


def _all_but_id(event: Event) -> Hashable | None:
    """All but the id of an event whose id is made from its title, since the number in it may have changed."""
    promises = frozenset(Counter(event.promises).items())
    plain = (event.title, event.date, event.outcome, event.source, event.note)
    return (plain, frozenset(event.agencies), frozenset(event.tags), promises) if _id_is_made(event) else None


def _title(event: Event) -> Hashable:
    return event.title.casefold()


def _first_statement(event: Event) -> Hashable | None:
    first = event.promises[0] if event.promises else event.date
    return (frozenset(event.agencies), first) if first is not None and _id_is_made(event) else None


def _itself(promise: Promise) -> Hashable:
    return promise


def _paired(
    old: Iterable[_T], new: Iterable[_T], likenesses: Iterable[Callable[[_T], Hashable | None]]
) -> list[tuple[_T | None, _T | None]]:
    """Pair each old thing with the new one it has become; what is left over is paired with None.

    Each likeness is a function that returns a key; in turn, it pairs things with equal keys that no earlier likeness
    has paired, several with the same key in the order given. A key of None matches nothing.
    """
    pairs: list[tuple[_T | None, _T | None]] = []
    for likeness in likenesses:
        waiting: defaultdict[Hashable, deque[_T]] = defaultdict(deque)
        unlike: list[_T] = []
        for each in old:
            (unlike if (key := likeness(each)) is None else waiting[key]).append(each)
        alone: list[_T] = []
        for each in new:
            key = likeness(each)
            alike = None if key is None else waiting.get(key)
            if alike:
                pairs.append((alike.popleft(), each))
            else:
                alone.append(each)
        old, new = [*chain(*waiting.values()), *unlike], alone
    return [*pairs, *((each, None) for each in old), *((None, each) for each in new)]
