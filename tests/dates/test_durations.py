"""Lengths of time from a day, by the calendar."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spacetl.dates.durations import add_duration
from spacetl.dates.phrases import read_date
from spacetl.errors import InvalidDate

LEAP_DAY = dt.date(2024, 2, 29)


@pytest.mark.parametrize(
    ("length", "end"),
    [
        ("5y", "2029-02-28"),
        ("4Y", "2028-02-29"),
        ("18m", "2025-08-29"),
        ("1m", "2024-03-29"),
        ("2w", "2024-03-14"),
        ("90d", "2024-05-29"),
        ("0d", "2024-02-29"),
        ("5 years", "2029-02-28"),
        ("1 Month", "2024-03-29"),
        ("2weeks", "2024-03-14"),
        ("90 d", "2024-05-29"),
        ("7975y", "9999-02-28"),
    ],
)
def test_the_end_of_a_length_of_time(length: str, end: str) -> None:
    assert add_duration(length, LEAP_DAY) == dt.date.fromisoformat(end)


@pytest.mark.parametrize(
    "text", ["", "5", "y", "+5y", "-5y", "5  y", "5y ", "1.5y", "5h", "5 yrs", "years", "\uff15y", "9999999d", "5y\n"]
)
def test_what_is_no_length_of_time(text: str) -> None:
    with pytest.raises(InvalidDate, match="is not a length of time; write it like 5y, 18m, 2w or 90d"):
        add_duration(text, LEAP_DAY)


@pytest.mark.parametrize("text", ["7976y", "999999y", "99999m"])
def test_a_length_beyond_the_calendar(text: str) -> None:
    with pytest.raises(InvalidDate, match=f"^'{text}' is too long: it lies outside the years 0001 to 9999"):
        add_duration(text, LEAP_DAY)


def test_months_end_where_the_month_does() -> None:
    assert read_date("-1m", dt.date(2024, 3, 31)).date.text == "2024-02-29"
    assert read_date("+1m", dt.date(2023, 1, 31)).date.text == "2023-02-28"


@given(st.integers(0, 9999), st.dates(dt.date(100, 1, 1), dt.date(9900, 1, 1)))
def test_days_and_weeks_are_counted_exactly(count: int, day: dt.date) -> None:
    assert add_duration(f"{count}d", day) == day + dt.timedelta(count)
    assert read_date(f"-{count}d", day).date.earliest == day - dt.timedelta(count)
    if count < 5000:
        assert read_date(f"+{count}w", day).date.latest == day + dt.timedelta(weeks=count)
