"""Conditions on names, texts and choices: what `:` states. Case does not matter in values."""

import datetime
from collections.abc import Callable, Iterable, Iterator

from spacetl.filtering.conditions import Passes
from spacetl.filtering.grammar import Comparison, Stated
from spacetl.query import Condition, Entry, agencies_called, chosen, searched, speaking, tags_called
from spacetl.timeline import Event, Timeline


def agency(asked: Comparison, _day: datetime.date) -> Condition:
    """The condition that an agency with this id, name, alias or country takes part."""

    def bound(timeline: Timeline) -> Passes:
        names = agencies_called(timeline, (asked.value,))
        return lambda entry: not names.isdisjoint(entry.event.agencies)

    return bound


def tag(asked: Comparison, _day: datetime.date) -> Condition:
    """The condition that the event has this tag."""

    def bound(timeline: Timeline) -> Passes:
        tags = tags_called(timeline, (asked.value,))
        return lambda entry: any(each.casefold() in tags for each in entry.event.tags)

    return bound


def speaker(asked: Comparison, _day: datetime.date) -> Condition:
    """The condition that this speaker promised a date for the event."""

    def bound(timeline: Timeline) -> Passes:
        spoken = speaking(timeline, (asked.value,))
        return lambda entry: any(spoken(promise.by) for promise in entry.event.promises)

    return bound


def text(passes: Callable[[Event, str], bool]) -> Stated:
    """The condition that `passes` is true for the event and the value in lower case."""

    def condition(asked: Comparison, _day: datetime.date) -> Condition:
        value = asked.value.casefold()
        return lambda _: lambda entry: passes(entry.event, value)

    return condition


def search(asked: Comparison, _day: datetime.date) -> Condition:
    """The condition that the text occurs where --search looks."""
    value = asked.value.casefold()
    return lambda timeline: lambda entry: value in searched(entry.event, timeline)


def source(asked: Comparison, _day: datetime.date) -> Condition:
    """The condition that the text occurs in the id, title, publisher or url of a source of the event."""
    value = asked.value.casefold()
    return lambda timeline: lambda entry: any(value in each for each in _sources(entry.event, timeline))


def _sources(event: Event, timeline: Timeline) -> Iterator[str]:
    for part in (event, *event.promises, event.outcome):
        if part is not None and part.source is not None:
            described = timeline.sources.get(part.source)
            texts = () if described is None else (described.title, described.publisher, described.url)
            yield "\n".join(filter(None, (part.source, *texts))).casefold()


def choice(choices: Iterable[str], what: str, values: Callable[[Entry], Iterable[str]]) -> Stated:
    """The condition that one of the entry's values is the named choice; messages call a choice `what`."""

    def condition(asked: Comparison, _day: datetime.date) -> Condition:
        value = chosen(choices, what, asked.value)
        return lambda _: lambda entry: value in values(entry)

    return condition
