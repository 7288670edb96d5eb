"""The changes from one timeline to another.

Nothing depends on positions in a file: events, promises, tags and the like have no order here.
"""

import re
from collections import Counter
from collections.abc import Container, Hashable, Iterator, Mapping
from operator import attrgetter

from msgspec.structs import astuple, replace

from spacetl.comparing.change import Change, Part, Record
from spacetl.comparing.pairing import paired
from spacetl.timeline import Agency, Event, Promise, Timeline, made_id


def compare(old: Timeline, new: Timeline) -> tuple[Change, ...]:
    """Return what changed: the timeline's own keys first, then events, agencies and sources, each sorted by id.

    An event is recognised by its id; if that changed, by its title; if both did and the id is made from the title, by
    its agencies together with its first promise or its plain date. A promise is recognised by any two of: who said it,
    when, and the date that was promised.
    """
    return (
        *_differing(Part.TIMELINE, None, _own(old), _own(new)),
        *sorted(_events(old, new), key=lambda change: change.id or ""),
        *_listed(Part.AGENCY, _unordered(old.agencies), _unordered(new.agencies)),
        *_listed(Part.SOURCE, old.sources, new.sources),
    )


def _differing(part: Part, name: str | None, before: Record | None, after: Record | None) -> Iterator[Change]:
    if before != after:
        yield Change(part, name, before, after)


def _own(timeline: Timeline) -> Timeline:
    return replace(timeline, events=(), agencies={}, sources={})


def _listed(part: Part, old: Mapping[str, Record], new: Mapping[str, Record]) -> Iterator[Change]:
    for name in sorted(old.keys() | new.keys()):
        yield from _differing(part, name, old.get(name), new.get(name))


def _unordered(agencies: Mapping[str, Agency]) -> dict[str, Agency]:
    return {name: replace(agency, aliases=tuple(sorted(agency.aliases))) for name, agency in agencies.items()}


def _events(old: Timeline, new: Timeline) -> Iterator[Change]:
    known = {event.id: event for event in old.events}
    same = {event.id for event in new.events if known.get(event.id) == event}
    pairs = paired(_others(old, same), _others(new, same), (_numbered, attrgetter("id"), _title, _first_words))
    for before, after in pairs:
        if before is None or after is None:
            yield from (Change(Part.EVENT, event.id, before, after) for event in (before, after) if event is not None)
        else:
            yield from _within(before, after)


def _others(timeline: Timeline, same: Container[str]) -> list[Event]:
    return sorted((event for event in timeline.events if event.id not in same), key=lambda event: event.id)


def _within(before: Event, after: Event) -> Iterator[Change]:
    if before.title == after.title and _id_is_made(before) and _id_is_made(after):
        before = replace(before, id=after.id)  # its number depends on the order of the file
    yield from _differing(Part.EVENT, after.id, _bare(before), _bare(after))
    for said, says in _promises(before, after):
        yield from _differing(Part.PROMISE, after.id, said, says)
    yield from _differing(Part.OUTCOME, after.id, before.outcome, after.outcome)


def _promises(before: Event, after: Event) -> list[tuple[Promise | None, Promise | None]]:
    """The promises in pairs of old and new, sorted by the day they were said."""
    old, new = (sorted(event.promises, key=_texts) for event in (before, after))
    two_alike = (attrgetter("by", "said"), attrgetter("said", "due"), attrgetter("by", "due"))
    pairs = paired(old, new, (_everything, *two_alike))
    return sorted(pairs, key=lambda pair: _texts(pair[1] or pair[0]))


def _texts(promise: Promise | None) -> tuple[str, ...]:
    return () if promise is None else tuple(str(value or "") for value in astuple(promise))


def _bare(event: Event) -> Event:
    agencies, tags = tuple(sorted(event.agencies)), tuple(sorted(event.tags))
    return replace(event, agencies=agencies, tags=tags, promises=(), outcome=None)


def _id_is_made(event: Event) -> bool:
    return made_id(event.title) in (event.id, re.sub(r"-\d+$", "", event.id))


def _numbered(event: Event) -> Hashable | None:
    """All but the id of an event whose id is made from its title, since the number in it may have changed."""
    promises = frozenset(Counter(event.promises).items())
    plain = (event.title, event.date, event.outcome, event.source, event.note)
    return (plain, frozenset(event.agencies), frozenset(event.tags), promises) if _id_is_made(event) else None


def _title(event: Event) -> Hashable:
    return event.title.casefold()


def _first_words(event: Event) -> Hashable | None:
    first = event.promises[0] if event.promises else event.date
    return (frozenset(event.agencies), first) if first is not None and _id_is_made(event) else None


def _everything(promise: Promise) -> Hashable:
    return promise
