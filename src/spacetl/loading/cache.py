"""What was loaded once, kept so that it need not be parsed again.

A cache is never trusted: one that is damaged, of another file, of the same file as it was, or of another spacetl is as
good as none. It never stands in the way either: where it cannot be read or written, the file is parsed.
"""

import datetime
import os
import stat
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar

from msgspec import DecodeError, Raw, Struct
from msgspec.msgpack import Decoder, Encoder
from msgspec.structs import fields

from spacetl import __version__
from spacetl.dates import Date, parse
from spacetl.errors import BadDate
from spacetl.loading.reach import EVERYTHING, Excerpt, Reach
from spacetl.loading.reading import Stamp, stamp_of
from spacetl.timeline import Agency, Event, Outcome, Promise, Source, Timeline, write_scalar

FORMAT = 1  # to be raised whenever `_Kept` changes
ENDING = ".spacetl"
SMALLEST = 1 << 18  # a smaller file is parsed before a cache is found
LARGEST = 1 << 29  # of all caches together
SETTLED = 2_000_000_000  # nanoseconds; a file changed again within one tick of its clock would look the same

Form = TypeVar("Form", Event, Raw)


class _Kept(Struct, Generic[Form], frozen=True, array_like=True):
    """A timeline, and of each event the first and the last day that any of its dates may mean."""

    title: str | None
    agencies: dict[str, Agency]
    sources: dict[str, Source]
    firsts: list[int]
    lasts: list[int]
    events: tuple[Form, ...]


class _Outline(Struct):
    """What of an event tells whether it is asked for."""

    id: str
    agencies: tuple[str, ...] = ()


class Cache(NamedTuple):
    """A folder of caches, one a file.

    Attributes:
        folder: gives the folder's path; asked only where a file is worth a cache.
        now: the time before anything is read, in nanoseconds since 1970.
    """

    folder: Callable[[], str]
    now: int

    def find(self, path: str, reach: Reach = EVERYTHING) -> Timeline | None:
        """What the file at `path` holds, if that is known: an `Excerpt` unless everything is in reach."""
        with suppress(OSError, ValueError, DecodeError, BadDate):
            stamp = stamp_of(os.stat(path))  # noqa: PTH116 - a path may be anything that was typed
            if stamp.size < SMALLEST:
                return None
            head = _head(path, stamp)
            data = _own_bytes(self._place(path))
            check, body = data[len(head) : len(head) + 4], memoryview(data)[len(head) + 4 :]
            if data.startswith(head) and zlib.crc32(body).to_bytes(4) == check:
                return _timeline(body) if reach == EVERYTHING else _excerpt(body, reach)
        return None

    def keep(self, path: str, stamp: Stamp, timeline: Timeline) -> None:
        """Keep what was read from the file at `path`, which had this stamp before and after, if that is worth it."""
        if stamp.size < SMALLEST or self.now - max(stamp.mtime_ns, stamp.ctime_ns) < SETTLED:
            return
        with suppress(OSError, ValueError):
            body = _packed(timeline)
            if len(body) < LARGEST:
                _write(self._place(path), _head(path, stamp) + zlib.crc32(body).to_bytes(4) + body)
                _make_room(Path(self.folder()))

    def _place(self, path: str) -> Path:
        return Path(self.folder(), f"{zlib.crc32(os.fsencode(os.path.realpath(path))):08x}{ENDING}")


def _head(path: str, stamp: Stamp) -> bytes:
    """What a cache begins with: all that must be the same for it to hold."""
    declared = zlib.crc32(repr([fields(each) for each in (Timeline, Event, Promise, Outcome, Agency, Source)]).encode())
    return f"spacetl {__version__} {FORMAT} {declared:x} of {os.path.realpath(path)!r} {tuple(stamp)}\n".encode()


def _own_bytes(place: Path) -> bytes:
    """What the file holds; nothing if it is not a file of this user's."""
    found = place.stat()
    foreign = os.name == "posix" and found.st_uid != os.geteuid()
    return b"" if foreign or not stat.S_ISREG(found.st_mode) or found.st_size > LARGEST else place.read_bytes()


def _packed(timeline: Timeline) -> bytes:
    encode = Encoder(enc_hook=write_scalar).encode
    spans = [_span(event) for event in timeline.events]
    return encode(
        _Kept(
            timeline.title,
            timeline.agencies,
            timeline.sources,
            [first for first, _ in spans],
            [last for _, last in spans],
            timeline.events,
        )
    )


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


def _timeline(body: memoryview) -> Timeline:
    kept = Decoder(_Kept[Event], dec_hook=_Dates().read).decode(body)
    return Timeline(kept.events, kept.title, kept.agencies, kept.sources)


def _excerpt(body: memoryview, reach: Reach) -> Excerpt:
    dates = _Dates()
    kept = Decoder(_Kept[Raw], dec_hook=dates.read).decode(body)
    event = Decoder(Event, dec_hook=dates.read).decode
    events = tuple(event(raw) for raw in _within(kept, reach))
    return Excerpt(events, kept.title, kept.agencies, kept.sources)


def _within(kept: _Kept[Raw], reach: Reach) -> Iterator[Raw]:
    since = (reach.since or datetime.date.min).toordinal()
    until = (reach.until or datetime.date.max).toordinal()
    in_range = reach.since is not None or reach.until is not None
    outline = Decoder(_Outline).decode
    asked = _may_go_by(reach.agencies, kept.agencies)
    for raw, first, last in zip(kept.events, kept.firsts, kept.lasts, strict=True):
        if in_range and (first > until or last < since or first > last):
            continue
        if reach.id is not None and outline(raw).id != reach.id:
            continue
        if asked and not any(agency.casefold() in asked for agency in outline(raw).agencies):
            continue
        yield raw


def _may_go_by(names: Iterable[str], agencies: Mapping[str, Agency]) -> set[str]:
    """The names and the ids of the listed agencies that go by one of them, in lower case."""
    asked = {name.casefold() for name in names}
    for agency, described in agencies.items():
        if not asked.isdisjoint(name.casefold() for name in (described.name or agency, *described.aliases)):
            asked.add(agency.casefold())
    return asked


class _Dates(dict[str, Date]):
    """Dates by their texts: a large timeline repeats them."""

    def __missing__(self, text: str) -> Date:
        date = self[text] = parse(text)
        return date

    def read(self, _kind: type, text: Any) -> Any:
        """The `dec_hook` of msgspec; nothing but dates comes here."""
        return self[text]


def _write(place: Path, data: bytes) -> None:
    """Write the file whole or not at all, for its owner only."""
    import tempfile  # noqa: PLC0415 - it costs, and few runs write

    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(ENDING, dir=place.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(temporary).replace(place)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _make_room(folder: Path) -> None:
    """Remove the oldest caches that are too many, and what a run that was killed left behind."""
    found = [(each.stat().st_mtime_ns, each) for each in folder.glob(f"*{ENDING}")]
    total = 0
    for _, each in sorted(found, reverse=True):
        total += each.stat().st_size
        if total > LARGEST:
            each.unlink()
