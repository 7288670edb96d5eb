"""Values as YAML, in the lines of a block or on one line; PyYAML's emitter decides what needs quotes."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

import yaml
from msgspec import Struct
from msgspec.structs import replace
from yaml.events import (
    DocumentEndEvent,
    DocumentStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)

from spacetl.files.nodes import Mapping, Node, Sequence
from spacetl.timeline import NULLS

Value = str | list[Any] | tuple[Any, ...] | dict[str, Any]

_EMITTER: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_UNPLAIN = NULLS | {"<<"}
_UNBROKEN = 1 << 30  # no line is that long

# the events around texts that are emitted as the items of a list, and around one in brackets
_BEFORE = (
    StreamStartEvent(),
    DocumentStartEvent(explicit=False),
    SequenceStartEvent(None, None, implicit=True, flow_style=False),
)
_AFTER = (SequenceEndEvent(), DocumentEndEvent(explicit=False), StreamEndEvent())
_OPENED, _CLOSED = SequenceStartEvent(None, None, implicit=True, flow_style=True), SequenceEndEvent()


def one_line_each(values: Iterable[Value], *, quote: bool = False) -> list[str]:
    """Each value on one line: a text as it is written after a key, a list or a mapping in brackets.

    Args:
        values: texts, and lists and mappings of them.
        quote: put every text in double quotes, as JSON does.
    """
    several = [*values]
    alone = _spelt({value for value in several if isinstance(value, str)}, quote=quote, brackets=False)
    inside = in_brackets(
        {text for value in several if not isinstance(value, str) for text in _texts(value)}, quote=quote
    )
    return [alone[value] if isinstance(value, str) else _joined(value, inside) for value in several]


def in_brackets(texts: Collection[str], *, quote: bool = False) -> dict[str, str]:
    """Map each text to its spelling in brackets or before a colon, where more has to be quoted."""
    return _spelt(texts, quote=quote, brackets=True)


def _texts(value: Value) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from value
        for each in value.values():
            yield from _texts(each)
    else:
        for each in value:
            yield from _texts(each)


def _joined(value: Value, spelt: dict[str, str]) -> str:
    if isinstance(value, str):
        return spelt[value]
    if isinstance(value, dict):
        return "{" + ", ".join([f"{spelt[key]}: {_joined(each, spelt)}" for key, each in value.items()]) + "}"
    return "[" + ", ".join([_joined(each, spelt) for each in value]) + "]"


def _spelt(texts: Collection[str], *, quote: bool, brackets: bool) -> dict[str, str]:
    """Map each text to its spelling."""
    if not texts:
        return {}
    events = [*_BEFORE]
    for text in texts:
        style = '"' if quote or not text.isprintable() else None  # a line break must not become one in the file
        scalar = ScalarEvent(None, None, (text not in _UNPLAIN, True), text, style=style)
        events += (_OPENED, scalar, _CLOSED) if brackets else (scalar,)
    events += _AFTER
    lines = _emitted(events, _EMITTER)
    if any("\\U" in line for line in lines):  # libyaml escapes all beyond U+FFFF, Python's emitter only the unprintable
        lines = _emitted(events, yaml.SafeDumper)
    return {text: line[3:-1] if brackets else line[2:] for text, line in zip(texts, lines, strict=True)}


def _emitted(events: Iterable[Any], emitter: Any) -> list[str]:
    text: str = yaml.emit(events, Dumper=emitter, width=_UNBROKEN, allow_unicode=True)
    return text.split("\n")[:-1]


STEP = 2  # spaces, where no neighbour shows how far to indent


class YamlLine(Struct, frozen=True):
    """A line to write: its indentation, a dash or nothing, and the key and the value on it, if any."""

    indent: int
    dash: str = ""
    key: str | None = None
    value: Value | None = None


def yaml_lines(lines: Iterable[YamlLine]) -> list[str]:
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


def item_lines(value: Value, indent: int, like: Node | None, step: int = STEP) -> Iterator[YamlLine]:
    """The lines of an item of a list in a block.

    Args:
        value: the item.
        indent: how far its dash is indented.
        like: its neighbour; a mapping becomes a block if that is one.
        step: how far after the dash it begins.
    """
    dash = "-".ljust(step)
    if not value or not isinstance(value, dict) or not _is_block(like):
        yield YamlLine(indent, dash, value=in_order(value, like))
        return
    first, *others = mapping_lines(value, indent + step, like)
    yield replace(first, indent=indent, dash=dash)
    yield from others


def mapping_lines(value: dict[str, Any], indent: int, like: Node | None) -> Iterator[YamlLine]:
    """The lines of a mapping in a block, in the order of its neighbour's keys."""
    entries = like.entries if isinstance(like, Mapping) else {}
    for key, each in in_order(value, like).items():
        name, node = entries.get(key, (None, None))
        step = node.position.column - name.position.column if name and node and _is_block(node) else STEP
        yield from key_lines(key, each, indent, node, step)


def key_lines(key: str, value: Value, indent: int, like: Node | None, step: int = STEP) -> Iterator[YamlLine]:
    """The lines of a key and its value in a block; without a neighbour, a list or mapping has a line for each record.

    Args:
        key: the key.
        value: its value.
        indent: how far the key is indented.
        like: the neighbour's value.
        step: how much further the lines below the key are indented.
    """
    if not value or isinstance(value, str) or not (_is_block(like) or (like is None and _holds_records(value))):
        yield YamlLine(indent, key=key, value=in_order(value, like))
        return
    yield YamlLine(indent, key=key)
    if isinstance(value, dict):
        yield from mapping_lines(value, indent + step, like)
        return
    neighbour = like.items[-1] if isinstance(like, Sequence) and like.items else None
    for each in value:
        yield from item_lines(each, indent + step, neighbour)


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
