"""Which days a chart shows."""

import datetime
from collections.abc import Iterable

from spacetl.dates import days_later
from spacetl.dates.date import days_in
from spacetl.reports.axis import Axis

MONTH, YEAR = 31, 366
SHORTEST = 7


def window(
    marks: Iterable[datetime.date], day: datetime.date, since: datetime.date | None, until: datetime.date | None
) -> Axis:
    """The days that show all marks, rounded to whole years or months, or else the days asked for.

    Args:
        marks: the first and last days of what is drawn.
        day: the as-of day; shown too, unless that would leave a third of the chart empty.
        since: the first day, if it was asked for.
        until: the last day, if it was asked for.
    """
    days = sorted(marks) or [day]
    low, high = days[0], days[-1]
    near = max((high - low).days // 2, MONTH)
    if low == high or ((low - day).days <= near and (day - high).days <= near):
        low, high = min(low, day), max(high, day)
    axis = _rounded(low, high)
    first, last = since or axis.first, until or axis.last
    if first > last:  # all marks lie beyond the one end that was asked for
        first, last = (first, days_later(first, YEAR)) if until is None else (days_later(last, -YEAR), last)
    return Axis(first, last)


def _rounded(low: datetime.date, high: datetime.date) -> Axis:
    days = (high - low).days + 1
    if days > 2 * YEAR:
        return Axis(low.replace(month=1, day=1), high.replace(month=12, day=31))
    if days > 2 * MONTH:
        return Axis(low.replace(day=1), high.replace(day=days_in(high.year, high.month)))
    margin = max(1, (SHORTEST - days) // 2)
    return Axis(days_later(low, -margin), days_later(high, margin))
