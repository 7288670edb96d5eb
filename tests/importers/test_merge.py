"""What in a file is new, and what is not."""

import datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tests.making import timeline

from spacetl.dates import parse
from spacetl.editing import apply_changes
from spacetl.importers import Item, MergeResult, Terms, merge_items
from spacetl.timeline import Agency, Outcome, Promise

EMPTY = "events: []\n"
DAY = datetime.date(2026, 11, 23)


def item(due: str | None = "2027", *, ref: str = "u", title: str = "X", **more: Any) -> Item:
    promises = () if due is None else (Promise(by="LL", due=parse(due)),)
    return Item("line 1", title, refs={"ll2": ref}, **{"promises": promises, **more})


def taken(text: str, *items: Item, days: int = 0, by_title: bool = False) -> tuple[str, MergeResult]:
    """The text after importing the items so many days later, and what was new in them."""
    held = timeline(text)
    found = merge_items(items, held, Terms(DAY + datetime.timedelta(days)), by_title=by_title)
    return apply_changes(text, held, found.changes).text, found


def counts(found: MergeResult) -> tuple[int, int, int, int]:
    return found.events, found.promises, found.outcomes, found.unchanged


def dues(text: str) -> list[str]:
    return [f"{promise.said} {promise.due}" for event in timeline(text).events for promise in event.promises]


def test_the_same_again_changes_not_one_byte() -> None:
    text, found = taken(EMPTY, item(), item(ref="v", due=None))
    assert counts(found) == (2, 1, 0, 0)
    again, found = taken(text, item(), item(ref="v", due=None), days=7)
    assert (again, counts(found)) == (text, (0, 0, 0, 2))


def test_a_date_that_moved_is_one_more_promise_and_a_flight_one_outcome() -> None:
    text, _ = taken(EMPTY, item(), item(ref="v"))
    text, found = taken(text, item("2028"), item(ref="v"), days=7)
    assert counts(found) == (0, 1, 0, 1)
    assert dues(text) == ["2026-11-23 2027", "2026-11-30 2028", "2026-11-23 2027"]
    flown = item(None, outcome=Outcome(date=parse("2028-01-02")))
    text, found = taken(text, flown, item(ref="v"), days=14)
    assert counts(found) == (0, 0, 1, 1)
    assert taken(text, flown, days=21)[0] == text


def test_a_date_that_moved_back_is_a_promise_again() -> None:
    text = EMPTY
    for week, due in enumerate(("2027", "2028", "2027")):
        text, _ = taken(text, item(due), days=7 * week)
    assert dues(text) == ["2026-11-23 2027", "2026-11-30 2028", "2026-12-07 2027"]


def test_two_files_of_one_day_are_taken_once_each() -> None:
    text, _ = taken(EMPTY, item("2027"), item("2028"))
    assert dues(text) == ["2026-11-23 2027", "2026-11-23 2028"]
    assert taken(text, item("2027"))[0] == text


def test_a_history_is_taken_in_its_order_and_once() -> None:
    promises = [
        Promise(said=datetime.date(2026, month, 1), due=parse(due))
        for month, due in ((1, "2027"), (2, "2027"), (3, "2028"))
    ]
    text, _ = taken(EMPTY, item(None, promises=(*promises, Promise(due=parse("2028")))))
    assert dues(text) == ["2026-01-01 2027", "2026-03-01 2028"]
    assert taken(text, item(None, promises=(*promises, Promise(due=parse("2028")))), days=7)[0] == text


def test_an_event_is_found_by_its_ref_whatever_it_is_called_by_then() -> None:
    text, _ = taken(EMPTY, item())
    text = text.replace("title: X", "title: A better title")
    assert counts(taken(text, item(title="Y"))[1]) == (0, 0, 0, 1)
    assert counts(taken(text, item(ref="v", title="A better title"))[1]) == (1, 1, 0, 0)


def test_a_title_finds_an_event_only_where_that_is_wanted() -> None:
    text = "events:\n  - title: Artemis II\n    promises: [{due: 2026}]\n"
    after, found = taken(text, item("2026", title="ARTEMIS II"), by_title=True)
    assert counts(found) == (0, 0, 0, 0)
    assert after == text + "    refs: {ll2: u}\n"
    assert taken(after, item("2026", title="Artemis 2"))[0] == after
    after, found = taken(text, item("2026", title="Artemis II"))
    assert counts(found) == (1, 1, 0, 0)
    assert "id: artemis-ii-2" in after


def test_what_is_there_is_never_changed_but_reported() -> None:
    text = (
        "events:\n  - {id: a, title: A, refs: {ll2: a}, outcome: {date: 2026-01-02}}\n"
        "  - {id: b, title: B, refs: {ll2: b}, date: 2027}\n"
    )
    flown = item(None, ref="a", title="A", outcome=Outcome(date=parse("2026-01-03"), result="failed"))
    after, found = taken(text, flown, item("2028", ref="b", title="B"), item("2027", ref="b", title="B"))
    assert after == text
    assert found.reported == [
        "a: done 2026-01-02 here, failed 2026-01-03 in the file; it was not changed",
        "b: 2027 here, 2028 in the file; it was not changed",
    ]


def test_agencies_are_known_by_any_of_their_names() -> None:
    text = "agencies:\n  SpX: {name: SpaceX}\nevents: []\n"
    items = [
        item(ref="1", agencies=("spacex",), described={"SX": Agency(name="SpaceX")}),
        item(ref="2", agencies=("Arianespace",), described={"ASA": Agency(name="Arianespace")}),
        item(ref="3", agencies=("Arianespace",)),
        item(ref="4", agencies=("Somebody; else",), described={"ASA": Agency(name="Somebody; else")}),
    ]
    held = timeline(taken(text, *items)[0])
    assert [event.agencies for event in held.events] == [("SpX",), ("ASA",), ("ASA",), ("Somebody, else",)]
    assert [*held.agencies] == ["SpX", "ASA"]


def test_sources_are_listed_once() -> None:
    urls = ("https://a.example/x", "http://www.a.example/x/", "https://a.example/y", "A paper")
    items = [item(None, ref=url, promises=(Promise(due=parse("2027"), source=url),)) for url in urls]
    held = timeline(taken(EMPTY, *items)[0])
    assert [*held.sources] == ["a.example-2026-11-23", "a.example-2026-11-23-2", "A paper-2026-11-23"]
    assert held.events[1].promises[0].source == "a.example-2026-11-23"


Week = dict[str, tuple[str, bool]]
DUES = st.sampled_from(["2027", "2028", "2027-33", "2028-03-05", "202X"])
REFS = st.sampled_from(["1", "2", "3"])


@st.composite
def snapshots(draw: st.DrawFn) -> list[Week]:
    """What a catalogue says week by week: the date of each launch, and whether it has flown."""
    weeks: list[Week] = []
    for _ in range(draw(st.integers(1, 5))):
        week = draw(st.dictionaries(REFS, st.tuples(DUES, st.booleans()), min_size=1))
        last = weeks[-1] if weeks else {}
        weeks.append(last | {ref: value for ref, value in week.items() if not last.get(ref, ("", False))[1]})
    return weeks


@given(snapshots())
def test_week_by_week_each_move_is_a_promise_and_each_flight_an_outcome(
    weeks: list[dict[str, tuple[str, bool]]],
) -> None:
    text = EMPTY
    for number, week in enumerate(weeks):
        items = [
            item(None, ref=ref, outcome=Outcome(date=parse("2026-11-01"))) if flown else item(due, ref=ref)
            for ref, (due, flown) in week.items()
        ]
        before = weeks[number - 1] if number else {}
        text, found = taken(text, *items, days=7 * number)
        promised = sum(not flown and (ref not in before or before[ref][0] != due) for ref, (due, flown) in week.items())
        flown_now = sum(flown and (ref not in before or not before[ref][1]) for ref, (_, flown) in week.items())
        assert counts(found)[:3] == (len(week.keys() - before.keys()), promised, flown_now)
        assert taken(text, *items, days=7 * number)[0] == text
