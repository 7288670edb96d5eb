"""The page of the chart: its HTML, as of one day, and the data with which its scripts move it through time."""

import datetime
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import count, cycle, groupby, islice
from string import Template
from typing import Any, NamedTuple, TypeVar

from spacetl.dates.durations import day_words
from spacetl.formats.marks import Mark, TonedMark, legend
from spacetl.formats.markup import asset, element, escaped, html_document, safe_address
from spacetl.formats.shapes import (
    FLUID_PIXEL,
    PlotArea,
    Shape,
    fluid_element,
    fluid_ends,
    look_of,
    mark_definitions,
    row_shapes,
)
from spacetl.query import AgencyNames, Entry, Status, Step
from spacetl.reports.fields import STATUS_TONES, iso, status_words
from spacetl.reports.page import ChartPage, PageRow, ShownEvent
from spacetl.reports.report import Cell, ChartRow
from spacetl.reports.show import agency_words
from spacetl.text import clean

SCRIPTS = ("table.js", "rows.js", "card.js", "page.js")
YEAR_LABEL = 8  # the hundredths of the slider that the label of a year takes
_PARITY = ("even", "odd")  # where there is little room, the odd labels are left out
_STATUSES = list(Status)
_UNDATED = (1,)  # after all dates

_Value = TypeVar("_Value")


class DrawnEvent(NamedTuple):
    """An entry, its row in the chart, and the shapes of that, where what is overdue goes on to the end of the axis."""

    entry: Entry
    row: ChartRow
    shapes: list[Shape]


DrawnStates = list[DrawnEvent | None]  # of an event, None where it is not shown


def chart_page_html(page: ChartPage, about: Iterable[str] = ()) -> Iterator[str]:
    """The lines of the page, with the chart as of its day for those without scripts; `about` it stands in its head."""
    title = clean(page.timeline.title or "Timeline")
    area = PlotArea(page.axis, 0.0, 100.0, page.axis.last, FLUID_PIXEL)
    shown = [[_drawn(state.shown, area) for state in row.states] for row in page.rows]
    numbers = PageData(page, shown)
    data = numbers.as_json(area)
    ticks = [(tick.label, f"{area.at(tick.day):.2f}%") for tick in area.ticks]
    labels = zip((tick for tick in ticks if tick[0]), cycle(_PARITY), strict=False)
    lines = {
        "marks": mark_definitions(),
        "years": _years(page),
        "selects": _selects(data),
        "statuses": _statuses(data),
        "rows": _groups(page, data, shown),
        "legend": _legend(list(numbers.marks)),
    }
    body = Template(asset("page.html")).substitute(
        {name: "".join(f"{line}\n" for line in each) for name, each in lines.items()},
        title=escaped(title),
        about="".join(f'<p class="dim">{escaped(clean(line))}</p>' for line in about),
        day=day_words(page.day),
        stop=data["day"],
        last=len(page.days) - 1,
        grid="".join(element("line", x1=at, x2=at, y2="100%", class_="grid") for _, at in ticks),
        axis="".join(element("text", label, x=at, y=16, class_=parity) for (label, at), parity in labels),
        x=f"{data['stops'][data['day']][2]}%",
        none=" hidden" if page.groups else "",
    )
    return html_document(title, [body.rstrip()], SCRIPTS, data)


def _drawn(shown: ShownEvent | None, area: PlotArea) -> DrawnEvent | None:
    return None if shown is None else DrawnEvent(*shown, list(row_shapes(shown.row, area)))


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


def _groups(page: ChartPage, data: dict[str, Any], shown: Iterable[DrawnStates]) -> Iterator[str]:
    events = zip(data["events"], page.rows, shown, strict=True)
    for group in page.groups:
        rows = [(event, _on_day(page.day, row, states)) for event, row, states in islice(events, len(group.rows))]
        yield f'<tbody role="rowgroup"{" hidden" if all(now is None for _, now in rows) else ""}>'
        if group.names:
            names = ", ".join(map(escaped, group.names))
            yield f'<tr role="row" class="group"><th colspan="5" scope="rowgroup" role="rowheader">{names}</th></tr>'
        yield from (_row(event, now, data) for event, now in rows)
        yield "</tbody>"


def _on_day(day: datetime.date, row: PageRow, states: DrawnStates) -> DrawnEvent | None:
    began = [each for state, each in zip(row.states, states, strict=True) if state.since <= day]
    return began[-1] if began else None


def _row(event: dict[str, Any], now: DrawnEvent | None, data: dict[str, Any]) -> str:
    """The row of an event on the day of the page, up to which it draws what is overdue."""
    by = ", ".join(data["agencies"][number] for number in event["agencies"])
    x = data["stops"][data["day"]][2]
    shapes = when = status = tone = slip = ""
    if now is not None:
        status, tone, when, slip = status_words(now.entry), STATUS_TONES[now.row.status], now.row.when, now.row.slip
        shapes = "".join(fluid_element(_until(shape, x)) for shape in now.shapes)
    cells = ((f"when {tone}", when), (f"status {tone}", status), ("slip dim", slip))
    return "".join(
        (
            f'<tr role="row" class="event"{" hidden" if now is None else ""}>',
            f'<th scope="row" role="rowheader">{escaped(event["title"])}<small class="dim">{escaped(by)}</small></th>',
            f'<td role="cell" class="bar"><svg aria-hidden="true">{shapes}</svg></td>',
            *(f'<td role="cell" class="{kind}">{escaped(text)}</td>' for kind, text in cells),
            "</tr>",
        )
    )


def _until(shape: Shape, x: float) -> Shape:
    if shape.mark not in {Mark.OVERDUE, Mark.MAYBE}:
        return shape
    return shape._replace(end=min(max(x, shape.start), shape.end))


def _legend(marks: list[TonedMark]) -> Iterator[str]:
    """Samples of the marks that occur on any day."""
    for mark, tone in legend(marks):
        sample = fluid_element(Shape(mark, tone, 100 / 6, 500 / 6))
        yield f'<li><svg aria-hidden="true">{sample}</svg>{mark.about}</li>'


class StateData(NamedTuple):
    """A state in numbers: the stop from which it holds, and what it shows; nothing if it has no status."""

    stop: int
    status: int | None = None
    when: int = 0
    slip: int = 0
    marks: Sequence[int] = ()


class PageData:
    """Lists, and the events of a page, which refer to them by number, as do the events to their own marks.

    Three lists are in order, so that rows can be sorted by their numbers: `whens` by date, `slips` by days, `statuses`
    as people want to hear of them.
    """

    def __init__(self, page: ChartPage, shown: Sequence[DrawnStates]) -> None:
        every = [each for states in shown for each in states if each is not None]
        by_status = sorted(every, key=lambda each: (_STATUSES.index(each.row.status), each.row.maybe))
        self.page = page
        self.statuses = _numbered((status_words(each.entry), each.row.status) for each in by_status)
        self.whens = _numbered(each.row.when for each in sorted(every, key=_date_order))
        self.slips = _numbered(each.row.slip for each in sorted(every, key=lambda each: each.row.late or 0))
        self.marks: defaultdict[TonedMark, int] = defaultdict(count().__next__)
        self.cells: defaultdict[tuple[str, ...], int] = defaultdict(count().__next__)
        self.agencies: defaultdict[str, int] = defaultdict(count().__next__)
        self.names = AgencyNames(page.timeline).ids
        self.events = [self._event(row, states) for row, states in zip(page.rows, shown, strict=True)]

    def as_json(self, area: PlotArea) -> dict[str, Any]:
        """What the scripts read, on this axis."""
        page = self.page
        return {
            "day": page.days.index(page.day),
            "stops": [(iso(day), day_words(day), round(area.at(day, 0.5), 2)) for day in page.days],
            "statuses": [(words, status, STATUS_TONES[status]) for words, status in self.statuses],
            "whens": list(self.whens),
            "slips": list(self.slips),
            "looks": [look_of(*each) for each in self.marks],
            "cells": list(self.cells),
            "agencies": list(self.agencies),
            "events": self.events,
        }

    def _event(self, row: PageRow, shown: DrawnStates) -> dict[str, Any]:
        event = row.event
        marks: defaultdict[tuple[int, float, float], int] = defaultdict(count().__next__)
        states = []
        for state, each in zip(row.states, shown, strict=True):
            stop = bisect_left(self.page.days, state.since)
            if each is None:
                states.append(StateData(stop))
                continue
            status = self.statuses[status_words(each.entry), each.row.status]
            drawn = [marks[self.marks[TonedMark(shape.mark, shape.tone)], *fluid_ends(shape)] for shape in each.shapes]
            states.append(StateData(stop, status, self.whens[each.row.when], self.slips[each.row.slip], drawn))
        return {
            "id": clean(event.id),
            "title": clean(event.title),
            "agency": clean(agency_words(self.page.timeline, event.agencies)),
            "agencies": [self.agencies[clean(self.names[agency])] for agency in dict.fromkeys(event.agencies)],
            "tags": [clean(tag) for tag in event.tags],
            "note": clean(event.note or ""),
            "states": states,
            "marks": list(marks),
            "told": [self._statement(step) for step in row.statements],
        }

    def _statement(self, step: Step) -> tuple[Any, ...]:
        """The stop from which it is known, -1 if it always was; the numbers of its cells; its note."""
        days = self.page.days
        stop = -1 if step.said is None else bisect_left(days, step.said)
        between = step.said is not None and days[stop : stop + 1] != (step.said,)  # said while it was not shown
        cells = (self.cells[_cell(field.cell(step))] for field in self.page.fields)
        return (stop - 0.5 if between else stop, *cells, clean(step.statement.note or ""))


def _numbered(values: Iterable[_Value]) -> dict[_Value, int]:
    return {value: number for number, value in enumerate(dict.fromkeys(values))}


def _date_order(shown: DrawnEvent) -> Any:
    return _UNDATED if shown.entry.date is None else (0, *shown.entry.date.sort_key)


def _cell(cell: Cell) -> tuple[str, ...]:
    """Its text and its tone; its address, if that is one of the web."""
    address = safe_address(cell.url)
    return (clean(cell.text), cell.tone.value, *([] if address is None else [clean(address)]))
