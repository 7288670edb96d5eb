"""The chart as a value: spans of days on an axis."""

import datetime
from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

from spacetl.query import Status

if TYPE_CHECKING:
    from spacetl.reports.axis import Axis
    from spacetl.reports.page import Page


class Grouping(StrEnum):
    """What the rows can be grouped by."""

    AGENCY = "agency"
    TAG = "tag"
    NONE = "none"


class Span(Struct, frozen=True):
    """Where a date lies on an axis.

    Attributes:
        first: the first day of what was named: 1 January 2030 for `../2030`.
        last: the last day of what was named: 31 December 2030 for `2030/..`.
        earliest: the first day on which it may lie; None if its start is open.
        latest: the last day on which it may lie; None if its end is open.
        sure: the first and the last of the days that it surely covers; None if there is none, as for `2030`.
    """

    first: datetime.date
    last: datetime.date
    earliest: datetime.date | None
    latest: datetime.date | None
    sure: tuple[datetime.date, datetime.date] | None = None


class Bar(Struct, frozen=True):
    """A row of the chart: an event.

    Attributes:
        title: the event's title.
        status: its status; its result, if it has an outcome.
        maybe: whether the status rests on an approximate date.
        now: where its current date lies; None if it has none.
        before: where the dates promised before lie, the oldest first.
        when: the current date in words.
        slip: how far it slipped, in words; empty if there is nothing to say.
    """

    title: str
    status: Status
    maybe: bool
    now: Span | None
    before: tuple[Span, ...]
    when: str
    slip: str


class Group(Struct, frozen=True):
    """Rows under the names that they share; without names, all rows."""

    names: tuple[str, ...]
    bars: tuple[Bar, ...]


class Chart(Struct, frozen=True):
    """A timeline to be drawn.

    Attributes:
        title: the timeline's; None if it has none.
        axis: the days that are shown.
        day: the day whose knowledge it shows, perhaps not on the axis.
        groups: the rows.
        hint: lines shown to people beside the report, not part of it.
        page: makes the charts of all days; None if there is only this one.
    """

    title: str | None
    axis: "Axis"
    day: datetime.date
    groups: tuple[Group, ...]
    hint: tuple[str, ...] = ()
    name: str = "chart"
    page: "Callable[[], Page] | None" = None

    @property
    def bars(self) -> tuple[Bar, ...]:
        """All rows."""
        return tuple(bar for group in self.groups for bar in group.bars)
