"""What `date` reports: how texts are read as dates."""

from collections.abc import Sequence
from typing import NamedTuple

from spacetl.dates import Date, words
from spacetl.reports.fields import iso
from spacetl.reports.report import Cell, Column, Field, Table, Tone


class DateReading(NamedTuple):
    """A text as typed, the date it was read as, and how."""

    text: str
    date: Date
    how: str


def readings(rows: Sequence[DateReading]) -> Table[DateReading]:
    """The table of what each text was read as."""
    return Table(name="date", rows=rows, columns=_COLUMNS, fields=_FIELDS)


_COLUMNS: tuple[Column[DateReading], ...] = (
    Column("input", lambda row: row.text),
    Column("edtf", lambda row: row.date.text),
    Column("earliest", lambda row: iso(row.date.earliest)),
    Column("latest", lambda row: iso(row.date.latest)),
    Column("approximate", lambda row: row.date.approximate),
    Column("uncertain", lambda row: row.date.uncertain),
    Column("words", lambda row: words(row.date)),
)

_FIELDS: tuple[Field[DateReading], ...] = (
    Field("Input", lambda row: Cell(row.text), wraps=True),
    Field("EDTF", lambda row: Cell(row.date.text, Tone.STRONG)),
    Field("Earliest", lambda row: Cell(iso(row.date.earliest) or "open")),
    Field("Latest", lambda row: Cell(iso(row.date.latest) or "open")),
    Field("Words", lambda row: Cell(words(row.date)), breaks=" to ", order=lambda row: row.date.sort_key),
    Field("Read as", lambda row: Cell(row.how, Tone.DIM), breaks=" "),
)
