"""What the script of a page reads: every word and every place that it can show, and from which day on."""

from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterable
from typing import Any, Generic, NamedTuple, TypeVar

from spacetl.dates.durations import day_words
from spacetl.query import Entry, Status, Step, agency_names
from spacetl.render.cleaning import clean
from spacetl.render.document import web_address
from spacetl.render.fluid import Look, drawn
from spacetl.render.shapes import Place
from spacetl.reports.chart import bar_of
from spacetl.reports.fields import TONES, iso, slip_order, status_words
from spacetl.reports.page import ALWAYS, Page, Story
from spacetl.reports.report import Bar, Cell
from spacetl.reports.show import agency_words

Value = TypeVar("Value", bound=Hashable)

_STATUSES = list(Status)
_UNDATED = (1,)  # after all dates


class Numbered(NamedTuple):
    """A state in numbers: the stop from which it holds, and what it shows; nothing if it has no status."""

    stop: int
    status: int | None = None
    when: int = 0
    slip: int = 0
    marks: tuple[int, ...] = ()


class Numbers(dict[Value, int], Generic[Value]):
    """Values and their numbers, given in the order in which they are first asked for."""

    def __missing__(self, value: Value) -> int:
        self[value] = len(self)
        return self[value]


class Row(NamedTuple):
    """An entry and how the chart shows it."""

    entry: Entry
    bar: Bar


class Lists(NamedTuple):
    """What the events of a page refer to by number."""

    statuses: Numbers[tuple[str, Status]]
    whens: Numbers[str]
    slips: Numbers[str]
    looks: Numbers[Look]
    cells: Numbers[tuple[str, ...]]
    agencies: Numbers[str]
    names: dict[str, str]


def data_of(page: Page) -> dict[str, Any]:
    """The data of the page: lists, and the events, which refer to them by number.

    Three lists are in order, so that rows can be sorted by their numbers: `whens` by date, `slips` by days, `statuses`
    as people want to hear of them.
    """
    rows = [[_row(state.entry) for state in story.states] for story in page.stories]
    shown = [row for each in rows for row in each if row is not None]
    lists = Lists(
        statuses=_in_order(shown, _status, lambda row: (_STATUSES.index(row.bar.status), row.bar.maybe)),
        whens=_in_order(shown, lambda row: row.bar.when, _date_order),
        slips=_in_order(shown, lambda row: row.bar.slip, lambda row: slip_order(row.entry) or 0),
        looks=Numbers(),
        cells=Numbers(),
        agencies=Numbers(),
        names=agency_names(page.timeline),
    )
    events = [_event(page, story, each, lists) for story, each in zip(page.stories, rows, strict=True)]
    place = Place(page.axis, 0, 100, page.day)
    return {
        "day": page.days.index(page.day),
        "stops": [(iso(day), day_words(day), round(place.at(day, 0.5), 2)) for day in page.days],
        "statuses": [(words, status, TONES[status]) for words, status in lists.statuses],
        "whens": list(lists.whens),
        "slips": list(lists.slips),
        "looks": list(lists.looks),
        "cells": list(lists.cells),
        "agencies": list(lists.agencies),
        "events": events,
    }


def _row(entry: Entry | None) -> Row | None:
    return None if entry is None else Row(entry, bar_of(entry))


def _status(row: Row) -> tuple[str, Status]:
    return status_words(row.entry), row.entry.status


def _date_order(row: Row) -> Any:
    return _UNDATED if row.entry.date is None else (0, *row.entry.date.sort_key)


def _in_order(rows: Iterable[Row], value: Callable[[Row], Value], order: Callable[[Row], Any]) -> Numbers[Value]:
    """The values of the rows, numbered in the given order of the rows."""
    numbers = Numbers[Value]()
    for row in sorted(rows, key=order):
        _ = numbers[value(row)]
    return numbers


def _event(page: Page, story: Story, rows: Iterable[Row | None], lists: Lists) -> dict[str, Any]:
    event = story.event
    marks: Numbers[tuple[int, float, float]] = Numbers()
    states = [
        _numbered(_stop(page, state.since), row, page, lists, marks)
        for state, row in zip(story.states, rows, strict=True)
    ]
    return {
        "id": clean(event.id),
        "title": clean(event.title),
        "agency": clean(agency_words(page.timeline, event.agencies)),
        "agencies": [lists.agencies[clean(lists.names[agency])] for agency in dict.fromkeys(event.agencies)],
        "tags": [clean(tag) for tag in event.tags],
        "note": clean(event.note or ""),
        "states": states,
        "marks": list(marks),
        "told": [_told(page, step, lists) for step in story.told],
    }


def _numbered(
    stop: int, row: Row | None, page: Page, lists: Lists, marks: Numbers[tuple[int, float, float]]
) -> Numbered:
    if row is None:
        return Numbered(stop)
    shapes = tuple(marks[lists.looks[look], start, end] for look, start, end in drawn(row.bar, page.axis))
    return Numbered(stop, lists.statuses[_status(row)], lists.whens[row.bar.when], lists.slips[row.bar.slip], shapes)


def _told(page: Page, step: Step, lists: Lists) -> tuple[Any, ...]:
    """The stop from which it is known, -1 if it always was; the numbers of its cells; its note."""
    stop = -1 if step.said is None else _stop(page, step.said)
    between = step.said is not None and page.days[stop : stop + 1] != (step.said,)  # said while it was not shown
    return (
        stop - 0.5 if between else stop,
        *(lists.cells[_cell(field.cell(step))] for field in page.fields),
        clean(step.note or ""),
    )


def _cell(cell: Cell) -> tuple[str, ...]:
    """Its text and its tone; its address, if that is one of the web."""
    address = web_address(cell.url)
    return (clean(cell.text), cell.tone.value, *([] if address is None else [clean(address)]))


def _stop(page: Page, since: Any) -> int:
    """The first stop at which it holds."""
    return 0 if since == ALWAYS else bisect_left(page.days, since)
