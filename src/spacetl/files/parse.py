"""The fast way from YAML to a Timeline: one pass over PyYAML's events, each event of the file built as it ends.

It keeps no positions and writes no messages: at the least doubt it gives up, and `check` finds out what is wrong. The
limits, the stream and PyYAML's parser serve the careful way, too.
"""

import gc
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from typing import Any

import msgspec
import yaml
from yaml.events import (
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)
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
    with without_gc():
        try:
            timeline = msgspec.convert(_Parser(ByteStream(data, progress)).document(), Timeline, dec_hook=decode_date)
        except (msgspec.ValidationError, BadDate, yaml.YAMLError, RecordTooLongError) as error:
            raise FastParseError(str(error)) from None
        if not assign_ids(timeline.events, taken):
            raise FastParseError("ids")
        if not _sources_named(timeline.events) <= timeline.sources.keys():
            raise FastParseError("sources")
    return timeline


class _Parser:
    """One pass over PyYAML's events: nodes as dicts, lists and texts, an event of the timeline as an Event."""

    def __init__(self, stream: "ByteStream") -> None:
        self.stream = stream
        self.next_event = LOADER(stream).get_event

    def document(self) -> Any:
        self.next_event()
        if type(self.next_event()) is not DocumentStartEvent:
            raise FastParseError
        root = self.node(self.next_event(), 0)
        if type(self.next_event()) is not DocumentEndEvent or type(self.next_event()) is not StreamEndEvent:
            raise FastParseError
        return root

    def node(self, event: Any, depth: int) -> Any:
        """The text, the mapping or the list that `event` begins."""
        if type(event) is ScalarEvent:
            text = _text(event)
            if len(text) <= _LONGEST_NULL and text in NULLS and event.implicit[0]:
                raise FastParseError
            return text
        if event.anchor is not None or event.tag is not None or depth == MAX_DEPTH:  # an alias has an anchor
            raise FastParseError
        return self.mapping(depth) if type(event) is MappingStartEvent else self.items(depth)

    def mapping(self, depth: int) -> dict[str, Any]:
        node: dict[str, Any] = {}
        while type(event := self.next_event()) is ScalarEvent:
            key = _text(event)
            if key in node or (key == "<<" and event.implicit[0]):
                raise FastParseError
            node[key] = self.node(self.next_event(), depth + 1)
        if type(event) is not MappingEndEvent:
            raise FastParseError
        if depth == RECORD_DEPTH:
            self.stream.end_record()
        return node

    def items(self, depth: int) -> list[Any]:
        items: list[Any] = []
        while type(event := self.next_event()) is not SequenceEndEvent:
            item = self.node(event, depth + 1)
            items.append(_event(item) if depth == RECORD_DEPTH - 1 else item)  # no key of the file has another list
        return items


def _text(event: Any) -> str:
    text: str = event.value
    if event.anchor is not None or event.tag is not None or len(text) > MAX_TEXT:
        raise FastParseError
    return text


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
    """What the parser reads from; its user calls `end_record` at the end of each record."""

    _PIECE = 1 << 16

    def __init__(self, data: bytes, progress: Progress | None = None) -> None:
        self._data = data
        self._progress = progress
        self._sent = self._record_start = 0

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
