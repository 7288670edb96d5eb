"""A GitHub-flavoured Markdown table: a row stays a row, and no text from a file becomes markup."""

import re
from collections.abc import Sequence
from typing import Any, TextIO

from spacetl.formats import RowReport, Style, table_of
from spacetl.formats.table import fields_of
from spacetl.reports.report import Card, Table
from spacetl.text import clean

# what is markup anywhere in a line: code, emphasis, links, HTML, entities, cells, formulas, :emoji:, @names, #issues,
# bare addresses
_MARKUP = re.compile(r"[\\`*_\[\]<>|~&$]|[@#:](?=\w)|:(?=//)|(?<=\bwww)\.", re.IGNORECASE)
# what is markup only where a paragraph begins: lists, headings, rules
_START = re.compile(r"^([-+#=]|\d+(?=[.)]))")


def write_markdown(report: RowReport, out: TextIO, style: Style) -> None:
    """Write the table that people see, with a card's lines as paragraphs above and below it."""
    if isinstance(report, Card):
        heads = ("  \n".join(_paragraph(cell.text) for cell in ends if cell.text) for ends in report.head)
        out.writelines(f"{head}\n\n" for head in heads if head)
        _write_table(report.table, out, style)
        out.writelines(f"\n{_paragraph(line)}\n" for line in report.foot)
        return
    table = table_of(report)
    if style.in_file and table.about:
        title, *about = table.about
        out.write(f"# {_escaped(title)}\n\n")
        out.writelines(f"{_paragraph(line[:1].upper() + line[1:])}\n\n" for line in about)
    _write_table(table, out, style)
    if table.summary is not None and not style.columns:
        out.write(f"\n{_paragraph(table.summary.name.capitalize())}\n\n")
        _write_table(table.summary, out, style)


def _write_table(table: Table[Any], out: TextIO, style: Style) -> None:
    fields = fields_of(table, style)
    out.write(_line([_escaped(field.heading) for field in fields]))
    out.write(_line(["---:" if field.right else "---" for field in fields]))
    out.writelines(_line([_escaped(field.cell(row).text) for field in fields]) for row in table.rows)


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |\n"


def _escaped(text: str) -> str:
    return _MARKUP.sub(r"\\\g<0>", clean(text)).strip()


def _paragraph(text: str) -> str:
    escaped = _escaped(text)
    start = _START.match(escaped)
    if start is None:
        return escaped
    place = start.end() if escaped[0].isdigit() else 0
    return f"{escaped[:place]}\\{escaped[place:]}"
