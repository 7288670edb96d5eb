"""The careful way through a file: its nodes, each with its position, and every problem of its YAML.

Slower than `parse`, so it is used only when there is something to report. It keeps one event, agency or source at a
time: each is handed on as it ends. A mistake in the YAML of one event hides no other: reading resumes at the next.
"""

import re
from collections.abc import Callable
from functools import cached_property
from typing import Any, NamedTuple

import yaml
from msgspec.structs import replace
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)
from yaml.reader import ReaderError

from spacetl.files.nodes import Handled, Mapping, Node, Position, Scalar, Sequence, after_breaks, breaks_between
from spacetl.files.parse import LOADER, MAX_DEPTH, MAX_RECORD, MAX_TEXT, RECORD_DEPTH, ByteStream, RecordTooLongError
from spacetl.files.syntax import malformed, mark_of, unreadable
from spacetl.text import quoted

EVENTS = "events"
_RECORDS = (EVENTS, "agencies", "sources")
_MAX_PROBLEMS = 20_000
_MAX_READ_AGAIN = 1 << 25  # bytes; what an unclosed quote swallows is read twice

_Entries = dict[str, tuple[Scalar, Node]]
_Take = Callable[[str, Scalar | None, Node], None]


class Stop(Exception):
    """Raised when nothing more is to be read."""


class Reader:
    """Reads a file's nodes; calls `take` with each record as it ends: the key it is under, its id if any, its node."""

    def __init__(self, data: bytes, take: _Take) -> None:
        self.root: Node | None = None  # of the one document; the records in it are handed on, not kept
        self.problems: list[tuple[Position, str]] = []  # in no particular order
        self.broken: set[str] = set()  # keys of the file under which the YAML could not be read; "" if not known
        self._data = data
        self._take = take
        self._recovery = _Recovery(data)
        self._read_again = 0
        self._last = Position(1, 1)
        self._event_line: int | None = None
        self._start = _Start(0, 0)

    def add_problem(self, position: Position, text: str) -> None:
        """Add a problem; raises Stop if there are too many."""
        self.problems.append((position, text))
        if len(self.problems) == _MAX_PROBLEMS:
            self.problems.append(
                (position, f"more than {_MAX_PROBLEMS:,} problems; the rest of the file was not checked")
            )
            raise Stop

    def read(self) -> None:
        """Read all that can be read."""
        try:
            self._begin(self._start)
            while not self._read_to_the_end():
                pass
        except Stop:
            self.broken.add("")
        except RecordTooLongError:
            self.broken.add("")
            far = f"no event, agency or source ends here after more than {MAX_RECORD >> 20} MiB"
            self.problems.append((self._last, f"{far}; a text has at most {MAX_TEXT:,} characters"))
        except ReaderError as error:
            self.broken.add("")
            self.problems.append(unreadable(self._data, error))

    def _begin(self, start: "_Start") -> None:
        self._start = start
        self._stream = _ResumedStream(self._data, start)
        self._next: Callable[[], Any] = LOADER(self._stream).get_event
        self._shift = start.line - bool(start.prefix) + 1
        self._event_line = None

    def _read_to_the_end(self) -> bool:
        """Read the document from the current position; return False if the YAML is broken but reading can resume."""
        try:
            self._document()
        except yaml.MarkedYAMLError as error:
            line, column = mark_of(error)
            offset = self._offset(line)
            self.add_problem(
                Position(line + self._shift, column + 1), malformed(self._data, error, offset, self._shift)
            )
            return not self._resume(offset)
        return True

    def _resume(self, mistake: int) -> bool:
        """Resume after a mistake in the line at an offset; return False if that is impossible."""
        event = None if self._event_line is None else self._offset(self._event_line)
        key, start = self._recovery.restart(self._start, mistake, event)
        self.broken.add(key)
        if start is None:
            return False
        self._read_again += max(mistake - start.offset, 0)
        if self._read_again > _MAX_READ_AGAIN:
            self.broken.add("")
            return False
        self._begin(start)
        return True

    def _document(self) -> None:
        documents = 0
        while (event := self._next()) is not None:
            if isinstance(event, DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self.add_problem(
                        self._at(event), "a second document (---); a timeline is one document, give each its own file"
                    )
                    return
            elif isinstance(event, MappingStartEvent):
                self._refuse_marks(event)
                if not isinstance(self.root, Mapping):
                    self.root = Mapping(self._at(event), {}, flow=event.flow_style is True)
                self.root = replace(self.root, end=self._fill(self.root.entries, 1))
            elif isinstance(event, SequenceStartEvent):
                self.root = Sequence(self._at(event), [])
                self._events_of(event, 1)
            elif isinstance(event, ScalarEvent | AliasEvent):
                self.root = self._node(event, 0)

    def _node(self, event: Any, depth: int) -> Node:
        position = self._at(event)
        if type(event) is AliasEvent:
            self.add_problem(
                position, f"an alias, {quoted(f'*{event.anchor}')}; aliases are not allowed, write the value out"
            )
            return Handled(position)
        self._refuse_marks(event)
        node = self._untagged(event, position, depth)
        return node if event.tag is None else Handled(position)

    def _untagged(self, event: Any, position: Position, depth: int) -> Node:
        if type(event) is ScalarEvent:
            if len(event.value) > MAX_TEXT:
                self.add_problem(position, f"a text of more than {MAX_TEXT:,} characters")
            return Scalar(position, event.value, event.style or "", _ends(event))
        if depth == MAX_DEPTH:
            self.add_problem(position, f"mappings and lists nested more than {MAX_DEPTH} deep")
            raise Stop
        if isinstance(event, SequenceStartEvent):
            return self._list(event, position, depth + 1)
        return self._mapping(event, position, depth + 1)

    def _refuse_marks(self, event: Any) -> None:
        if event.anchor is not None:
            self.add_problem(
                self._at(event), f"an anchor, {quoted('&' + event.anchor)}; anchors are not allowed, leave it out"
            )
        if event.tag is not None:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!", 1)
            self.add_problem(
                self._at(event), f"a tag, {quoted(tag)}; tags are not allowed, every value is text as written"
            )

    def _list(self, start: Any, position: Position, depth: int) -> Sequence:
        items: list[Node] = []
        while type(event := self._next()) is not SequenceEndEvent:
            items.append(self._node(event, depth))
        return Sequence(position, items, start.flow_style, _ends(event))

    def _mapping(self, start: Any, position: Position, depth: int, records: str | None = None) -> Mapping:
        entries: _Entries = {}
        end = self._fill(entries, depth, records)
        return Mapping(position, entries, start.flow_style, end)

    def _fill(self, entries: _Entries, depth: int, records: str | None = None) -> int:
        """Read the keys and values of a mapping and return its end; if they are records, hand each one on."""
        while type(event := self._next()) is not MappingEndEvent:
            key = self._node(event, depth)
            value = self._value(key, self._next(), depth)
            if records and isinstance(key, Scalar):
                self._hand_on(records, key, value)
                value = Handled(value.position)
            self._put(entries, key, value)
        return _ends(event)

    def _value(self, key: Node, event: Any, depth: int) -> Node:
        records = key.text if depth == 1 and isinstance(key, Scalar) and key.text in _RECORDS else None
        if records == EVENTS and isinstance(event, SequenceStartEvent):
            return self._events_of(event, RECORD_DEPTH)
        if records and records != EVENTS and isinstance(event, MappingStartEvent):
            self._refuse_marks(event)
            return self._mapping(event, self._at(event), RECORD_DEPTH, records)
        return self._node(event, depth)

    def _events_of(self, start: Any, depth: int) -> Sequence:
        """Read the list of events, handing on its items."""
        self._refuse_marks(start)
        while type(event := self._next()) is not SequenceEndEvent:
            self._event_line = event.start_mark.line
            node = self._node(event, depth)
            # a list in place of the file may contain anything; only its mappings can be events
            if depth == RECORD_DEPTH or isinstance(node, Mapping):
                self._hand_on(EVENTS, None, node)
        self._event_line = None
        return Sequence(self._at(start), [], start.flow_style, _ends(event))

    def _hand_on(self, records: str, key: Scalar | None, node: Node) -> None:
        self._take(records, key, node)
        if isinstance(node, Mapping):
            self._stream.end_record()

    def _put(self, entries: _Entries, key: Node, value: Node) -> None:
        if isinstance(key, Sequence | Mapping):
            self.add_problem(key.position, "a key that is a mapping or a list; a key is a word")
        elif isinstance(key, Handled):
            return
        elif key.text == "<<" and key.plain:
            self.add_problem(key.position, "a merge key (<<); merge keys are not allowed, write the values out")
        elif key.text not in entries:
            entries[key.text] = (key, value)
        elif key.position.line > self._start.line or not self._start.prefix:
            first = entries[key.text][0].position.line
            self.add_problem(key.position, f"the key {quoted(key.text)} appears twice, first on line {first}; keep one")

    def _at(self, event: Any) -> Position:
        mark = event.start_mark
        self._last = position = Position(mark.line + self._shift, mark.column + 1)
        return position

    def _offset(self, line: int) -> int:
        return after_breaks(self._data, max(line - bool(self._start.prefix), 0), self._start.offset)


def _ends(event: Any) -> int:
    end: int = event.end_mark.index
    return end


# where to go on after a mistake

_KEY = re.compile(rb"^([A-Za-z_]\w*):(?=\s)", re.MULTILINE)
_LIST = re.compile(rb"^events:[ \t]*(?:#[^\n]*)?\r?\n(?:[ \t]*+(?:#[^\n]*+)?\r?\n)*+( *)-(?=\s)", re.MULTILINE)


class _Start(NamedTuple):
    offset: int
    line: int  # how many of YAML's lines precede it
    prefix: bytes = b""  # what is to be read first


class _ResumedStream(ByteStream):
    def __init__(self, data: bytes, start: _Start) -> None:
        super().__init__(data, start=start.offset)
        self._prefix = start.prefix

    def read(self, size: int) -> bytes:
        """Return the next piece, b'' at the end; the prefix is the first."""
        if self._prefix:
            prefix, self._prefix = self._prefix, b""
            return prefix
        return super().read(size)


class _Recovery:
    def __init__(self, data: bytes) -> None:
        self._data = data

    def restart(self, start: _Start, mistake: int, event: int | None) -> tuple[str, _Start | None]:
        """The key of the file that contains a mistake ("" if none does), and where to resume; None means nowhere.

        `start` is where reading began, `mistake` the offset of the line of the mistake, and `event` that of the line
        where the last event of the timeline began, if its list has not ended.
        """
        data, behind = self._data, after_breaks(self._data, 1, mistake if event is None else event)
        keys = [found[1] for found in _KEY.finditer(data, start.offset, behind)]
        key = (keys or [start.prefix.rstrip(b":\n")])[-1]
        found = (self._next_event if key == b"events" and self._next_event else _KEY).search(data, behind)
        if found is None:
            return key.decode(), None
        line = start.line + breaks_between(data, start.offset, found.start())
        return key.decode(), _Start(found.start(), line, b"" if found[1] else b"events:\n")

    @cached_property
    def _next_event(self) -> re.Pattern[bytes] | None:
        """A pattern for the next event, in the column of the first, or the next key; None if events are not a block."""
        first = _LIST.search(self._data)
        return re.compile(_KEY.pattern + rb"|^ {%d}-(?=\s)" % len(first[1]), re.MULTILINE) if first else None
