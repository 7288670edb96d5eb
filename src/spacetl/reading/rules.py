"""The rules between the parts of a timeline that the declaration of its format cannot express."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from msgspec.structs import force_setattr

from spacetl.timeline import Event, made_id

NOTHING = frozenset(("", "~", "null", "Null", "NULL"))  # unquoted, what YAML and editors read as no value


def contradictions(event: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """The keys of an event as written that another key excludes, each with what is wrong."""
    if "date" in event:
        for key in ("promises", "outcome"):
            if key in event:
                yield (
                    key,
                    f"an event has a plain `date` or `promises` with an `outcome`, not both; found `date` and `{key}`",
                )
    if "agency" in event and "agencies" in event:
        yield "agencies", "an event has `agency` or `agencies`, not both"


def sources_used(event: Event) -> Iterator[str]:
    """The ids of the sources that an event and its parts name."""
    if event.source is not None:
        yield event.source
    for promise in event.promises:
        if promise.source is not None:
            yield promise.source
    if event.outcome is not None and event.outcome.source is not None:
        yield event.outcome.source


def name_events(events: Sequence[Event], taken: AbstractSet[str] = frozenset()) -> bool:
    """Give each event without an id one made from its title, numbered from 2 if it is taken.

    Returns:
        Whether every written id is unique.
    """
    times = Counter(event.id for event in events if event.id)
    sound = len(times) == times.total() and taken.isdisjoint(times)
    used = {*taken, *times}
    numbers: Counter[str] = Counter()
    for event in events:
        if not event.id:
            force_setattr(event, "id", free_name(made_id(event.title), used, numbers))
            used.add(event.id)
    return sound


def free_name(name: str, taken: AbstractSet[str], numbers: Counter[str]) -> str:
    """The name, numbered from 2 if it is taken; `numbers` remembers how far each name was counted."""
    free = name
    while free in taken:
        numbers[name] = max(numbers[name], 1) + 1
        free = f"{name}-{numbers[name]}"
    return free
