"""The axis of a chart: which days it shows, and the ticks that fit a number of columns."""

import datetime
from collections.abc import Iterable, Iterator
from enum import Enum
from itertools import pairwise
from typing import NamedTuple

from spacetl.dates import days_later, parse, words
from spacetl.dates.date import days_in
from spacetl.dates.wording import MONTHS

_MONTH, _YEAR = 31, 366  # days, at most
_SHORTEST = 7  # days of an axis, unless fewer were asked for


class Axis(NamedTuple):
    """The days from `first` to `last`, both inclusive."""

    first: datetime.date
    last: datetime.date

    @property
    def days(self) -> int:
        """The number of days."""
        return (self.last - self.first).days + 1

    def column(self, day: datetime.date, columns: int) -> int:
        """The column whose left edge is nearest to the start of a day, on an axis of `columns` columns."""
        return self._edge((day - self.first).days, columns)

    def columns_of(self, first: datetime.date, last: datetime.date, columns: int) -> range:
        """The columns that the days from `first` to `last` take up: rounded, at least one; none if all lie outside."""
        if last < self.first or self.last < first:
            return range(0)
        start, end = max((first - self.first).days, 0), min((last - self.first).days + 1, self.days)
        left, right = self._edge(start, columns), self._edge(end, columns)
        if left == right:
            left = (start + end) * columns // (2 * self.days)
        return range(left, max(right, left + 1))

    def _edge(self, days: int, columns: int) -> int:
        return (2 * days * columns + self.days) // (2 * self.days)

    def contains(self, day: datetime.date) -> bool:
        """Whether the day lies on the axis."""
        return self.first <= day <= self.last


class Tick(NamedTuple):
    """A day marked on an axis; its label starts at its column, and is empty if there is no room."""

    day: datetime.date
    column: int
    label: str

    @property
    def end(self) -> int:
        """The column after the label."""
        return self.column + len(self.label)


class _Unit(Enum):
    """The unit of steps between ticks: roughly its days, and at least the blanks between two labels."""

    DAY = 1, 2
    MONTH = 30, 2
    YEAR = 365, 1

    def __init__(self, days: int, gap: int) -> None:
        self.days = days
        self.gap = gap


class _Step(NamedTuple):
    number: int
    unit: _Unit


_STEPS = (
    *(_Step(number, _Unit.DAY) for number in (1, 2, 4, 7, 14)),
    *(_Step(number, _Unit.MONTH) for number in (1, 2, 3, 6)),
    *(_Step(number, _Unit.YEAR) for number in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)),
)


def ticks(axis: Axis, columns: int) -> tuple[Tick, ...]:
    """The finest calendar ticks whose labels stay apart on an axis of `columns` columns; at least one.

    One of the labels contains the year, unless that would leave no room for a second label.
    """
    several = [marks for marks in _fitting(axis, columns) if sum(bool(tick.label) for tick in marks) > 1]
    dated = (with_year for marks in several if (with_year := _dated(marks, columns)))
    alone = [Tick(axis.first, 0, _full(axis.first)[-columns:].lstrip())]
    return tuple(next(dated, next(iter(several), alone)))


def _fitting(axis: Axis, columns: int) -> Iterator[list[Tick]]:
    """The ticks of each step whose labels stay apart, the finest first; without labels past the axis's end."""
    for step in _STEPS:
        if step.number * step.unit.days * columns >= axis.days * 3:
            marks = [Tick(day, axis.column(day, columns), _label(day, step.unit)) for day in _days(step, axis)]
            marks = [
                tick if tick.end <= columns else tick._replace(label="") for tick in marks if tick.column < columns
            ]
            labelled = [tick for tick in marks if tick.label]
            if all(tick.end + step.unit.gap <= following.column for tick, following in pairwise(labelled)):
                yield marks


def _dated(marks: list[Tick], columns: int) -> list[Tick] | None:
    """The ticks with the year added to the first label with room for it, unless one has it; None if none fits."""
    labelled = [tick for tick in marks if tick.label]
    if any(tick.label.isdigit() for tick in labelled):
        return marks
    rooms = [*(tick.column for tick in labelled[1:]), columns + 1]
    for tick, room in zip(labelled, rooms, strict=True):
        dated = tick._replace(label=f"{tick.label} {tick.day.year:04}")
        if dated.end < room:
            return [dated if each is tick else each for each in marks]
    return None


def _days(step: _Step, axis: Axis) -> Iterator[datetime.date]:
    """The days of the axis on which a step begins: weeks on Mondays, months and years on their first day."""
    first, last = axis
    if step.unit is _Unit.DAY:
        start = first.toordinal()
        aligned = start + (1 - start) % step.number
        yield from map(datetime.date.fromordinal, range(aligned, last.toordinal() + 1, step.number))
        return
    months = step.number * (12 if step.unit is _Unit.YEAR else 1)
    start, end = first.year * 12 + first.month - 1, last.year * 12 + last.month - 1
    for month in range(start + -start % months, end + 1, months):
        day = datetime.date(month // 12, month % 12 + 1, 1)
        if axis.contains(day):
            yield day


def _label(day: datetime.date, unit: _Unit) -> str:
    """As little of the day as distinguishes it from the one before."""
    if unit is _Unit.YEAR or (unit is _Unit.MONTH and day.month == 1):
        return f"{day.year:04}"
    month = MONTHS[day.month - 1][:3]
    return month if unit is _Unit.MONTH else f"{day.day} {month}"


def _full(day: datetime.date) -> str:
    return words(parse(day.isoformat()))


def window(
    marks: Iterable[datetime.date], day: datetime.date, since: datetime.date | None, until: datetime.date | None
) -> Axis:
    """The days that show all marks, rounded to whole years or months; `since` and `until` if they were asked for.

    The as-of day is shown too, unless that would leave a third of the chart empty.
    """
    days = sorted(marks) or [day]
    low, high = days[0], days[-1]
    near = max((high - low).days // 2, _MONTH)
    if low == high or ((low - day).days <= near and (day - high).days <= near):
        low, high = min(low, day), max(high, day)
    axis = _rounded(low, high)
    first, last = since or axis.first, until or axis.last
    if first > last:  # all marks lie beyond the one end that was asked for
        first, last = (first, days_later(first, _YEAR)) if until is None else (days_later(last, -_YEAR), last)
    return Axis(first, last)


def _rounded(low: datetime.date, high: datetime.date) -> Axis:
    days = (high - low).days + 1
    if days > 2 * _YEAR:
        return Axis(low.replace(month=1, day=1), high.replace(month=12, day=31))
    if days > 2 * _MONTH:
        return Axis(low.replace(day=1), high.replace(day=days_in(high.year, high.month)))
    margin = max(1, (_SHORTEST - days) // 2)
    return Axis(days_later(low, -margin), days_later(high, margin))
