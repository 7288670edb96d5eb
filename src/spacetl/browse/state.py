"""What the browser shows, as values that need no screen, and the callbacks for what it does not do itself."""

import datetime
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from functools import cached_property
from itertools import chain
from typing import Any, NamedTuple

from dateutil.relativedelta import relativedelta
from msgspec import Struct
from msgspec.structs import replace

from spacetl.errors import UsageError
from spacetl.query import Entry, Query, as_of, select
from spacetl.reports.axis import Axis, window
from spacetl.reports.chart import grouped_entries
from spacetl.reports.page import chart_with_page, marked_days
from spacetl.reports.report import Grouping, Report, Table
from spacetl.reports.upcoming import listing
from spacetl.timeline import Event, Timeline


class Callbacks(NamedTuple):
    """What a browser does not do itself; all but `load` may be left out, and then does nothing.

    `load`, `edit` and `write` raise SpacetlError.
    """

    load: Callable[[], Timeline]  # reads the files again
    stamp: Callable[[], object] = lambda: None  # returns a value that changes whenever a file does
    edit: Callable[[str], None] = lambda _event: None  # opens the user's editor at the event with this id
    # writes a report, as known on a day, to the file of this name, in the format of its extension
    write: Callable[[Report, datetime.date, str], None] = lambda _report, _day, _name: None
    visit: Callable[[str], bool] = lambda _address: False  # opens a web address; False if that is not possible
    ascii_only: bool = False  # whether the terminal cannot show all of Unicode


Heading = tuple[str, ...]  # the agencies, or the tag, that the events of a group share


class Scope(Struct, frozen=True, dict=True):
    """What can be shown, whatever the day."""

    timeline: Timeline  # with all that is known, whenever it was said
    query: Query
    today: datetime.date

    @cached_property
    def _events(self) -> list[Event]:
        """The events that are shown on any day, with all that is known about them."""
        on_any_day = replace(
            self.query, statuses=(), since=None, until=None, surely=False, where=None, limit=None, sort=None
        )
        try:
            return [entry.event for entry in select(self.timeline, on_any_day, self.today)]
        except UsageError:
            return []

    @cached_property
    def days(self) -> tuple[datetime.date, ...]:
        """The days on which something was said about these events or came of them, and today."""
        said = {promise.said for event in self._events for promise in event.promises}
        came = {event.outcome.date.latest for event in self._events if event.outcome is not None}
        return tuple(sorted(day for day in {self.today, *said, *came} if day is not None))

    @cached_property
    def axis(self) -> Axis:
        """The axis over all promises and outcomes ever, so that it stays while the day changes."""
        marks = [mark for event in self._events for mark in marked_days(event)]
        return window(marks, self.today, self.query.since, self.query.until)


class BrowserState(Struct, frozen=True, dict=True):
    """A scope as known on a day."""

    scope: Scope
    day: datetime.date
    grouping: Grouping = Grouping.NONE

    @cached_property
    def table(self) -> Table[Entry]:
        """The rows as a report; none, with a hint, if the query names something not known on this day."""
        try:
            return listing(self._known, self.scope.query, self.day)
        except UsageError as error:
            return replace(listing(Timeline(events=()), Query(), self.day), hint=(f"No events: {error}.",))

    @cached_property
    def rows(self) -> tuple[Entry | Heading, ...]:
        """The entries, each group under its heading."""
        if self.grouping is Grouping.NONE:
            return tuple(self.table.rows)
        groups = grouped_entries(self.table.rows, self.grouping)
        return tuple(chain.from_iterable(chain((names,) if names else (), entries) for names, entries in groups))

    @cached_property
    def _known(self) -> Timeline:
        return as_of(self.scope.timeline, self.day)

    def with_only(self, entry: Entry) -> Timeline:
        """The timeline with this entry's event only."""
        return replace(self._known, events=(entry.event,))

    def report(self, *, as_chart: bool) -> Report:
        """What is shown, as a report to be written."""
        if not as_chart:
            return self.table
        return chart_with_page(self.scope.timeline, self.scope.query, self.day, self.grouping)

    def asking(self, **conditions: Any) -> "BrowserState":
        """The state with these fields of its query changed."""
        return replace(self, scope=replace(self.scope, query=replace(self.scope.query, **conditions)))

    def step(self, ahead: int) -> "BrowserState":
        """The state on the next (1) or the previous (-1) day on which something was said; the same if there is none."""
        days = self.scope.days
        place = bisect_right(days, self.day) if ahead > 0 else bisect_left(days, self.day) - 1
        return replace(self, day=days[place]) if 0 <= place < len(days) else self

    def step_years(self, years: int) -> "BrowserState":
        """The state so many years later, but not beyond the first or the last day on which something was said."""
        days = self.scope.days
        year = self.day.year + years
        ends = {0: datetime.date.min, 10_000: datetime.date.max}
        day = ends.get(year) or self.day + relativedelta(years=years)
        return replace(self, day=min(max(day, min(days[0], self.day)), max(days[-1], self.day)))
