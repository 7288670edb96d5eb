"""The cache: timelines of large files, kept as they were read, of which a question reads only what it can be about."""

import datetime
import os
import stat
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar

from msgspec import DecodeError, Raw, Struct
from msgspec.msgpack import Decoder, Encoder
from msgspec.structs import astuple, fields, replace

from spacetl import __version__
from spacetl.dates import Date, parse
from spacetl.errors import BadDate
from spacetl.files.content import Stamp, stamp_of
from spacetl.timeline import Agency, Event, Outcome, Promise, Source, Speaker, Timeline, agency_names, encode_date

SUFFIX = ".spacetl"
MIN_SIZE = 1 << 18  # a smaller file is parsed sooner than a cache is found
MAX_TOTAL = 1 << 29  # all caches together
_SETTLED = 2_000_000_000  # nanoseconds; a file changed again within one tick of its clock would look the same


class Reach(Struct, frozen=True):
    """Which events a question can be about, so that no others need be read; a part left out lets all pass."""

    since: datetime.date | None = None  # events that ever had a date that possibly lies on this day or after it
    until: datetime.date | None = None  # the same, on this day or before it
    said_since: datetime.date | None = None  # something was said, or an outcome became known, on this day or after it
    open_on: datetime.date | None = None  # not over at the end of this day
    id: str | None = None
    agencies: tuple[str, ...] = ()  # of an agency that may go by, or be from a country with, such a name, in any case
    outline: bool = False  # of every event only its id, title, agencies and tags; the parts above do not count


EVERYTHING = Reach()
OUTLINE = Reach(outline=True)


class Excerpt(Timeline, frozen=True):
    """A timeline without the events that are out of reach; everything else is there."""


class Cache(Struct, frozen=True):
    """A folder of caches, one per file."""

    folder: Callable[[], str]  # its path; called only if a file is worth a cache
    now: int  # the time before anything is read, in nanoseconds since 1970

    def find(self, path: str, reach: Reach = EVERYTHING) -> Timeline | None:
        """The timeline of the file at `path`, an `Excerpt` unless everything is in reach; None if it is not cached."""
        with suppress(OSError, ValueError, DecodeError, BadDate):
            stamp = stamp_of(os.stat(path))  # noqa: PTH116 - a path may be anything that was typed
            if stamp.size < MIN_SIZE:
                return None
            head = _head(path, stamp)
            data = read_private(self._cache_of(path), MAX_TOTAL)
            check, body = data[len(head) : len(head) + 4], memoryview(data)[len(head) + 4 :]
            if data.startswith(head) and zlib.crc32(body).to_bytes(4) == check:
                return _unpack(body, reach)
        return None

    def keep(self, path: str, stamp: Stamp, timeline: Timeline) -> None:
        """Keep what was read from the file at `path`, which had this stamp before and after, if it is worth it."""
        if stamp.size < MIN_SIZE or self.now - max(stamp.mtime_ns, stamp.ctime_ns) < _SETTLED:
            return
        with suppress(OSError, ValueError):
            body = _pack(timeline)
            if len(body) < MAX_TOTAL:
                write_private(self._cache_of(path), (_head(path, stamp), zlib.crc32(body).to_bytes(4), body))
                remove_oldest(Path(self.folder()), SUFFIX, MAX_TOTAL)

    def _cache_of(self, path: str) -> Path:
        return Path(self.folder(), f"{zlib.crc32(os.fsencode(os.path.realpath(path))):08x}{SUFFIX}")


def _head(path: str, stamp: Stamp) -> bytes:
    """The beginning of a cache: everything that must be the same for it to be valid."""
    declared = zlib.crc32(
        repr([fields(each) for each in (Timeline, Event, Promise, Outcome, Agency, Speaker, Source)]).encode()
    )
    return f"spacetl {__version__} {_FORMAT} {declared:x} of {os.path.realpath(path)!r} {tuple(stamp)}\n".encode()


# a timeline as bytes, and the part of it within reach

_NEVER = datetime.date.max.toordinal() + 1
_FORMAT = 2  # to be raised whenever `_Stored` changes

_TimelineT = TypeVar("_TimelineT", bound=Timeline)
_EventT = TypeVar("_EventT", bound="Event | _Outline | Raw")
_DaysT = TypeVar("_DaysT", bound="tuple[_Days, ...] | Raw")


class _Days(NamedTuple):
    """The days that decide whether a question can be about an event, as ordinals."""

    first: int  # on which any of its dates may lie; after `last` if it has no date
    last: int  # on which any of them may lie
    said: int  # the last day on which something was said or an outcome became known; 0 if there is none
    ended: int  # the day at whose end it is over


class _Stored(Struct, Generic[_TimelineT, _DaysT, _EventT], frozen=True, array_like=True):
    """A timeline without its events, and the events with the days of each."""

    bare: _TimelineT
    days: _DaysT
    events: tuple[_EventT, ...]


class _StoredEvent(Event, frozen=True, gc=False):
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


def _pack(timeline: Timeline) -> bytes:
    """The timeline as bytes; raises ValueError for a lone surrogate."""
    encode = Encoder(enc_hook=encode_date).encode
    return encode(_Stored(replace(timeline, events=()), tuple(map(_days, timeline.events)), timeline.events))


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
        ended=known if came else _NEVER if event.promises else _latest(plain) + 1,
    )


def _latest(dates: Sequence[Date]) -> int:
    """The ordinal of the last day of the dates; `_NEVER` if there are none or one has no end."""
    return max([_NEVER if date.latest is None else date.latest.toordinal() for date in dates], default=_NEVER)


def _unpack(data: memoryview, reach: Reach) -> Timeline:
    """The timeline in the bytes: an `Excerpt` unless everything is in reach; raises DecodeError or BadDate."""
    dates = _Dates()
    if reach == EVERYTHING:
        whole = Decoder(_Stored[Timeline, Raw, _StoredEvent], dec_hook=dates.decode).decode(data)
        return replace(whole.bare, events=whole.events)
    if reach.outline:
        outlined = Decoder(_Stored[Excerpt, Raw, _Outline], dec_hook=dates.decode).decode(data)
        outlines = [
            _StoredEvent(each.title, each.id, agencies=each.agencies, tags=each.tags) for each in outlined.events
        ]
        return replace(outlined.bare, events=tuple(outlines))
    stored = Decoder(_Stored[Excerpt, tuple[_Days, ...], Raw], dec_hook=dates.decode).decode(data)
    event = Decoder(_StoredEvent, dec_hook=dates.decode).decode
    return replace(stored.bare, events=tuple(event(raw) for raw in _in_reach(stored, reach)))


def _in_reach(stored: _Stored[Excerpt, tuple[_Days, ...], Raw], reach: Reach) -> Iterator[Raw]:
    since = 0 if reach.since is None else reach.since.toordinal()
    until = _NEVER if reach.until is None else reach.until.toordinal()
    in_range = reach.since is not None or reach.until is not None
    said_since = 0 if reach.said_since is None else reach.said_since.toordinal()
    open_on = 0 if reach.open_on is None else reach.open_on.toordinal()
    outline = Decoder(_Outline).decode
    names = _names_of_agencies(reach.agencies, stored.bare.agencies)
    for raw, (first, last, said, ended) in zip(stored.events, stored.days, strict=True):
        if in_range and (first > until or last < since or first > last):
            continue
        if said < said_since or ended <= open_on:
            continue
        if reach.id is not None and outline(raw).id != reach.id:
            continue
        if names and not any(agency.casefold() in names for agency in outline(raw).agencies):
            continue
        yield raw


def _names_of_agencies(names: Iterable[str], agencies: Mapping[str, Agency]) -> set[str]:
    """The names, and all names of the listed agencies with such a name or country, in lower case."""
    asked = {name.casefold() for name in names}
    ids = agency_names(agencies)
    meant = {agency for name, agency in ids.items() if name.casefold() in asked}
    meant.update(agency for agency, each in agencies.items() if (each.country or "").casefold() in asked)
    return asked.union(name.casefold() for name, agency in ids.items() if agency in meant)


class _Dates(dict[str, Date]):
    """Dates by their texts, since a large timeline repeats them."""

    def __missing__(self, text: str) -> Date:
        date = self[text] = parse(text)
        return date

    def decode(self, _kind: type, text: Any) -> Any:
        """The `dec_hook` of msgspec; it is called for dates only."""
        return self[text]


# files of this user alone


def read_private(path: Path, max_size: int) -> bytes:
    """The content of a file; empty if it is not a file of this user's, or is larger than `max_size`."""
    found = path.stat()
    foreign = os.name == "posix" and found.st_uid != os.geteuid()
    return b"" if foreign or not stat.S_ISREG(found.st_mode) or found.st_size > max_size else path.read_bytes()


def write_private(path: Path, parts: Iterable[bytes]) -> None:
    """Write a file whole or not at all, for its owner only, and make its folder if needed."""
    import tempfile  # noqa: PLC0415 - slow to import, and few runs write

    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(path.suffix, dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(parts)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def remove_oldest(folder: Path, suffix: str, max_total: int) -> None:
    """Remove the oldest files with a suffix that exceed so many bytes in all, also those left behind by killed runs."""
    found = [(each.stat().st_mtime_ns, each) for each in folder.glob(f"*{suffix}")]
    total = 0
    for _, each in sorted(found, reverse=True):
        total += each.stat().st_size
        if total > max_total:
            each.unlink()
