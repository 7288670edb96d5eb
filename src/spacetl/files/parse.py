"""The fast way from YAML to a Timeline: one pass over PyYAML's events, each event of the file built as it ends.

It keeps no positions and writes no messages: at the least doubt it gives up, and `check` finds out what is wrong. The
limits, the stream and PyYAML's parser serve the careful way, too.
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

MAX_DEPTH = 100
MAX_TEXT = 1 << 16  # characters
MAX_RECORD = 1 << 20  # bytes of an event, agency or source; far above what sound files contain, far below what hurts
RECORD_DEPTH = 2  # of an event, agency or source: an item of the mapping or list under a key of the file

_LONGEST_NULL = max(map(len, NULLS))


class FastParseError(Exception):
    """Something in the file is not as it should be; `check` finds out what."""


def parse_timeline(data: bytes, taken: AbstractSet[str] = frozenset(), progress: Progress | None = None) -> Timeline:
    """The timeline in `data`; `taken` are the event ids of other files. Raises FastParseError at the least doubt."""
    with without_gc(), _fast_events() as classes:
        try:
            timeline = msgspec.convert(
                _Parser(ByteStream(data, progress), classes).document(), Timeline, dec_hook=decode_date
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


class _Parser:
    """One pass over PyYAML's events: nodes as dicts, lists and texts, an event of the timeline as an Event.

    Its cost is paid millions of times, so a text is looked at closely only if its length suggests that it may be odd,
    and what is common comes first.
    """

    def __init__(self, stream: "ByteStream", classes: "_EventClasses") -> None:
        self.stream = stream
        self.classes = classes
        self.next_event = LOADER(stream).get_event

    def document(self) -> Any:
        self.next_event()
        if type(self.next_event()) is not DocumentStartEvent:
            raise FastParseError
        start = self.next_event()
        if type(start) is not self.classes.mapping_start:
            raise FastParseError
        root = self.node(start, 0)
        if type(self.next_event()) is not DocumentEndEvent or type(self.next_event()) is not StreamEndEvent:
            raise FastParseError
        return root

    def node(self, event: Any, depth: int) -> Any:
        """The mapping or the list that `event` begins."""
        kind = type(event)
        if kind is AliasEvent or event.tag is not None or event.anchor is not None or depth == MAX_DEPTH:
            raise FastParseError
        if kind is self.classes.mapping_start:
            return self.mapping(depth)
        if kind is self.classes.sequence_start:
            return self.items(depth)
        raise FastParseError

    def mapping(self, depth: int) -> dict[str, Any]:
        next_event, scalar = self.next_event, self.classes.scalar
        node: dict[str, Any] = {}
        while type(event := next_event()) is scalar:
            key = event.value
            if key in node or event.tag is not None or event.anchor is not None:
                raise FastParseError
            event = next_event()
            if type(event) is scalar:
                text = event.value
                if event.tag is not None or event.anchor is not None or not _LONGEST_NULL < len(text) <= MAX_TEXT:
                    _refuse_odd(event)
                node[key] = text
            elif depth == 0:
                node[key] = self.records(key, event)
            else:
                node[key] = self.node(event, depth + 1)
        if type(event) is not self.classes.mapping_end:
            raise FastParseError
        if depth == RECORD_DEPTH:
            self.stream.end_record()
        return node

    def items(self, depth: int) -> list[Any]:
        next_event, scalar, end = self.next_event, self.classes.scalar, self.classes.sequence_end
        items: list[Any] = []
        while type(event := next_event()) is not end:
            if type(event) is scalar:
                text = event.value
                if event.tag is not None or event.anchor is not None or not _LONGEST_NULL < len(text) <= MAX_TEXT:
                    _refuse_odd(event)
                items.append(text)
            else:
                items.append(self.node(event, depth + 1))
        return items

    def records(self, key: str, start: Any) -> Any:
        if key == "events" and type(start) is self.classes.sequence_start:
            return self.events(start)
        if key in {"agencies", "sources"} and type(start) is self.classes.mapping_start:
            return self.node(start, RECORD_DEPTH - 1)
        raise FastParseError

    def events(self, start: Any) -> list[Event]:
        if start.tag is not None or start.anchor is not None:
            raise FastParseError
        events: list[Event] = []
        while type(event := self.next_event()) is not self.classes.sequence_end:
            events.append(_event(self.node(event, RECORD_DEPTH)))
        return events


def _refuse_odd(event: Any) -> None:
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
    named = {event.source for event in events}
    named |= {promise.source for event in events for promise in event.promises}
    named |= {event.outcome.source for event in events if event.outcome is not None}
    return named - {None}


# what the careful way uses as well


class RecordTooLongError(Exception):
    """More than `MAX_RECORD` bytes were read without the end of an event, agency or source."""


class ByteStream:
    """What the parser reads from: `data` from `start` on; its user calls `end_record` at the end of each record."""

    _PIECE = 1 << 16

    def __init__(self, data: bytes, progress: Progress | None = None, start: int = 0) -> None:
        self._data = data
        self._progress = progress
        self._sent = start
        self._record_start = start

    def read(self, _size: int) -> bytes:
        """Return the next piece, b'' at the end; raises RecordTooLongError."""
        start = self._sent
        if start - self._record_start > MAX_RECORD:
            raise RecordTooLongError
        if self._progress is not None:
            self._progress(start, len(self._data))
        self._sent = start + self._PIECE
        return self._data[start : self._sent]

    def end_record(self) -> None:
        """Begin to count anew; what has been sent already, a piece at most, is not counted."""
        self._record_start = self._sent


_LONE_SURROGATE = "found invalid Unicode character escape code"  # libyaml's words


class _PythonLoader(yaml.SafeLoader):
    """The parser in Python, made to refuse escapes of lone surrogates as libyaml does."""

    def get_event(self) -> Any:
        """Return the next event; raises ScannerError for a lone surrogate."""
        event: Any = super().get_event()  # type: ignore[no-untyped-call]
        if isinstance(event, ScalarEvent) and not event.value.isascii():
            try:
                event.value.encode()
            except UnicodeEncodeError:
                raise ScannerError(None, None, _LONE_SURROGATE, event.start_mark) from None  # type: ignore[arg-type]
        return event


LOADER: Any = getattr(yaml, "CSafeLoader", _PythonLoader)


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


# faster classes for the commonest events of libyaml's parser


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


class _EventClasses(NamedTuple):
    scalar: Any
    mapping_start: Any
    mapping_end: Any
    sequence_start: Any
    sequence_end: Any


_NAMES = ("ScalarEvent", "MappingStartEvent", "MappingEndEvent", "SequenceStartEvent", "SequenceEndEvent")
_OWN = _EventClasses(*(getattr(events, name) for name in _NAMES))
_FAST = _EventClasses(_Scalar, _MappingStart, _MappingEnd, _SequenceStart, _SequenceEnd)


@contextmanager
def _fast_events() -> Iterator[_EventClasses]:
    """Make libyaml's parser use the faster classes and yield them; without libyaml yield PyYAML's own."""
    parser = sys.modules.get("yaml._yaml")
    if not all(hasattr(parser, name) for name in _NAMES):
        yield _OWN
        return
    try:
        _use(parser, _FAST)
        yield _FAST
    finally:
        _use(parser, _OWN)


def _use(parser: Any, classes: _EventClasses) -> None:
    for name, each in zip(_NAMES, classes, strict=True):
        setattr(parser, name, each)
