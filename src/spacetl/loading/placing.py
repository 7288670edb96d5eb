"""The careful way through a file: every node with its place, and every problem of its YAML.

Slower than `building`, so it is walked only when there is something to tell.
"""

from collections.abc import Iterator
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

from spacetl.errors import Problem
from spacetl.loading.building import LOADER
from spacetl.loading.feeding import MAX_DEPTH, MAX_TEXT, Feed, TooLongError
from spacetl.loading.reading import Content
from spacetl.naming import quoted


class Place(NamedTuple):
    """A line and a column, counted from 1."""

    line: int
    column: int


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
    """Nothing after this place can be read."""


class Tree:
    """The nodes of a file and the problems of its YAML.

    Attributes:
        root: the one document's node; None when there is none, or none that could be read to its end.
        problems: what was found on the way, in no order.
    """

    def __init__(self, content: Content) -> None:
        self.name = content.name
        self.problems: list[Problem] = []
        self.root: Node | None = None
        self._feed = Feed(content.data)
        self._events: Iterator[Any] = iter(LOADER(self._feed).get_event, None)
        try:
            self._read_documents()
        except Stop:
            self.root = None
        except TooLongError:
            self.root = None
            self.tell(Place(1 + content.data.count(b"\n", 0, self._feed.rested), 1), _too_long(MAX_TEXT))
        except yaml.reader.ReaderError as error:
            self.root = None
            self.tell(*_unreadable(content.data, error))
        except yaml.MarkedYAMLError as error:
            self.root = None
            self.tell(*_malformed(content.data, error))

    def tell(self, place: Place, text: str) -> None:
        """Add a problem."""
        self.problems.append(Problem(self.name, *place, text))

    def _read_documents(self) -> None:
        documents = 0
        for event in self._events:
            if isinstance(event, DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self.tell(
                        _place(event), "a second document (---); a timeline is one document, give each its own file"
                    )
                    return
            elif isinstance(event, ScalarEvent | SequenceStartEvent | MappingStartEvent | AliasEvent):
                self.root = self._node(event, 0)

    def _node(self, event: Any, depth: int) -> Node:
        place = _place(event)
        if isinstance(event, AliasEvent):
            self.tell(place, f"an alias, {quoted(f'*{event.anchor}')}; aliases are not taken, write the value out")
            return Scalar(place, "?", plain=False)
        if event.anchor is not None:
            self.tell(place, f"an anchor, {quoted('&' + event.anchor)}; anchors are not taken, leave it out")
        if event.tag is not None:
            self.tell(place, f"a tag, {quoted(_tag(event.tag))}; tags are not taken, every value is text as written")
        if isinstance(event, ScalarEvent):
            if len(event.value) > MAX_TEXT:
                self.tell(place, _too_long(MAX_TEXT))
            return Scalar(place, event.value, plain=event.implicit[0])
        if depth == MAX_DEPTH:
            self.tell(place, f"mappings and lists nested more than {MAX_DEPTH} deep")
            raise Stop
        if isinstance(event, SequenceStartEvent):
            return Sequence(place, list(self._items(depth + 1)))
        return Mapping(place, self._entries(depth + 1))

    def _items(self, depth: int) -> Iterator[Node]:
        for event in self._events:
            if isinstance(event, SequenceEndEvent):
                break
            yield self._node(event, depth)
        self._feed.rested = self._feed.sent

    def _entries(self, depth: int) -> dict[str, tuple[Scalar, Node]]:
        entries: dict[str, tuple[Scalar, Node]] = {}
        for event in self._events:
            if isinstance(event, MappingEndEvent):
                break
            key = self._node(event, depth)
            value = self._node(next(self._events), depth)
            if not isinstance(key, Scalar):
                self.tell(key.place, "a key that is a mapping or a list; a key is a word")
            elif key.text == "<<" and key.plain:
                self.tell(key.place, "a merge key (<<); merge keys are not taken, write the values out")
            elif key.text in entries:
                first = entries[key.text][0].place.line
                self.tell(key.place, f"the key {quoted(key.text)} stands twice, first on line {first}; keep one")
            else:
                entries[key.text] = (key, value)
        self._feed.rested = self._feed.sent
        return entries


def _place(event: Any) -> Place:
    return Place(event.start_mark.line + 1, event.start_mark.column + 1)


def _tag(tag: str) -> str:
    return tag.replace("tag:yaml.org,2002:", "!!", 1)


def _too_long(most: int) -> str:
    return f"a text of more than {most:,} characters"


def _unreadable(data: bytes, error: yaml.reader.ReaderError) -> tuple[Place, str]:
    """Where and why the bytes are no text: not UTF-8, or a character that YAML does not take."""
    offset = error.position
    before = data[:offset]
    line_start = max(before.rfind(b"\n"), before.rfind(b"\r")) + 1
    breaks = before.count(b"\n") + before.count(b"\r") - before.count(b"\r\n")
    place = Place(breaks + 1, len(before[line_start:].decode(errors="replace")) + 1)
    if "control characters" in str(error.reason):
        code = error.character if isinstance(error.character, int) else ord(error.character)
        return place, f"the control character U+{code:04X}; leave it out, or write it as an escape in double quotes"
    return place, f"not UTF-8 at byte {offset} ({error.reason}); save the file as UTF-8"


def _malformed(data: bytes, error: yaml.MarkedYAMLError) -> tuple[Place, str]:
    mark = error.problem_mark or error.context_mark
    if mark is None:
        return Place(1, 1), f"not YAML: {error}"
    place = Place(mark.line + 1, mark.column + 1)
    if (
        "cannot start any token" in (error.problem or "")
        and _line(data, mark.line)[mark.column : mark.column + 1] == "\t"
    ):
        return place, "a tab in the indentation; YAML takes only blanks there"
    context = f" {error.context}" if error.context else ""
    return place, f"not YAML: {error.problem}{context}"


def _line(data: bytes, number: int) -> str:
    return data.decode(errors="replace").splitlines()[number] if data else ""
