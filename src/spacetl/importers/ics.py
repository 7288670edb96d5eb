"""iCalendar (RFC 5545): icalendar reads lines, values and names of time zones; the tree of components is made here.

Its own, `Calendar.from_ical`, gives up the file for one odd entry and may never come back from a time zone's rules.
"""

import datetime
import io
import re
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from typing import NamedTuple

from dateutil.tz import tzical
from icalendar.parser import Contentline
from icalendar.prop import vDDDTypes, vDuration
from icalendar.timezone import tzp
from msgspec import Struct, field
from msgspec.structs import replace

from spacetl.dates import parse
from spacetl.errors import SpacetlError
from spacetl.importers.items import Item, Notice, ReadItems, Refusal, Terms
from spacetl.text import quoted
from spacetl.timeline import Outcome, Promise

CATALOGUE = "ics"
OURS = "@spacetl"  # how the UIDs of our own calendars end

_ENTRY = "VEVENT"
_LEFT_OUT = {"VTODO": "to-do", "VJOURNAL": "journal", "VFREEBUSY": "busy time"}
_ONCE = ("UID", "SUMMARY", "STATUS", "URL", "DTSTART", "DTEND", "DURATION", "LAST-MODIFIED", "DTSTAMP")
_RECURRING = ("RRULE", "RDATE", "RECURRENCE-ID")
_INSTANT = datetime.timedelta.resolution
_ONE_DAY = datetime.timedelta(days=1)

_TIME = r"\d{8}(?:T\d{6}Z?)?"
_OFFSET = r"[-+](?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?"
_PART = r"(?:BY(?:MONTH|MONTHDAY|DAY)|UNTIL|WKST)=[-+\w,]{1,40}"
# what a change of the clock is made of; a rule of another kind than once a year may take for ever
_CLOCK_CHANGE = {
    "DTSTART": _TIME,
    "TZOFFSETFROM": _OFFSET,
    "TZOFFSETTO": _OFFSET,
    "RRULE": f"(?=.*FREQ)(?:(?:^|;)(?:FREQ=YEARLY|INTERVAL=1|{_PART}))+",
    "RDATE": f"{_TIME}(?:,{_TIME})*",
}
_LONGEST_ZONE = 100  # characters; for each part between slashes Python imports a package


def read(data: bytes, terms: Terms) -> ReadItems:
    """The entries of the calendars in a file; SpacetlError if it is not a calendar, UnicodeDecodeError if not UTF-8."""
    found = _components(data)
    if not any(each.name == _ENTRY for each in found) and (flaws := [each.flaw for each in found if each.flaw]):
        raise SpacetlError(f"not iCalendar; {flaws[0]}")
    reader = _Reader(found, terms)
    numbers: Counter[str] = Counter()
    newest = _newest(found)
    for each in found:
        numbers[each.name] += 1
        place = f"{each.name} {numbers[each.name]}" if each.name else "outside of the calendar"
        try:
            if each.flaw:
                yield Refusal(place, each.flaw)
            elif each.name in _LEFT_OUT:
                yield Notice(place, _LEFT_OUT[each.name], "not read", text=each.first("SUMMARY"))
            elif each.name == _ENTRY and each.sequence < newest[each.first("UID")]:
                yield Notice(place, "older version", "of an entry", text=each.first("SUMMARY"))
            elif each.name == _ENTRY:
                yield reader.item(place, each)
        except SpacetlError as error:
            yield Refusal(place, str(error))


def _newest(components: Iterable["_Component"]) -> dict[str, int]:
    """The highest SEQUENCE of the entries with each UID; an entry revised is written again with a higher one."""
    newest: dict[str, int] = {}
    for each in components:
        if each.name == _ENTRY:
            uid = each.first("UID")
            newest[uid] = max(newest.get(uid, 0), each.sequence)
    return newest


class _Property(NamedTuple):
    text: str
    zone: str  # its TZID; '' if it has none


class _Component(Struct):
    name: str  # in capitals; '' for the file itself
    properties: dict[str, list[_Property]] = field(default_factory=dict)
    parts: list["_Component"] = field(default_factory=list)
    flaw: str | None = None  # what in it cannot be read
    cancelled: bool = False  # whether its calendar cancels all of its entries, by METHOD:CANCEL

    def first(self, name: str) -> str:
        """The text of the first property with this name; '' if there is none."""
        return self.properties[name][0].text if name in self.properties else ""

    @property
    def sequence(self) -> int:
        """The number of its revision; 0 if it has none."""
        number = self.first("SEQUENCE")
        return int(number) if number.isascii() and number.isdigit() and len(number) < 10 else 0

    def one(self, name: str) -> _Property | None:
        """The property of which there may be one at most."""
        found = self.properties.get(name, ())
        if len(found) > 1:
            raise SpacetlError(f"it has {len(found)} {name}; it may have one")
        return found[0] if found else None


def _components(data: bytes) -> list[_Component]:
    """The file itself, then all components in the order in which they begin."""
    found = [_Component("")]
    begun = [*found]
    names: Counter[str] = Counter()  # of those begun
    for line in _lines(data):
        inner = begun[-1]
        name, zone, value = _parts(line)
        if not name:
            inner.flaw = inner.flaw or f"found {quoted(line)}; a line is NAME:VALUE, like SUMMARY:Launch"
        elif name == "BEGIN":
            begun.append(_Component(value.upper(), cancelled=inner.cancelled))
            names[begun[-1].name] += 1
            inner.parts.append(begun[-1])
            found.append(begun[-1])
        elif name != "END":
            inner.properties.setdefault(name, []).append(_Property(value, zone))
            inner.cancelled = inner.cancelled or (name, value.upper()) == ("METHOD", "CANCEL")
        elif names[value.upper()]:
            names[value.upper()] -= 1
            while (ended := begun.pop()).name != value.upper():  # its parts may belong to what it is in
                names[ended.name] -= 1
                whole = begun[-1] if len(begun) > 2 else ended  # the file and the calendar are sound without it
                whole.flaw = whole.flaw or f"BEGIN:{ended.name} without END:{ended.name}"
        else:
            inner.flaw = inner.flaw or f"found {quoted(line)} without its BEGIN"
    if len(begun) > 1:
        raise SpacetlError(f"the calendar is cut off: no END:{begun[1].name}")
    return found


def _lines(data: bytes) -> list[str]:
    """The lines that are not blank, unfolded as bytes, because a fold may split a character (RFC 5545, 3.1)."""
    data = re.sub(rb"(?<!\r)\r+\n", b"\n", data) if b"\n" in data else data.replace(b"\r", b"\n")
    text = re.sub(rb"(?<!\n)\n+[ \t]", b"", data).decode("utf-8-sig")
    return [line for line in text.split("\n") if line.strip()]


def _parts(line: str) -> tuple[str, str, str]:
    """The name in capitals, the TZID and the value of a line; no name if it is none."""
    try:
        name, parameters, value = Contentline(line).parts()  # type: ignore[no-untyped-call]
    except ValueError:
        return "", "", ""
    zone = parameters.get("TZID", "")
    name = name.upper() if line.startswith(name) else ""  # the library overlooks blanks in it
    return name, zone if isinstance(zone, str) else ",".join(zone), value.strip()


class _Reader:
    """Reads the entries of one file on the same terms."""

    def __init__(self, components: list[_Component], terms: Terms) -> None:
        self.terms = terms
        self.zones: dict[str, datetime.tzinfo | None] = {}
        self.described: dict[str, _Component] = {}
        for zone in components:
            for named in zone.properties.get("TZID", ()) if zone.name == "VTIMEZONE" else ():
                self.described.setdefault(named.text, zone)

    def item(self, place: str, entry: _Component) -> Item:
        uid, title, status, url = (found.text if (found := entry.one(name)) else "" for name in _ONCE[:4])
        for name in _ONCE[4:]:
            entry.one(name)
        if not uid or not title:
            raise SpacetlError(f"no {'SUMMARY' if uid else 'UID'}; an entry is identified by it")
        if recurring := next((name for name in _RECURRING if name in entry.properties), None):
            raise SpacetlError(f"it recurs ({recurring}); an event happens once")
        first, last = self._days(entry)
        ours = uid.endswith(OURS)
        exact = entry.first("X-SPACETL-DATE") if ours else ""
        date = parse(exact or _span(first, last, "?" if status.upper() == "TENTATIVE" else ""))
        item = Item(
            place,
            re.sub(r" \([^()]*\)$", "", title) if ours and first != last else title,
            id=uid.removesuffix(OURS) if ours else None,
            refs={} if ours else {CATALOGUE: uid},
        )
        if entry.cancelled or status.upper() == "CANCELLED":
            stamp = self._time(entry, "LAST-MODIFIED") or self._time(entry, "DTSTAMP")
            day = date if exact else parse(str(_day(stamp or self.terms.said)))
            return replace(item, outcome=Outcome(date=day, result="cancelled", source=url or None))
        return replace(item, promises=(Promise(by=self.terms.by, due=date, source=url or None),))

    def _days(self, entry: _Component) -> tuple[datetime.date, datetime.date]:
        """The first and the last day of an entry; its end is exclusive."""
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

    def _time(self, entry: _Component, name: str) -> datetime.date | None:
        """The day or, in UTC or without a time zone, the time that a property gives."""
        found = entry.one(name)
        if found is None:
            return None
        time: datetime.date | None = None
        if re.fullmatch(_TIME, found.text, re.ASCII):  # the library takes other digits, and signs, for digits
            with suppress(ValueError):  # there is no such day, or no such hour
                time = vDDDTypes.from_ical(found.text)  # type: ignore[no-untyped-call]
        if time is None:
            what = f"{name} {quoted(found.text)} is not a time" if found.text else f"{name} is empty"
            raise SpacetlError(f"{what}; write it like 20270310 or 20270310T120000Z")
        if not isinstance(time, datetime.datetime):
            return time
        if time.tzinfo or not found.zone:
            return time.replace(tzinfo=None)
        zone = self._zone(found.zone)
        if zone is None:
            raise SpacetlError(f"the time zone {quoted(found.zone)} of {name} is not known")
        try:
            return time.replace(tzinfo=zone).astimezone(datetime.UTC).replace(tzinfo=None)
        except OverflowError:
            raise SpacetlError(f"{name} {quoted(found.text)} is in UTC outside the years 0001 to 9999") from None

    def _zone(self, name: str) -> datetime.tzinfo | None:
        """The time zone that the IANA, Windows or else the calendar calls so."""
        if name not in self.zones:
            zone = None
            if len(name) <= _LONGEST_ZONE and not name.startswith("/"):  # the library guesses what /x/Here means
                with suppress(OSError):  # it is a folder
                    zone = tzp.timezone(name)
            self.zones[name] = _made(name, self.described[name]) if not zone and name in self.described else zone
        return self.zones[name]


def _made(name: str, described: _Component) -> datetime.tzinfo | None:
    """The time zone that a VTIMEZONE describes, made as icalendar makes it."""
    flaws = [each.flaw for each in (described, *described.parts) if each.flaw]
    if flaws:
        raise SpacetlError(f"the time zone {quoted(name)} cannot be read: {flaws[0]}")
    lines = ["BEGIN:VTIMEZONE", "TZID:zone"]
    for part in described.parts:
        lines.append(f"BEGIN:{part.name}")
        for key, form in _CLOCK_CHANGE.items():
            if key != "RDATE":
                part.one(key)
            for value, _ in part.properties.get(key, ()):
                if not re.fullmatch(form, value, re.ASCII):
                    raise SpacetlError(f"the time zone {quoted(name)} has {key} {quoted(value)}; it is not supported")
                lines.append(f"{key}:{value}")
        lines.append(f"END:{part.name}")
    try:
        return tzical(io.StringIO("\n".join([*lines, "END:VTIMEZONE"]))).get()
    except ValueError as error:
        raise SpacetlError(f"the time zone {quoted(name)} cannot be read: {' '.join(str(error).split())}") from None


def _later(start: datetime.date, text: str) -> datetime.date:
    """The time that lies a duration after another (RFC 5545, 3.3.6)."""
    later: datetime.date | None = None
    with suppress(ValueError, OverflowError):
        if not text.endswith(("P", "T")):  # the library takes nothing at all for a length
            later = start + vDuration.from_ical(text)  # type: ignore[no-untyped-call]
    if later is None:
        what = "is not a length of time, or ends outside the years 0001 to 9999"
        raise SpacetlError(f"DURATION {quoted(text)} {what}; write it like P2D or PT3H")
    if "T" in text and not isinstance(start, datetime.datetime):
        raise SpacetlError(f"DURATION {quoted(text)} has hours, but DTSTART is a day; write it like P2D")
    return later


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
