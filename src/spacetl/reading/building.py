"""The fast way from YAML to a Timeline: one pass over PyYAML's events, each event of the file built as it ends.

It keeps no places and writes no messages: at the least doubt it gives up, and `checking` finds out what is wrong.
"""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from typing import Any

import msgspec
import yaml
from yaml.events import AliasEvent, DocumentEndEvent, DocumentStartEvent, StreamEndEvent

from spacetl.errors import BadDate
from spacetl.reading.feeding import MAX_DEPTH, MAX_TEXT, RECORD_DEPTH, Feed, Progress, TooLongError
from spacetl.reading.lean import Kinds, lean_events
from spacetl.reading.parsing import LOADER, without_collection
from spacetl.reading.rules import NOTHING, contradictions, name_events
from spacetl.timeline import Event, Timeline, read_scalar

_SHORT = max(map(len, NOTHING))


class DoubtError(Exception):
    """Something in the file is not as it should be; `checking` finds out what."""


def build(data: bytes, taken: AbstractSet[str] = frozenset(), progress: Progress | None = None) -> Timeline:
    """The timeline in `data`; `taken` are the event ids of other files.

    Raises:
        DoubtError: there may be a problem in it.
    """
    with without_collection(), lean_events() as kinds:
        try:
            timeline = msgspec.convert(_Walk(Feed(data, progress), kinds).document(), Timeline, dec_hook=read_scalar)
        except (msgspec.ValidationError, BadDate, yaml.YAMLError, TooLongError) as error:
            raise DoubtError(str(error)) from None
        if not name_events(timeline.events, taken):
            raise DoubtError("ids")
        if not _sources_named(timeline.events) <= timeline.sources.keys():
            raise DoubtError("sources")
        # the declaration refuses all other bad keys
        if any(name == "<<" or len(name) > MAX_TEXT for name in (*timeline.agencies, *timeline.sources)):
            raise DoubtError("keys")
    return timeline


class _Walk:
    """One pass over the events of a file: its nodes as dicts, lists and texts, an event of the timeline as an Event.

    Its cost is paid millions of times, so a text is looked at closely only if its length suggests that it may be odd,
    and what is common comes first.
    """

    def __init__(self, feed: Feed, kinds: Kinds) -> None:
        self.feed = feed
        self.kinds = kinds
        self.take = LOADER(feed).get_event

    def document(self) -> Any:
        """The file's only document."""
        self.take()
        if type(self.take()) is not DocumentStartEvent:
            raise DoubtError
        start = self.take()
        if type(start) is not self.kinds.mapping_start:
            raise DoubtError
        root = self.node(start, 0)
        if type(self.take()) is not DocumentEndEvent or type(self.take()) is not StreamEndEvent:
            raise DoubtError
        return root

    def node(self, event: Any, depth: int) -> Any:
        """The mapping or the list that `event` begins; anything else raises DoubtError."""
        kind = type(event)
        if kind is AliasEvent or event.tag is not None or event.anchor is not None or depth == MAX_DEPTH:
            raise DoubtError
        if kind is self.kinds.mapping_start:
            return self.mapping(depth)
        if kind is self.kinds.sequence_start:
            return self.items(depth)
        raise DoubtError

    def mapping(self, depth: int) -> dict[str, Any]:
        """The keys and values up to the mapping's end."""
        take, scalar = self.take, self.kinds.scalar
        node: dict[str, Any] = {}
        while type(event := take()) is scalar:
            key = event.value
            if key in node or event.tag is not None or event.anchor is not None:
                raise DoubtError
            event = take()
            if type(event) is scalar:
                text = event.value
                if event.tag is not None or event.anchor is not None or not _SHORT < len(text) <= MAX_TEXT:
                    _refuse_odd(event)
                node[key] = text
            elif depth == 0:
                node[key] = self.records(key, event)
            else:
                node[key] = self.node(event, depth + 1)
        if type(event) is not self.kinds.mapping_end:
            raise DoubtError
        if depth == RECORD_DEPTH:
            self.feed.rested = self.feed.sent
        return node

    def items(self, depth: int) -> list[Any]:
        """The items up to the list's end."""
        take, scalar, end = self.take, self.kinds.scalar, self.kinds.sequence_end
        items: list[Any] = []
        while type(event := take()) is not end:
            if type(event) is scalar:
                text = event.value
                if event.tag is not None or event.anchor is not None or not _SHORT < len(text) <= MAX_TEXT:
                    _refuse_odd(event)
                items.append(text)
            else:
                items.append(self.node(event, depth + 1))
        return items

    def records(self, key: str, start: Any) -> Any:
        """The value of a key of the file: a list of events, or a mapping of agencies or sources."""
        if key == "events" and type(start) is self.kinds.sequence_start:
            return self.events(start)
        if key in {"agencies", "sources"} and type(start) is self.kinds.mapping_start:
            return self.node(start, RECORD_DEPTH - 1)
        raise DoubtError

    def events(self, start: Any) -> list[Event]:
        """The events in the list that `start` begins."""
        if start.tag is not None or start.anchor is not None:
            raise DoubtError
        events: list[Event] = []
        while type(event := self.take()) is not self.kinds.sequence_end:
            events.append(_event(self.node(event, RECORD_DEPTH)))
        return events


def _refuse_odd(event: Any) -> None:
    """Raise DoubtError if a text has a tag or an anchor, is too long, or means no value."""
    text = event.value
    if event.tag is not None or event.anchor is not None or len(text) > MAX_TEXT:
        raise DoubtError
    if text in NOTHING and event.implicit[0]:
        raise DoubtError


def _event(raw: Any) -> Event:
    if type(raw) is not dict:
        raise DoubtError
    if ("date" in raw or "agencies" in raw) and next(contradictions(raw), None) is not None:
        raise DoubtError
    event = msgspec.convert(raw, Event, dec_hook=read_scalar)
    if event.outcome is not None and event.outcome.date.latest is None:
        raise DoubtError
    return event


def _sources_named(events: Iterable[Event]) -> set[str | None]:
    """The ids of all sources that the events and their parts name, as `rules.sources_used` yields for one event."""
    named = {event.source for event in events}
    named |= {promise.source for event in events for promise in event.promises}
    named |= {event.outcome.source for event in events if event.outcome is not None}
    return named - {None}
