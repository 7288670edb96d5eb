"""The page of the chart: as of one day for those without scripts, with all that is needed to move it."""

from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any, Generic, NamedTuple, TypeVar

from spacetl.dates.durations import day_words
from spacetl.formats.document import html_document, safe_address
from spacetl.formats.marks import Mark
from spacetl.formats.shapes import (
    WIDTH,
    FluidShape,
    PlotArea,
    Shape,
    SvgTemplate,
    element,
    escaped,
    fluid_element,
    fluid_shape,
    mark_definitions,
)
from spacetl.formats.shapes import fluid_shapes as drawn
from spacetl.query import Entry, Status, Step, agency_names
from spacetl.reports.axis import ticks
from spacetl.reports.chart import chart_row
from spacetl.reports.fields import STATUS_TONES, iso, slip_order, status_words
from spacetl.reports.page import ALWAYS, ChartPage, PageRow
from spacetl.reports.report import Cell, ChartRow, Tone
from spacetl.reports.show import agency_words
from spacetl.text import clean

_Value = TypeVar("_Value", bound=Hashable)

_STATUSES = list(Status)
_UNDATED = (1,)  # after all dates


class StateData(NamedTuple):
    """A state in numbers: the stop from which it holds, and what it shows; nothing if it has no status."""

    stop: int
    status: int | None = None
    when: int = 0
    slip: int = 0
    marks: tuple[int, ...] = ()


class Numbering(dict[_Value, int], Generic[_Value]):
    """Values and their numbers, given in the order in which they are first asked for."""

    def __missing__(self, value: _Value) -> int:
        self[value] = len(self)
        return self[value]


class EntryRow(NamedTuple):
    """An entry and how the chart shows it."""

    entry: Entry
    bar: ChartRow


class SharedLists(NamedTuple):
    """What the events of a page refer to by number."""

    statuses: Numbering[tuple[str, Status]]
    whens: Numbering[str]
    slips: Numbering[str]
    looks: Numbering[SvgTemplate]
    cells: Numbering[tuple[str, ...]]
    agencies: Numbering[str]
    names: dict[str, str]


def page_data(page: ChartPage) -> dict[str, Any]:
    """The data of the page: lists, and the events, which refer to them by number.

    Three lists are in order, so that rows can be sorted by their numbers: `whens` by date, `slips` by days, `statuses`
    as people want to hear of them.
    """
    rows = [[_row_of(state.entry) for state in story.states] for story in page.rows]
    shown = [row for each in rows for row in each if row is not None]
    lists = SharedLists(
        statuses=_in_order(shown, _status, lambda row: (_STATUSES.index(row.bar.status), row.bar.maybe)),
        whens=_in_order(shown, lambda row: row.bar.when, _date_order),
        slips=_in_order(shown, lambda row: row.bar.slip, lambda row: slip_order(row.entry) or 0),
        looks=Numbering(),
        cells=Numbering(),
        agencies=Numbering(),
        names=agency_names(page.timeline),
    )
    events = [_event(page, story, each, lists) for story, each in zip(page.rows, rows, strict=True)]
    place = PlotArea(page.axis, 0, 100, page.day)
    return {
        "day": page.days.index(page.day),
        "stops": [(iso(day), day_words(day), round(place.at(day, 0.5), 2)) for day in page.days],
        "statuses": [(words, status, STATUS_TONES[status]) for words, status in lists.statuses],
        "whens": list(lists.whens),
        "slips": list(lists.slips),
        "looks": list(lists.looks),
        "cells": list(lists.cells),
        "agencies": list(lists.agencies),
        "events": events,
    }


def _row_of(entry: Entry | None) -> EntryRow | None:
    return None if entry is None else EntryRow(entry, chart_row(entry))


def _status(row: EntryRow) -> tuple[str, Status]:
    return status_words(row.entry), row.entry.status


def _date_order(row: EntryRow) -> Any:
    return _UNDATED if row.entry.date is None else (0, *row.entry.date.sort_key)


def _in_order(
    rows: Iterable[EntryRow], value: Callable[[EntryRow], _Value], order: Callable[[EntryRow], Any]
) -> Numbering[_Value]:
    """The values of the rows, numbered in the given order of the rows."""
    numbers = Numbering[_Value]()
    for row in sorted(rows, key=order):
        _ = numbers[value(row)]
    return numbers


def _event(page: ChartPage, story: PageRow, rows: Iterable[EntryRow | None], lists: SharedLists) -> dict[str, Any]:
    event = story.event
    marks: Numbering[tuple[int, float, float]] = Numbering()
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
        "told": [_told(page, step, lists) for step in story.statements],
    }


def _numbered(
    stop: int, row: EntryRow | None, page: ChartPage, lists: SharedLists, marks: Numbering[tuple[int, float, float]]
) -> StateData:
    if row is None:
        return StateData(stop)
    shapes = tuple(marks[lists.looks[look], start, end] for look, start, end in drawn(row.bar, page.axis))
    return StateData(stop, lists.statuses[_status(row)], lists.whens[row.bar.when], lists.slips[row.bar.slip], shapes)


def _told(page: ChartPage, step: Step, lists: SharedLists) -> tuple[Any, ...]:
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
    address = safe_address(cell.url)
    return (clean(cell.text), cell.tone.value, *([] if address is None else [clean(address)]))


def _stop(page: ChartPage, since: Any) -> int:
    """The first stop at which it holds."""
    return 0 if since == ALWAYS else bisect_left(page.days, since)


TICK = 12  # the width of a letter in a tick's label, with room around it
YEAR = 8  # the hundredths of the slider that the label of a year takes
_PARITY = ("even", "odd")  # where there is little room, the odd labels are left out
SCRIPTS = ("table.js", "rows.js", "card.js", "page.js")
HEADINGS = ("Event", "", "When", "Status", "First promise")


def chart_page_html(page: ChartPage) -> Iterator[str]:
    """The lines of the document."""
    title = clean(page.timeline.title or "Timeline")
    data = page_data(page)
    return html_document(title, _body(page, title, data), SCRIPTS, data)


def _body(page: ChartPage, title: str, data: dict[str, Any]) -> Iterator[str]:
    yield '<svg class="drawings" width="0" height="0" aria-hidden="true"><defs>'
    yield from mark_definitions()
    yield element("path", id="now", d="M-5 -8h10l-5 8z")
    yield "</defs></svg>"
    yield f'<div class="page"><header><h1>{escaped(title)}</h1></header>'
    yield from _time(page, data)
    yield "<main>"
    yield '<p id="news"></p>'
    yield from _filters(data)
    yield from _chart(page, data)
    yield from _legend(data)
    yield "</main>"
    yield '<footer class="dim"><p id="keys" hidden><kbd>[</kbd> <kbd>]</kbd> previous and next change, '
    yield "<kbd>/</kbd> search, <kbd>Esc</kbd> close the card.</p>"
    yield f"<noscript><p>This is what was known on {day_words(page.day)}. With JavaScript the page moves through all "
    yield "other days.</p></noscript><p>Made with spacetl.</p></footer></div>"
    yield '<aside id="card" aria-labelledby="card-title" hidden></aside>'
    yield '<p id="spoken" class="unseen" role="status"></p>'


def _time(page: ChartPage, data: dict[str, Any]) -> Iterator[str]:
    yield '<section class="time" aria-label="Time travel">'
    yield f'<p class="as-of-day">as known on <strong id="as-of">{day_words(page.day)}</strong></p>'
    yield '<div class="moving" hidden><div class="steps">'
    yield '<button type="button" id="play">Play</button>'
    yield '<button type="button" id="back" aria-label="Previous change">&#8249;</button>'
    yield '<button type="button" id="next" aria-label="Next change">&#8250;</button></div>'
    yield '<div class="slider">'
    yield (
        f'<input type="range" id="day" min="0" max="{len(page.days) - 1}" value="{data["day"]}" '
        f'aria-label="As known on" aria-valuetext="{day_words(page.day)}">'
    )
    yield '<svg class="years" aria-hidden="true">'
    for number, (year, place) in enumerate(_years(page)):
        yield element("text", f"{year:04}", x=f"{place:.2f}%", class_=_PARITY[number % 2])
    yield "</svg></div></div></section>"


def _years(page: ChartPage) -> Iterator[tuple[int, float]]:
    """The years for which there is room under the slider, each with the place of its first day, in hundredths."""
    taken = -YEAR / 2
    for year, stops in groupby(enumerate(page.days), key=lambda stop: stop[1].year):
        place = next(stops)[0] * 100 / max(len(page.days) - 1, 1)
        if place >= taken and place <= 100 - YEAR / 2:
            taken = place + YEAR
            yield year, place


def _filters(data: dict[str, Any]) -> Iterator[str]:
    yield '<form id="filters" hidden>'
    yield '<label class="search">Search <input type="search" id="search" autocomplete="off"></label>'
    yield from _choice("agency", "Agency", "all agencies", data["agencies"])
    yield from _choice(
        "tag", "Tag", "all tags", dict.fromkeys(tag for event in data["events"] for tag in event["tags"])
    )
    yield '<fieldset><legend class="unseen">Status</legend>'
    tones = {status: tone for _, status, tone in data["statuses"]}
    for status, tone in tones.items():
        yield f'<label class="chip {tone}"><input type="checkbox" value="{status}"><b></b> {status}</label>'
    yield '</fieldset><button type="reset">Show all</button></form>'


def _choice(name: str, label: str, every: str, values: Iterable[str]) -> Iterator[str]:
    ordered = sorted(values, key=str.casefold)
    if len(ordered) > 1:
        options = "".join(f'<option value="{escaped(each)}">{escaped(each)}</option>' for each in ordered)
        yield f'<label>{label} <select id="{name}"><option value="">{every}</option>{options}</select></label>'


def _chart(page: ChartPage, data: dict[str, Any]) -> Iterator[str]:
    events = iter(data["events"])
    yield f'<div class="chart"><svg class="ground" aria-hidden="true">{"".join(_ground(page, data))}</svg>'
    yield '<table id="chart" role="table" aria-label="Events"><thead role="rowgroup"><tr role="row">'
    for heading, kind in zip(HEADINGS, ("title", "bar", "when", "status", "slip"), strict=True):
        if kind == "bar":
            axis = "".join(_axis(page, data))
            yield f'<td role="cell" class="bar"><svg class="axis" aria-hidden="true">{axis}</svg></td>'
        else:
            yield f'<th scope="col" role="columnheader" class="{kind}">{heading}</th>'
    yield "</tr></thead>"
    for group in page.groups:
        rows = [_row(next(events), data) for _ in group.rows]
        empty = all(hidden for hidden, _ in rows)
        yield f'<tbody role="rowgroup"{" hidden" if empty else ""}>'
        if group.names:
            names = ", ".join(map(escaped, group.names))
            heading = f'<th colspan="{len(HEADINGS)}" scope="rowgroup" role="rowheader">{names}</th>'
            yield f'<tr role="row" class="group">{heading}</tr>'
        yield from (row for _, row in rows)
        yield "</tbody>"
    yield "</table></div>"
    yield f'<p id="none"{"" if not page.groups else " hidden"}>Nothing to show.</p>'


def _row(event: dict[str, Any], data: dict[str, Any]) -> tuple[bool, str]:
    """Whether the row is hidden on the page's day, and the row."""
    state = _state_on(event["states"], data["day"])
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


def _state_on(states: Sequence[StateData], stop: int) -> StateData | None:
    return next((state for state in reversed(states) if state.stop <= stop), None)


def _shape(mark: tuple[int, float, float], data: dict[str, Any]) -> str:
    number, start, end = mark
    look: SvgTemplate = data["looks"][number]
    if "overdue" in look.kind or "maybe" in look.kind:
        end = min(max(data["stops"][data["day"]][2], start), end)
    return fluid_element(FluidShape(look, start, end))


def _ground(page: ChartPage, data: dict[str, Any]) -> Iterator[str]:
    """A line for each tick, and the line of the as-of day."""
    place = PlotArea(page.axis, 0, 100, page.day)
    for tick in ticks(page.axis, WIDTH // TICK):
        x = f"{place.at(tick.day):.2f}%"
        yield element("line", x1=x, x2=x, y2="100%", class_="grid")
    x = f"{data['stops'][data['day']][2]}%"
    yield element("line", id="as-of-line", x1=x, x2=x, y2="100%", class_="as-of")


def _axis(page: ChartPage, data: dict[str, Any]) -> Iterator[str]:
    place = PlotArea(page.axis, 0, 100, page.day)
    labelled = [tick for tick in ticks(page.axis, WIDTH // TICK) if tick.label]
    for number, tick in enumerate(labelled):
        yield element("text", tick.label, x=f"{place.at(tick.day):.2f}%", y=16, class_=_PARITY[number % 2])
    x = f"{data['stops'][data['day']][2]}%"
    yield element("use", id="as-of-mark", href="#now", x=x, class_="as-of")


def _legend(data: dict[str, Any]) -> Iterator[str]:
    """Samples of the marks that occur on any day."""
    kinds = {look.kind.split()[-1]: look.kind.split()[0] for look in data["looks"]}
    yield '<ul class="legend">'
    for mark in Mark:
        tone = kinds.get(mark.css)
        if tone is not None and mark.about:
            sample = fluid_element(fluid_shape(Shape(mark, Tone(tone), WIDTH / 6, WIDTH * 5 / 6)))
            yield f'<li><svg aria-hidden="true">{sample}</svg>{mark.about}</li>'
    yield "</ul>"
