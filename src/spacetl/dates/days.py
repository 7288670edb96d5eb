"""The days that a date names, which promises are compared and measured by."""

import datetime as dt
from typing import NamedTuple

from spacetl.dates.date import Date, Precision, days_in, days_later
from spacetl.dates.edtf import parse


class Days(NamedTuple):
    """Consecutive days, both inclusive."""

    first: dt.date | None  # None: every day up to the last
    last: dt.date

    def starting_on(self, day: dt.date | None) -> "Days":
        """The days from `day` on, if it is one of them; else, as for None, all of them."""
        if day is None or day > self.last or (self.first is not None and day <= self.first):
            return self
        return Days(day, self.last)


def named_days(date: Date) -> Days:
    """The days that a date names: of `2026-03/..` those of March 2026, of `../2030` every one up to the end of 2030.

    Of any other date they are its span.
    """
    if date.latest is not None:
        return Days(date.earliest, date.latest)
    start = parse(date.text.partition("/")[0])
    assert start.latest is not None  # noqa: S101 - for the type checker; an end of an interval is a point
    return Days(start.earliest, start.latest)


def last_day_of_grace(date: Date) -> dt.date | None:
    """The last day on which a date that is approximate or uncertain may still be right; None if it has no end.

    It is one more of the date's own unit: 2023-01-31 for `2022-12~`, 2023-12-31 for `2022~`; for an interval, of the
    unit of its end.
    """
    if date.latest is None:
        return None
    end = parse(date.text.rpartition("/")[2])
    if end.earliest is None or end.latest is None or end.precision is Precision.DAY:
        return days_later(date.latest, 1)
    months = 12 * (end.latest.year - end.earliest.year) + end.latest.month - end.earliest.month + 1
    year, month = divmod(12 * end.latest.year + end.latest.month - 1 + months, 12)
    return dt.date(year, month + 1, days_in(year, month + 1)) if year <= dt.MAXYEAR else dt.date.max
