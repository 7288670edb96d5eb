"""The page of the chart: its HTML, as of one day, and the data with which its scripts move it through time."""

from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterable, Iterator
from itertools import cycle, groupby
from string import Template
from typing import Any, Generic, NamedTuple, TypeVar

from spacetl.dates.durations import day_words
from spacetl.formats.marks import TonedMark, legend
from spacetl.formats.markup import asset, element, escaped, html_document, safe_address
from spacetl.formats.shapes import (
    FLUID_PIXEL,
    Look,
    PlotArea,
    Shape,
    fluid_element,
    fluid_ends,
    look_of,
    mark_definitions,
    row_shapes,
)
from spacetl.query import AgencyNames, Entry, Status, Step
from spacetl.reports.chart import chart_row
from spacetl.reports.fields import STATUS_TONES, iso, slip_order, status_words
from spacetl.reports.page import ChartPage, PageRow
from spacetl.reports.report import Cell, ChartRow
from spacetl.reports.show import agency_words
from spacetl.text import clean

SCRIPTS = ("table.js", "rows.js", "card.js", "page.js")
YEAR_LABEL = 8  # the hundredths of the slider that the label of a year takes
_PARITY = ("even", "odd")  # where there is little room, the odd labels are left out
_STATUSES = list(Status)
_UNDATED = (1,)  # after all dates

_Value = TypeVar("_Value", bound=Hashable)


def chart_page_html(page: ChartPage) -> Iterator[str]:
    """The lines of the page, with the chart as of its day for those without scripts."""
    title = clean(page.timeline.title or "Timeline")
    data, marks = page_data(page)
    lines = {
        "marks": mark_definitions(),
        "years": _years(page),
        "selects": _selects(data),
        "statuses": _statuses(data),
        "rows": _groups(page, data),
        "legend": _legend(marks),
    }
    body = Template(asset("page.html")).substitute(
        {name: "".join(f"{line}\n" for line in each) for name, each in lines.items()},
        title=escaped(title),
        day=day_words(page.day),
        stop=data["day"],
        last=len(page.days) - 1,
        grid="".join(_grid(_area(page))),
        axis="".join(_labels(_area(page))),
        x=f"{data['stops'][data['day']][2]}%",
        none=" hidden" if page.groups else "",
    )
    return html_document(title, [body.rstrip()], SCRIPTS, data)


def _years(page: ChartPage) -> Iterator[str]:
    """The years for which there is room under the slider, each at its first day."""
    taken, parity = -YEAR_LABEL / 2, cycle(_PARITY)
    for year, stops in groupby(enumerate(page.days), key=lambda stop: stop[1].year):
        place = next(stops)[0] * 100 / max(len(page.days) - 1, 1)
        if place >= taken and place <= 100 - YEAR_LABEL / 2:
            taken = place + YEAR_LABEL
            yield element("text", f"{year:04}", x=f"{place:.2f}%", class_=next(parity))


def _selects(data: dict[str, Any]) -> Iterator[str]:
    tags = dict.fromkeys(tag for event in data["events"] for tag in event["tags"])
    for name, every, values in (("agency", "all agencies", data["agencies"]), ("tag", "all tags", tags)):
        if len(values) > 1:
            ordered = map(escaped, sorted(values, key=str.casefold))
            options = "".join(f'<option value="{each}">{each}</option>' for each in ordered)
            select = f'<select id="{name}"><option value="">{every}</option>{options}</select>'
            yield f"<label>{name.capitalize()} {select}</label>"


def _statuses(data: dict[str, Any]) -> Iterator[str]:
    for status, tone in {status: tone for _, status, tone in data["statuses"]}.items():
        yield f'<label class="chip {tone}"><input type="checkbox" value="{status}"><b></b> {status}</label>'


def _groups(page: ChartPage, data: dict[str, Any]) -> Iterator[str]:
    events = iter(data["events"])
    for group in page.groups:
        rows = [_row(next(events), data) for _ in group.rows]
        empty = all(hidden for hidden, _ in rows)
        yield f'<tbody role="rowgroup"{" hidden" if empty else ""}>'
        if group.names:
            names = ", ".join(map(escaped, group.names))
            yield f'<tr role="row" class="group"><th colspan="5" scope="rowgroup" role="rowheader">{names}</th></tr>'
        yield from (row for _, row in rows)
        yield "</tbody>"


def _row(event: dict[str, Any], data: dict[str, Any]) -> tuple[bool, str]:
    """Whether the row is hidden on the page's day, and the row."""
    began: Iterator[StateData] = (state for state in reversed(event["states"]) if state.stop <= data["day"])
    state = next(began, None)
    title = escaped(event["title"])
    by = f'<small class="dim">{escaped(", ".join(data["agencies"][number] for number in event["agencies"]))}</small>'
    hidden = state is None or state.status is None
    shapes = when = status = tone = slip = ""
    if state is not None and state.status is not None:
        status, _, tone = data["statuses"][state.status]
        when, slip = data["whens"][state.when], data["slips"][state.slip]
        shapes = "".join(_shape(event["marks"][number], data) for number in state.marks)
    cells = ((f"when {tone}", when), (f"status {tone}", status), ("slip dim", slip))
    return hidden, "".join(
        (
            f'<tr role="row" class="event"{" hidden" if hidden else ""}>',
            f'<th scope="row" role="rowheader">{title}{by}</th>',
            f'<td role="cell" class="bar"><svg aria-hidden="true">{shapes}</svg></td>',
            *(f'<td role="cell" class="{kind}">{escaped(text)}</td>' for kind, text in cells),
            "</tr>",
        )
    )


def _shape(mark: tuple[int, float, float], data: dict[str, Any]) -> str:
    number, start, end = mark
    look: Look = data["looks"][number]
    if "overdue" in look.css_class or "maybe" in look.css_class:
        end = min(max(data["stops"][data["day"]][2], start), end)
    return fluid_element(look, start, end)


def _grid(area: PlotArea) -> Iterator[str]:
    for tick in area.ticks:
        x = f"{area.at(tick.day):.2f}%"
        yield element("line", x1=x, x2=x, y2="100%", class_="grid")


def _labels(area: PlotArea) -> Iterator[str]:
    for number, tick in enumerate(tick for tick in area.ticks if tick.label):
        yield element("text", tick.label, x=f"{area.at(tick.day):.2f}%", y=16, class_=_PARITY[number % 2])


def _legend(marks: Iterable[TonedMark]) -> Iterator[str]:
    """Samples of the marks that occur on any day."""
    for mark, tone in legend(marks):
        sample = fluid_element(look_of(mark, tone), *fluid_ends(Shape(mark, tone, 100 / 6, 500 / 6)))
        yield f'<li><svg aria-hidden="true">{sample}</svg>{mark.about}</li>'


class Numbering(dict[_Value, int], Generic[_Value]):
    """Values and their numbers, given in the order in which they are first asked for."""

    def __missing__(self, value: _Value) -> int:
        self[value] = len(self)
        return self[value]


class EntryRow(NamedTuple):
    """An entry and its row in the chart."""

    entry: Entry
    row: ChartRow


class StateData(NamedTuple):
    """A state in numbers: the stop from which it holds, and what it shows; nothing if it has no status."""

    stop: int
    status: int | None = None
    when: int = 0
    slip: int = 0
    marks: tuple[int, ...] = ()


class SharedLists(NamedTuple):
    """What the events of a page refer to by number."""

    statuses: Numbering[tuple[str, Status]]
    whens: Numbering[str]
    slips: Numbering[str]
    marks: Numbering[TonedMark]
    cells: Numbering[tuple[str, ...]]
    agencies: Numbering[str]
    names: dict[str, str]  # those of the agencies, by what the file calls them


def page_data(page: ChartPage) -> tuple[dict[str, Any], list[TonedMark]]:
    """The data of the page: lists, and the events, which refer to them by number; and the marks that occur.

    Three lists are in order, so that rows can be sorted by their numbers: `whens` by date, `slips` by days, `statuses`
    as people want to hear of them.
    """
    entries = [[_with_row(state.entry) for state in row.states] for row in page.rows]
    shown = [each for states in entries for each in states if each is not None]
    lists = SharedLists(
        statuses=_in_order(shown, _status, lambda each: (_STATUSES.index(each.row.status), each.row.maybe)),
        whens=_in_order(shown, lambda each: each.row.when, _date_order),
        slips=_in_order(shown, lambda each: each.row.slip, lambda each: slip_order(each.entry) or 0),
        marks=Numbering(),
        cells=Numbering(),
        agencies=Numbering(),
        names=AgencyNames(page.timeline).ids,
    )
    events = [_event(page, row, states, lists) for row, states in zip(page.rows, entries, strict=True)]
    area = _area(page)
    data = {
        "day": page.days.index(page.day),
        "stops": [(iso(day), day_words(day), round(area.at(day, 0.5), 2)) for day in page.days],
        "statuses": [(words, status, STATUS_TONES[status]) for words, status in lists.statuses],
        "whens": list(lists.whens),
        "slips": list(lists.slips),
        "looks": [look_of(*each) for each in lists.marks],
        "cells": list(lists.cells),
        "agencies": list(lists.agencies),
        "events": events,
    }
    return data, list(lists.marks)


def _area(page: ChartPage) -> PlotArea:
    """The axis in hundredths; on it, what is overdue goes on to the end, up to which the scripts draw it day by day."""
    return PlotArea(page.axis, 0.0, 100.0, page.axis.last, FLUID_PIXEL)


def _with_row(entry: Entry | None) -> EntryRow | None:
    return None if entry is None else EntryRow(entry, chart_row(entry))


def _status(shown: EntryRow) -> tuple[str, Status]:
    return status_words(shown.entry), shown.entry.status


def _date_order(shown: EntryRow) -> Any:
    return _UNDATED if shown.entry.date is None else (0, *shown.entry.date.sort_key)


def _in_order(
    shown: Iterable[EntryRow], value: Callable[[EntryRow], _Value], order: Callable[[EntryRow], Any]
) -> Numbering[_Value]:
    """The values, numbered in the given order of the entries."""
    numbers = Numbering[_Value]()
    for each in sorted(shown, key=order):
        _ = numbers[value(each)]
    return numbers


def _event(page: ChartPage, row: PageRow, shown: Iterable[EntryRow | None], lists: SharedLists) -> dict[str, Any]:
    event = row.event
    marks: Numbering[tuple[int, float, float]] = Numbering()
    states = [
        _state(bisect_left(page.days, state.since), each, page, lists, marks)
        for state, each in zip(row.states, shown, strict=True)
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
        "told": [_statement(page, step, lists) for step in row.statements],
    }


def _state(
    stop: int, shown: EntryRow | None, page: ChartPage, lists: SharedLists, marks: Numbering[tuple[int, float, float]]
) -> StateData:
    if shown is None:
        return StateData(stop)
    row = shown.row
    shapes = row_shapes(row, _area(page))
    numbers = tuple(marks[lists.marks[TonedMark(each.mark, each.tone)], *fluid_ends(each)] for each in shapes)
    return StateData(stop, lists.statuses[_status(shown)], lists.whens[row.when], lists.slips[row.slip], numbers)


def _statement(page: ChartPage, step: Step, lists: SharedLists) -> tuple[Any, ...]:
    """The stop from which it is known, -1 if it always was; the numbers of its cells; its note."""
    stop = -1 if step.said is None else bisect_left(page.days, step.said)
    between = step.said is not None and page.days[stop : stop + 1] != (step.said,)  # said while it was not shown
    return (
        stop - 0.5 if between else stop,
        *(lists.cells[_cell(field.cell(step))] for field in page.fields),
        clean(step.note or ""),
    )


def _cell(cell: Cell) -> tuple[str, ...]:
    """Its text and its tone; its address, if that is one of the web."""
    address = safe_address(cell.url)
    return (clean(cell.text), cell.tone.value, *([] if address is None else [clean(address)]))
