"""iCalendar (RFC 5545) through the icalendar library: all-day events with exclusive ends."""

import datetime
from collections import Counter
from typing import TextIO

import icalendar

from spacetl.dates.durations import counted
from spacetl.formats import RowReport, Style, table_of
from spacetl.reports.report import CalendarEntry, Card
from spacetl.text import clean

_ICS_STATUS = {"cancelled": "CANCELLED", "done": "CONFIRMED", "failed": "CONFIRMED", "past": "CONFIRMED"}
_NO_AS_OF_DAY = datetime.date(1970, 1, 1)
_ONE_DAY = datetime.timedelta(days=1)
_NO_ENTRY = "no date, or one with an open end"
_LAST_DAY = "a date that ends on 9999-12-31, the last day there is"


def write_ics(report: RowReport, out: TextIO, style: Style) -> tuple[str, ...]:
    """Write a VEVENT for each row that has days; return lines that count the rows left out."""
    table = table_of(report)
    rows = table.rows[-1:] if isinstance(report, Card) else table.rows
    entries = [table.calendar(row) for row in rows] if table.calendar is not None else []
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//spacetl//timeline//EN")
    calendar.add("version", "2.0")
    uids: Counter[str] = Counter()
    left_out: Counter[str] = Counter()
    for entry in entries:
        if entry is None or entry.end == datetime.date.max:
            left_out[_NO_ENTRY if entry is None else _LAST_DAY] += 1
            continue
        uids[entry.uid] += 1
        again = f"-{uids[entry.uid]}" if uids[entry.uid] > 1 else ""
        calendar.add_component(_event(entry, f"{clean(entry.uid)}{again}@spacetl", style.day or _NO_AS_OF_DAY))
    out.write(calendar.to_ical().decode())
    return tuple(f"{counted(number, 'event')} left out: {why}." for why, number in left_out.items())


def _event(entry: CalendarEntry, uid: str, stamp: datetime.date) -> icalendar.Event:
    event = icalendar.Event()
    event.add("uid", uid)
    event.add("dtstamp", datetime.datetime.combine(stamp, datetime.time(), datetime.UTC))
    event.add("dtstart", entry.start)
    event.add("dtend", entry.end + _ONE_DAY)
    event.add("x-spacetl-date", entry.date)  # so that an import reads no less than was written
    event.add("summary", clean(entry.summary))
    event.add("description", "\n".join(map(clean, entry.description.split("\n"))))
    event.add("status", _ICS_STATUS.get(entry.status, "TENTATIVE"))
    event.add("transp", "TRANSPARENT")
    if entry.url is not None:
        event.add("url", clean(entry.url).replace(" ", "%20"))
    return event
