"""The fast way from YAML to a Timeline: one pass over PyYAML's events, each event of the file built as it ends.

It keeps no places and writes no messages: at the least doubt it gives up, and `check` finds out what is wrong. The
parser and the limits serve the careful way, too.
"""

import gc
import sys
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from typing import Any, NamedTuple

import msgspec
import yaml
from msgspec import Struct
from yaml import events
from yaml.events import AliasEvent, DocumentEndEvent, DocumentStartEvent, ScalarEvent, StreamEndEvent
from yaml.scanner import ScannerError

from spacetl.errors import BadDate
from spacetl.files.content import Progress
from spacetl.timeline import NULLS, Event, Timeline, assign_ids, decode_date, excluded_keys

PIECE = 1 << 16
MAX_DEPTH = 100
MAX_TEXT = 1 << 16
RECORD_DEPTH = 2  # of an event, an agency or a source: an item of the mapping or list under a key of the file
MAX_RECORD = 1 << 20  # of an event, an agency or a source; far above what sound files contain, far below what hurts


class RecordTooLongError(Exception):
    """More than `MAX_RECORD` bytes were read without the end of an event, agency or source."""


class ByteStream:
    """A stream over `data`; the reader of its events sets `rested` when a mapping at `RECORD_DEPTH` ends."""

    def __init__(self, data: bytes, progress: Progress | None = None) -> None:
        self.data = data
        self.sent = 0
        self.rested = 0
        self.progress = progress

    def read(self, _size: int) -> bytes:
        """Return the next piece, b'' at the end."""
        start = self.sent
        if start - self.rested > MAX_RECORD:
            raise RecordTooLongError
        if self.progress is not None:
            self.progress(start, len(self.data))
        self.sent = start + PIECE
        return self.data[start : start + PIECE]


HALF_CHARACTER = "found invalid Unicode character escape code"  # libyaml's words


class _Python(yaml.SafeLoader):
    """The parser in Python, made to refuse escapes of lone surrogates as libyaml does."""

    def get_event(self) -> Any:
        """Return the next event.

        Raises:
            ScannerError: it contains a lone surrogate.
        """
        event: Any = super().get_event()  # type: ignore[no-untyped-call]
        if isinstance(event, ScalarEvent) and not event.value.isascii():
            try:
                event.value.encode()
            except UnicodeEncodeError:
                raise ScannerError(None, None, HALF_CHARACTER, event.start_mark) from None  # type: ignore[arg-type]
        return event


LOADER: Any = getattr(yaml, "CSafeLoader", _Python)


@contextmanager
def without_gc() -> Iterator[None]:
    """Suspend garbage collection: there are no cycles to find, and looking for them takes time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class _Scalar(Struct, gc=False):
    anchor: str | None
    tag: str | None
    implicit: tuple[bool, bool]
    value: str
    start_mark: Any
    end_mark: Any
    style: str | None


class _Start(Struct, gc=False):
    anchor: str | None
    tag: str | None
    implicit: bool
    start_mark: Any
    end_mark: Any
    flow_style: bool | None


class _End(Struct, gc=False):
    start_mark: Any
    end_mark: Any


class _MappingStart(_Start, gc=False):
    pass


class _MappingEnd(_End, gc=False):
    pass


class _SequenceStart(_Start, gc=False):
    pass


class _SequenceEnd(_End, gc=False):
    pass


class EventClasses(NamedTuple):
    """The classes of the commonest events."""

    scalar: Any
    mapping_start: Any
    mapping_end: Any
    sequence_start: Any
    sequence_end: Any


_NAMES = ("ScalarEvent", "MappingStartEvent", "MappingEndEvent", "SequenceStartEvent", "SequenceEndEvent")
_OWN = EventClasses(*(getattr(events, name) for name in _NAMES))
_FAST = EventClasses(_Scalar, _MappingStart, _MappingEnd, _SequenceStart, _SequenceEnd)


@contextmanager
def fast_events() -> Iterator[EventClasses]:
    """Make the parser use lean classes, or PyYAML's own without libyaml, and yield those in use."""
    parser = sys.modules.get("yaml._yaml")
    if not all(hasattr(parser, name) for name in _NAMES):
        yield _OWN
        return
    try:
        _place(parser, _FAST)
        yield _FAST
    finally:
        _place(parser, _OWN)


def _place(parser: Any, kinds: EventClasses) -> None:
    for name, kind in zip(_NAMES, kinds, strict=True):
        setattr(parser, name, kind)


_SHORT = max(map(len, NULLS))


class FastParseError(Exception):
    """Something in the file is not as it should be; `checking` finds out what."""


def parse_timeline(data: bytes, taken: AbstractSet[str] = frozenset(), progress: Progress | None = None) -> Timeline:
    """The timeline in `data`; `taken` are the event ids of other files.

    Raises:
        DoubtError: there may be a problem in it.
    """
    with without_gc(), fast_events() as kinds:
        try:
            timeline = msgspec.convert(
                _Walk(ByteStream(data, progress), kinds).document(), Timeline, dec_hook=decode_date
            )
        except (msgspec.ValidationError, BadDate, yaml.YAMLError, RecordTooLongError) as error:
            raise FastParseError(str(error)) from None
        if not assign_ids(timeline.events, taken):
            raise FastParseError("ids")
        if not _sources_named(timeline.events) <= timeline.sources.keys():
            raise FastParseError("sources")
        # the declaration refuses all other bad keys
        if any(name == "<<" or len(name) > MAX_TEXT for name in (*timeline.agencies, *timeline.sources)):
            raise FastParseError("keys")
    return timeline


class _Walk:
    """One pass over the events of a file: its nodes as dicts, lists and texts, an event of the timeline as an Event.

    Its cost is paid millions of times, so a text is looked at closely only if its length suggests that it may be odd,
    and what is common comes first.
    """

    def __init__(self, feed: ByteStream, kinds: EventClasses) -> None:
        self.feed = feed
        self.kinds = kinds
        self.take = LOADER(feed).get_event

    def document(self) -> Any:
        """The file's only document."""
        self.take()
        if type(self.take()) is not DocumentStartEvent:
            raise FastParseError
        start = self.take()
        if type(start) is not self.kinds.mapping_start:
            raise FastParseError
        root = self.node(start, 0)
        if type(self.take()) is not DocumentEndEvent or type(self.take()) is not StreamEndEvent:
            raise FastParseError
        return root

    def node(self, event: Any, depth: int) -> Any:
        """The mapping or the list that `event` begins; anything else raises DoubtError."""
        kind = type(event)
        if kind is AliasEvent or event.tag is not None or event.anchor is not None or depth == MAX_DEPTH:
            raise FastParseError
        if kind is self.kinds.mapping_start:
            return self.mapping(depth)
        if kind is self.kinds.sequence_start:
            return self.items(depth)
        raise FastParseError

    def mapping(self, depth: int) -> dict[str, Any]:
        """The keys and values up to the mapping's end."""
        take, scalar = self.take, self.kinds.scalar
        node: dict[str, Any] = {}
        while type(event := take()) is scalar:
            key = event.value
            if key in node or event.tag is not None or event.anchor is not None:
                raise FastParseError
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
            raise FastParseError
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
        raise FastParseError

    def events(self, start: Any) -> list[Event]:
        """The events in the list that `start` begins."""
        if start.tag is not None or start.anchor is not None:
            raise FastParseError
        events: list[Event] = []
        while type(event := self.take()) is not self.kinds.sequence_end:
            events.append(_event(self.node(event, RECORD_DEPTH)))
        return events


def _refuse_odd(event: Any) -> None:
    """Raise DoubtError if a text has a tag or an anchor, is too long, or means no value."""
    text = event.value
    if event.tag is not None or event.anchor is not None or len(text) > MAX_TEXT:
        raise FastParseError
    if text in NULLS and event.implicit[0]:
        raise FastParseError


def _event(raw: Any) -> Event:
    if type(raw) is not dict:
        raise FastParseError
    if ("date" in raw or "agencies" in raw) and next(excluded_keys(raw), None) is not None:
        raise FastParseError
    event = msgspec.convert(raw, Event, dec_hook=decode_date)
    if event.outcome is not None and event.outcome.date.latest is None:
        raise FastParseError
    return event


def _sources_named(events: Iterable[Event]) -> set[str | None]:
    """The ids of all sources that the events and their parts name, without None."""
    named = {event.source for event in events}
    named |= {promise.source for event in events for promise in event.promises}
    named |= {event.outcome.source for event in events if event.outcome is not None}
    return named - {None}
