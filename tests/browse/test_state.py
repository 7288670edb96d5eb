import datetime

from hypothesis import given
from tests import making
from tests.making import day, timeline

from spacetl.browse.state import BrowserState, Scope
from spacetl.query import Query, Status, as_of
from spacetl.reports.report import Grouping
from spacetl.reports.upcoming import listing
from spacetl.timeline import Timeline

TODAY = day("2026-11-23")
TWO = """
events:
  - {id: a, title: A, agency: NASA, promises: [{said: 2010-05-01, due: 2015}, {said: 2014-02-03, due: 2018}],
     outcome: {date: 2018-03-04}}
  - {id: b, title: B, agency: ESA, promises: [{said: 2012-01-01, due: 2030}]}
  - {id: c, title: C, date: 2001}
"""


def state(text: str = TWO, query: Query | None = None, on: datetime.date = TODAY) -> BrowserState:
    return BrowserState(Scope(timeline(text), query or Query(), TODAY), on)


def test_the_days_are_those_of_statements_and_today() -> None:
    assert [str(each) for each in state().scope.days] == [
        "2010-05-01",
        "2012-01-01",
        "2014-02-03",
        "2018-03-04",
        "2026-11-23",
    ]


def test_the_days_are_those_of_the_events_that_are_asked_for() -> None:
    asked = Query(agencies=("ESA",), statuses=(Status.DONE,), limit=1)
    assert [str(each) for each in state(query=asked).scope.days] == ["2012-01-01", "2026-11-23"]


def test_steps_go_from_statement_to_statement_and_end() -> None:
    back = state().step(-1)
    assert back.day == day("2018-03-04")
    assert back.step(1).day == TODAY
    assert state(on=day("2013-01-01")).step(1).day == day("2014-02-03")
    assert state(on=day("2013-01-01")).step(-1).day == day("2012-01-01")
    first = state(on=day("2010-05-01"))
    assert first.step(-1) is first


def test_years_stay_among_the_days() -> None:
    assert state().step_years(-1).day == day("2025-11-23")
    assert state(on=day("2010-12-01")).step_years(-1).day == day("2010-05-01")
    assert state(on=day("2026-05-01")).step_years(1).day == TODAY
    assert state(on=day("2024-02-29")).step_years(-1).day == day("2023-02-28")
    assert state(on=datetime.date.max).step_years(1).day == datetime.date.max
    assert state(on=datetime.date.min).step_years(-1).day == datetime.date.min
    assert state(on=datetime.date.max).step_years(-1).day == day("9998-12-31")
    assert state(on=datetime.date.min).step_years(1).day == day("0002-01-01")


def test_groups_stand_under_their_names() -> None:
    rows = BrowserState(state().scope, TODAY, Grouping.AGENCY).rows
    assert [row if isinstance(row, tuple) else row.event.id for row in rows] == [
        ("no agency",),
        "c",
        ("NASA",),
        "a",
        ("ESA",),
        "b",
    ]


def test_the_axis_stays_while_the_day_moves() -> None:
    start = state()
    assert start.step(-1).scope.axis is start.scope.axis


@given(making.timelines(), making.DAYS)
def test_the_rows_of_a_day_are_those_of_the_list(made: Timeline, on: datetime.date) -> None:
    rows = BrowserState(Scope(made, Query(), TODAY), on).rows
    assert list(rows) == list(listing(as_of(made, on), Query(), on).rows)


@given(making.timelines(), making.DAYS)
def test_between_two_days_nothing_is_said(made: Timeline, on: datetime.date) -> None:
    here = BrowserState(Scope(made, Query(), TODAY), on)
    ahead = here.step(1)
    if ahead is not here:
        before = BrowserState(here.scope, ahead.day - datetime.timedelta(days=1))
        known = [(event.id, event.promises, event.outcome) for event in as_of(made, here.day).events]
        assert known == [(event.id, event.promises, event.outcome) for event in as_of(made, before.day).events]
