"""The parts of a year that EDTF writes in place of the month, 21 to 41, and the lengths of months."""

from typing import NamedTuple

from spacetl.dates.date import Precision


class Group(NamedTuple):
    """Consecutive months from `month` on; past December they run into the next year."""

    month: int
    months: int
    precision: Precision
    name: str


# EDTF level 1 gives 21 to 24 no hemisphere; they are read like 25 to 28, the northern meteorological seasons
_SPRING_TO_WINTER = [
    Group(3, 3, Precision.SEASON, "spring"),
    Group(6, 3, Precision.SEASON, "summer"),
    Group(9, 3, Precision.SEASON, "autumn"),
    Group(12, 3, Precision.SEASON, "winter"),
]

GROUPS: dict[int, Group] = dict(
    enumerate(
        [
            *_SPRING_TO_WINTER,
            *_SPRING_TO_WINTER,
            Group(9, 3, Precision.SEASON, "southern spring"),
            Group(12, 3, Precision.SEASON, "southern summer"),
            Group(3, 3, Precision.SEASON, "southern autumn"),
            Group(6, 3, Precision.SEASON, "southern winter"),
            Group(1, 3, Precision.QUARTER, "Q1"),
            Group(4, 3, Precision.QUARTER, "Q2"),
            Group(7, 3, Precision.QUARTER, "Q3"),
            Group(10, 3, Precision.QUARTER, "Q4"),
            Group(1, 4, Precision.THIRD, "early"),
            Group(5, 4, Precision.THIRD, "mid"),
            Group(9, 4, Precision.THIRD, "late"),
            Group(1, 6, Precision.HALF, "H1"),
            Group(7, 6, Precision.HALF, "H2"),
        ],
        start=21,
    )
)

LAST_SEASON = 24  # of level 1; later groups are level 2 and not allowed in an interval

_DAYS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def days_in(year: int, month: int) -> int:
    """The number of days in a month, 1 to 12, of any year of the proleptic Gregorian calendar, even a negative one."""
    leap = month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return _DAYS[month] + leap
