"""The rules of docs/verdicts.md: their tables, and random events against a second implementation of them, `naive`."""

import datetime
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.documents import table_rows
from tests.making import day, event
from tests.query import naive

from spacetl.dates import parse
from spacetl.query import (
    Measured,
    Speakers,
    Verdict,
    as_of,
    current_date,
    entry_on,
    known_on,
    measure,
    steps,
    times_later,
)
from spacetl.timeline import Agency, Event, Outcome, Promise, Speaker, Timeline

NOBODY = Speakers(Timeline(events=()))


def measured(made: Event, on: str, baseline: str | None = None, speakers: Speakers = NOBODY) -> Measured | None:
    known = known_on(made, day(on))
    assert known is not None
    entry = entry_on(known, day(on))
    return measure(entry, known.promises, speakers, day(on), None if baseline is None else day(baseline))


def promised(text: str) -> str:
    """The promises of a row of the table, as YAML."""
    pairs = [each.split(": ") for each in text.split("; ")]
    return ", ".join(f"{{said: {said}" + (f", due: {due}}}" if due != "withdrawn" else "}") for said, due in pairs)


def row_of_the_table(line: str) -> Any:
    promises, outcome, on, verdict, days = (cell.strip(" `").replace("`", "") for cell in line.strip("|").split("|"))
    least, most = (None if each == "none" else int(each) for each in days.split(", "))
    return promises, outcome, on, verdict, (least, most)


@pytest.mark.parametrize(
    ("promises", "outcome", "on", "verdict", "days"),
    [
        *map(row_of_the_table, table_rows("verdicts.md", "promises (said: due)")),
        # beyond the table
        ("2020-01-01: 2030; 2024-01-01: withdrawn", "", "2026-11-30", "withdrawn", (None, None)),
        ("2020-01-01: 2026/..; 2024-01-01: withdrawn", "", "2026-11-30", "withdrawn", (None, None)),
        ("2020-01-01: 2024/..", "", "2026-11-30", "no_end", (None, None)),
        ("2020-01-01: 2026/..", "2024-03-01", "2026-11-30", "early", (-1035, -671)),
        ("2020-01-01: 2022-06", "2022-05-31", "2026-11-30", "early", (-30, -1)),
        ("2019-06-01: ../2020", "2019", "2026-11-30", "kept", (-579, None)),
        ("2019-06-01: 2019", "2019", "2026-11-30", "kept", (-213, 213)),
    ],
)
def test_verdicts(promises: str, outcome: str, on: str, verdict: str, days: tuple[int | None, int | None]) -> None:
    came = f", outcome: {{date: {outcome}}}" if outcome else ""
    found = measured(event(f"promises: [{promised(promises)}]{came}"), on)
    assert found is not None
    assert (found.verdict, (found.least, found.most)) == (verdict, days)


def test_it_is_measured_against_the_first_that_names_an_end_and_of_a_day_the_last() -> None:
    text = promised("2013-01-09: 2015/..; 2015-01-27: 2018-05; 2015-01-27: 2018-07; 2016-01-01: 2019")
    found = measured(event(f"promises: [{text}]"), "2017-01-01")
    assert found is not None
    assert found.promise.due == parse("2018-07")


def test_now_promised_earlier() -> None:
    found = measured(event(f"promises: [{promised('2020-01-01: 2030; 2024-01-01: 2028')}]"), "2026-11-30")
    assert found is not None
    assert found.brought_forward


def test_a_baseline_measures_what_was_open_against_the_promise_in_force() -> None:
    made = event(f"promises: [{promised('2020-01-01: 2025; 2024-01-01: 2035')}]")
    found = measured(made, "2026-11-30", "2021-01-01")
    assert found is not None
    assert (found.verdict, found.least, found.most) == ("late_open", 3288, 4016)
    over = event(f"promises: [{promised('2020-01-01: 2021')}], outcome: {{date: 2022-01-01}}")
    assert measured(over, "2026-11-30", "2022-01-01") is None
    assert measured(over, "2026-11-30", "2021-12-31") is not None
    withdrawn = event(f"promises: [{promised('2020-01-01: 2025; 2021-01-01: withdrawn')}]")
    assert measured(withdrawn, "2026-11-30", "2022-01-01") is None


@pytest.mark.parametrize(
    ("promise", "came", "maybe"),
    [
        ("2022-12~", "2023-01-31", True),
        ("2022-12~", "2023-02-01", False),
        ("2022~", "2023-12-31", True),
        ("2022?", "2024-01-01", False),
        ("2022-12-05~", "2022-12-06", True),
        ("2022", "2023-01-01", False),
    ],
)
def test_maybe_late_until_one_more_unit_has_passed(promise: str, came: str, maybe: bool) -> None:
    found = measured(
        event(f"promises: [{{said: 2020-01-01, due: {promise}}}], outcome: {{date: {came}}}"), "2026-01-01"
    )
    assert found is not None
    assert (found.verdict, found.maybe) == ("late", maybe)


def test_cancelled_after_the_date_promised() -> None:
    made = event("promises: [{said: 2015-01-01, due: 2018}], outcome: {date: 2026-05-01, result: cancelled}")
    found = measured(made, "2026-11-30")
    assert found is not None
    assert (found.verdict, found.least, found.most) == ("cancelled", 2678, None)
    before = event("promises: [{said: 2015-01-01, due: 2018}], outcome: {date: 2018-05-01, result: cancelled}")
    found = measured(before, "2026-11-30")
    assert found is not None
    assert (found.verdict, found.slip) == ("cancelled", None)


def test_hindsight_and_the_day_itself_make_no_record() -> None:
    made = event(f"promises: [{promised('2020-05-30: 2020-05-30; 2020-06-01: 2020')}], outcome: {{date: 2020-05-30}}")
    assert measured(made, "2026-11-30") is None


def test_the_press_is_measured_against_only_if_nobody_else_gave_a_date() -> None:
    speakers = Speakers(Timeline(events=(), speakers={"SpaceNews": Speaker(press="true")}))
    press = "{said: 2015-01-01, due: 2018, by: SpaceNews}"
    both = event(f"promises: [{press}, {{said: 2016-01-01, due: 2019, by: NASA / SpaceNews}}]")
    alone = event(f"promises: [{press}]")
    for made, due in ((both, "2019"), (alone, "2018")):
        found = measured(made, "2017-01-01", speakers=speakers)
        assert found is not None
        assert found.promise.due == parse(due)


# random events, against the second implementation

_POINTS = st.one_of(
    st.integers(2010, 2032).map(str),
    st.builds("{}-{:02}".format, st.integers(2010, 2032), st.integers(1, 12)),
    st.builds("{}-{}".format, st.integers(2010, 2032), st.integers(21, 41)),
    st.dates(datetime.date(2010, 1, 1), datetime.date(2032, 12, 31)).map(str),
)
_ENDS = st.one_of(
    st.integers(2010, 2032).map(str),
    st.builds("{}-{:02}".format, st.integers(2010, 2032), st.integers(1, 12)),
    st.builds("{}-{}".format, st.integers(2010, 2032), st.integers(21, 41)),
    st.dates(datetime.date(2010, 1, 1), datetime.date(2032, 12, 31)).map(str),
)
_MARKED = st.builds(str.__add__, _POINTS, st.sampled_from(["", "", "~", "?", "%"]))


def _interval(ends: tuple[str, str]) -> str:
    start, end = sorted(ends)
    return f"{start}/{end}" if naive.plain(start)[0] <= naive.plain(end)[0] and start != end else start


_BOUNDED = _MARKED | st.tuples(_ENDS, _ENDS).map(_interval)
_DUES = st.one_of(
    _BOUNDED,
    st.builds("{}{}/..".format, _ENDS, st.sampled_from(["", "~"])),
    st.builds("../{}{}".format, _ENDS, st.sampled_from(["", "~"])),
)
_SAID = st.dates(datetime.date(2009, 1, 1), datetime.date(2033, 12, 31))
_BY = st.sampled_from([None, "NASA", "SpaceNews", "AFP", "NASA / AFP", "AFP / SpaceNews"])
_PROMISES = st.lists(
    st.tuples(st.none() | _SAID | st.sampled_from([day("2020-05-05"), day("2021-01-01")]), st.none() | _DUES, _BY),
    max_size=6,
)
_OUTCOMES = st.none() | st.tuples(_BOUNDED, st.sampled_from(["done", "done", "failed", "cancelled"]))
_PRESS = {"AFP", "SpaceNews"}
_SPEAKERS = Speakers(Timeline(events=(), speakers={name: Speaker(press="true") for name in _PRESS}))
_Promise = tuple[datetime.date | None, str | None, str | None]


@settings(max_examples=10_000)
@example([(None, "../2020", None)], ("2019", "done"), day("2026-01-01"), None)
@given(_PROMISES, _OUTCOMES, _SAID, st.none() | _SAID)
def test_moves_status_and_verdict_as_in_the_second_implementation(
    promises: list[_Promise], outcome: tuple[str, Any] | None, on: datetime.date, baseline: datetime.date | None
) -> None:
    made = Event(
        title="Some event",
        id="e",
        promises=tuple(Promise(said, by, None if due is None else parse(due)) for said, due, by in promises),
        outcome=None if outcome is None else Outcome(parse(outcome[0]), outcome[1]),
    )
    second = naive.Event(
        [naive.Promise(said, None if due is None else naive.span(due), by) for said, due, by in promises],
        None if outcome is None else (naive.span(outcome[0]), outcome[1]),
    )
    assert [step.move for step in steps(made) if step.statement is not made.outcome] == [
        each.word for each in naive.moves(second)
    ]
    slips = [step.slip for step in steps(made) if step.statement is not made.outcome]
    assert [(None, None) if slip is None else (slip.least, slip.most) for slip in slips] == [
        (each.least, each.most) for each in naive.moves(second)
    ]
    assert times_later(made) == naive.slipped(second)
    known, known_second = as_of(Timeline(events=(made,)), on).events, naive.as_of(second, on)
    assert bool(known) == (known_second is not None or not (promises or outcome))
    if not known or known_second is None:
        return
    current = naive.current_date(known_second)
    entry = entry_on(known[0], on)
    assert current_date(known[0]) == (None if current is None else parse(current.text))
    assert (entry.status, entry.maybe) == naive.status(known_second, on)
    baseline = None if baseline is None or baseline > on else baseline
    found = measure(entry, known[0].promises, _SPEAKERS, on, baseline)
    assert _as_second(found) == _without_place(naive.verdict(second, on, _PRESS, baseline), second)


def _as_second(found: Measured | None) -> object:
    if found is None:
        return None
    word = found.verdict.removesuffix("_open").replace("_", " ")
    is_open = found.verdict is Verdict.LATE_OPEN
    promise = (found.promise.said, found.promise.due and found.promise.due.text, found.promise.by)
    return word, is_open, found.brought_forward, found.maybe, found.least, found.most, promise


def _without_place(found: naive.Verdict | None, event: naive.Event) -> object:
    if found is None:
        return None
    promise = event.promises[found.measured]
    return *found[:-1], (promise.said, promise.due and promise.due.text, promise.by)


def test_from_a_day_long_gone_is_from_then_on() -> None:
    made = event(f"promises: [{promised('2023-01-01: 2020/..')}], outcome: {{date: 2023-05-01}}")
    found = measured(made, "2026-01-01")
    assert found is not None
    assert (found.verdict, found.least) == ("no_end", 120)
    *_, last = steps(event(f"promises: [{promised('2020-01-01: 2021; 2023-01-01: 2019/..')}]"))
    assert last.move == "later"


def test_what_came_before_a_from_counts_in_no_median() -> None:
    early = measured(event(f"promises: [{promised('2010-01-01: 2015/..')}], outcome: {{date: 2012}}"), "2026-01-01")
    assert early is not None
    assert (early.verdict, early.came) == ("early", False)


@pytest.mark.parametrize(
    ("came", "verdict"), [("2018~", "kept"), ("2018-12?", "kept"), ("2019~", "late"), ("2016?", "early")]
)
def test_an_outcome_that_is_not_certain_makes_no_certain_verdict(came: str, verdict: str) -> None:
    found = measured(event(f"promises: [{promised('2015-01-01: 2018')}], outcome: {{date: {came}}}"), "2026-01-01")
    assert found is not None
    assert (found.verdict, found.maybe) == (verdict, True)


def test_the_first_promise_is_one_that_came_into_force() -> None:
    for text in ("2020-01-01: 2019; 2020-02-01: 2022", "2020-02-01: 2022; 2024-01-01: 2025"):
        made = event(f"promises: [{promised(text)}], outcome: {{date: 2023-05-01}}")
        assert entry_on(made, day("2026-01-01")).first_promise == parse("2022")


def test_press_that_speaks_for_an_agency_credits_it_with_nothing_and_an_agencys_name_is_no_press() -> None:
    agencies = {"NASA": Agency(aliases=("Nasa HQ",))}
    listed = {"SpaceNews": Speaker(press="true", of="NASA"), "nasa hq": Speaker(press="true")}
    speakers = Speakers(Timeline(events=(), agencies=agencies, speakers=listed))
    assert speakers.with_agencies("SpaceNews") == ("SpaceNews",)
    assert not speakers.is_press("NASA")
