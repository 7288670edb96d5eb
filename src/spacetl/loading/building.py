"""The fast way from YAML to a Timeline: one pass over PyYAML's events, each event of the file built as it ends.

It knows no places and words no messages: on the least doubt it gives up, and `checking` finds out what is wrong.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import msgspec
import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from spacetl.errors import BadDate
from spacetl.loading.feeding import MAX_DEPTH, MAX_TEXT, Feed, Progress, TooLongError
from spacetl.loading.rules import contradictions, name_events, sources_used
from spacetl.timeline import Event, Timeline, read_scalar

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_EVENT_DEPTH = 2  # the mapping of the file, the list under `events`


class DoubtError(Exception):
    """Something in the file is not as it should be; `checking` tells what."""


def build(data: bytes, taken: frozenset[str] = frozenset(), progress: Progress | None = None) -> Timeline:
    """The timeline that `data` holds; `taken` are event ids that other files have.

    Raises:
        DoubtError: there is anything to tell about it.
    """
    with _without_collection():
        try:
            timeline = msgspec.convert(_tree(Feed(data, progress)), Timeline, dec_hook=read_scalar)
        except (msgspec.ValidationError, BadDate, yaml.YAMLError, TooLongError) as error:
            raise DoubtError(str(error)) from None
        if not name_events(timeline.events, taken):
            raise DoubtError("ids")
        if any(source not in timeline.sources for event in timeline.events for source in sources_used(event)):
            raise DoubtError("sources")
    return timeline


@contextmanager
def _without_collection() -> Iterator[None]:
    """No garbage collection: there are no cycles to find, and looking for them doubles the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _tree(feed: Feed) -> dict[str, Any]:
    """The one document as dicts, lists and texts; an event already as an Event."""
    stack: list[tuple[Any, str | None]] = []
    node: Any = None
    key: str | None = None
    root: Any = None
    documents = 0
    for event in iter(LOADER(feed).get_event, None):
        kind = event.__class__
        if kind is ScalarEvent:
            text = event.value
            if event.tag is not None or event.anchor is not None or len(text) > MAX_TEXT:
                raise DoubtError
            if node.__class__ is list:
                node.append(text)
            elif key is not None:
                if not text and event.implicit[0]:
                    raise DoubtError
                node[key] = text
                key = None
            elif node is None or text in node or text == "<<":
                raise DoubtError
            else:
                key = text
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            feed.rested = feed.sent
            parent, key = stack.pop()
            if len(stack) == _EVENT_DEPTH and stack[1][1] == "events" and parent.__class__ is list:
                parent[-1] = _event(node)
            node = parent
            key = None
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            if event.tag is not None or event.anchor is not None or len(stack) == MAX_DEPTH:
                raise DoubtError
            new: Any = {} if kind is MappingStartEvent else []
            if node.__class__ is list:
                node.append(new)
            elif key is not None:
                node[key] = new
            elif node is None:
                root = new
            else:
                raise DoubtError
            stack.append((node, key))
            node, key = new, None
        elif kind is AliasEvent:
            raise DoubtError
        elif kind is DocumentStartEvent:
            documents += 1
            if documents > 1:
                raise DoubtError
    if root.__class__ is not dict:
        raise DoubtError
    return root


def _event(raw: Any) -> Event:
    if raw.__class__ is not dict or next(contradictions(raw), None) is not None:
        raise DoubtError
    event = msgspec.convert(raw, Event, dec_hook=read_scalar)
    if event.outcome is not None and event.outcome.date.latest is None:
        raise DoubtError
    return event
