"""A timeline as bytes, from which only the events that a question needs are decoded."""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

from msgspec import Raw, Struct
from msgspec.msgpack import Decoder, Encoder
from msgspec.structs import astuple, replace

from spacetl.cache.reach import EVERYTHING, Excerpt, Reach
from spacetl.dates import Date, parse
from spacetl.timeline import Agency, Event, Timeline, write_scalar

NEVER = datetime.date.max.toordinal() + 1
FORMAT = 2  # to be raised whenever `_Kept` changes

Bare = TypeVar("Bare", bound=Timeline)
Form = TypeVar("Form", bound="Event | _Outline | Raw")
Beside = TypeVar("Beside", bound="tuple[_Days, ...] | Raw")


class _Days(NamedTuple):
    """The days that decide whether a question can be about an event, as ordinals.

    Attributes:
        first: the first day on which any of its dates may lie; after `last` if it has no date.
        last: the last day on which any of them may lie.
        said: the last day on which something was said or an outcome became known; 0 if there is none.
        over: the day at whose end it is over.
    """

    first: int
    last: int
    said: int
    over: int


class _Kept(Struct, Generic[Bare, Beside, Form], frozen=True, array_like=True):
    """A timeline without its events, and the events with the days of each."""

    bare: Bare
    days: Beside
    events: tuple[Form, ...]


class _Known(Event, frozen=True, gc=False):
    """An event that was checked and sorted when it was read, and need not be again."""

    title: str
    id: str = ""
    agencies: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()

    def __post_init__(self) -> None: ...

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Event) and astuple(self) == astuple(other)

    __hash__ = Event.__hash__


class _Outline(Struct):
    """What identifies an event and decides whether a question can be about it."""

    id: str
    title: str
    agencies: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


def packed(timeline: Timeline) -> bytes:
    """The timeline as bytes.

    Raises:
        ValueError: it contains a lone surrogate.
    """
    encode = Encoder(enc_hook=write_scalar).encode
    return encode(_Kept(replace(timeline, events=()), tuple(map(_days, timeline.events)), timeline.events))


def _days(event: Event) -> _Days:
    dues = [promise.due for promise in event.promises if promise.due is not None]
    came = [] if event.outcome is None else [event.outcome.date]
    plain = [] if event.date is None else [event.date]
    dates = dues + came + plain
    known = _latest(came)
    said = max((promise.said.toordinal() for promise in event.promises if promise.said is not None), default=0)
    return _Days(
        first=min((date.earliest or datetime.date.min for date in dates), default=datetime.date.max).toordinal(),
        last=_latest(dates) if dates else 0,
        said=max(said, known) if came else said,
        over=known if came else NEVER if event.promises else _latest(plain) + 1,
    )


def _latest(dates: Sequence[Date]) -> int:
    """The ordinal of the last day of the dates; `NEVER` if there are none or one has no end."""
    return max([NEVER if date.latest is None else date.latest.toordinal() for date in dates], default=NEVER)


def unpacked(data: memoryview, reach: Reach) -> Timeline:
    """The timeline in the bytes: an `Excerpt` unless everything is in reach.

    Raises:
        msgspec.DecodeError: they contain none.
        spacetl.errors.BadDate: they contain something else where a date belongs.
    """
    dates = _Dates()
    if reach == EVERYTHING:
        whole = Decoder(_Kept[Timeline, Raw, _Known], dec_hook=dates.read).decode(data)
        return replace(whole.bare, events=whole.events)
    if reach.outline:
        outlined = Decoder(_Kept[Excerpt, Raw, _Outline], dec_hook=dates.read).decode(data)
        outlines = [_Known(each.title, each.id, agencies=each.agencies, tags=each.tags) for each in outlined.events]
        return replace(outlined.bare, events=tuple(outlines))
    kept = Decoder(_Kept[Excerpt, tuple[_Days, ...], Raw], dec_hook=dates.read).decode(data)
    event = Decoder(_Known, dec_hook=dates.read).decode
    return replace(kept.bare, events=tuple(event(raw) for raw in _within(kept, reach)))


def _within(kept: _Kept[Excerpt, tuple[_Days, ...], Raw], reach: Reach) -> Iterator[Raw]:
    since = 0 if reach.since is None else reach.since.toordinal()
    until = NEVER if reach.until is None else reach.until.toordinal()
    in_range = reach.since is not None or reach.until is not None
    said_since = 0 if reach.said_since is None else reach.said_since.toordinal()
    open_on = 0 if reach.open_on is None else reach.open_on.toordinal()
    outline = Decoder(_Outline).decode
    asked = _may_go_by(reach.agencies, kept.bare.agencies)
    for raw, (first, last, said, over) in zip(kept.events, kept.days, strict=True):
        if in_range and (first > until or last < since or first > last):
            continue
        if said < said_since or over <= open_on:
            continue
        if reach.id is not None and outline(raw).id != reach.id:
            continue
        if asked and not any(agency.casefold() in asked for agency in outline(raw).agencies):
            continue
        yield raw


def _may_go_by(names: Iterable[str], agencies: Mapping[str, Agency]) -> set[str]:
    """The names, and all names of the listed agencies with such a name or country, in lower case."""
    asked = {name.casefold() for name in names}
    found = set(asked)
    for agency, described in agencies.items():
        known = {name.casefold() for name in (agency, described.name or agency, *described.aliases)}
        if not asked.isdisjoint({*known, (described.country or agency).casefold()}):
            found |= known
    return found


class _Dates(dict[str, Date]):
    """Dates by their texts, since a large timeline repeats them."""

    def __missing__(self, text: str) -> Date:
        date = self[text] = parse(text)
        return date

    def read(self, _kind: type, text: Any) -> Any:
        """The `dec_hook` of msgspec; it is called for dates only."""
        return self[text]
