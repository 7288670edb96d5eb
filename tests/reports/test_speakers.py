"""The record of speakers, on a table made by hand; and that it is the summary of `slips --by`."""

from typing import Any

import pytest
from hypothesis import given
from tests.making import day, timeline, timelines
from tests.reports.test_reports import TODAY

from spacetl.formats import Style, records
from spacetl.query import Query, Sort, Speakers, as_of, is_hindsight
from spacetl.reports.slips import slips, tally_of
from spacetl.reports.speakers import speakers
from spacetl.timeline import Timeline

WHOLE = timeline("""
agencies: {CMSA: {aliases: [CMSEO]}}
events:
  - {id: kept, title: Kept, agency: CMSA, promises: [{said: 2010-01-01, by: Li, due: 2013}, {said: 2011-01-01, by: Wu, due: 2012}], outcome: {date: 2013-05-01}}
  - {id: late, title: Late, promises: [{said: 2010-01-01, by: Li / CMSEO, due: 2012}, {said: 2012-06-01, by: Li, due: 2014}], outcome: {date: 2015-03-01}}
  - {id: early, title: Early, promises: [{said: 2011-01-01, by: li, due: 2016}, {said: 2011-02-01, by: Wu, due: 2015}], outcome: {date: 2014}}
  - {id: lost, title: Lost, promises: [{said: 2011-01-01, by: Wu, due: 2016}], outcome: {date: 2017, result: failed}}
  - {id: open, title: Open, promises: [{said: 2012-01-01, by: Li, due: 2021}]}
  - {id: overdue, title: Overdue, promises: [{said: 2012-01-01, due: 2019}]}
  - {id: off, title: Off the table, promises: [{said: 2012-01-01, by: Li, due: 2017}, {said: 2013-01-01, by: Wu}]}
  - {id: far, title: Far, date: 2035}
""")  # noqa: E501 - a table


def recorded(known: Timeline = WHOLE, **asked: Any) -> list[dict[str, Any]]:
    return list(records(speakers(known, Query(**asked), TODAY), Style()))


def table(**asked: Any) -> list[tuple[Any, ...]]:
    return [tuple(row.values()) for row in recorded(**asked)]


def test_the_record_of_each() -> None:
    columns = "by promises events kept early late late_open open no_end unclear withdrawn cancelled median_slip_days"
    assert list(recorded()[0]) == columns.split()
    assert table() == [
        ("Li", 6, 5, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0),  # of 0, 790 (late: 1 Mar 2015 for 2012) and -366 (early: 2014)
        ("Wu", 4, 4, 0, 1, 2, 0, 0, 0, 0, 0, 0, 1),  # of 121, -1 and 1; whoever only withdrew has promised, but no date
        (None, 1, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, None),
        ("CMSA", 1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, None),
    ]


def test_only_those_asked_for_and_only_what_they_said() -> None:
    assert [row[:3] for row in table(by=("CMSEO",))] == [("CMSA", 1, 1)]
    assert [row[:3] for row in table(by=("Li / CMSA",))] == [("CMSA", 1, 1), ("Li", 1, 1)]
    assert [row[:3] for row in table(by=("wu",), search="lost")] == [("Wu", 1, 1)]


def test_a_speaker_without_a_name_is_shown_as_such() -> None:
    report = speakers(WHOLE, Query(), TODAY)
    cells = {report.fields[0].cell(row).text for row in report.rows}
    assert cells == {"Li", "Wu", "CMSA", "(not named)"}


def test_too_few_is_what_slips_says() -> None:
    report = speakers(WHOLE, Query(by=("CMSA", "Li")), TODAY)
    assert [report.fields[-1].cell(row).text for row in report.rows] == ["0 d", "under 3 outcomes"]
    assert report.fields[-1].heading == "Median, kept = 0"


@pytest.mark.parametrize(
    ("sort", "names"),
    [
        (None, ["Li", "Wu", None, "CMSA"]),
        (Sort.TITLE, [None, "CMSA", "Li", "Wu"]),
        (Sort.SLIP, ["Wu", "Li", None, "CMSA"]),
    ],
)
def test_orders(sort: Sort | None, names: list[str | None]) -> None:
    assert [row["by"] for row in recorded(sort=sort)] == names


def test_what_has_no_median_stays_last_and_the_limit_counts() -> None:
    assert [row["by"] for row in recorded(sort=Sort.SLIP, reverse=True)][:2] == ["Li", "Wu"]
    report = speakers(WHOLE, Query(limit=1), TODAY)
    assert report.hint[0] == "1 of 4 speakers as of 15 Jun 2020."


def test_as_known_on_a_day() -> None:
    early = day("2012-05-31")
    known = as_of(WHOLE, early)
    assert [(row["by"], row["promises"], row["open"]) for row in records(speakers(known, Query(), early), Style())][
        :1
    ] == [("Li", 5, 5)]


def test_the_press_has_a_row_only_if_asked_for_and_an_agency_is_credited_with_who_speaks_for_it() -> None:
    whole = timeline("""
speakers: {SpaceNews: {press: true}, Bill Nelson: {of: NASA, aliases: [B. Nelson]}}
agencies: {NASA: {}}
events:
  - {title: A, promises: [{said: 2018-01-01, by: SpaceNews, due: 2019}, {said: 2018-02-01, by: B. Nelson, due: 2020}]}
  - {title: B, promises: [{said: 2018-01-01, by: SpaceNews / NASA, due: 2021}, {said: 2018-03-01, by: SpaceNews}]}
""")
    rows = [(row["by"], row["promises"], row["events"]) for row in recorded(whole)]
    assert rows == [("NASA", 2, 2), ("Bill Nelson", 1, 1)]
    assert speakers(whole, Query(), TODAY).hint[-1] == "Left out: 1 speaker of the press; --by shows one."
    assert [row["by"] for row in recorded(whole, by=("spacenews",))] == ["SpaceNews"]
    assert [row["by"] for row in recorded(whole, by=("NASA",))] == ["NASA"]


@given(timelines())
def test_a_record_is_the_summary_of_the_slips_of_that_speaker(whole: Timeline) -> None:
    for row in speakers(whole, Query(), TODAY).rows:
        if not row.tally.name:
            continue
        events = slips(whole, Query(by=(row.tally.name,)), TODAY).rows
        assert sorted(each.entry.event.id for each in events) == sorted(e.entry.event.id for e in row.tally.rows)
        assert tally_of("", [*events]).verdicts == row.tally.verdicts


@given(timelines())
def test_every_promise_counts_once_for_each_who_made_it(whole: Timeline) -> None:
    known = Speakers(whole)
    said = [promise.by for event in whole.events for promise in event.promises if not is_hindsight(promise, event)]
    total = sum(row.promises for row in speakers(whole, Query(), TODAY).rows)
    assert total == sum(len(known.of(by)) or 1 for by in said)
