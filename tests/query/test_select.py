import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.making import DAYS, day, timeline, timelines

from spacetl.dates import Certainty
from spacetl.errors import UsageError
from spacetl.query import Query, Sort, Status, select
from spacetl.timeline import Timeline

TODAY = day("2018-06-01")
WHOLE = timeline("""
agencies:
  CNSA: {name: China National Space Administration}
  CMSA: {name: China Manned Space Agency, aliases: [CMSEO]}
events:
  - {id: lander, title: Lander, agency: CNSA, tags: [Moon], date: 2018-12-07}
  - {id: core, title: Core module, agency: CMSA, tags: [station], promises: [{due: 2019}]}
  - {id: station, title: Station complete, agencies: [CMSA, ESA], tags: [station], promises: [{due: 2022~}]}
  - {id: base, title: Moon base, note: perhaps with ESA, promises: [{due: 2035/..}, {said: 2018-01-01}]}
  - {id: old, title: Sputnik, date: 1957-10-04}
""")


def ids(**asked: Any) -> list[str]:
    return [entry.event.id for entry in select(WHOLE, Query(**asked), TODAY)]


def test_everything_stands_by_date_with_the_undated_last() -> None:
    assert ids() == ["old", "lander", "core", "station", "base"]


@pytest.mark.parametrize("name", ["CMSA", "cmsa", "CMSEO", "china manned space agency"])
def test_an_agency_is_found_by_id_name_and_alias_in_any_case(name: str) -> None:
    assert ids(agencies=(name,)) == ["core", "station"]


def test_an_agency_that_is_only_used_is_found_too() -> None:
    assert ids(agencies=("esa",)) == ["station"]


def test_an_alias_in_an_event_is_the_agency_that_lists_it() -> None:
    mixed = timeline("""
agencies: {CMSA: {aliases: [CMSEO]}}
events: [{id: a, title: A, agency: CMSA}, {id: b, title: B, agency: CMSEO}]
""")
    for name in ("cmsa", "CMSEO"):
        assert [entry.event.id for entry in select(mixed, Query(agencies=(name,)), TODAY)] == ["a", "b"]


def test_a_name_of_no_agency_may_be_a_countrys() -> None:
    listed = timeline("""
agencies: {CMSA: {country: China}, CNSA: {country: China}, ESA: {country: Europe}, Europe: {}}
events:
  - {id: a, title: A, agency: CMSA}
  - {id: b, title: B, agency: ESA}
  - {id: c, title: C, agency: CNSA}
  - {id: d, title: D, agency: Europe}
""")
    for names, found in {("china",): "ac", ("China", "esa"): "abc", ("europe",): "d"}.items():
        assert [entry.event.id for entry in select(listed, Query(agencies=names), TODAY)] == list(found)
    for name in ("", "Chin"):
        with pytest.raises(UsageError, match=f"^no agency '{name}' in this timeline"):
            select(listed, Query(agencies=(name,)), TODAY)


def test_agencies_add_up() -> None:
    assert ids(agencies=("CNSA", "ESA")) == ["lander", "station"]


@pytest.mark.parametrize(("name", "meant"), [("CMSAA", "CMSA"), ("CMSE0", "CMSEO"), ("cnas", "CNSA")])
def test_an_unknown_agency_is_refused_with_the_one_meant(name: str, meant: str) -> None:
    with pytest.raises(UsageError, match=f"^no agency '{name}' in this timeline; did you mean {meant}\\?$"):
        ids(agencies=(name,))


def test_tags_any_case_and_unknown() -> None:
    assert ids(tags=("moon",)) == ["lander"]
    with pytest.raises(UsageError, match="no tag 'statoin' in this timeline; did you mean station"):
        ids(tags=("statoin",))


@pytest.mark.parametrize(
    ("since", "until", "surely", "found"),
    [
        ("2019-01-01", "2019-12-31", False, ["core"]),
        ("2019-01-01", "2019-12-31", True, ["core"]),
        ("2019-03-01", "2019-12-31", False, ["core"]),
        ("2019-03-01", "2019-12-31", True, []),
        ("2022-01-01", "2022-12-31", False, ["station"]),
        ("2022-01-01", "2022-12-31", True, []),
        (None, "1960-01-01", False, ["old"]),
        ("2036-01-01", None, False, []),
    ],
)
def test_a_range_by_what_is_possible_and_by_what_is_sure(
    since: str | None, until: str | None, surely: bool, found: list[str]
) -> None:
    assert ids(since=since and day(since), until=until and day(until), surely=surely) == found


def test_what_lies_only_possibly_in_the_range_is_marked() -> None:
    (entry,) = select(WHOLE, Query(since=day("2019-03-01"), until=day("2019-04-01")), TODAY)
    assert entry.certainty is Certainty.POSSIBLE


@pytest.mark.parametrize(
    ("until", "found"), [("2024-12-31", 0), ("2025-05-01", 0), ("2025-05-02", 1), ("2031-01-01", 1)]
)
def test_what_was_promised_by_a_day_cannot_come_before_it_was_promised(until: str, found: int) -> None:
    station = timeline("events: [{title: Station retires, promises: [{said: 2025-05-02, due: ../2030}]}]")
    assert len(select(station, Query(until=day(until)), TODAY)) == found


def test_an_empty_range_is_refused() -> None:
    with pytest.raises(UsageError, match="the range is empty: it begins on 2030-01-01 and ends on 2027-12-31"):
        ids(since=day("2030-01-01"), until=day("2027-12-31"))


@pytest.mark.parametrize(
    ("text", "found"), [("MOON", ["lander", "base"]), ("esa", ["station", "base"]), ("manned", ["core", "station"])]
)
def test_search_in_titles_tags_agencies_and_notes(text: str, found: list[str]) -> None:
    assert ids(search=text) == found


def test_status_limit_and_reverse() -> None:
    assert ids(statuses=(Status.UPCOMING,)) == ["lander", "core", "station"]
    assert ids(statuses=(Status.UPCOMING,), limit=1) == ["lander"]
    assert ids(limit=0) == []
    assert ids(reverse=True) == ["station", "core", "lander", "old", "base"]


@pytest.mark.parametrize(
    ("sort", "first", "last"),
    [
        (Sort.TITLE, "core", "station"),
        (Sort.ID, "base", "station"),
        (Sort.AGENCY, "core", "old"),
        (Sort.PROMISES, "base", "old"),
    ],
)
def test_sort(sort: Sort, first: str, last: str) -> None:
    found = ids(sort=sort)
    assert (found[0], found[-1]) == (first, last)


@given(timelines(), st.sampled_from([None, *Sort]), st.booleans())
def test_an_order_does_not_depend_on_that_of_the_file(whole: Timeline, sort: Sort | None, reverse: bool) -> None:
    query = Query(sort=sort, reverse=reverse)
    turned = Timeline(events=whole.events[::-1])
    assert select(whole, query, TODAY) == select(turned, query, TODAY)


@given(timelines(), st.lists(DAYS, min_size=4, max_size=4).map(sorted))
def test_a_wider_range_holds_all_that_a_narrower_one_does(whole: Timeline, days: list[datetime.date]) -> None:
    start, since, until, end = days

    def found(query: Query) -> set[str]:
        return {entry.event.id for entry in select(whole, query, TODAY)}

    surely = found(Query(since=since, until=until, surely=True))
    assert surely <= found(Query(since=since, until=until)) <= found(Query(since=start, until=end))


def test_each_word_is_searched_in_every_note() -> None:
    noted = timeline("""
events:
  - {id: a, title: Landing of a crew, promises: [{due: 2030, note: On the Moon}]}
  - {id: b, title: Moon, outcome: {date: 2010, note: A hard landing}, promises: [{due: 2010}]}
  - {id: c, title: Landing}
""")
    found = select(noted, Query(search="moon LANDING"), TODAY)
    assert [entry.event.id for entry in found] == ["b", "a"]


def test_an_outcome_by_a_day_may_lie_before_it_was_promised() -> None:
    known = timeline("events: [{title: A, promises: [{said: 2018-01-01, due: 2018}], outcome: {date: ../2019}}]")
    assert select(known, Query(until=day("2017-01-01")), day("2020-01-01"))
