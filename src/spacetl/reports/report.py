"""What a report is: a table, a card or a chart, as a value."""

import datetime
from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from msgspec import Struct

from spacetl.query import Status

if TYPE_CHECKING:
    from spacetl.reports.axis import Axis
    from spacetl.reports.page import ChartPage


class Grouping(StrEnum):
    """What the rows can be grouped by."""

    AGENCY = "agency"
    TAG = "tag"
    NONE = "none"


class ChartSpan(Struct, frozen=True):
    """Where a date lies on an axis.

    Attributes:
        first: the first day of what was named: 1 January 2030 for `../2030`.
        last: the last day of what was named: 31 December 2030 for `2030/..`.
        earliest: the first day on which it may lie; None if its start is open.
        latest: the last day on which it may lie; None if its end is open.
        sure: the first and the last of the days that it surely covers; None if there is none, as for `2030`.
    """

    first: datetime.date
    last: datetime.date
    earliest: datetime.date | None
    latest: datetime.date | None
    sure: tuple[datetime.date, datetime.date] | None = None


class ChartRow(Struct, frozen=True):
    """A row of the chart: an event.

    Attributes:
        title: the event's title.
        status: its status; its result, if it has an outcome.
        maybe: whether the status rests on an approximate date.
        now: where its current date lies; None if it has none.
        before: where the dates promised before lie, the oldest first.
        when: the current date in words.
        slip: how far it slipped, in words; empty if there is nothing to say.
    """

    title: str
    status: Status
    maybe: bool
    now: ChartSpan | None
    before: tuple[ChartSpan, ...]
    when: str
    slip: str


class ChartGroup(Struct, frozen=True):
    """Rows under the names that they share; without names, all rows."""

    names: tuple[str, ...]
    rows: tuple[ChartRow, ...]


class Chart(Struct, frozen=True):
    """A timeline to be drawn.

    Attributes:
        title: the timeline's; None if it has none.
        axis: the days that are shown.
        day: the day whose knowledge it shows, perhaps not on the axis.
        groups: the rows.
        hint: lines shown to people beside the report, not part of it.
        page: makes the charts of all days; None if there is only this one.
    """

    title: str | None
    axis: "Axis"
    day: datetime.date
    groups: tuple[ChartGroup, ...]
    hint: tuple[str, ...] = ()
    name: str = "chart"
    page: "Callable[[], ChartPage] | None" = None

    @property
    def rows(self) -> tuple[ChartRow, ...]:
        """All rows."""
        return tuple(bar for group in self.groups for bar in group.rows)


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
    """A text on the screen, as it is in the file: renderers clean it; `url` is what it links to, if anything."""

    text: str
    tone: Tone = Tone.PLAIN
    url: str | None = None


class Column(Struct, Generic[Row], frozen=True):
    """What machines get: a name that scripts rely on, and its value for a row."""

    name: str
    value: Callable[[Row], JsonValue]


class Field(Struct, Generic[Row], frozen=True):
    """What people see: a heading, and the cell for a row; a field that wraps gets the width that is left.

    `order` gives what is compared when rows are sorted by it, None for what comes last; without it, the texts are.
    """

    heading: str
    cell: Callable[[Row], Cell]
    wraps: bool = False
    right: bool = False
    order: Callable[[Row], Any] | None = None


class CalendarEntry(Struct, frozen=True):
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
        calendar: gives a row's days in a calendar, None for a row without days; None if the report has no days at all.
        summary: a smaller table that people see under this one.
    """

    name: str
    rows: Sequence[Row]
    columns: tuple[Column[Row], ...]
    fields: tuple[Field[Row], ...]
    hint: tuple[str, ...] = ()
    calendar: Callable[[Row], CalendarEntry | None] | None = None
    summary: "Table[Any] | None" = None


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
