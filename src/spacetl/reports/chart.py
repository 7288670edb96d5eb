"""What `chart` draws: on an axis, what is promised, what was promised before, what came of it."""

import datetime
from collections.abc import Iterable

from msgspec.structs import replace

from spacetl.dates import Date, parse, words
from spacetl.dates.durations import day_words, shown_of
from spacetl.query import Entry, Measured, Query, Verdict, ever_in_force, measure_all, promise_in_force, select
from spacetl.reports.axis import window
from spacetl.reports.fields import verdict_cell
from spacetl.reports.report import Chart, ChartGroup, ChartRow, ChartSpan, Grouping
from spacetl.timeline import Event, Timeline

MOST_ROWS = 1_000  # rows, unless a number is asked for; nobody reads more
_NAMELESS = {Grouping.AGENCY: ("no agency",), Grouping.TAG: ("no tag",), Grouping.NONE: ()}


def chart(timeline: Timeline, query: Query, day: datetime.date, grouping: Grouping = Grouping.AGENCY) -> Chart:
    """The events that pass the query, as known on `day`.

    The query's range is the window. What lies outside is kept, to be marked at its edge, unless the query wants only
    what surely lies inside, or has a limit.
    """
    entries = select(timeline, replace(query, limit=None), day)
    if (wider := row_query(query)) != query:
        entries = select(timeline, wider, day)
    shown = entries[: query.limit]
    measure = measure_all(timeline, day)
    groups = tuple(
        ChartGroup(names, tuple(chart_row(entry, measure(entry), day) for entry in shared))
        for names, shared in grouped_entries(shown, grouping)
    )
    spans = [span for group in groups for row in group.rows for span in (*row.before, row.now) if span is not None]
    marks = [day for span in spans for day in (span.first, span.last)]
    return Chart(
        title=timeline.title,
        axis=window(marks, day, query.since, query.until),
        day=day,
        groups=groups,
        hint=_hint(len(shown), len(entries), day),
    )


def limited_query(timeline: Timeline, query: Query, day: datetime.date) -> Query:
    """The query, limited to `MOST_ROWS` rows if its chart as of `day` would have more."""
    many = (
        query.limit is None
        and len(timeline.events) > MOST_ROWS
        and len(select(timeline, row_query(query), day)) > MOST_ROWS
    )
    return replace(query, limit=MOST_ROWS) if many else query


def row_query(query: Query) -> Query:
    """What the rows must pass: the query, without its range if that is only the window."""
    return query if query.surely or query.limit is not None else replace(query, since=None, until=None)


def chart_span(date: Date, said: datetime.date | None = None, *, took_place: bool = False) -> ChartSpan:
    """Where a date lies on an axis.

    What is promised "by 2030" cannot come before the day it was said. What took place lasted from its start to its end,
    while what is promised takes place on one of the days.
    """
    start, slash, end = date.text.partition("/")
    ends = [parse(text) for text in (start, end) if text not in ("", "..")] if slash else [date]
    first = min(each.earliest for each in ends if each.earliest)
    return ChartSpan(
        first=first,
        last=max(each.latest for each in ends if each.latest),
        earliest=date.earliest or (said and min(said, first)),
        latest=date.latest,
        sure=_sure(date, ends, took_place=took_place),
    )


def _sure(date: Date, ends: list[Date], *, took_place: bool) -> tuple[datetime.date, datetime.date] | None:
    if date.qualified or date.earliest is None or date.latest is None:
        return None
    if date.earliest == date.latest:
        return date.earliest, date.latest
    if not took_place or len(ends) < 2:
        return None
    first, last = ends[0].latest, ends[1].earliest
    return (first, last) if first and last and first <= last else None


def grouped_entries(entries: Iterable[Entry], grouping: Grouping) -> list[tuple[tuple[str, ...], list[Entry]]]:
    """The entries under the names that they share, in the order of the first of each."""
    names: dict[frozenset[str], tuple[str, ...]] = {}
    groups: dict[frozenset[str], list[Entry]] = {}
    for entry in entries:
        shared = _names(entry.event, grouping)
        key = frozenset(shared)
        names.setdefault(key, shared or _NAMELESS[grouping])
        groups.setdefault(key, []).append(entry)
    if list(names) == [frozenset()]:
        names = {frozenset(): ()}
    return [(names[key], groups[key]) for key in names]


def _names(event: Event, grouping: Grouping) -> tuple[str, ...]:
    match grouping:
        case Grouping.AGENCY:
            return event.agencies
        case Grouping.TAG:
            return event.tags[:1]
        case Grouping.NONE:
            return ()


def chart_row(entry: Entry, measured: Measured | None = None, day: datetime.date | None = None) -> ChartRow:
    """The row of an event, with what became of its promise, as measured on `day`, if that is given.

    The words hold until something changes: of what is later each day as long as it does not come, they give no days.
    """
    event, promise = entry.event, promise_in_force(entry.event)
    stood = [each for each in event.promises if ever_in_force(each, event)]
    promised = [each for each in stood if event.outcome is not None or each is not promise]
    took_place = event.outcome is not None or not event.promises
    said = None if promise is None else promise.said
    waiting = measured is not None and measured.verdict is Verdict.LATE_OPEN and _first_day(measured) == day
    return ChartRow(
        title=event.title,
        status=entry.status,
        maybe=entry.maybe,
        now=None if entry.date is None else chart_span(entry.date, said, took_place=took_place),
        before=tuple(dict.fromkeys(chart_span(each.due, each.said) for each in promised if each.due is not None)),
        when="no date" if entry.date is None else words(entry.date),
        slip=verdict_cell(measured).text if not waiting else "maybe late" if measured and measured.maybe else "late",
        late=None if measured is None else 1 if waiting else measured.late,
    )


def _first_day(measured: Measured) -> datetime.date | None:
    return None if measured.slip is None else measured.slip.first


def _hint(shown: int, total: int, day: datetime.date) -> tuple[str, ...]:
    drawn = shown_of(shown, total, "event") if total else "Nothing to draw"
    more = "; -n draws more" if shown == MOST_ROWS < total else ""
    return (f"{drawn} as of {day_words(day)}{more}.",)
