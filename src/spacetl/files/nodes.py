"""The nodes of a file, each with its position, and how positions are counted.

YAML also ends a line at U+0085, U+2028 and U+2029; editors do not, and neither do messages.
"""

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple, TypeGuard

from msgspec import Struct

from spacetl.timeline import NULLS

_PIECE = 1 << 16
_BREAK = re.compile(rb"\r\n|\r|\n|\xc2\x85|\xe2\x80[\xa8\xa9]")
_YAMLS_OWN = re.compile(rb"\xc2\x85|\xe2\x80[\xa8\xa9]")
_CONTINUATION = bytes(range(0x80, 0xC0))
_BOM = b"\xef\xbb\xbf"


class Position(NamedTuple):
    """A line and a column, counted from 1; 0 means the whole file."""

    line: int
    column: int


def after_breaks(data: bytes, number: int, start: int = 0) -> int:
    """The offset after `number` of YAML's line breaks from `start` on; the end of `data` if there are fewer."""
    if not number:
        return start
    found = next(islice(_BREAK.finditer(data, start), number - 1, None), None)
    return found.end() if found else len(data)


def position_at(data: bytes, offset: int) -> Position:
    """The position of the byte at an offset, as YAML counts it."""
    line, start = 1, len(_BOM) if data.startswith(_BOM) else 0
    for found in _BREAK.finditer(data, 0, offset):
        line, start = line + 1, found.end()
    return Position(line, _characters(data, start, offset) + 1)


def editor_positions(data: bytes, positions: Iterable[Position]) -> dict[Position, Position]:
    """Map each position as YAML counts it to the position as an editor does; an empty dict if none differs."""
    own = array("Q", (found.end() for found in _YAMLS_OWN.finditer(data)))
    if not own:
        return {}
    starts = array("Q", [0])
    starts.extend(found.end() for found in _BREAK.finditer(data))
    return {position: _moved(data, position, starts, own) for position in positions if position.line}


def _moved(data: bytes, position: Position, starts: "array[int]", own: "array[int]") -> Position:
    start = starts[min(position.line, len(starts)) - 1]
    before = _characters(data, _line_start(data, start), start)
    return Position(position.line - bisect_right(own, start), before + position.column)


def _line_start(data: bytes, offset: int) -> int:
    start = max(data.rfind(b"\n", 0, offset), data.rfind(b"\r", 0, offset)) + 1
    return len(_BOM) if not start and data.startswith(_BOM) and offset >= len(_BOM) else start


def _characters(data: bytes, start: int, end: int) -> int:
    """How many characters of UTF-8 begin between two offsets, counted without copying them all at once."""
    pieces = (data[at : min(at + _PIECE, end)] for at in range(start, end, _PIECE))
    return sum(len(piece.translate(None, _CONTINUATION)) for piece in pieces)


class Scalar(Struct, frozen=True, gc=False):
    """A text."""

    position: Position
    text: str
    style: str = ""  # the quote, or the | or > of a block, which ends where the next line begins; "" for a plain text
    end: int = 0  # the offset after it in characters, not counting a byte order mark

    @property
    def plain(self) -> bool:
        """True if it is neither quoted nor a block."""
        return not self.style


class Sequence(Struct, frozen=True, gc=False):
    """A list; in brackets if `flow`, else it ends where its last item does and `end` is somewhere after that."""

    position: Position
    items: list["Node"]
    flow: bool = False
    end: int = 0


class Mapping(Struct, frozen=True, gc=False):
    """Keys and values in the order of the file; of equal keys only the first. `flow` and `end` are as in a list."""

    position: Position
    entries: dict[str, tuple[Scalar, "Node"]]
    flow: bool = False
    end: int = 0


class Handled(Struct, frozen=True, gc=False):
    """A node that has been dealt with: an alias, a node with a tag, a record that was handed on."""

    position: Position


Node = Scalar | Sequence | Mapping | Handled


def is_null(node: Node) -> TypeGuard[Scalar]:
    """True for a node that is empty or a null."""
    return isinstance(node, Scalar) and node.plain and node.text in NULLS


def with_extent(node: Node) -> Scalar | Sequence | Mapping:
    """The node, which in a file without problems has an extent."""
    if isinstance(node, Handled):
        raise TypeError("a node that was reported or handed on has no extent")
    return node


def value_of(node: Node, key: str) -> Scalar | None:
    """The text under a key; None if there is none."""
    entry = node.entries.get(key) if isinstance(node, Mapping) else None
    return entry[1] if entry and isinstance(entry[1], Scalar) else None


def items_of(node: Node, key: str) -> list[Node]:
    """The items of the list under a key; empty if there is no list."""
    entry = node.entries.get(key) if isinstance(node, Mapping) else None
    return entry[1].items if entry and isinstance(entry[1], Sequence) else []


def texts_of(node: Node, key: str) -> Iterator[Scalar]:
    """The texts in the list under a key."""
    return (item for item in items_of(node, key) if isinstance(item, Scalar))
