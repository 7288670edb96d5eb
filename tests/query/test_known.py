import datetime

from hypothesis import given
from msgspec.structs import replace
from tests.making import DAYS, day, timeline, timelines

from spacetl.formats import Style, records
from spacetl.query import Query, as_of
from spacetl.reports import REPORTS, report_of
from spacetl.timeline import Timeline

CORE = """
events:
  - id: core
    title: Core module
    promises:
      - {said: 2017-06-06, due: 2019}
      - {said: 2018-03-04, due: 2020}
    outcome: {date: 2021-04-29}
"""


def known(text: str, on: str) -> tuple[list[str | None], bool]:
    """The dues known on a day, and whether the outcome is."""
    (event,) = as_of(timeline(text), day(on)).events
    return [promise.due.text if promise.due else None for promise in event.promises], event.outcome is not None


def test_promises_said_after_the_day_are_not_known() -> None:
    assert known(CORE, "2018-03-03") == (["2019"], False)


def test_a_promise_is_known_on_the_day_it_was_said() -> None:
    assert known(CORE, "2018-03-04") == (["2019", "2020"], False)


def test_an_outcome_is_known_from_its_latest_day() -> None:
    assert known(CORE, "2021-04-28")[1] is False
    assert known(CORE, "2021-04-29")[1] is True


def test_a_vague_outcome_is_known_once_it_is_surely_over() -> None:
    text = CORE.replace("2021-04-29", "2021-04")
    assert known(text, "2021-04-29")[1] is False
    assert known(text, "2021-04-30")[1] is True


def test_an_event_that_nobody_had_promised_did_not_exist() -> None:
    assert as_of(timeline(CORE), day("2017-06-05")).events == ()


def test_an_event_known_only_by_its_outcome_appears_with_it() -> None:
    text = "events: [{title: Surprise, outcome: {date: 2020-01-01, result: failed}}]"
    assert as_of(timeline(text), day("2019-12-31")).events == ()
    assert len(as_of(timeline(text), day("2020-01-01")).events) == 1


def test_plain_dates_bare_events_and_promises_without_a_day_are_always_known() -> None:
    text = "events: [{title: A, date: 2030}, {title: B}, {title: C, promises: [{due: 2030}]}]"
    assert len(as_of(timeline(text), day("1957-10-04")).events) == 3


@given(timelines(), DAYS, DAYS)
def test_what_is_known_on_a_day_is_known_later(whole: Timeline, one: datetime.date, other: datetime.date) -> None:
    earlier, later = sorted((one, other))
    before = {event.id: event for event in as_of(whole, earlier).events}
    after = {event.id: event for event in as_of(whole, later).events}
    assert before.keys() <= after.keys()
    for name, event in before.items():
        assert event.promises == after[name].promises[: len(event.promises)]
        assert event.outcome in (None, after[name].outcome)


@given(timelines(), DAYS, DAYS)
def test_looking_again_changes_nothing(whole: Timeline, one: datetime.date, other: datetime.date) -> None:
    assert as_of(as_of(whole, one), one) == as_of(whole, one)
    assert as_of(as_of(whole, one), other) == as_of(whole, min(one, other))


def never_held(whole: Timeline, last: datetime.date) -> Timeline:
    """The file as it would be if nothing after a day had ever been written to it, made the slow and obvious way."""
    events = []
    for event in whole.events:
        promises = tuple(p for p in event.promises if p.said is None or p.said <= last)
        end = event.outcome.date.latest if event.outcome else None
        outcome = event.outcome if end is not None and end <= last else None
        if promises or outcome or not (event.promises or event.outcome):
            events.append(replace(event, promises=promises, outcome=outcome))
    return Timeline(events=tuple(events))


@given(timelines(), DAYS)
def test_every_report_is_the_same_on_a_file_that_never_held_what_came_later(
    whole: Timeline, last: datetime.date
) -> None:
    for name in REPORTS:
        seen = report_of(name)(as_of(whole, last), Query(), last)
        written = report_of(name)(never_held(whole, last), Query(), last)
        assert list(records(seen, Style())) == list(records(written, Style()))
        assert seen.hint == written.hint
