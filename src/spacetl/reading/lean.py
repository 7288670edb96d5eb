"""PyYAML's events as structs made in C.

Its own classes fill their attributes in Python, which takes more than a third of the time of getting the events. The
parser looks the classes up by name whenever it makes an event; within `lean_events` it finds these instead.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from msgspec import Struct
from yaml import events


class _Scalar(Struct, gc=False):
    anchor: str | None
    tag: str | None
    implicit: tuple[bool, bool]
    value: str
    start_mark: Any
    end_mark: Any
    style: str | None


class _Start(Struct, gc=False):
    anchor: str | None
    tag: str | None
    implicit: bool
    start_mark: Any
    end_mark: Any
    flow_style: bool | None


class _End(Struct, gc=False):
    start_mark: Any
    end_mark: Any


class _MappingStart(_Start, gc=False):
    pass


class _MappingEnd(_End, gc=False):
    pass


class _SequenceStart(_Start, gc=False):
    pass


class _SequenceEnd(_End, gc=False):
    pass


class Kinds(NamedTuple):
    """The classes of the commonest events."""

    scalar: Any
    mapping_start: Any
    mapping_end: Any
    sequence_start: Any
    sequence_end: Any


_NAMES = ("ScalarEvent", "MappingStartEvent", "MappingEndEvent", "SequenceStartEvent", "SequenceEndEvent")
_OWN = Kinds(*(getattr(events, name) for name in _NAMES))
_LEAN = Kinds(_Scalar, _MappingStart, _MappingEnd, _SequenceStart, _SequenceEnd)


@contextmanager
def lean_events() -> Iterator[Kinds]:
    """Make the parser use lean classes, or PyYAML's own without libyaml, and yield those in use."""
    parser = sys.modules.get("yaml._yaml")
    if not all(hasattr(parser, name) for name in _NAMES):
        yield _OWN
        return
    try:
        _place(parser, _LEAN)
        yield _LEAN
    finally:
        _place(parser, _OWN)


def _place(parser: Any, kinds: Kinds) -> None:
    for name, kind in zip(_NAMES, kinds, strict=True):
        setattr(parser, name, kind)
