import datetime

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st
from tests.making import day, event

from spacetl.dates.durations import duration_words, months_between
from spacetl.query import entry_on
from spacetl.reports.sentences import distance_words


@pytest.mark.parametrize(
    ("start", "end", "least", "most"),
    [
        ("2019-12-31", "2021-04-29", "1 y 3 m", "1 y 4 m"),
        ("2019-01-01", "2021-01-01", "2 y", "2 y"),
        ("2019-01-01", "2019-12-31", "11 m", "1 y"),
        ("2019-01-31", "2019-02-28", "1 m", "1 m"),
        ("2019-02-01", "2019-02-28", "27 d", "27 d"),
        ("2020-02-29", "2021-02-28", "1 y", "1 y"),
        ("2019-01-01", "2019-01-01", "0 d", "0 d"),
    ],
)
def test_a_duration_is_cut_off_or_rounded_up(start: str, end: str, least: str, most: str) -> None:
    assert duration_words(day(start), day(end)) == least
    assert duration_words(day(start), day(end), rounded_up=True) == most


@pytest.mark.parametrize(
    ("due", "on", "words"),
    [
        ("2030", "2026-11-23", "in 4 years"),
        ("2027", "2026-11-23", "next year"),
        ("2026", "2026-11-23", "this year"),
        ("2031~", "2026-11-23", "in about 5 years"),
        ("2026-12", "2026-11-23", "next month"),
        ("2027-02", "2026-11-23", "in 3 months"),
        ("2026-11", "2026-11-23", "this month"),
        ("2026-11-24", "2026-11-23", "tomorrow"),
        ("2026-11-23", "2026-11-23", "today"),
        ("2026-12-01", "2026-11-23", "in 8 days"),
        ("2027-33", "2026-11-23", "in 1 month"),
        ("2026-36", "2026-11-23", "this quarter"),
        ("2017-06-06/2017-06-08", "2017-06-07", "now"),
        ("../2030", "2026-11-23", "within 5 years"),
        ("../2030-11-23", "2026-11-23", "within 4 years"),
        ("../2026-12", "2026-11-23", "within 2 months"),
        ("../2026-11-25", "2026-11-23", "within 2 days"),
        ("../2026-11-23", "2026-11-23", "today at the latest"),
        ("2025/..", "2026-11-23", "any day now"),
        ("2028/..", "2026-11-23", "in 1 year or later"),
        ("202X", "2026-11-23", "this decade"),
        ("2019", "2020-04-02", "3 months overdue"),
        ("2019~", "2020-04-02", "maybe 3 months overdue"),
        ("2019", "2020-01-01", "1 day overdue"),
    ],
)
def test_how_far_a_promise_is(due: str, on: str, words: str) -> None:
    assert distance_words(entry_on(event(f"promises: [{{due: {due}}}]"), day(on)), day(on)) == words


def test_how_far_what_is_over_is() -> None:
    assert distance_words(entry_on(event("date: 1957-10-04"), day("2026-11-23")), day("2026-11-23")) == "69 years ago"
    assert distance_words(entry_on(event("tags: [idea]"), day("2026-11-23")), day("2026-11-23")) == "no date"


@given(st.dates(), st.dates())
def test_the_calendar_is_counted_as_dateutil_does(start: datetime.date, end: datetime.date) -> None:
    start, end = sorted((start, end))
    delta = relativedelta(end, start)
    assert months_between(start, end) == (12 * delta.years + delta.months, delta.days > 0)
