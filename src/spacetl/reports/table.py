"""The values that reports return: rows, with the columns that machines get and the fields that people see."""

import datetime
from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Any, Generic, TypeVar

from msgspec import Struct

from spacetl.reports.bars import Chart

Row = TypeVar("Row")
Json = str | int | bool | None | tuple[str, ...]


class Tone(StrEnum):
    """What the colour of a cell means."""

    PLAIN = "plain"
    DIM = "dim"
    STRONG = "strong"
    GOOD = "good"
    BAD = "bad"
    WARNING = "warning"
    NOW = "now"


class Cell(Struct, frozen=True, gc=False):
    """A text on the screen, as it is in the file: renderers clean it; `url` is what it links to, if anything."""

    text: str
    tone: Tone = Tone.PLAIN
    url: str | None = None


class Column(Struct, Generic[Row], frozen=True):
    """What machines get: a name that scripts rely on, and its value for a row."""

    name: str
    value: Callable[[Row], Json]


class Field(Struct, Generic[Row], frozen=True):
    """What people see: a heading, and the cell for a row; a field that wraps gets the width that is left.

    `order` gives what is compared when rows are sorted by it, None for what comes last; without it, the texts are.
    """

    heading: str
    cell: Callable[[Row], Cell]
    wraps: bool = False
    right: bool = False
    order: Callable[[Row], Any] | None = None


class Day(Struct, frozen=True):
    """A row in a calendar: whole days, both inclusive."""

    uid: str
    start: datetime.date
    end: datetime.date
    summary: str
    status: str
    description: str
    url: str | None


class Table(Struct, Generic[Row], frozen=True):
    """A report of rows.

    Attributes:
        name: the report's name, that of its command.
        rows: one value per row.
        columns: what machines get, in this order.
        fields: what people see, in this order.
        hint: lines shown to people beside the report, not part of it.
        day: gives a row's days in a calendar, None for a row without days; None if the report has no days at all.
        below: a smaller table that people see under this one.
    """

    name: str
    rows: Sequence[Row]
    columns: tuple[Column[Row], ...]
    fields: tuple[Field[Row], ...]
    hint: tuple[str, ...] = ()
    day: Callable[[Row], Day | None] | None = None
    below: "Table[Any] | None" = None


class Card(Struct, frozen=True):
    """A report about one thing.

    Attributes:
        head: lines above the table, each with a left and a right cell.
        table: its rows.
        foot: lines below the table.
        record: what machines get as one object.
    """

    head: tuple[tuple[Cell, Cell], ...]
    table: Table[Any]
    foot: tuple[str, ...]
    record: dict[str, object]


Report = Table[Any] | Card | Chart
