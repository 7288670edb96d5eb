"""Values as YAML, one line each; PyYAML's emitter decides what needs quotes."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

import yaml
from yaml.events import (
    DocumentEndEvent,
    DocumentStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)

from spacetl.timeline import NOTHING

Value = str | list[Any] | tuple[Any, ...] | dict[str, Any]

_EMITTER: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_UNPLAIN = NOTHING | {"<<"}
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
