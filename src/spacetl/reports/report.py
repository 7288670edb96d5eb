"""What a report is: a table, a card about one thing or a chart, as a value that any format can write."""

import datetime
from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from msgspec import Struct

from spacetl.query import Status

if TYPE_CHECKING:
    from spacetl.reports.axis import Axis
    from spacetl.reports.page import ChartPage

Row = TypeVar("Row")
JsonValue = str | int | bool | None | tuple[str, ...]


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
    """A text on the screen, as it is in the file: the formats clean it; `url` is what it links to, if anything."""

    text: str
    tone: Tone = Tone.PLAIN
    url: str | None = None


class Column(Struct, Generic[Row], frozen=True):
    """What machines get: a name that scripts rely on, and its value for a row."""

    name: str
    value: Callable[[Row], JsonValue]


class Field(Struct, Generic[Row], frozen=True):
    """What people see: a heading, and the cell for a row."""

    heading: str
    cell: Callable[[Row], Cell]
    wraps: bool = False  # titles and names, which get the width that the others leave
    breaks: str = ""  # else, after what its texts may be broken where there is little room: " ", or " to " for dates
    optional: bool = False  # it is left out where there is little room
    right: bool = False  # its texts end at the right edge
    order: Callable[[Row], Any] | None = None  # what rows are sorted by, None for the last; else the text of the cell


class CalendarEntry(Struct, frozen=True):
    """A row in a calendar: whole days, both inclusive."""

    uid: str
    date: str  # in EDTF, which says more than the days
    start: datetime.date
    end: datetime.date
    summary: str
    status: str
    description: str
    url: str | None


class Table(Struct, Generic[Row], frozen=True):
    """A report of rows."""

    name: str  # that of its command
    rows: Sequence[Row]
    columns: tuple[Column[Row], ...]
    fields: tuple[Field[Row], ...]
    hint: tuple[str, ...] = ()  # lines shown to people beside the report, not part of it
    # the entry of a row, None for a row without days; None if no row of this report can have days
    calendar: Callable[[Row], CalendarEntry | None] | None = None
    summary: "Table[Any] | None" = None  # a smaller table that people see under this one
    about: tuple[str, ...] = ()  # a title, and lines on what it shows, for who reads it elsewhere


class Card(Struct, frozen=True):
    """A report about one thing."""

    head: tuple[tuple[Cell, Cell], ...]  # lines above the table, each with a left and a right cell
    table: Table[Any]
    foot: tuple[str, ...]
    record: dict[str, object]  # what machines get, as one object


class ChartSpan(Struct, frozen=True):
    """Where a date lies on the axis of a chart: the days that it names, and those on which it may lie as well."""

    first: datetime.date  # 1 January 2030 for `../2030`
    last: datetime.date  # 31 December 2030 for `2030/..`
    earliest: datetime.date | None  # None if the start is open
    latest: datetime.date | None  # None if the end is open
    sure: tuple[datetime.date, datetime.date] | None = None  # the days that it covers in any case; none for `2030`


class ChartRow(Struct, frozen=True):
    """An event in a chart, and what is said of it in words."""

    title: str
    status: Status
    maybe: bool  # whether the status rests on an approximate date
    now: ChartSpan | None  # the current date; None if there is none
    before: tuple[ChartSpan, ...]  # the dates promised before, the oldest first
    when: str
    slip: str  # what became of the promise; empty if there is nothing to say
    late: int | None = None  # what that is sorted by, in days


class ChartGroup(Struct, frozen=True):
    """Rows under the names that they share; without names, all rows."""

    names: tuple[str, ...]
    rows: tuple[ChartRow, ...]


class Grouping(StrEnum):
    """What the rows of a chart can be grouped by."""

    AGENCY = "agency"
    TAG = "tag"
    NONE = "none"


class Chart(Struct, frozen=True):
    """A timeline to be drawn."""

    title: str | None
    axis: "Axis"
    day: datetime.date  # the day whose knowledge it shows, perhaps not on the axis
    groups: tuple[ChartGroup, ...]
    hint: tuple[str, ...] = ()  # as that of a table
    name: str = "chart"
    about: tuple[str, ...] = ()  # as that of a table
    page: "Callable[[], ChartPage] | None" = None  # makes the charts of all days; None if there is only this one

    @property
    def rows(self) -> tuple[ChartRow, ...]:
        """The rows of all groups."""
        return tuple(row for group in self.groups for row in group.rows)


Report = Table[Any] | Card | Chart
