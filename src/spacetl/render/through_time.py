"""The page of the chart: as of one day for those without scripts, with all that is needed to move it."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from spacetl.dates.durations import day_words
from spacetl.render.cleaning import clean
from spacetl.render.document import document
from spacetl.render.fluid import WIDTH, Drawn, Look, drawings, placed, written_out
from spacetl.render.plot import Mark
from spacetl.render.shapes import Place, Shape
from spacetl.render.states import Numbered, data_of
from spacetl.render.vector import element, written
from spacetl.reports.axis import ticks
from spacetl.reports.page import Page
from spacetl.reports.report import Tone

TICK = 12  # the width of a letter in a tick's label, with room around it
YEAR = 8  # the hundredths of the slider that the label of a year takes
_PARITY = ("even", "odd")  # where there is little room, the odd labels are left out
SCRIPTS = ("table.js", "rows.js", "card.js", "page.js")
HEADINGS = ("Event", "", "When", "Status", "First promise")


def chart_page(page: Page) -> Iterator[str]:
    """The lines of the document."""
    title = clean(page.timeline.title or "Timeline")
    data = data_of(page)
    return document(title, _body(page, title, data), SCRIPTS, data)


def _body(page: Page, title: str, data: dict[str, Any]) -> Iterator[str]:
    yield '<svg class="drawings" width="0" height="0" aria-hidden="true"><defs>'
    yield from drawings()
    yield element("path", id="now", d="M-5 -8h10l-5 8z")
    yield "</defs></svg>"
    yield f'<div class="page"><header><h1>{written(title)}</h1></header>'
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


def _time(page: Page, data: dict[str, Any]) -> Iterator[str]:
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


def _years(page: Page) -> Iterator[tuple[int, float]]:
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
        options = "".join(f'<option value="{written(each)}">{written(each)}</option>' for each in ordered)
        yield f'<label>{label} <select id="{name}"><option value="">{every}</option>{options}</select></label>'


def _chart(page: Page, data: dict[str, Any]) -> Iterator[str]:
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
        rows = [_row(next(events), data) for _ in group.stories]
        empty = all(hidden for hidden, _ in rows)
        yield f'<tbody role="rowgroup"{" hidden" if empty else ""}>'
        if group.names:
            names = ", ".join(map(written, group.names))
            heading = f'<th colspan="{len(HEADINGS)}" scope="rowgroup" role="rowheader">{names}</th>'
            yield f'<tr role="row" class="group">{heading}</tr>'
        yield from (row for _, row in rows)
        yield "</tbody>"
    yield "</table></div>"
    yield f'<p id="none"{"" if not page.groups else " hidden"}>Nothing to show.</p>'


def _row(event: dict[str, Any], data: dict[str, Any]) -> tuple[bool, str]:
    """Whether the row is hidden on the page's day, and the row."""
    state = _state_on(event["states"], data["day"])
    title = written(event["title"])
    by = f'<small class="dim">{written(", ".join(data["agencies"][number] for number in event["agencies"]))}</small>'
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
            *(f'<td role="cell" class="{kind}">{written(text)}</td>' for kind, text in cells),
            "</tr>",
        )
    )


def _state_on(states: Sequence[Numbered], stop: int) -> Numbered | None:
    return next((state for state in reversed(states) if state.stop <= stop), None)


def _shape(mark: tuple[int, float, float], data: dict[str, Any]) -> str:
    number, start, end = mark
    look: Look = data["looks"][number]
    if "overdue" in look.kind or "maybe" in look.kind:
        end = min(max(data["stops"][data["day"]][2], start), end)
    return written_out(Drawn(look, start, end))


def _ground(page: Page, data: dict[str, Any]) -> Iterator[str]:
    """A line for each tick, and the line of the as-of day."""
    place = Place(page.axis, 0, 100, page.day)
    for tick in ticks(page.axis, WIDTH // TICK):
        x = f"{place.at(tick.day):.2f}%"
        yield element("line", x1=x, x2=x, y2="100%", class_="grid")
    x = f"{data['stops'][data['day']][2]}%"
    yield element("line", id="as-of-line", x1=x, x2=x, y2="100%", class_="as-of")


def _axis(page: Page, data: dict[str, Any]) -> Iterator[str]:
    place = Place(page.axis, 0, 100, page.day)
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
            sample = written_out(placed(Shape(mark, Tone(tone), WIDTH / 6, WIDTH * 5 / 6)))
            yield f'<li><svg aria-hidden="true">{sample}</svg>{mark.about}</li>'
    yield "</ul>"
