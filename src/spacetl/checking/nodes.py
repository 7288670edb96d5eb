"""The nodes of a file, each with its place."""

from collections.abc import Iterator
from typing import TypeGuard

from msgspec import Struct

from spacetl.checking.lines import Place
from spacetl.reading.rules import NOTHING


class Scalar(Struct, frozen=True, gc=False):
    """A text as written, up to before the character `end` of the file, a byte order mark not counted.

    Attributes:
        style: the quote, or the | or > of a block, which ends where the next line begins; "" of a plain one.
    """

    place: Place
    text: str
    style: str = ""
    end: int = 0

    @property
    def plain(self) -> bool:
        """Whether it stands without quotes."""
        return not self.style


class Sequence(Struct, frozen=True, gc=False):
    """A list; in brackets if it is `flow`, else it ends where its last item does and `end` lies behind that."""

    place: Place
    items: list["Node"]
    flow: bool = False
    end: int = 0


class Mapping(Struct, frozen=True, gc=False):
    """Keys and values in the order of the file; of equal keys only the first. Its extent is told as a list's is."""

    place: Place
    entries: dict[str, tuple[Scalar, "Node"]]
    flow: bool = False
    end: int = 0


class Told(Struct, frozen=True, gc=False):
    """What all has been told about: an alias, what a tag stands before, a record that was handed on."""

    place: Place


Node = Scalar | Sequence | Mapping | Told


def is_nothing(node: Node) -> TypeGuard[Scalar]:
    """Whether nothing stands here, or a null."""
    return isinstance(node, Scalar) and node.plain and node.text in NOTHING


def located(node: Node) -> Scalar | Sequence | Mapping:
    """The node, which in a file without problems has an extent."""
    if isinstance(node, Told):
        raise TypeError("a node that was told about or handed on has no extent")
    return node


def value_of(node: Node, key: str) -> Scalar | None:
    """The text under a key; None if there is none."""
    entry = node.entries.get(key) if isinstance(node, Mapping) else None
    return entry[1] if entry and isinstance(entry[1], Scalar) else None


def items_of(node: Node, key: str) -> list[Node]:
    """The items of the list under a key; none if there is no list."""
    entry = node.entries.get(key) if isinstance(node, Mapping) else None
    return entry[1].items if entry and isinstance(entry[1], Sequence) else []


def texts_of(node: Node, key: str) -> Iterator[Scalar]:
    """The texts in the list under a key."""
    return (item for item in items_of(node, key) if isinstance(item, Scalar))
