"""The date: a span of days, and how two of them compare; and the parts of a year that EDTF writes as months."""

import datetime as dt
import enum
from typing import NamedTuple, Never


class Certainty(enum.Enum):
    """Whether a date lies in a range; it has no order and no truth value, so callers compare it with a member."""

    NO = "no"
    POSSIBLE = "possible"
    SURE = "sure"

    def __bool__(self) -> Never:
        raise TypeError("a certainty is no, possible or sure: compare it with one of them")


class Precision(enum.StrEnum):
    """What the span of a date is: a day, a month, … or an explicit interval."""

    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    QUARTER = "quarter"
    THIRD = "third"
    HALF = "half"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    INTERVAL = "interval"


class Date:
    """A date as somebody wrote it: some day, or all days, from `earliest` to `latest`, both inclusive.

    `earliest` is None when the start is open or unknown, `latest` when the end is; never both. `approximate` means that
    the text contains `~` or `%`, `uncertain` that it contains `?` or `%`; neither changes the span.
    Dates are equal when their texts are. They have no order, since two spans may overlap.
    """

    __slots__ = ("approximate", "earliest", "latest", "precision", "text", "uncertain")

    text: str
    earliest: dt.date | None
    latest: dt.date | None
    precision: Precision
    approximate: bool
    uncertain: bool

    def __init__(  # noqa: PLR0913, PLR0917  the six fields of a date
        self,
        text: str,
        earliest: dt.date | None,
        latest: dt.date | None,
        precision: Precision,
        approximate: bool = False,
        uncertain: bool = False,
    ) -> None:
        put = object.__setattr__
        put(self, "text", text)
        put(self, "earliest", earliest)
        put(self, "latest", latest)
        put(self, "precision", precision)
        put(self, "approximate", approximate)
        put(self, "uncertain", uncertain)

    @property
    def qualified(self) -> bool:
        """True when the date is approximate or uncertain, so that nothing about it is sure."""
        return self.approximate or self.uncertain

    @property
    def open_start(self) -> bool:
        """True for `../2030`: any day up to the end (EDTF level 1, open start)."""
        return self.text.startswith("..")

    @property
    def open_end(self) -> bool:
        """True for `2026/..`: any day from the start on (EDTF level 1, open end)."""
        return self.text.endswith("..")

    @property
    def unknown_start(self) -> bool:
        """True for `/2030`: there is a start, but nobody knows it (EDTF level 1, unknown start)."""
        return self.text.startswith("/")

    @property
    def unknown_end(self) -> bool:
        """True for `2026/`: there is an end, but nobody knows it (EDTF level 1, unknown end)."""
        return self.text.endswith("/")

    @property
    def sort_key(self) -> tuple[dt.date, dt.date, str]:
        """A key that orders any two dates: by first day (the last if that is None), then last day, then text."""
        latest = self.latest or dt.date.max
        return self.earliest or latest, latest, self.text

    def surely_before(self, other: "Date") -> bool:
        """True when every day of this date is before every day of the other and neither is qualified."""
        return self.ends_before(other) and not (self.qualified or other.qualified)

    def ends_before(self, other: "Date") -> bool:
        """True when every day of this date is before every day of the other, qualified or not."""
        return self.latest is not None and other.earliest is not None and self.latest < other.earliest

    def possibly_before(self, other: "Date") -> bool:
        """True when some day of this date is before some day of the other."""
        return self.earliest is None or other.latest is None or self.earliest < other.latest

    def overlaps(self, other: "Date") -> bool:
        """True when the two spans share a day."""
        return not (self.ends_before(other) or other.ends_before(self))

    def within(self, earliest: dt.date | None, latest: dt.date | None) -> Certainty:
        """Whether the date lies in the range from `earliest` to `latest`, both inclusive; None means no bound.

        A range that ends before it begins contains nothing.
        """
        if _before(self.latest, earliest) or _before(latest, self.earliest) or _before(latest, earliest):
            return Certainty.NO
        starts = earliest is None or (self.earliest is not None and self.earliest >= earliest)
        ends = latest is None or (self.latest is not None and self.latest <= latest)
        return Certainty.SURE if starts and ends and not self.qualified else Certainty.POSSIBLE

    def __eq__(self, other: object) -> bool:
        return self.text == other.text if isinstance(other, Date) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.text)

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"<Date {self.text}>"

    def __setattr__(self, name: str, value: object) -> Never:
        raise AttributeError(f"a date does not change: {name} = {value!r}")

    def __delattr__(self, name: str) -> Never:
        raise AttributeError(f"a date does not change: del {name}")

    def __reduce__(self) -> tuple[object, ...]:
        fields = (self.text, self.earliest, self.latest, self.precision, self.approximate, self.uncertain)
        return Date, fields


def days_later(day: dt.date, days: int) -> dt.date:
    """The day so many days later, earlier if negative; 0001-01-01 or 9999-12-31 where the calendar ends before."""
    return dt.date.fromordinal(min(max(day.toordinal() + days, 1), dt.date.max.toordinal()))


def _before(one: dt.date | None, other: dt.date | None) -> bool:
    """True when both days are known and the first is before the second."""
    return one is not None and other is not None and one < other


class PartOfYear(NamedTuple):
    """Consecutive months from `month` on; past December they run into the next year."""

    month: int
    months: int
    precision: Precision
    name: str


# EDTF level 1 gives 21 to 24 no hemisphere; they are read like 25 to 28, the northern meteorological seasons
_SPRING_TO_WINTER = [
    PartOfYear(3, 3, Precision.SEASON, "spring"),
    PartOfYear(6, 3, Precision.SEASON, "summer"),
    PartOfYear(9, 3, Precision.SEASON, "autumn"),
    PartOfYear(12, 3, Precision.SEASON, "winter"),
]

PARTS_OF_YEAR: dict[int, PartOfYear] = dict(
    enumerate(
        [
            *_SPRING_TO_WINTER,
            *_SPRING_TO_WINTER,
            PartOfYear(9, 3, Precision.SEASON, "southern spring"),
            PartOfYear(12, 3, Precision.SEASON, "southern summer"),
            PartOfYear(3, 3, Precision.SEASON, "southern autumn"),
            PartOfYear(6, 3, Precision.SEASON, "southern winter"),
            PartOfYear(1, 3, Precision.QUARTER, "Q1"),
            PartOfYear(4, 3, Precision.QUARTER, "Q2"),
            PartOfYear(7, 3, Precision.QUARTER, "Q3"),
            PartOfYear(10, 3, Precision.QUARTER, "Q4"),
            PartOfYear(1, 4, Precision.THIRD, "early"),
            PartOfYear(5, 4, Precision.THIRD, "mid"),
            PartOfYear(9, 4, Precision.THIRD, "late"),
            PartOfYear(1, 6, Precision.HALF, "H1"),
            PartOfYear(7, 6, Precision.HALF, "H2"),
        ],
        start=21,
    )
)

_DAYS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def days_in(year: int, month: int) -> int:
    """The number of days in a month, 1 to 12, of any year of the proleptic Gregorian calendar, even a negative one."""
    leap = month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return _DAYS[month] + leap
