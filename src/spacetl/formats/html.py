"""A page for the browser: tables to sort and filter or, for the chart, one that moves through time."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TextIO

from spacetl.dates.durations import day_words
from spacetl.errors import UsageError
from spacetl.formats import Style
from spacetl.formats.markup import escaped, html_document, safe_address
from spacetl.formats.page import chart_page_html
from spacetl.formats.table import fields_of
from spacetl.reports.report import Card, Chart, Field, Report, Table, Tone


def write_html(report: Report, out: TextIO, style: Style) -> None:
    """Write the page, in ASCII; it is always the same for the same report."""
    match report:
        case Chart():
            if report.page is None:
                raise UsageError("only one day of this chart is known")
            lines = chart_page_html(report.page(), report.about)
        case Card():
            lines = html_document(report.head[0][0].text, _card_body(report, style), ["table.js"])
        case Table():
            title = report.about[0] if report.about else report.name.capitalize()
            lines = html_document(title, _table_body(report, style), ["table.js"])
    out.writelines(f"{line}\n" for line in lines)


def _table_body(table: Table[Any], style: Style) -> Iterator[str]:
    title, *about = table.about or (table.name.capitalize(),)
    yield f"<header><h1>{escaped(title)}</h1>"
    if style.day is not None and not about:
        about = [f"as known on {day_words(style.day)}"]
    yield from (f'<p class="dim">{escaped(line[:1].upper() + line[1:])}</p>' for line in about)
    yield "</header><main>"
    yield from _table(table, style)
    if table.summary is not None and not style.columns:
        yield f"<h2>{escaped(table.summary.name.capitalize())}</h2>"
        yield from _table(table.summary, style)
    yield "</main>"


def _card_body(card: Card, style: Style) -> Iterator[str]:
    (title, status), *more = card.head
    yield f'<header><h1>{escaped(title.text)}</h1><p class="{status.tone}">{escaped(status.text)}</p>'
    for ends in more:
        yield "".join(f'<p class="{cell.tone}">{escaped(cell.text)}</p>' for cell in ends if cell.text)
    yield "</header><main>"
    if card.table.rows:
        yield from _table(card.table, style)
    yield from (f"<p>{escaped(line)}</p>" for line in card.foot if line)
    yield "</main>"


def _table(table: Table[Any], style: Style) -> Iterator[str]:
    fields = fields_of(table, style)
    columns = [_ranks(field, table.rows) for field in fields]
    name = escaped(table.name.capitalize())
    yield f'<div class="wide" role="region" aria-label="{name}" tabindex="0"><table class="report">'
    if style.header:
        headings = (f'<th scope="col"{_classes(field)}>{escaped(field.heading)}</th>' for field in fields)
        yield f"<thead><tr>{''.join(headings)}</tr></thead>"
    yield "<tbody>"
    for row, ranks in zip(table.rows, zip(*columns, strict=True), strict=True):
        yield f"<tr>{''.join(_cell(field, row, rank) for field, rank in zip(fields, ranks, strict=True))}</tr>"
    yield "</tbody></table></div>"


def _cell(field: Field[Any], row: Any, rank: int | None) -> str:
    cell = field.cell(row)
    text, address = escaped(cell.text), safe_address(cell.url)
    if address is not None:
        text = f'<a href="{escaped(address)}" rel="noopener noreferrer">{text}</a>'
    order = "" if rank is None else f' data-order="{rank}"'
    return f"<td{_classes(field, cell.tone)}{order}>{text}</td>"


def _classes(field: Field[Any], tone: Tone = Tone.PLAIN) -> str:
    kinds = ("wraps" if field.wraps else "", "right" if field.right else "", "" if tone is Tone.PLAIN else tone.value)
    return f' class="{" ".join(filter(None, kinds))}"' if any(kinds) else ""


def _ranks(field: Field[Any], rows: Sequence[Any]) -> Iterable[int | None]:
    """The rank of each row in the order of the field, equal for equal values; None for a row without a value."""
    order = field.order or (lambda row: field.cell(row).text.casefold() or None)
    values = [order(row) for row in rows]
    ranks = {value: rank for rank, value in enumerate(sorted({value for value in values if value is not None}))}
    return [None if value is None else ranks[value] for value in values]
