"""The nodes of a file, each with its place."""

from collections.abc import Iterator
from typing import NamedTuple, TypeGuard

from spacetl.checking.lines import Place
from spacetl.reading.rules import NOTHING


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


class Told(NamedTuple):
    """What all has been told about: an alias, what a tag stands before, a record that was handed on."""

    place: Place


Node = Scalar | Sequence | Mapping | Told


def is_nothing(node: Node) -> TypeGuard[Scalar]:
    """Whether nothing stands here, or a null."""
    return isinstance(node, Scalar) and node.plain and node.text in NOTHING


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
