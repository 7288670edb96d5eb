"""The reports on a small timeline that has every status and every move."""

from typing import Any

import pytest
from tests.making import day, timeline

from spacetl.errors import UsageError
from spacetl.formats import Style, records
from spacetl.query import Query, Sort, Status
from spacetl.query.conditions import read_filter
from spacetl.reports.agencies import agencies
from spacetl.reports.history import history
from spacetl.reports.report import Table
from spacetl.reports.show import show
from spacetl.reports.slips import slips
from spacetl.reports.upcoming import listing, upcoming
from spacetl.timeline import Timeline

TODAY = day("2020-06-15")
WHOLE = timeline("""
agencies:
  CNSA: {name: China National Space Administration, country: China}
  ESA: {}
  IDLE: {name: Listed but idle}
sources:
  paper: {title: A paper, url: "https://example.org/paper"}
  book: {title: A book}
events:
  - id: late
    title: Came late
    agency: CNSA
    promises: [{said: 2010-01-01, by: Li, due: 2012, source: paper}, {said: 2012-06-01, by: Wu, due: 2014}]
    outcome: {date: 2015-03-01, source: book}
  - {id: kept, title: Kept, agency: CNSA, promises: [{said: 2011-01-01, due: 2013}], outcome: {date: 2013-05-01}}
  - {id: early, title: Came early, agency: CNSA, promises: [{said: 2011-01-01, due: 2016}], outcome: {date: 2015}}
  - id: lost
    title: Lost
    agency: ESA
    promises: [{said: 2015-01-01, due: 2016}]
    outcome: {date: 2017, result: failed}
  - id: dropped
    title: Dropped
    agency: ESA
    promises: [{said: 2014-01-01, due: 2018}]
    outcome: {date: 2016, result: cancelled}
  - {id: overdue, title: Overdue, agency: ESA, promises: [{said: 2014-01-01, due: 2018}]}
  - {id: maybe, title: Maybe overdue, promises: [{said: 2014-01-01, due: 2019~}]}
  - id: due
    title: Due
    agencies: [CNSA, ESA]
    promises: [{said: 2014-01-01, due: 2017}, {said: 2018-01-01, due: 2020}]
  - {id: soon, title: Soon, promises: [{said: 2014-01-01, due: 2021}]}
  - {id: far, title: Far, date: 2035}
  - {id: off, title: Off the table, agency: ESA, promises: [{said: 2014-01-01, due: 2017}, {said: 2016-01-01}]}
  - {id: past, title: Past, date: 2000-01-01}
  - {id: idea, title: Idea}
""")


def ids(table: Table[Any]) -> list[str]:
    return [str(record["id"]) for record in records(table, Style())]


def test_upcoming_has_the_overdue_first_then_the_due_then_the_rest_and_the_undated_last() -> None:
    assert ids(upcoming(WHOLE, Query(), TODAY)) == ["overdue", "maybe", "due", "soon", "far", "idea", "off"]


def test_upcoming_keeps_to_a_status_that_is_to_come() -> None:
    assert ids(upcoming(WHOLE, Query(statuses=(Status.OVERDUE, Status.DONE)), TODAY)) == ["overdue", "maybe"]
    assert ids(upcoming(WHOLE, Query(statuses=(Status.DONE,)), TODAY)) == []


def test_upcoming_says_what_was_last_where_nothing_is_to_come() -> None:
    hint = upcoming(WHOLE, Query(search="came"), TODAY).hint
    assert hint[0] == "No upcoming event matches as of 15 Jun 2020. The most recent event: Came late, 1 Mar 2015."
    assert hint[1] == "Halfway to the first promise: --as-of 2015-03-25. Everything: `spacetl list`."
    assert upcoming(timeline("events: []"), Query(limit=5), TODAY).hint[0] == "Nothing is upcoming as of 15 Jun 2020."


def test_list_has_everything_by_date() -> None:
    found = ids(listing(WHOLE, Query(), TODAY))
    assert found[:3] == ["past", "kept", "early"]
    assert found[-2:] == ["idea", "off"]
    assert len(found) == len(WHOLE.events)


def test_the_record_of_an_event() -> None:
    table = listing(WHOLE, Query(search="came late"), TODAY)
    assert list(records(table, Style())) == [
        {
            "id": "late",
            "title": "Came late",
            "agencies": ("CNSA",),
            "tags": (),
            "status": "done",
            "date": "2015-03-01",
            "earliest": "2015-03-01",
            "latest": "2015-03-01",
            "first_promise": "2012",
            "promises": 2,
            "verdict": "late",
            "slip_min_days": 790,
            "slip_max_days": 1155,
            "result": "done",
            "source": "A book",
        }
    ]


def test_the_names_of_the_columns_are_a_promise() -> None:
    assert [column.name for column in listing(WHOLE, Query(), TODAY).columns] == [
        "id", "title", "agencies", "tags", "status", "date", "earliest", "latest",
        "first_promise", "promises", "verdict", "slip_min_days", "slip_max_days", "result", "source",
    ]  # fmt: skip
    assert [column.name for column in history(WHOLE, Query(), TODAY).columns] == [
        "said", "id", "title", "agencies", "by", "was", "due", "move", "slip_min_days", "slip_max_days", "source",
    ]  # fmt: skip
    assert [column.name for column in slips(WHOLE, Query(), TODAY).columns] == [
        "id", "title", "agencies", "status", "said", "by", "due", "date",
        "verdict", "slip_min_days", "slip_max_days", "moves",
    ]  # fmt: skip


def test_history_in_the_order_it_was_said() -> None:
    rows = list(records(history(WHOLE, Query(agencies=("CNSA",)), TODAY), Style(columns=("said", "id", "move"))))
    assert [tuple(row.values()) for row in rows] == [
        ("2010-01-01", "late", "first"),
        ("2011-01-01", "early", "first"),
        ("2011-01-01", "kept", "first"),
        ("2012-06-01", "late", "later"),
        ("2013-05-01", "kept", "done"),
        ("2014-01-01", "due", "first"),
        ("2015-03-01", "late", "done"),
        ("2015-12-31", "early", "done"),
        ("2018-01-01", "due", "later"),
    ]


def test_history_since_is_about_the_day_it_was_said() -> None:
    assert ids(history(WHOLE, Query(since=day("2017-01-01")), TODAY)) == ["lost", "due"]
    assert ids(history(WHOLE, Query(until=day("2010-12-31")), TODAY)) == ["late"]
    assert ids(history(WHOLE, Query(limit=1, reverse=True), TODAY)) == ["due"]


def test_slips_worst_first_with_what_has_no_days_last() -> None:
    shown = Style(columns=("id", "verdict", "slip_min_days", "slip_max_days", "moves"))
    rows = [tuple(row.values()) for row in records(slips(WHOLE, Query(), TODAY), shown)]
    assert rows == [
        ("due", "late_open", 897, 1460, 1),
        ("off", "late_open", 897, None, 1),
        ("late", "late", 790, 1155, 1),
        ("overdue", "late_open", 532, None, 0),
        ("maybe", "late_open", 167, None, 0),
        ("lost", "late", 1, 730, 0),
        ("kept", "kept", -244, 120, 0),
        ("early", "early", -730, -1, 0),
        ("dropped", "cancelled", None, None, 0),
        ("soon", "open", None, None, 0),
    ]


def test_slips_against_the_promise_in_force_on_a_day() -> None:
    table = slips(WHOLE, Query(), TODAY, day("2012-06-01"))
    assert [(row["id"], row["due"], row["slip_min_days"]) for row in records(table, Style())] == [
        ("late", "2014", 60),
        ("kept", "2013", -244),
        ("early", "2016", -730),
    ]


def test_a_baseline_after_the_day_of_the_report_is_refused() -> None:
    with pytest.raises(UsageError, match="--baseline: 16 Jun 2020 lies after the day of the report, 15 Jun 2020; give"):
        slips(WHOLE, Query(), TODAY, day("2020-06-16"))


def test_what_was_over_on_the_baseline_is_not_measured() -> None:
    assert "kept" in ids(slips(WHOLE, Query(), TODAY, day("2013-04-30")))
    assert "kept" not in ids(slips(WHOLE, Query(), TODAY, day("2013-05-01")))


def test_an_event_whose_promise_was_withdrawn_on_the_baseline_is_not_measured() -> None:
    assert "off" not in ids(slips(WHOLE, Query(), TODAY, day("2016-01-01")))
    assert "off" in ids(slips(WHOLE, Query(), TODAY, day("2015-12-31")))


def test_slips_of_a_speaker_are_measured_against_what_they_promised() -> None:
    table = slips(WHOLE, Query(by=("Wu",)), TODAY)
    assert [(row["id"], row["due"], row["slip_min_days"]) for row in records(table, Style())] == [("late", "2014", 60)]
    assert table.hint == ("1 event measured against the first promise of Wu, as of 15 Jun 2020.",)
    assert ids(slips(WHOLE, Query(by=("Wu",)), TODAY, day("2012-05-31"))) == []


def test_history_of_a_speaker_is_what_they_said() -> None:
    rows = list(records(history(WHOLE, Query(by=("wu", "li")), TODAY), Style()))
    assert [(row["id"], row["by"]) for row in rows] == [("late", "Li"), ("late", "Wu")]


def test_slips_limit_takes_the_worst() -> None:
    assert ids(slips(WHOLE, Query(limit=2), TODAY)) == ["due", "off"]
    assert ids(slips(WHOLE, Query(sort=Sort.ID, limit=2), TODAY)) == ["dropped", "due"]


def test_the_summary_an_agency() -> None:
    summary = slips(WHOLE, Query(), TODAY).summary
    assert summary is not None
    rows = [[field.cell(row).text for field in summary.fields] for row in summary.rows]
    assert [field.heading for field in summary.fields] == [
        "Agency",
        "Kept",
        "Early",
        "Late",
        "Open",
        "Other",
        "Median, kept = 0",
    ]
    assert rows == [
        ["(no agency)", "0", "0", "0", "2 (1 late)", "0", "under 3 outcomes"],
        ["CNSA", "1", "1", "1", "1 (1 late)", "0", "0 d"],
        ["ESA", "0", "0", "1", "3 (3 late)", "1", "under 3 outcomes"],
    ]


def test_agencies_counts_by_status_and_lists_the_idle() -> None:
    rows = {row["id"]: row for row in records(agencies(WHOLE, Query(), TODAY), Style())}
    assert list(rows) == ["CNSA", "ESA", "IDLE"]
    assert rows["ESA"] | {"name": None} == {
        "id": "ESA", "name": None, "country": None, "aliases": (), "events": 5, "overdue": 1, "due": 1,
        "upcoming": 0, "undated": 1, "done": 0, "failed": 1, "cancelled": 1, "past": 0,
    }  # fmt: skip
    assert ids(agencies(WHOLE, Query(statuses=(Status.FAILED,)), TODAY)) == ["ESA"]


def test_show_lists_every_promise_and_the_outcome() -> None:
    record = show(WHOLE, "late", TODAY).record
    assert record["promises"] == [
        {"said": "2010-01-01", "by": "Li", "due": "2012", "earliest": "2012-01-01", "latest": "2012-12-31",
         "was": None, "move": "first", "slip_min_days": None, "slip_max_days": None,
         "source": "https://example.org/paper"},
        {"said": "2012-06-01", "by": "Wu", "due": "2014", "earliest": "2014-01-01", "latest": "2014-12-31",
         "was": "2012", "move": "later", "slip_min_days": 366, "slip_max_days": 943, "source": None},
    ]  # fmt: skip
    assert record["outcome"] == {
        "date": "2015-03-01", "earliest": "2015-03-01", "latest": "2015-03-01", "result": "done", "source": "A book",
    }  # fmt: skip


def test_show_sums_up() -> None:
    foot = show(WHOLE, "late", TODAY).foot
    assert foot == ("Against the first promise (2012): 2 y 2 m to 3 y 2 m late.", "Promised twice: later once.")


def test_show_of_a_plain_event_has_no_promises() -> None:
    card = show(WHOLE, "far", TODAY)
    assert card.record["promises"] == []
    assert card.record["outcome"] is None
    assert card.foot == ()


def test_show_of_what_did_not_exist_yet() -> None:
    with pytest.raises(UsageError, match="nothing was known of late on 31 Dec 2009; the first was said on 1 Jan 2010"):
        show(WHOLE, "late", day("2009-12-31"))


def test_an_empty_timeline_has_empty_reports() -> None:
    nothing = Timeline(events=())
    for report in (upcoming, listing, history, slips, agencies):
        assert ids(report(nothing, Query(), TODAY)) == []


def test_agencies_cannot_be_sorted_by_what_they_lack() -> None:
    with pytest.raises(UsageError, match="agencies cannot be sorted by slip; use id or title"):
        agencies(WHOLE, Query(sort=Sort.SLIP), TODAY)


SPOKEN = timeline("""
speakers: {SpaceNews: {press: true}}
events:
  - {id: a, title: A, agency: NASA, promises: [{said: 2010-01-01, due: 2012}, {said: 2013-01-01, by: ESA, due: 2035}]}
  - {id: b, title: B, promises: [{said: 2010-01-01, by: NASA, due: 2016}]}
  - {id: c, title: C, promises: [{due: 2015/..}, {due: 2019}], outcome: {date: 2019-05-01}}
  - {id: d, title: D, promises: [{said: 2010-01-01, due: 2019}, {said: 2020-01-01, due: 2020-05}],
     outcome: {date: 2019-05-01}}
""")


def test_slips_filter_and_sort_by_the_promise_that_they_measure_against() -> None:
    late = read_filter("verdict:late_open", TODAY)
    assert [row.entry.event.id for row in slips(SPOKEN, Query(where=late), TODAY).rows] == ["a", "b"]
    assert [row.entry.event.id for row in slips(SPOKEN, Query(where=late), TODAY, day("2014-01-01")).rows] == ["b"]
    assert [row.entry.event.id for row in slips(SPOKEN, Query(where=late, by=("ESA",)), TODAY).rows] == []
    sort = Query(sort=Sort.SLIP)
    assert next(iter(slips(SPOKEN, sort, TODAY, day("2014-01-01")).rows)).entry.event.id == "b"


def test_nobody_is_credited_with_what_nobody_said() -> None:
    report = history(SPOKEN, Query(), TODAY)
    by = next(field for field in report.fields if field.heading == "By")
    assert [by.cell(row).text for row in report.rows if row.entry.event.id == "a"] == ["", "ESA"]


def test_show_sums_up_one_promise_and_those_that_count_for_nothing() -> None:
    assert show(SPOKEN, "b", TODAY).foot[0] == "Against the first promise (2016): 3 y 5 m+ late (open)."
    assert show(SPOKEN, "c", TODAY).foot[0] == "Against the promise (2019), after from 2015: kept."
    assert show(SPOKEN, "d", TODAY).foot[1] == "Promised twice: after the outcome once."
