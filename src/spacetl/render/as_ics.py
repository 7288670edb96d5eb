"""iCalendar (RFC 5545) through the icalendar library: all-day events with exclusive ends."""

import datetime
from typing import TextIO

import icalendar

from spacetl.errors import UsageError
from spacetl.render.records import rows_of
from spacetl.render.style import Style
from spacetl.reports.lapse import counted
from spacetl.reports.table import Card, Day, Report

_STATUS = {"cancelled": "CANCELLED", "done": "CONFIRMED", "past": "CONFIRMED"}


def write(report: Report, out: TextIO, style: Style) -> tuple[str, ...]:
    """A VEVENT a row that has days; returns a line that counts the rows without.

    Raises:
        UsageError: the report's rows have no days.
    """
    table = rows_of(report)
    if table.day is None:
        raise UsageError(
            f"{table.name} has no days for a calendar; write it as table, csv, tsv, json, ndjson or markdown"
        )
    rows = table.rows[-1:] if isinstance(report, Card) else table.rows
    days = [table.day(row) for row in rows]
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//spacetl//timeline//EN")
    calendar.add("version", "2.0")
    for day in days:
        if day is not None:
            calendar.add_component(_event(day, style.stamp))
    out.write(calendar.to_ical().decode())
    left_out = days.count(None)
    return (f"{counted(left_out, 'event')} left out: no date, or one with an open end.",) if left_out else ()


def _event(day: Day, stamp: datetime.date) -> icalendar.Event:
    event = icalendar.Event()
    event.add("uid", f"{day.uid}@spacetl")
    event.add("dtstamp", datetime.datetime.combine(stamp, datetime.time(), datetime.UTC))
    event.add("dtstart", day.start)
    event.add("dtend", day.end + datetime.timedelta(days=1))
    event.add("summary", day.summary)
    event.add("description", day.description)
    event.add("status", _STATUS.get(day.status, "TENTATIVE"))
    event.add("transp", "TRANSPARENT")
    if day.url is not None:
        event.add("url", day.url)
    return event
