"""iCalendar (RFC 5545), read with the icalendar library."""

import datetime
import io
import re
import zoneinfo
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from typing import NamedTuple

from msgspec import Struct, field
from msgspec.structs import replace

from spacetl.dates import parse
from spacetl.errors import SpacetlError
from spacetl.importers.items import Item, ReadItems, Refusal, Terms
from spacetl.text import quoted
from spacetl.timeline import Outcome, Promise

# a name, parameters that may be quoted, and a value
_LINE = re.compile(r'([\w.-]+)[ \t]*((?:;[^":;]*(?:"[^"]*"[^":;]*)*)*):(.*)')
_ZONE = re.compile(r';TZID=(?:"([^"]*)"|([^";]*))', re.IGNORECASE)
_ESCAPED = re.compile(r"\\([\\;,nN])")


class Property(NamedTuple):
    """A property of a component: its value as written, and its parameters."""

    value: str
    parameters: str

    @property
    def text(self) -> str:
        """The value as text (RFC 5545, 3.3.11)."""
        return _ESCAPED.sub(lambda match: "\n" if match[1] in "nN" else match[1], self.value).strip()

    @property
    def zone(self) -> str | None:
        """The name of its time zone; None if it has none."""
        match = _ZONE.search(self.parameters)
        return match[1] or match[2] if match else None


class Component(Struct):
    """A component.

    Attributes:
        name: its name, in capitals.
        properties: its properties by their names, in capitals.
        parts: the components in it.
        flaw: what in it cannot be read; None if all can.
    """

    name: str
    properties: dict[str, list[Property]] = field(default_factory=dict)
    parts: list["Component"] = field(default_factory=list)
    flaw: str | None = None

    def one(self, name: str) -> Property | None:
        """The property of which there is one at most; None if there is none.

        Raises:
            SpacetlError: there are more.
        """
        found = self.properties.get(name, ())
        if len(found) > 1:
            raise SpacetlError(f"it has {len(found)} {name}; it may have one")
        return found[0] if found else None


def components(data: bytes) -> list[Component]:
    """The file itself as a component without a name, then all components in the order in which they begin.

    Raises:
        SpacetlError: the last one has no end.
        UnicodeDecodeError: it is not UTF-8.
    """
    found = [Component("")]
    begun = [*found]
    names: Counter[str] = Counter()
    for line in _lines(data):
        match = _LINE.fullmatch(line)
        inner, name = begun[-1], match[1].upper() if match else ""
        if match is None:
            inner.flaw = inner.flaw or f"found {quoted(line)}; a line is NAME:VALUE, like SUMMARY:Launch"
        elif name == "BEGIN":
            begun.append(Component(match[3].strip().upper()))
            names[begun[-1].name] += 1
            inner.parts.append(begun[-1])
            found.append(begun[-1])
        elif name != "END":
            inner.properties.setdefault(name, []).append(Property(match[3], match[2]))
        elif names[match[3].strip().upper()]:
            _end(begun, names, match[3].strip().upper())
        else:
            inner.flaw = inner.flaw or f"found {quoted(line)} without its BEGIN"
    if len(begun) > 1:
        raise SpacetlError(f"the calendar is cut off: no END:{begun[1].name}")
    return found


def _end(begun: list[Component], names: Counter[str], name: str) -> None:
    """End the innermost component of this name, and those in it that were not ended, whose parts may belong to it."""
    while True:
        ended = begun.pop()
        names[ended.name] -= 1
        if ended.name == name:
            return
        whole = begun[-1] if len(begun) > 2 else ended  # the file and the calendar are sound without it
        whole.flaw = whole.flaw or f"BEGIN:{ended.name} without END:{ended.name}"


def _lines(data: bytes) -> list[str]:
    """The lines that are not blank, unfolded as bytes, because a fold may split a character (RFC 5545, 3.1)."""
    data = re.sub(rb"(?<!\r)\r+\n", b"\n", data) if b"\n" in data else data.replace(b"\r", b"\n")
    text = re.sub(rb"(?<!\n)\n+[ \t]", b"", data).decode("utf-8-sig")
    return [line for line in text.split("\n") if line.strip()]


_TIME_PATTERN = r"\d{8}(?:T\d{6}Z?)?"
_OFFSET = r"[-+](?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?"
_PART = r"(?:BY(?:MONTH|MONTHDAY|DAY)|UNTIL|WKST)=[-+\w,]{1,40}"
# what a change of the clock is made of; a rule of another kind than once a year may take for ever
_FORMS = {
    "DTSTART": _TIME_PATTERN,
    "TZOFFSETFROM": _OFFSET,
    "TZOFFSETTO": _OFFSET,
    "RRULE": f"(?=.*FREQ)(?:(?:^|;)(?:FREQ=YEARLY|INTERVAL=1|{_PART}))+",
    "RDATE": f"{_TIME_PATTERN}(?:,{_TIME_PATTERN})*",
}

_KEY = re.compile(r"[\w+-]+(?:/[\w+-]+){0,3}", re.ASCII)  # Python imports a package for each part, however many
_NO_ZONE = (KeyError, ValueError, OSError)  # OSError for a name that is a folder, or too long for a file


class Zones:
    """The time zones of a calendar, each made once."""

    def __init__(self, described: Iterable[Component]) -> None:
        self.described: dict[str, Component] = {}
        for zone in described:
            for named in zone.properties.get("TZID", ()):
                self.described.setdefault(named.text, zone)
        self.known: dict[str, datetime.tzinfo | None] = {}

    def named(self, name: str) -> datetime.tzinfo | None:
        """The time zone with this name; None if it is not known.

        Raises:
            SpacetlError: the calendar describes it in a way that cannot be read.
        """
        if name not in self.known:
            zone = _zone(name)
            self.known[name] = _made(name, self.described[name]) if not zone and name in self.described else zone
        return self.known[name]


def _zone(name: str) -> datetime.tzinfo | None:
    """The time zone that the IANA or Windows calls so; None if neither does."""
    if _KEY.fullmatch(name):
        with suppress(*_NO_ZONE):
            return zoneinfo.ZoneInfo(name)
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON  # noqa: PLC0415 - rare, and slow to import

    with suppress(*_NO_ZONE):
        return zoneinfo.ZoneInfo(WINDOWS_TO_OLSON[name])
    return None


def _made(name: str, described: Component) -> datetime.tzinfo | None:
    """The time zone that a VTIMEZONE describes.

    Raises:
        SpacetlError: it cannot be read.
    """
    from dateutil.tz import tzical  # noqa: PLC0415 - rare, and slow to import

    flaws = [each.flaw for each in (described, *described.parts) if each.flaw]
    if flaws:
        raise SpacetlError(f"the time zone {quoted(name)} cannot be read: {flaws[0]}")
    lines = ["BEGIN:VTIMEZONE", "TZID:zone"]
    for part in described.parts:
        lines.append(f"BEGIN:{part.name}")
        for key, form in _FORMS.items():
            if key != "RDATE":
                part.one(key)
            for value in part.properties.get(key, ()):
                if not re.fullmatch(form, value.text, re.ASCII):
                    raise SpacetlError(
                        f"the time zone {quoted(name)} has {key} {quoted(value.text)}; it is not supported"
                    )
                lines.append(f"{key}:{value.text}")
        lines.append(f"END:{part.name}")
    try:
        return tzical(io.StringIO("\n".join([*lines, "END:VTIMEZONE"]))).get()
    except ValueError as error:
        raise SpacetlError(f"the time zone {quoted(name)} cannot be read: {' '.join(str(error).split())}") from None


CATALOGUE = "ics"
OURS = "@spacetl"  # how the UIDs of our own calendars end

_ENTRY = "VEVENT"
_ONCE = ("UID", "SUMMARY", "STATUS", "URL", "DTSTART", "DTEND", "DURATION", "LAST-MODIFIED", "DTSTAMP")
_TIME = re.compile(r"(\d{8})(?:T(\d{6})(Z?))?", re.ASCII)
_DURATION = re.compile(r"([-+]?)P(?:(\d+)W)?(?:(\d+)D)?(T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?", re.ASCII)
_INSTANT = datetime.timedelta.resolution
_ONE_DAY = datetime.timedelta(days=1)


def read(data: bytes, terms: Terms) -> ReadItems:
    """The entries of the calendars in a file.

    Raises:
        SpacetlError: it is not a calendar.
    """
    found = components(data)
    if not any(each.name == _ENTRY for each in found) and (flaws := [each.flaw for each in found if each.flaw]):
        raise SpacetlError(f"not iCalendar; {flaws[0]}")
    reader = _Reader(Zones(each for each in found if each.name == "VTIMEZONE"), terms)
    numbers: Counter[str] = Counter()
    for each in found:
        numbers[each.name] += 1
        place = f"{each.name} {numbers[each.name]}" if each.name else "outside of the calendar"
        try:
            if each.flaw:
                yield Refusal(place, each.flaw)
            elif each.name == _ENTRY:
                yield reader.item(place, each)
        except SpacetlError as error:
            yield Refusal(place, str(error))


class _Reader:
    """Reads the entries of one file on the same terms."""

    def __init__(self, zones: Zones, terms: Terms) -> None:
        self.zones = zones
        self.terms = terms

    def item(self, place: str, entry: Component) -> Item:
        """Return the item in an entry.

        Raises:
            SpacetlError: it cannot be read.
        """
        once = {name: entry.one(name) for name in _ONCE}
        uid, title, status = (found.text if (found := once[name]) else "" for name in _ONCE[:3])
        url = found.value.strip() or None if (found := once["URL"]) else None  # an address is not escaped (3.3.13)
        if not uid or not title:
            raise SpacetlError(f"no {'SUMMARY' if uid else 'UID'}; an entry is identified by it")
        if "RRULE" in entry.properties or "RDATE" in entry.properties:
            raise SpacetlError("it recurs (RRULE or RDATE); an event happens once")
        first, last = self._days(entry)
        date = parse(_span(first, last, "?" if status.upper() == "TENTATIVE" else ""))
        ours = uid.endswith(OURS)
        item = Item(
            place,
            re.sub(r" \([^()]*\)$", "", title) if ours and first != last else title,
            id=uid.removesuffix(OURS) if ours else None,
            refs={} if ours else {CATALOGUE: uid},
        )
        if status.upper() == "CANCELLED":
            stamp = self._time(entry, "LAST-MODIFIED") or self._time(entry, "DTSTAMP")
            day = parse(str(_day(stamp or self.terms.said)))
            return replace(item, outcome=Outcome(date=day, result="cancelled", source=url))
        if last < self.terms.said:
            return replace(item, date=date, source=url)
        return replace(item, promises=(Promise(by=self.terms.by, due=date, source=url),))

    def _days(self, entry: Component) -> tuple[datetime.date, datetime.date]:
        """The first and the last day of an entry; its end is exclusive.

        Raises:
            SpacetlError: it has no start, ends before it, or one of its times cannot be read.
        """
        start, end, duration = self._time(entry, "DTSTART"), self._time(entry, "DTEND"), entry.one("DURATION")
        if start is None:
            raise SpacetlError("no DTSTART; it says when an entry begins, like DTSTART:20270310")
        if end is not None and duration is not None:
            raise SpacetlError("it has DTEND and DURATION; an entry has one of them")
        if end is not None and isinstance(start, datetime.datetime) != isinstance(end, datetime.datetime):
            raise SpacetlError("one of DTSTART and DTEND is a day, the other a time; write both alike")
        if duration is not None:
            end = _later(start, duration.text)
        if end is not None and end < start:
            raise SpacetlError("it ends before it begins; correct its DTEND or DURATION")
        if end is None or end == start:
            return _day(start), _day(start)
        return _day(start), _day(end - (_INSTANT if isinstance(end, datetime.datetime) else _ONE_DAY))

    def _time(self, entry: Component, name: str) -> datetime.date | None:
        """The day or, in UTC or without a time zone, the time that a property gives; None if there is none.

        Raises:
            SpacetlError: it is not a time, is in a time zone that is not known, or lies outside of the calendar.
        """
        found = entry.one(name)
        if found is None:
            return None
        match = _TIME.fullmatch(found.text)
        time = None
        if match is not None:
            with suppress(ValueError):  # there is no such day, or no such hour
                time = datetime.datetime.strptime(f"{match[1]}{match[2] or '000000'}", "%Y%m%d%H%M%S")  # noqa: DTZ007
        if match is None or time is None:
            what = f"{name} {quoted(found.text)} is not a time" if found.text else f"{name} is empty"
            raise SpacetlError(f"{what}; write it like 20270310 or 20270310T120000Z")
        if match[2] is None:
            return time.date()
        if match[3] or not found.zone:
            return time
        zone = self.zones.named(found.zone)
        if zone is None:
            raise SpacetlError(f"the time zone {quoted(found.zone)} of {name} is not known")
        try:
            return time.replace(tzinfo=zone).astimezone(datetime.UTC).replace(tzinfo=None)
        except OverflowError:
            raise SpacetlError(f"{name} {quoted(found.text)} is in UTC outside the years 0001 to 9999") from None


def _later(start: datetime.date, text: str) -> datetime.date:
    """The time that lies a duration after another (RFC 5545, 3.3.6).

    Raises:
        SpacetlError: it is not a duration, or lies outside of the calendar.
    """
    match = _DURATION.fullmatch(text)
    if match is None or not any(match.groups()[1:]):
        raise SpacetlError(f"DURATION {quoted(text)} is not a length of time; write it like P2D or PT3H")
    if match[4] and not isinstance(start, datetime.datetime):
        raise SpacetlError(f"DURATION {quoted(text)} has hours, but DTSTART is a day; write it like P2D")
    units = ("weeks", "days", "hours", "minutes", "seconds")
    try:
        counts = {unit: int(match[number] or 0) for unit, number in zip(units, (2, 3, 5, 6, 7), strict=True)}
        return start + datetime.timedelta(**counts) * (-1 if match[1] == "-" else 1)
    except (OverflowError, ValueError):  # ValueError for thousands of digits
        raise SpacetlError(f"DURATION {quoted(text)} ends outside the years 0001 to 9999") from None


def _day(time: datetime.date) -> datetime.date:
    return time.date() if isinstance(time, datetime.datetime) else time


def _span(first: datetime.date, last: datetime.date, mark: str) -> str:
    """The shortest EDTF for the days from the first to the last: a year, a month, a day or an interval."""
    after = last + _ONE_DAY if last < datetime.date.max else last
    if first == last:
        return f"{first}{mark}"
    if (first.month, first.day, after.month, after.day, after.year) == (1, 1, 1, 1, first.year + 1):
        return f"{first.year:04}{mark}"
    if first.day == after.day == 1 and (after.year - first.year) * 12 + after.month - first.month == 1:
        return f"{str(first)[:7]}{mark}"
    return f"{first}{mark}/{last}{mark}"
