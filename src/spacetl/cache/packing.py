"""A timeline as bytes, of which as few events are read again as a question needs."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Generic, TypeVar

from msgspec import Raw, Struct
from msgspec.msgpack import Decoder, Encoder
from msgspec.structs import astuple, replace

from spacetl.cache.reach import EVERYTHING, Excerpt, Reach
from spacetl.dates import Date, parse
from spacetl.timeline import Agency, Event, Timeline, write_scalar

FORMAT = 1  # to be raised whenever `_Kept` changes

Bare = TypeVar("Bare", bound=Timeline)
Form = TypeVar("Form", bound=Event | Raw)


class _Kept(Struct, Generic[Bare, Form], frozen=True, array_like=True):
    """A timeline bare of its events, and of each event the first and the last day that any of its dates may mean."""

    bare: Bare
    firsts: list[int]
    lasts: list[int]
    events: tuple[Form, ...]


class _Known(Event, frozen=True):
    """An event whose texts were matched against their patterns when they were read, and need not be again."""

    title: str
    id: str = ""
    agencies: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Event) and astuple(self) == astuple(other)

    __hash__ = Event.__hash__


class _Outline(Struct):
    """What of an event tells whether it is asked for."""

    id: str
    agencies: tuple[str, ...] = ()


def packed(timeline: Timeline) -> bytes:
    """The timeline as bytes.

    Raises:
        ValueError: it holds half a character.
    """
    encode = Encoder(enc_hook=write_scalar).encode
    spans = [_span(event) for event in timeline.events]
    firsts, lasts = [first for first, _ in spans], [last for _, last in spans]
    return encode(_Kept(replace(timeline, events=()), firsts, lasts, timeline.events))


def _span(event: Event) -> tuple[int, int]:
    """The first and the last day that any of the event's dates may mean, ordinals; without a date, swapped."""
    dates = [promise.due for promise in event.promises if promise.due is not None]
    if event.outcome is not None:
        dates.append(event.outcome.date)
    if event.date is not None:
        dates.append(event.date)
    first = min([date.earliest or datetime.date.min for date in dates], default=datetime.date.max)
    last = max([date.latest or datetime.date.max for date in dates], default=datetime.date.min)
    return first.toordinal(), last.toordinal()


def unpacked(data: memoryview, reach: Reach) -> Timeline:
    """The timeline that the bytes hold: an `Excerpt` unless everything is in reach.

    Raises:
        msgspec.DecodeError: they hold none.
        spacetl.errors.BadDate: they hold no date where one belongs.
    """
    dates = _Dates()
    if reach == EVERYTHING:
        whole = Decoder(_Kept[Timeline, _Known], dec_hook=dates.read).decode(data)
        return replace(whole.bare, events=whole.events)
    kept = Decoder(_Kept[Excerpt, Raw], dec_hook=dates.read).decode(data)
    event = Decoder(_Known, dec_hook=dates.read).decode
    return replace(kept.bare, events=tuple(event(raw) for raw in _within(kept, reach)))


def _within(kept: _Kept[Excerpt, Raw], reach: Reach) -> Iterator[Raw]:
    since = (reach.since or datetime.date.min).toordinal()
    until = (reach.until or datetime.date.max).toordinal()
    in_range = reach.since is not None or reach.until is not None
    outline = Decoder(_Outline).decode
    asked = _may_go_by(reach.agencies, kept.bare.agencies)
    for raw, first, last in zip(kept.events, kept.firsts, kept.lasts, strict=True):
        if in_range and (first > until or last < since or first > last):
            continue
        if reach.id is not None and outline(raw).id != reach.id:
            continue
        if asked and not any(agency.casefold() in asked for agency in outline(raw).agencies):
            continue
        yield raw


def _may_go_by(names: Iterable[str], agencies: Mapping[str, Agency]) -> set[str]:
    """The names, and all those of the listed agencies of such a name or country, in lower case."""
    asked = {name.casefold() for name in names}
    found = set(asked)
    for agency, described in agencies.items():
        known = {name.casefold() for name in (agency, described.name or agency, *described.aliases)}
        if not asked.isdisjoint({*known, (described.country or agency).casefold()}):
            found |= known
    return found


class _Dates(dict[str, Date]):
    """Dates by their texts: a large timeline repeats them."""

    def __missing__(self, text: str) -> Date:
        date = self[text] = parse(text)
        return date

    def read(self, _kind: type, text: Any) -> Any:
        """The `dec_hook` of msgspec; nothing but dates comes here."""
        return self[text]
