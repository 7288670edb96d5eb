"""The chart that moves through time: the states of each event, each from a day on, and what was said about it."""

import datetime
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from spacetl.dates import days_later, last_day_of_grace
from spacetl.query import Entry, Query, Speakers, Step, as_of, known_on, measure, select, steps
from spacetl.reports.axis import Axis, window
from spacetl.reports.chart import chart, chart_row, chart_span, grouped_entries, limited_query, row_query
from spacetl.reports.report import Chart, ChartRow, Field, Grouping
from spacetl.reports.show import step_fields
from spacetl.timeline import Event, Timeline

ALWAYS = datetime.date.min


class ShownEvent(NamedTuple):
    """An event as known on some days, and its row in their charts."""

    entry: Entry
    row: ChartRow


class EventState(NamedTuple):
    """What is known of an event from a day on, until its next state."""

    since: datetime.date  # `ALWAYS` if it holds on every day before the next state
    shown: ShownEvent | None  # None if the charts of these days do not show the event


class PageRow(NamedTuple):
    """An event through time; before its first state it is not shown."""

    event: Event  # with all that is known of it
    states: tuple[EventState, ...]
    statements: tuple[Step, ...]


class PageGroup(NamedTuple):
    """Rows under the names that they share; without names, all rows."""

    names: tuple[str, ...]
    rows: tuple[PageRow, ...]


class ChartPage(Struct, frozen=True):
    """A chart to move through time."""

    timeline: Timeline  # with all that is known
    axis: Axis  # the days on which anything was promised, came or changed
    day: datetime.date  # the day to begin with
    days: tuple[datetime.date, ...]  # those on which something changed, and `day`; any other is like the one before it
    groups: tuple[PageGroup, ...]
    fields: tuple[Field[Step], ...]  # what people see of a statement

    @property
    def rows(self) -> tuple[PageRow, ...]:
        """The rows of all groups."""
        return tuple(row for group in self.groups for row in group.rows)


def chart_with_page(timeline: Timeline, query: Query, day: datetime.date, grouping: Grouping) -> Chart:
    """The chart as of `day` of a timeline with all that is known, and with it those of all other days.

    They have at most `MOST_ROWS` rows, unless the query has a limit.
    """
    known = as_of(timeline, day)
    query = limited_query(known, query, day)
    drawn = chart(known, query, day, grouping)
    return replace(drawn, page=lambda: chart_page(timeline, query, day, grouping))


def chart_page(timeline: Timeline, query: Query, day: datetime.date, grouping: Grouping = Grouping.AGENCY) -> ChartPage:
    """The charts of the events of a timeline with all that is known, from the first day on which something changed.

    They end with `day`, or with the last statement if that was made later. The query's range is the window, as in the
    chart; its conditions on an event's status and date are checked anew on every day; its limit is applied on `day`.
    """
    daily = Query(statuses=query.statuses, since=query.since, until=query.until, surely=query.surely)
    if query.limit is None:
        daily = row_query(daily)
    entries = _entries(timeline, query, day)
    last = max([day, *(step.said for entry in entries for step in steps(entry.event) if step.said)])
    speakers = Speakers(timeline)
    groups = tuple(
        PageGroup(names, tuple(_row(entry.event, daily, last, speakers) for entry in shared))
        for names, shared in grouped_entries(entries, grouping)
    )
    days = _all_days(groups, day)
    marks = [mark for entry in entries for mark in marked_days(entry.event)]
    return ChartPage(
        timeline=timeline,
        axis=window([*marks, days[0], days[-1]] if marks else [], day, query.since, query.until),
        day=day,
        days=days,
        groups=groups,
        fields=step_fields(timeline),
    )


def _entries(timeline: Timeline, query: Query, day: datetime.date) -> list[Entry]:
    """The events with a row on the page, known by `day` or not, ordered by what is known of them in the end."""
    entries = select(timeline, replace(query, statuses=(), since=None, until=None, surely=False, limit=None), day)
    if query.limit is None:
        return entries
    ids = {entry.event.id for entry in select(as_of(timeline, day), query, day)}
    return [entry for entry in entries if entry.event.id in ids]


def _row(event: Event, daily: Query, last: datetime.date, speakers: Speakers) -> PageRow:
    return PageRow(event, tuple(_states(event, daily, last, speakers)), tuple(steps(event)))


def _states(event: Event, daily: Query, last: datetime.date, speakers: Speakers) -> Iterator[EventState]:
    before: ShownEvent | None = None
    for since in _days_of_change(event):
        if since > last:
            return
        known = known_on(event, since)
        entry = next(iter(select(Timeline(events=(known,)), daily, since)), None) if known else None
        shown = None
        if entry is not None:
            measured = measure(entry, entry.event.promises, speakers, since)
            shown = ShownEvent(entry, chart_row(entry, measured, since))
        if shown != before:
            yield EventState(since, shown)
            before = shown


def _days_of_change(event: Event) -> list[datetime.date]:
    """The days on which the event's state may change: something is said or comes, a span begins or is over."""
    days = {ALWAYS, *(promise.said for promise in event.promises if promise.said)}
    for date in (event.date, *(promise.due for promise in event.promises)):
        if date is not None and date.earliest is not None:
            days.add(date.earliest)
        for over in () if date is None else (date.latest, last_day_of_grace(date)):
            if over is not None:
                days.add(days_later(over, 1))
    if event.outcome is not None and event.outcome.date.latest is not None:
        days.add(event.outcome.date.latest)
    return sorted(days)


def _all_days(groups: Iterable[PageGroup], day: datetime.date) -> tuple[datetime.date, ...]:
    """The days of all states; those that always held are shown on the day before the first of the others."""
    since = {state.since for group in groups for row in group.rows for state in row.states}
    days = {day, *(since - {ALWAYS})}
    if ALWAYS in since:
        days.add(days_later(min(days), -1))
    return tuple(sorted(days))


def marked_days(event: Event) -> Iterator[datetime.date]:
    """The first and last days of what was named."""
    outcome = event.outcome.date if event.outcome else None
    dates = [event.date, *(promise.due for promise in event.promises), outcome]
    for span in (chart_span(date) for date in dates if date is not None):
        yield span.first
        yield span.last
