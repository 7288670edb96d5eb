"""Which events a question can be about, so that no others need be looked at."""

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
from spacetl.timeline import Agency, Event, Outcome, Promise, Source, Timeline, encode_date


class Reach(Struct, frozen=True):
    """Which events a question can be about; a part left out lets all pass.

    Attributes:
        since: only events that ever had a date that possibly lies on this day or after it.
        until: the same, on this day or before it.
        said_since: only events about which something was said, or an outcome became known, on this day or after it.
        open_on: only events that are not over at the end of this day.
        id: only the event of this id.
        agencies: only events of an agency that may go by, or be from a country with, one of these names, any case.
        outline: of every event only its id, title, agencies and tags; the parts above do not count.
    """

    since: datetime.date | None = None
    until: datetime.date | None = None
    said_since: datetime.date | None = None
    open_on: datetime.date | None = None
    id: str | None = None
    agencies: tuple[str, ...] = ()
    outline: bool = False


EVERYTHING = Reach()
OUTLINE = Reach(outline=True)


class Excerpt(Timeline, frozen=True):
    """A timeline without the events that are out of reach; everything else is there."""


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
    encode = Encoder(enc_hook=encode_date).encode
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


SUFFIX = ".spacetl"
MIN_SIZE = 1 << 18  # a smaller file is parsed sooner than a cache is found
MAX_TOTAL = 1 << 29  # all caches together
SETTLED = 2_000_000_000  # nanoseconds; a file changed again within one tick of its clock would look the same


class Cache(Struct, frozen=True):
    """A folder of caches, one per file.

    Attributes:
        folder: returns the folder's path; called only if a file is worth a cache.
        now: the time before anything is read, in nanoseconds since 1970.
    """

    folder: Callable[[], str]
    now: int

    def find(self, path: str, reach: Reach = EVERYTHING) -> Timeline | None:
        """The timeline of the file at `path`, an `Excerpt` unless everything is in reach; None if it is not cached."""
        with suppress(OSError, ValueError, DecodeError, BadDate):
            stamp = stamp_of(os.stat(path))  # noqa: PTH116 - a path may be anything that was typed
            if stamp.size < MIN_SIZE:
                return None
            head = _head(path, stamp)
            data = read_private(self._place(path), MAX_TOTAL)
            check, body = data[len(head) : len(head) + 4], memoryview(data)[len(head) + 4 :]
            if data.startswith(head) and zlib.crc32(body).to_bytes(4) == check:
                return unpacked(body, reach)
        return None

    def keep(self, path: str, stamp: Stamp, timeline: Timeline) -> None:
        """Keep what was read from the file at `path`, which had this stamp before and after, if it is worth it."""
        if stamp.size < MIN_SIZE or self.now - max(stamp.mtime_ns, stamp.ctime_ns) < SETTLED:
            return
        with suppress(OSError, ValueError):
            body = packed(timeline)
            if len(body) < MAX_TOTAL:
                write_private(self._place(path), (_head(path, stamp), zlib.crc32(body).to_bytes(4), body))
                remove_oldest(Path(self.folder()), SUFFIX, MAX_TOTAL)

    def _place(self, path: str) -> Path:
        return Path(self.folder(), f"{zlib.crc32(os.fsencode(os.path.realpath(path))):08x}{SUFFIX}")


def _head(path: str, stamp: Stamp) -> bytes:
    """The beginning of a cache: everything that must be the same for it to be valid."""
    declared = zlib.crc32(repr([fields(each) for each in (Timeline, Event, Promise, Outcome, Agency, Source)]).encode())
    return f"spacetl {__version__} {FORMAT} {declared:x} of {os.path.realpath(path)!r} {tuple(stamp)}\n".encode()


def read_private(place: Path, largest: int) -> bytes:
    """The content of the file at `place`; empty if it is not a file of this user's, or is larger than `largest`."""
    found = place.stat()
    foreign = os.name == "posix" and found.st_uid != os.geteuid()
    return b"" if foreign or not stat.S_ISREG(found.st_mode) or found.st_size > largest else place.read_bytes()


def write_private(place: Path, parts: Iterable[bytes]) -> None:
    """Write a file whole or not at all, for its owner only, and make its folder if needed."""
    import tempfile  # noqa: PLC0415 - slow to import, and few runs write

    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(place.suffix, dir=place.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(parts)
        Path(temporary).replace(place)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def remove_oldest(folder: Path, ending: str, largest: int) -> None:
    """Remove the oldest files with an ending that exceed the limit, including those left behind by killed runs.

    Args:
        folder: where they are.
        ending: how their names end.
        largest: how many bytes they may take up together.
    """
    found = [(each.stat().st_mtime_ns, each) for each in folder.glob(f"*{ending}")]
    total = 0
    for _, each in sorted(found, reverse=True):
        total += each.stat().st_size
        if total > largest:
            each.unlink()
