"""The careful way through a file: its nodes, each with its place, and every problem of its YAML.

Slower than `building`, so it is gone only when there is something to tell. It keeps no more than one event of the
timeline at a time: each is handed on as it ends. A mistake in the YAML of one event hides no other: reading goes on
at the next.
"""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

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
from yaml.reader import ReaderError

from spacetl.loading.building import LOADER
from spacetl.loading.feeding import MAX_DEPTH, MAX_STRETCH, MAX_TEXT, TooLongError
from spacetl.loading.lines import Place, after_breaks
from spacetl.loading.malformed import malformed, unreadable
from spacetl.loading.resuming import Rest, Route, Start
from spacetl.naming import quoted

EVENTS = "events"
MOST_PROBLEMS = 50_000
MOST_READ_AGAIN = 1 << 25  # bytes; what a quote that is never closed swallows is read twice


class Scalar(NamedTuple):
    """A text as written; `plain` tells one without quotes."""

    place: Place
    text: str
    plain: bool


class Sequence(NamedTuple):
    """A list."""

    place: Place
    items: list["Node"]


class Mapping(NamedTuple):
    """Keys and values in the order of the file; of equal keys only the first."""

    place: Place
    entries: dict[str, tuple[Scalar, "Node"]]


Node = Scalar | Sequence | Mapping


class Stop(Exception):
    """Nothing more is to be read."""


class Reader:
    """Reads a file's nodes.

    Attributes:
        root: the one document's node; None when there is none. The items of its `events` are not kept.
        found: the problems told so far, in no order.
        broken: the keys of the file under which the YAML could not be read; "" where it is not known.
    """

    def __init__(self, data: bytes, take: Callable[[Node], None]) -> None:
        """A reader of `data` that hands each item of the list `events` to `take`."""
        self.root: Node | None = None
        self.found: list[tuple[Place, str]] = []
        self.broken: set[str] = set()
        self._data = data
        self._take = take
        self._route = Route(data)
        self._read_again = 0
        self._last = Place(1, 1)
        self._item: int | None = None
        self._begin(Start(0, 0))

    def tell(self, place: Place, text: str) -> None:
        """Add a problem.

        Raises:
            Stop: there are too many of them.
        """
        self.found.append((place, text))
        if len(self.found) == MOST_PROBLEMS:
            self.found.append((place, f"more than {MOST_PROBLEMS:,} problems; the rest of the file was not looked at"))
            raise Stop

    def read(self) -> None:
        """Read all that can be read."""
        try:
            while not self._read_to_the_end():
                pass
        except Stop:
            self.broken.add("")
        except TooLongError:
            self.broken.add("")
            self.found.append((self._last, f"after this no list or mapping ends for {MAX_STRETCH >> 20} MiB; a text has at most {MAX_TEXT:,} characters"))
        except ReaderError as error:
            self.broken.add("")
            self.found.append(unreadable(self._data, error))

    def _begin(self, start: Start) -> None:
        self._start = start
        self._feed = Rest(self._data, start)
        self._events: Iterator[Any] = iter(LOADER(self._feed).get_event, None)
        self._item = None

    def _read_to_the_end(self) -> bool:
        """Read the document from where the reader stands; False where the YAML is broken and more can be read."""
        try:
            self._document()
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line = mark.line if mark else 0
            offset = self._offset(line)
            self.tell(self._place(line, mark.column if mark else 0), malformed(self._data, error, offset))
            return not self._go_on(offset)
        return True

    def _go_on(self, mistake: int) -> bool:
        """Go on after a mistake in the line at an offset; False if that cannot be."""
        event = None if self._item is None else self._offset(self._item)
        key, start = self._route.after(self._start, mistake, event)
        self.broken.add(key)
        if start is None:
            return False
        self._read_again += max(mistake - start.offset, 0)
        if self._read_again > MOST_READ_AGAIN:
            self.broken.add("")
            return False
        self._begin(start)
        return True

    def _document(self) -> None:
        documents = 0
        for event in self._events:
            if isinstance(event, DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self.tell(self._at(event), "a second document (---); a timeline is one document, give each its own file")
                    return
            elif isinstance(event, MappingStartEvent):
                self._refuse_marks(event)
                if not isinstance(self.root, Mapping):
                    self.root = Mapping(self._at(event), {})
                self._fill(self.root.entries, 1)
            elif isinstance(event, ScalarEvent | SequenceStartEvent | AliasEvent):
                self.root = self._node(event, 0)

    def _node(self, event: Any, depth: int) -> Node:
        place = self._at(event)
        if isinstance(event, AliasEvent):
            self.tell(place, f"an alias, {quoted('*' + event.anchor)}; aliases are not taken, write the value out")
            return Scalar(place, "?", plain=False)
        self._refuse_marks(event)
        if isinstance(event, ScalarEvent):
            if len(event.value) > MAX_TEXT:
                self.tell(place, _too_long())
            return Scalar(place, event.value, plain=event.implicit[0])
        if depth == MAX_DEPTH:
            self.tell(place, f"mappings and lists nested more than {MAX_DEPTH} deep")
            raise Stop
        if isinstance(event, SequenceStartEvent):
            return self._list(place, depth + 1)
        mapping = Mapping(place, {})
        self._fill(mapping.entries, depth + 1)
        return mapping

    def _refuse_marks(self, event: Any) -> None:
        if event.anchor is not None:
            self.tell(self._at(event), f"an anchor, {quoted('&' + event.anchor)}; anchors are not taken, leave it out")
        if event.tag is not None:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!", 1)
            self.tell(self._at(event), f"a tag, {quoted(tag)}; tags are not taken, every value is text as written")

    def _list(self, place: Place, depth: int) -> Sequence:
        items: list[Node] = []
        for event in self._events:
            if isinstance(event, SequenceEndEvent):
                break
            items.append(self._node(event, depth))
        self._feed.rested = self._feed.sent
        return Sequence(place, items)

    def _fill(self, entries: dict[str, tuple[Scalar, Node]], depth: int) -> None:
        for event in self._events:
            if isinstance(event, MappingEndEvent):
                break
            key = self._node(event, depth)
            value = next(self._events)
            if depth == 1 and isinstance(key, Scalar) and key.text == EVENTS and isinstance(value, SequenceStartEvent):
                self._put(entries, key, self._hand_on(value))
            else:
                self._put(entries, key, self._node(value, depth))
        self._feed.rested = self._feed.sent

    def _hand_on(self, start: Any) -> Sequence:
        """The list of events, whose items are taken one by one and not kept."""
        self._refuse_marks(start)
        for event in self._events:
            if isinstance(event, SequenceEndEvent):
                break
            self._item = event.start_mark.line
            self._take(self._node(event, 2))
        self._feed.rested = self._feed.sent
        return Sequence(self._at(start), [])

    def _put(self, entries: dict[str, tuple[Scalar, Node]], key: Node, value: Node) -> None:
        if not isinstance(key, Scalar):
            self.tell(key.place, "a key that is a mapping or a list; a key is a word")
        elif key.text == "<<" and key.plain:
            self.tell(key.place, "a merge key (<<); merge keys are not taken, write the values out")
        elif key.text not in entries:
            entries[key.text] = (key, value)
        elif key.place.line > self._start.line or not self._start.prefix:
            first = entries[key.text][0].place.line
            self.tell(key.place, f"the key {quoted(key.text)} stands twice, first on line {first}; keep one")

    def _at(self, event: Any) -> Place:
        mark = event.start_mark
        self._last = self._place(mark.line, mark.column)
        return self._last

    def _place(self, line: int, column: int) -> Place:
        """The place of the parser's line and column, which count from 0 and from where it began."""
        return Place(line + self._start.line - bool(self._start.prefix) + 1, column + 1)

    def _offset(self, line: int) -> int:
        return after_breaks(self._data, max(line - bool(self._start.prefix), 0), self._start.offset)


def _too_long() -> str:
    return f"a text of more than {MAX_TEXT:,} characters"
