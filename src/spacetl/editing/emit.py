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

STEP = 2  # spaces, where no neighbour shows how far to indent

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


class YamlLine(Struct, frozen=True):
    """A line to write: its indentation, a dash or nothing, and the key and the value on it, if any."""

    indent: int
    dash: str = ""
    key: str | None = None
    value: Value | None = None


def yaml_lines(lines: Iterable[YamlLine]) -> list[str]:
    """The lines as they are written, without line breaks."""
    lines = [*lines]
    keys = _flow_spellings({line.key for line in lines if line.key is not None})
    values = iter(one_line_each(line.value for line in lines if line.value is not None))
    texts = []
    for line in lines:
        text = " " * line.indent + line.dash
        if line.key is not None:
            text += f"{keys[line.key]}:" if line.value is None else f"{keys[line.key]}: "
        texts.append(text if line.value is None else text + next(values))
    return texts


def item_lines(value: Value, indent: int, neighbour: Node | None, step: int = STEP) -> Iterator[YamlLine]:
    """The lines of an item of a list in a block; a mapping becomes a block if its neighbour is one.

    `indent` is that of its dash, `step` how far after the dash it begins.
    """
    dash = "-".ljust(step)
    if not value or not isinstance(value, dict) or not _is_block(neighbour):
        yield YamlLine(indent, dash, value=ordered_like(value, neighbour))
        return
    first, *others = _mapping_lines(value, indent + step, neighbour)
    yield replace(first, indent=indent, dash=dash)
    yield from others


def _mapping_lines(value: dict[str, Any], indent: int, neighbour: Node | None) -> Iterator[YamlLine]:
    """The lines of a mapping in a block, in the order of its neighbour's keys."""
    entries = neighbour.entries if isinstance(neighbour, Mapping) else {}
    for key, each in ordered_like(value, neighbour).items():
        name, node = entries.get(key, (None, None))
        step = node.position.column - name.position.column if name and node and _is_block(node) else STEP
        yield from key_lines(key, each, indent, node, step)


def key_lines(key: str, value: Value, indent: int, neighbour: Node | None, step: int = STEP) -> Iterator[YamlLine]:
    """The lines of a key and its value in a block; without a neighbour, a list or mapping has a line for each record.

    `indent` is that of the key, `step` how much further the lines below it are indented, `neighbour` a value like it.
    """
    block = neighbour is None or _is_block(neighbour)
    if not value or isinstance(value, str) or not block or (neighbour is None and not _holds_records(value)):
        yield YamlLine(indent, key=key, value=ordered_like(value, neighbour))
        return
    yield YamlLine(indent, key=key)
    if isinstance(value, dict):
        yield from _mapping_lines(value, indent + step, neighbour)
        return
    neighbour = neighbour.items[-1] if isinstance(neighbour, Sequence) and neighbour.items else None
    for each in value:
        yield from item_lines(each, indent + step, neighbour)


def ordered_like(value: Any, neighbour: Node | None) -> Any:
    """A value, with the keys of a mapping in its neighbour's order; one that this lacks is put where it usually is."""
    if neighbour is None or not isinstance(value, dict) or not isinstance(neighbour, Mapping) or not neighbour.entries:
        return value
    order = [key for key in neighbour.entries if key in value]
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


def one_line_each(values: Iterable[Value], *, quote: bool = False) -> list[str]:
    """Each value on one line: a text as it is written after a key, a list or a mapping in brackets.

    With `quote`, every text stands in double quotes, as in JSON.
    """
    several = [*values]
    alone = _spellings({value for value in several if isinstance(value, str)}, quote=quote, brackets=False)
    inside = _flow_spellings(
        {text for value in several if not isinstance(value, str) for text in _texts_in(value)}, quote=quote
    )
    return [alone[value] if isinstance(value, str) else _flow(value, inside) for value in several]


def _flow_spellings(texts: Collection[str], *, quote: bool = False) -> dict[str, str]:
    """Map each text to its spelling in brackets or before a colon, where more has to be quoted."""
    return _spellings(texts, quote=quote, brackets=True)


def _texts_in(value: Value) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from value
        for each in value.values():
            yield from _texts_in(each)
    else:
        for each in value:
            yield from _texts_in(each)


def _flow(value: Value, spellings: dict[str, str]) -> str:
    if isinstance(value, str):
        return spellings[value]
    if isinstance(value, dict):
        return "{" + ", ".join([f"{spellings[key]}: {_flow(each, spellings)}" for key, each in value.items()]) + "}"
    return "[" + ", ".join([_flow(each, spellings) for each in value]) + "]"


def _spellings(texts: Collection[str], *, quote: bool, brackets: bool) -> dict[str, str]:
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
