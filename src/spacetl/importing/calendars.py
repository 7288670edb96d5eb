"""iCalendar (RFC 5545), read with the icalendar library."""

import datetime
import re
from typing import Any

import icalendar
from msgspec.structs import replace

from spacetl.dates import parse
from spacetl.errors import SpacetlError
from spacetl.importing.items import Found, Item, Refusal, Terms
from spacetl.naming import quoted
from spacetl.timeline import Outcome, Promise

CATALOGUE = "ics"
OURS = "@spacetl"  # how the UIDs of our own calendars end

_INSTANT = datetime.timedelta.resolution
_ONE_DAY = datetime.timedelta(days=1)


def read(data: bytes, terms: Terms) -> Found:
    """The entries of the calendars in a file.

    Raises:
        SpacetlError: it is not a calendar.
    """
    try:
        calendars = icalendar.Calendar.from_ical(data, multiple=True)
    except ValueError as error:
        line = re.match("Content line could not be parsed into parts: '(.*)': ", str(error), re.DOTALL)
        found = f"; found {quoted(line[1])}" if line else f": {' '.join(str(error).split())}"
        raise SpacetlError(f"not iCalendar{found}") from None
    if not calendars:
        raise SpacetlError("the calendar is cut off: no END:VCALENDAR")
    events = [event for calendar in calendars for event in calendar.walk("VEVENT")]
    for number, event in enumerate(events, start=1):
        place = f"VEVENT {number}"
        try:
            yield _item(place, event, terms)
        except (SpacetlError, ValueError) as error:  # the library raises ValueError for an entry it refuses
            yield Refusal(place, " ".join(str(error).split()))


def _item(place: str, event: Any, terms: Terms) -> Item:
    uid, title = str(event.get("UID", "")), str(event.get("SUMMARY", "")).strip()
    if not uid or not title:
        raise SpacetlError(f"no {'SUMMARY' if uid else 'UID'}; an entry is identified by it")
    if "RRULE" in event or "RDATE" in event:
        raise SpacetlError("it recurs (RRULE or RDATE); an event happens once")
    first, last = _days(event)
    status = str(event.get("STATUS", "")).upper()
    date = parse(_span(first, last, "?" if status == "TENTATIVE" else ""))
    ours = uid.endswith(OURS)
    item = Item(
        place,
        re.sub(r" \([^()]*\)$", "", title) if ours and first != last else title,
        id=uid.removesuffix(OURS) if ours else None,
        refs={} if ours else {CATALOGUE: uid},
    )
    url = str(event.get("URL", "")) or None
    if status == "CANCELLED":
        stamp = event.get("LAST-MODIFIED") or event.get("DTSTAMP")
        day = parse(str(_utc(stamp.dt) if stamp else terms.said))
        return replace(item, outcome=Outcome(date=day, result="cancelled", source=url))
    if last < terms.said:
        return replace(item, date=date, source=url)
    return replace(item, promises=(Promise(by=terms.by, due=date, source=url),))


def _days(event: Any) -> tuple[datetime.date, datetime.date]:
    """The first and the last day of an entry, in UTC; its end is exclusive (RFC 5545, 3.6.1).

    Raises:
        SpacetlError: it names an unknown time zone.
        ValueError: it has no start, or one that cannot be read.
    """
    for name in ("DTSTART", "DTEND"):
        zone = event[name].params.get("TZID") if name in event else None
        if zone and getattr(event[name].dt, "tzinfo", None) is None:
            raise SpacetlError(f"the time zone {quoted(str(zone))} of {name} is not known")
    start, end = event.start, event.end
    last = end - (_INSTANT if isinstance(end, datetime.datetime) else _ONE_DAY)
    first = _utc(start)
    return first, max(first, _utc(last))


def _utc(time: datetime.date) -> datetime.date:
    """The day of a time in UTC; a day, or a time without a zone, keeps its day."""
    if not isinstance(time, datetime.datetime):
        return time
    return time.astimezone(datetime.UTC).date() if time.tzinfo else time.date()


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
