"""Values as YAML, a line each; what needs quotes is for PyYAML's emitter to say."""

from collections.abc import Iterable, Iterator
from typing import Any

import yaml
from yaml.events import (
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)

from spacetl.reading.rules import NOTHING

Value = str | list[Any] | tuple[Any, ...] | dict[str, Any]

_EMITTER: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_UNPLAIN = NOTHING | {"<<"}
_UNBROKEN = 1 << 30  # no line is so long


def one_line_each(values: Iterable[Value], *, quote: bool = False) -> list[str]:
    """Each value on one line: a text as it stands behind a key, a list or a mapping in brackets.

    Args:
        values: texts, and lists and mappings of them.
        quote: put every text in double quotes, as JSON does.
    """
    events = [
        StreamStartEvent(),
        DocumentStartEvent(explicit=False),
        SequenceStartEvent(None, None, implicit=True, flow_style=False),
        *(event for value in values for event in _events(value, quote)),
        SequenceEndEvent(),
        DocumentEndEvent(explicit=False),
        StreamEndEvent(),
    ]
    if len(events) == 6:
        return []
    text = _emitted(events, _EMITTER)
    if "\\U" in text:  # libyaml escapes what lies beyond U+FFFF, the emitter in Python only what cannot be seen
        text = _emitted(events, yaml.SafeDumper)
    return [line[2:] for line in text.split("\n")[:-1]]


def _emitted(events: Iterable[Any], emitter: Any) -> str:
    return str(yaml.emit(events, Dumper=emitter, width=_UNBROKEN, allow_unicode=True))


def _events(value: Value, quote: bool) -> Iterator[Any]:
    match value:
        case str():
            style = '"' if quote or not value.isprintable() else None  # a line break must not become one of the file
            yield ScalarEvent(None, None, (value not in _UNPLAIN, True), value, style=style)
        case list() | tuple():
            yield SequenceStartEvent(None, None, implicit=True, flow_style=True)
            for item in value:
                yield from _events(item, quote)
            yield SequenceEndEvent()
        case dict():
            yield MappingStartEvent(None, None, implicit=True, flow_style=True)
            for key, item in value.items():
                yield from _events(key, quote)
                yield from _events(item, quote)
            yield MappingEndEvent()
