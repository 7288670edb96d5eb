"""The nodes of a file, each with its place."""

from collections.abc import Iterator
from typing import TypeGuard

from msgspec import Struct

from spacetl.checking.lines import Place
from spacetl.reading.rules import NOTHING


class Scalar(Struct, frozen=True, gc=False):
    """A text; `end` is the offset in characters after it, not counting a byte order mark.

    Attributes:
        style: the quote, or the | or > of a block, which ends where the next line begins; "" for a plain text.
    """

    place: Place
    text: str
    style: str = ""
    end: int = 0

    @property
    def plain(self) -> bool:
        """Whether it is neither quoted nor a block."""
        return not self.style


class Sequence(Struct, frozen=True, gc=False):
    """A list; in brackets if `flow`, else it ends where its last item does and `end` is somewhere after that."""

    place: Place
    items: list["Node"]
    flow: bool = False
    end: int = 0


class Mapping(Struct, frozen=True, gc=False):
    """Keys and values in the order of the file; of equal keys only the first. `flow` and `end` are as in a list."""

    place: Place
    entries: dict[str, tuple[Scalar, "Node"]]
    flow: bool = False
    end: int = 0


class Told(Struct, frozen=True, gc=False):
    """A node that has been dealt with: an alias, a node with a tag, a record that was handed on."""

    place: Place


Node = Scalar | Sequence | Mapping | Told


def is_nothing(node: Node) -> TypeGuard[Scalar]:
    """Whether the node is empty or a null."""
    return isinstance(node, Scalar) and node.plain and node.text in NOTHING


def located(node: Node) -> Scalar | Sequence | Mapping:
    """The node, which in a file without problems has an extent."""
    if isinstance(node, Told):
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
