"""Calendars: the entries of iCalendar (RFC 5545, 3.6.1)."""

import datetime
import re
from collections import Counter
from contextlib import suppress

from msgspec.structs import replace

from spacetl.dates import parse
from spacetl.errors import SpacetlError
from spacetl.importing.components import Component, components
from spacetl.importing.items import Found, Item, Refusal, Terms
from spacetl.importing.zones import Zones
from spacetl.text import quoted
from spacetl.timeline import Outcome, Promise

CATALOGUE = "ics"
OURS = "@spacetl"  # how the UIDs of our own calendars end

_ENTRY = "VEVENT"
_ONCE = ("UID", "SUMMARY", "STATUS", "URL", "DTSTART", "DTEND", "DURATION", "LAST-MODIFIED", "DTSTAMP")
_TIME = re.compile(r"(\d{8})(?:T(\d{6})(Z?))?", re.ASCII)
_DURATION = re.compile(r"([-+]?)P(?:(\d+)W)?(?:(\d+)D)?(T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?", re.ASCII)
_INSTANT = datetime.timedelta.resolution
_ONE_DAY = datetime.timedelta(days=1)


def read(data: bytes, terms: Terms) -> Found:
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
