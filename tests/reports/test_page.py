import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.making import DAYS, day, timeline, timelines

from spacetl.query import Query, Status, as_of
from spacetl.reports.chart import chart
from spacetl.reports.page import ALWAYS, ChartPage, PageRow, chart_page, chart_with_page
from spacetl.reports.report import Chart, ChartRow, Grouping
from spacetl.timeline import Timeline

TODAY = day("2020-06-15")

MIXED = timeline("""
events:
  - {title: Slipped, agency: CNSA, tags: [moon], promises: [
      {said: 2012-01-01, due: 2017}, {said: 2018-01-01}, {said: 2018-04-01, due: 2019-11~}],
     outcome: {date: 2020-11-23}}
  - {title: Plain, agency: ESA, date: 2016-02}
  - {title: Idea}
  - {title: Always promised, promises: [{due: ../2015}]}
  - {title: Open, agency: CNSA, promises: [{said: 2030-01-01, due: 2031/..}]}
""")


def made(known: Timeline = MIXED, query: Query | None = None) -> ChartPage:
    return chart_page(known, query or Query(), TODAY)


def page_row(title: str, shown: ChartPage) -> PageRow:
    (found,) = [each for each in shown.rows if each.event.title == title]
    return found


def states(title: str, shown: ChartPage | None = None) -> list[tuple[str, str]]:
    return [
        ("always" if state.since == ALWAYS else str(state.since), state.shown.entry.status if state.shown else "")
        for state in page_row(title, shown or made()).states
    ]


def rows_on(shown: ChartPage, when: datetime.date) -> dict[str, ChartRow]:
    """The rows that the page has on a day."""
    found = {}
    for each in shown.rows:
        state = next((state for state in reversed(each.states) if state.since <= when), None)
        if state is not None and state.shown is not None:
            found[each.event.id] = state.shown.row
    return found


def test_a_state_holds_from_a_statement_or_from_a_day_on_which_a_span_begins_or_is_over() -> None:
    assert states("Slipped") == [
        ("2012-01-01", "upcoming"),
        ("2017-01-01", "due"),
        ("2018-01-01", "undated"),
        ("2018-04-01", "upcoming"),
        ("2019-11-01", "due"),
        ("2019-12-01", "overdue"),
        ("2020-01-01", "overdue"),  # no longer only maybe
        ("2020-11-23", "done"),
    ]
    assert states("Plain") == [("always", "upcoming"), ("2016-02-01", "due"), ("2016-03-01", "past")]
    assert states("Idea") == [("always", "undated")]
    assert states("Always promised") == [("always", "due"), ("2016-01-01", "overdue")]
    assert states("Open") == [("2030-01-01", "upcoming")]


def test_the_days_end_with_the_last_statement_or_the_day_itself() -> None:
    days = made().days
    assert days[:2] == (day("2011-12-31"), day("2012-01-01"))
    assert day("2020-06-15") in days
    assert days[-1] == day("2030-01-01")
    assert made(Timeline(events=())).days == (TODAY,)


def test_what_was_said_is_known_from_its_day_on() -> None:
    said = [str(step.said) for step in page_row("Slipped", made()).statements]
    assert said == ["2012-01-01", "2018-01-01", "2018-04-01", "2020-11-23"]


def test_the_axis_shows_all_that_was_ever_promised() -> None:
    assert made().axis.first == day("2011-01-01")
    assert made().axis.last == day("2031-12-31")
    assert made(MIXED, Query(since=day("2015-01-01"))).axis.first == day("2015-01-01")


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        (Query(agencies=("cnsa",)), {"Slipped", "Open"}),
        (Query(tags=("moon",)), {"Slipped"}),
        (Query(search="idea"), {"Idea"}),
        (Query(limit=1), {"Always promised"}),
        (Query(limit=1, since=day("2016-01-01"), until=day("2016-12-31")), {"Plain"}),
    ],
)
def test_the_query_chooses_events_whenever_they_were_known(query: Query, titles: set[str]) -> None:
    assert {each.event.title for each in made(MIXED, query).rows} == titles


def test_what_the_query_asks_of_status_and_date_is_asked_on_every_day() -> None:
    overdue = made(MIXED, Query(statuses=(Status.OVERDUE,)))
    assert states("Slipped", overdue) == [("2019-12-01", "overdue"), ("2020-01-01", "overdue"), ("2020-11-23", "")]
    surely = made(MIXED, Query(since=day("2020-01-01"), until=day("2020-12-31"), surely=True))
    assert states("Slipped", surely) == [("2020-11-23", "done")]


def test_groups_are_those_of_the_chart() -> None:
    assert [each.names for each in made().groups] == [("no agency",), ("ESA",), ("CNSA",)]
    assert [each.names for each in chart_page(MIXED, Query(), TODAY, Grouping.NONE).groups] == [()]


def test_a_chart_has_its_page_with_it() -> None:
    drawn = chart_with_page(MIXED, Query(), TODAY, Grouping.AGENCY)
    assert isinstance(drawn, Chart)
    assert drawn.rows == chart(as_of(MIXED, TODAY), Query(), TODAY).rows
    assert drawn.page is not None
    assert drawn.page().day == TODAY


QUERIES = st.builds(
    Query,
    statuses=st.lists(st.sampled_from(Status), max_size=3, unique=True).map(tuple),
    since=st.none() | st.just(day("2012-03-01")),
    until=st.none() | st.just(day("2025-03-01")),
    surely=st.booleans(),
)


@given(timelines(), QUERIES, DAYS, DAYS)
def test_every_day_is_as_its_own_chart(
    known: Timeline, query: Query, start: datetime.date, when: datetime.date
) -> None:
    shown = chart_page(known, query, start)
    if when > shown.days[-1]:
        return
    rows = sorted(map(repr, chart(as_of(known, when), query, when, Grouping.NONE).rows))
    assert sorted(map(repr, rows_on(shown, when).values())) == rows


@given(timelines(), DAYS, DAYS)
def test_between_two_days_nothing_changes(known: Timeline, start: datetime.date, when: datetime.date) -> None:
    shown = chart_page(known, Query(), start)
    before = max((each for each in shown.days if each <= when), default=None)
    if before is not None and when <= shown.days[-1]:
        assert rows_on(shown, when) == rows_on(shown, before)
