import pytest
from msgspec.structs import replace
from tests.making import day, event, timeline

from spacetl.dates import parse
from spacetl.errors import UsageError
from spacetl.query import Query, as_of
from spacetl.reports.chart import chart, chart_span
from spacetl.reports.report import Chart, ChartRow, ChartSpan, Grouping
from spacetl.timeline import Timeline

TODAY = day("2026-11-23")

MIXED = timeline("""
title: Mixed
events:
  - {title: Slipped, agency: CNSA, tags: [moon, launch], promises: [
      {said: 2012-01-01, due: 2017}, {said: 2017-02-01, due: 2017-11}, {said: 2018-01-01},
      {said: 2018-04-01, due: 2017}, {said: 2019-01-01, due: 2020~}], outcome: {date: 2020-11-23}}
  - {title: Withdrawn, agency: NASA, promises: [{said: 2015-01-01, due: 2019}, {said: 2016-01-01}]}
  - {title: Together, agencies: [NASA, ESA], date: 2022}
  - {title: The other way round, agencies: [ESA, NASA], date: 2023}
  - {title: Nobody's, date: 2011-05, tags: [moon]}
""")


def drawn(known: Timeline = MIXED, query: Query | None = None, by: Grouping = Grouping.AGENCY) -> Chart:
    return chart(known, query or Query(), TODAY, by)


def row_of(title: str, shown: Chart) -> ChartRow:
    (found,) = [row for row in shown.rows if row.title == title]
    return found


def span(first: str, last: str, earliest: str | None = "", latest: str | None = "", sure: str = "") -> ChartSpan:
    """A span of ISO days; its ends are those of what was named unless given, `sure` is 'first last'."""
    certain = [day(text) for text in sure.split()]
    return ChartSpan(
        first=day(first),
        last=day(last),
        earliest=None if earliest is None else day(earliest or first),
        latest=None if latest is None else day(latest or last),
        sure=(certain[0], certain[1]) if certain else None,
    )


@pytest.mark.parametrize(
    ("text", "lies"),
    [
        ("2017-06-07", span("2017-06-07", "2017-06-07", sure="2017-06-07 2017-06-07")),
        ("2017-06-07~", span("2017-06-07", "2017-06-07")),
        ("2019", span("2019-01-01", "2019-12-31")),
        ("2022~", span("2022-01-01", "2022-12-31")),
        ("2021-21", span("2021-03-01", "2021-05-31")),
        ("2017-06-06/2017-06-08", span("2017-06-06", "2017-06-08")),
        ("2030/..", span("2030-01-01", "2030-12-31", latest=None)),
        ("2030/", span("2030-01-01", "2030-12-31", latest=None)),
        ("../2030", span("2030-01-01", "2030-12-31", earliest=None)),
        ("/2030", span("2030-01-01", "2030-12-31", earliest=None)),
    ],
)
def test_where_a_promised_date_lies(text: str, lies: ChartSpan) -> None:
    assert chart_span(parse(text)) == lies


def test_what_is_promised_by_a_day_comes_after_it_was_said() -> None:
    assert chart_span(parse("../2030"), day("2025-05-02")).earliest == day("2025-05-02")
    assert chart_span(parse("../2030"), day("2030-05-02")).earliest == day("2030-01-01")
    assert chart_span(parse("2030/.."), day("2025-05-02")).latest is None


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("2017-06-06/2017-06-08", ("2017-06-06", "2017-06-08")),
        ("2015/2020", ("2015-12-31", "2020-01-01")),
        ("2015-06/2016", ("2015-06-30", "2016-01-01")),
        ("2015/2015-06", None),
        ("2015~/2020", None),
        ("2019", None),
        ("2019/..", None),
    ],
)
def test_what_took_place_surely_took_the_days_between(text: str, sure: tuple[str, str] | None) -> None:
    assert chart_span(parse(text), took_place=True).sure == (sure and tuple(map(day, sure)))


def test_ghosts_are_the_earlier_promises_each_place_once() -> None:
    slipped = row_of("Slipped", drawn())
    assert slipped.status == "done"
    assert slipped.now == span("2020-11-23", "2020-11-23", sure="2020-11-23 2020-11-23")
    assert slipped.before == (
        span("2017-01-01", "2017-12-31"),
        span("2017-11-01", "2017-11-30"),
        span("2020-01-01", "2020-12-31"),
    )
    assert (slipped.when, slipped.slip) == ("23 Nov 2020", "2 y 10 m+ late")


def test_on_an_earlier_day_the_last_promise_is_no_ghost() -> None:
    then = day("2017-03-01")
    row = row_of("Slipped", chart(as_of(MIXED, then), Query(), then))
    assert row.now == span("2017-11-01", "2017-11-30")
    assert row.before == (span("2017-01-01", "2017-12-31"),)


def test_what_has_no_date_any_more_is_not_lost() -> None:
    row = row_of("Withdrawn", drawn())
    assert (row.now, row.when, row.status) == (None, "no date", "undated")
    assert row.before == (span("2019-01-01", "2019-12-31"),)


def test_groups_stand_by_their_first_date_and_events_of_several_agencies_in_one() -> None:
    assert [(group.names, [row.title for row in group.rows]) for group in drawn().groups] == [
        (("no agency",), ["Nobody's"]),
        (("CNSA",), ["Slipped"]),
        (("NASA", "ESA"), ["Together", "The other way round"]),
        (("NASA",), ["Withdrawn"]),
    ]


def test_groups_by_the_first_tag() -> None:
    shown = drawn(by=Grouping.TAG)
    assert [group.names for group in shown.groups] == [("moon",), ("no tag",)]


def test_without_groups() -> None:
    (group,) = drawn(by=Grouping.NONE).groups
    assert group.names == ()
    assert len(group.rows) == 5


def test_no_heading_where_nothing_has_an_agency() -> None:
    shown = drawn(timeline("events: [{title: A, date: 2020}, {title: B, date: 2021}]"))
    assert [group.names for group in shown.groups] == [()]


def test_the_range_is_the_window_and_drops_nothing() -> None:
    shown = drawn(query=Query(since=day("2019-01-01"), until=day("2021-12-31")))
    assert shown.axis == (day("2019-01-01"), day("2021-12-31"))
    assert len(shown.rows) == 5


def test_surely_and_limit_leave_only_what_lies_inside() -> None:
    inside = Query(since=day("2019-01-01"), until=day("2021-12-31"))
    assert [row.title for row in drawn(query=replace(inside, surely=True)).rows] == ["Slipped"]
    assert [row.title for row in drawn(query=replace(inside, limit=1)).rows] == ["Slipped"]


def test_an_empty_range_is_refused() -> None:
    with pytest.raises(UsageError, match="range is empty"):
        drawn(query=Query(since=day("2022-01-01"), until=day("2021-12-31")))


def test_an_empty_timeline_has_an_axis_and_says_so() -> None:
    shown = drawn(Timeline(events=()))
    assert shown.rows == ()
    assert shown.axis.contains(TODAY)
    assert shown.hint == ("Nothing to draw as of 23 Nov 2026.",)


def test_what_rests_on_an_approximate_date_is_only_maybe_overdue() -> None:
    made = event("promises: [{said: 2016-01-01, due: 2025~}]")
    (row,) = drawn(Timeline(events=(made,))).rows
    assert (row.status, row.maybe, row.slip) == ("overdue", True, "maybe late")
