"""New values as lines of a block, laid out as their neighbours are."""

from collections.abc import Iterable, Iterator
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from spacetl.editing.emitting import Value, in_brackets, one_line_each
from spacetl.files.nodes import Mapping, Node, Sequence

STEP = 2  # spaces, where no neighbour shows how far to indent


class Line(Struct, frozen=True):
    """A line to write: its indentation, a dash or nothing, and the key and the value on it, if any."""

    indent: int
    dash: str = ""
    key: str | None = None
    value: Value | None = None


def written(lines: Iterable[Line]) -> list[str]:
    """The lines as texts."""
    lines = [*lines]
    keys = in_brackets({line.key for line in lines if line.key is not None})
    values = iter(one_line_each(line.value for line in lines if line.value is not None))
    texts = []
    for line in lines:
        text = " " * line.indent + line.dash
        if line.key is not None:
            text += f"{keys[line.key]}:" if line.value is None else f"{keys[line.key]}: "
        texts.append(text if line.value is None else text + next(values))
    return texts


def item(value: Value, indent: int, like: Node | None, step: int = STEP) -> Iterator[Line]:
    """The lines of an item of a list in a block.

    Args:
        value: the item.
        indent: how far its dash is indented.
        like: its neighbour; a mapping becomes a block if that is one.
        step: how far after the dash it begins.
    """
    dash = "-".ljust(step)
    if not value or not isinstance(value, dict) or not _is_block(like):
        yield Line(indent, dash, value=in_order(value, like))
        return
    first, *others = mapping(value, indent + step, like)
    yield replace(first, indent=indent, dash=dash)
    yield from others


def mapping(value: dict[str, Any], indent: int, like: Node | None) -> Iterator[Line]:
    """The lines of a mapping in a block, in the order of its neighbour's keys."""
    entries = like.entries if isinstance(like, Mapping) else {}
    for key, each in in_order(value, like).items():
        name, node = entries.get(key, (None, None))
        step = node.place.column - name.place.column if name and node and _is_block(node) else STEP
        yield from entry(key, each, indent, node, step)


def entry(key: str, value: Value, indent: int, like: Node | None, step: int = STEP) -> Iterator[Line]:
    """The lines of a key and its value in a block; without a neighbour, a list or mapping has a line for each record.

    Args:
        key: the key.
        value: its value.
        indent: how far the key is indented.
        like: the neighbour's value.
        step: how much further the lines below the key are indented.
    """
    if not value or isinstance(value, str) or not (_is_block(like) or (like is None and _holds_records(value))):
        yield Line(indent, key=key, value=in_order(value, like))
        return
    yield Line(indent, key=key)
    if isinstance(value, dict):
        yield from mapping(value, indent + step, like)
        return
    neighbour = like.items[-1] if isinstance(like, Sequence) and like.items else None
    for each in value:
        yield from item(each, indent + step, neighbour)


def in_order(value: Any, like: Node | None) -> Any:
    """A value, with the keys of a mapping in its neighbour's order; one that this lacks is put where it usually is."""
    if like is None or not isinstance(value, dict) or not isinstance(like, Mapping) or not like.entries:
        return value
    order = [key for key in like.entries if key in value]
    before: list[str] = []
    for key in value:
        if key not in order:
            order.insert(max((order.index(each) + 1 for each in before), default=0), key)
        before.append(key)
    return {key: value[key] for key in order}


def _is_block(node: Node | None) -> bool:
    return node is not None and isinstance(node, Mapping | Sequence) and not node.flow


def _holds_records(value: list[Value] | tuple[Value, ...] | dict[str, Value]) -> bool:
    return isinstance(next(iter(value.values() if isinstance(value, dict) else value)), dict)
