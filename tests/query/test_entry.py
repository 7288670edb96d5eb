import datetime

import pytest
from tests.making import day, event

from spacetl.dates import parse
from spacetl.query import Status, as_of, entry_on
from spacetl.timeline import Timeline

PROMISED = "promises: [{said: 2017-01-01, due: 2019}]"


@pytest.mark.parametrize(
    ("keys", "on", "status"),
    [
        (PROMISED, "2018-12-31", Status.UPCOMING),
        (PROMISED, "2019-01-01", Status.DUE),
        (PROMISED, "2019-12-31", Status.DUE),
        (PROMISED, "2020-01-01", Status.OVERDUE),
        ("promises: [{due: ../2019}]", "1990-01-01", Status.DUE),
        ("promises: [{due: 2019/..}]", "2050-01-01", Status.DUE),
        ("promises: [{due: 2019}, {said: 2018-01-01}]", "2018-01-01", Status.UNDATED),
        ("tags: [idea]", "2018-01-01", Status.UNDATED),
        ("date: 2019-05", "2019-04-30", Status.UPCOMING),
        ("date: 2019-05", "2019-05-31", Status.DUE),
        ("date: 2019-05", "2019-06-01", Status.PAST),
        (PROMISED + ", outcome: {date: 2021}", "2022-01-01", Status.DONE),
        (PROMISED + ", outcome: {date: 2021, result: failed}", "2022-01-01", Status.FAILED),
        (PROMISED + ", outcome: {date: 2021, result: cancelled}", "2022-01-01", Status.CANCELLED),
        (PROMISED + ", outcome: {date: 2021}", "2020-06-01", Status.OVERDUE),
    ],
)
def test_status(keys: str, on: str, status: Status) -> None:
    (known,) = as_of(Timeline(events=(event(keys),)), day(on)).events
    assert entry_on(known, day(on)).status is status


@pytest.mark.parametrize(("due", "maybe"), [("2019", False), ("2019~", True), ("2019?", True), ("2019%", True)])
def test_an_approximate_date_is_only_maybe_overdue(due: str, maybe: bool) -> None:
    entry = entry_on(event(f"promises: [{{due: '{due}'}}]"), day("2020-01-01"))
    assert entry.status is Status.OVERDUE
    assert entry.maybe is maybe


def test_the_current_date_is_the_last_promise_then_the_outcome() -> None:
    keys = "promises: [{said: 2018-03-04, due: 2020}, {said: 2017-06-06, due: 2019}]"
    assert entry_on(event(keys), day("2019-01-01")).date == parse("2020")
    assert entry_on(event(keys + ", outcome: {date: 2021-04-29}"), day("2022-01-01")).date == parse("2021-04-29")


def test_a_promise_for_days_that_had_passed_is_never_the_current_date() -> None:
    keys = "promises: [{said: 2016-01-01, due: 2019}, {said: 2018-01-01, due: 2017}]"
    assert entry_on(event(keys), day("2019-01-01")).date == parse("2019")
    alone = entry_on(event("promises: [{said: 2018-01-01, due: 2017}]"), day("2019-01-01"))
    assert (alone.date, alone.status) == (None, Status.UNDATED)


@pytest.mark.parametrize(
    ("due", "last"),
    [
        ("2022-12~", "2023-01-31"),
        ("2022~", "2023-12-31"),
        ("2022-12-05?", "2022-12-06"),
        ("2022-33~", "2022-06-30"),
        ("2022-24~", "2023-05-31"),
        ("2022-41~", "2023-06-30"),
        ("202X~", "2039-12-31"),
        ("2021/2022-06~", "2022-07-31"),
        ("../2022~", "2023-12-31"),
    ],
)
def test_what_is_approximate_is_maybe_overdue_until_one_more_unit_has_passed(due: str, last: str) -> None:
    made = event(f"promises: [{{due: '{due}'}}]")
    assert entry_on(made, day(last)).maybe
    after = entry_on(made, day(last) + datetime.timedelta(days=1))
    assert (after.status, after.maybe) == (Status.OVERDUE, False)


def test_the_first_promise_is_the_first_with_a_date() -> None:
    keys = "promises: [{said: 2016-01-01}, {said: 2017-01-01, due: 2019}, {said: 2018-01-01, due: 2021}]"
    assert entry_on(event(keys), day("2019-01-01")).first_promise == parse("2019")
