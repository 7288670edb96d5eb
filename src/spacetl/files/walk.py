"""The careful way through a file: its nodes, each with its position, and every problem of its YAML.

Slower than `parse`, so it is used only when there is something to report or to edit. It keeps one event, agency or
source at a time: each is handed on as it ends. After a mistake in the YAML it stops: what follows may mean anything.
"""

from collections.abc import Callable
from typing import Any

import yaml
from msgspec.structs import replace
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)
from yaml.reader import ReaderError

from spacetl.files.nodes import Handled, Mapping, Node, Position, Scalar, Sequence
from spacetl.files.parse import LOADER, MAX_DEPTH, MAX_RECORD, MAX_TEXT, ByteStream, RecordTooLongError
from spacetl.files.syntax import malformed, mark_of, unreadable
from spacetl.text import quoted

EVENTS = "events"
_LISTED = {"agencies", "speakers", "sources"}
_MAX_PROBLEMS = 20_000

_Take = Callable[[str, Scalar | None, Node], None]


class Stop(Exception):
    """Raised when nothing more is to be read."""


class Reader:
    """Reads a file's nodes; calls `take` with each record as it ends: the key it is under, its id if any, its node."""

    def __init__(self, data: bytes, take: _Take) -> None:
        self.root: Node | None = None  # of the one document; the records in it are handed on, not kept
        self.problems: list[tuple[Position, str]] = []  # in no particular order
        self.whole = False  # all of the file was read
        self._data = data
        self._take = take
        self._stream = ByteStream(data)
        self._next: Callable[[], Any]
        self._last = Position(1, 1)

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
            self._next = LOADER(self._stream).get_event
            self._document()
            self.whole = True
        except Stop:
            return
        except RecordTooLongError:
            far = f"no event, agency, speaker or source ends here after more than {MAX_RECORD >> 20} MiB"
            self.problems.append((self._last, f"{far}; a text has at most {MAX_TEXT:,} characters"))
        except ReaderError as error:
            self.problems.append(unreadable(self._data, error))
        except yaml.MarkedYAMLError as error:
            line, column = mark_of(error)
            self.problems.append((Position(line + 1, column + 1), malformed(self._data, error)))

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
            elif isinstance(event, NodeEvent):
                self.root = self._node(event, 0, EVENTS)  # a list in place of the file is probably its events

    def _node(self, event: Any, depth: int, under: str = "") -> Node:
        """Read the node that `event` begins; `under` is the key of the file it is under, "" further down."""
        position = self._at(event)
        if type(event) is AliasEvent:
            self.add_problem(
                position, f"an alias, {quoted(f'*{event.anchor}')}; aliases are not allowed, write the value out"
            )
            return Handled(position)
        self._refuse_marks(event, position)
        node: Node
        if type(event) is ScalarEvent:
            if len(event.value) > MAX_TEXT:
                self.add_problem(position, f"a text of more than {MAX_TEXT:,} characters")
            node = Scalar(position, event.value, event.style or "", _end_of(event))
        elif depth == MAX_DEPTH:
            self.add_problem(position, f"mappings and lists nested more than {MAX_DEPTH} deep")
            raise Stop
        elif isinstance(event, SequenceStartEvent):
            node = self._list(Sequence(position, [], bool(event.flow_style)), depth, under)
        else:
            node = self._mapping(Mapping(position, {}, bool(event.flow_style)), depth, under)
        return node if event.tag is None else Handled(position)

    def _refuse_marks(self, event: Any, position: Position) -> None:
        if event.anchor is not None:
            anchor = quoted("&" + event.anchor)
            self.add_problem(position, f"an anchor, {anchor}; anchors are not allowed, leave it out")
        if event.tag is not None:
            tag = quoted(event.tag.replace("tag:yaml.org,2002:", "!!", 1))
            self.add_problem(position, f"a tag, {tag}; tags are not allowed, every value is text as written")

    def _list(self, node: Sequence, depth: int, under: str) -> Sequence:
        if depth == 0:
            self.root = node
        while type(event := self._next()) is not SequenceEndEvent:
            item = self._node(event, depth + 1)
            if under != EVENTS:
                node.items.append(item)
            elif depth or isinstance(item, Mapping):  # a list in place of the file may contain anything
                self._hand_on(EVENTS, None, item)
        return replace(node, end=_end_of(event))

    def _mapping(self, node: Mapping, depth: int, under: str) -> Mapping:
        if depth == 0:
            self.root = node  # what was read of it counts even if the rest cannot be read
        while type(event := self._next()) is not MappingEndEvent:
            key = self._node(event, depth + 1)
            name = key.text if isinstance(key, Scalar) and depth == 0 else ""
            value = self._node(self._next(), depth + 1, name)
            if under in _LISTED and isinstance(key, Scalar):
                self._hand_on(under, key, value)
                value = Handled(value.position)
            self._put(node.entries, key, value)
        return replace(node, end=_end_of(event))

    def _hand_on(self, records: str, key: Scalar | None, node: Node) -> None:
        self._take(records, key, node)
        if isinstance(node, Mapping):
            self._stream.end_record()

    def _put(self, entries: dict[str, tuple[Scalar, Node]], key: Node, value: Node) -> None:
        if isinstance(key, Sequence | Mapping):
            self.add_problem(key.position, "a key that is a mapping or a list; a key is a word")
        elif isinstance(key, Handled):
            return
        elif key.text == "<<" and key.plain:
            self.add_problem(key.position, "a merge key (<<); merge keys are not allowed, write the values out")
        elif key.text not in entries:
            entries[key.text] = (key, value)
        else:
            first = entries[key.text][0].position.line
            self.add_problem(key.position, f"the key {quoted(key.text)} appears twice, first on line {first}; keep one")

    def _at(self, event: Any) -> Position:
        mark = event.start_mark
        self._last = position = Position(mark.line + 1, mark.column + 1)
        return position


def _end_of(event: Any) -> int:
    end: int = event.end_mark.index
    return end
