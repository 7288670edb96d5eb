import pytest
from tests.making import day, timeline

from spacetl.dates import parse
from spacetl.editing import AddAgency, AddEvent, AddPromise, AddSource, Change, SetOutcome, apply_changes
from spacetl.errors import UsageError
from spacetl.timeline import Agency, Event, Outcome, Promise, Source

TEXT = """\
agencies: {NASA: {}}
sources: {s: {}}
events:
  - {title: Moon, promises: [{due: 2028}]}
  - {title: IAC, date: 2027}
  - {title: Mars, promises: [{due: 2020}], outcome: {date: 2021, result: cancelled}}
"""
PROMISE = Promise(said=day("2026-01-01"), due=parse("2030"))
OUTCOME = Outcome(date=parse("2026-11-01"))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ([AddPromise("mon", PROMISE)], "no event 'mon'; did you mean moon?"),
        ([SetOutcome("xyz", OUTCOME)], "no event 'xyz'; `spacetl list --columns id` with the same -f lists the ids"),
        ([AddPromise("iac", PROMISE)], "iac has a plain date \\(2027\\), which nobody promised"),
        ([SetOutcome("iac", OUTCOME)], "iac has a plain date"),
        (
            [SetOutcome("mars", OUTCOME)],
            "mars already has an outcome \\(cancelled 2021\\); correct it with",
        ),
        (
            [SetOutcome("moon", OUTCOME), SetOutcome("moon", OUTCOME)],
            "moon already has an outcome",
        ),
        ([AddEvent(Event(title="x", id="moon"))], "there is already an event 'moon'; give the new one another id"),
        ([AddEvent(Event(title="x", id="x")), AddEvent(Event(title="y", id="x"))], "there is already an event 'x'"),
        ([AddSource("s", Source())], "there is already a source 's'"),
        ([AddAgency("NASA", Agency())], "there is already an agency 'NASA'"),
    ],
)
def test_a_change_that_cannot_be_is_refused(changes: list[Change], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        apply_changes(TEXT, timeline(TEXT), changes)


def test_what_is_said_of_a_new_event_becomes_part_of_it() -> None:
    new: list[Change] = [
        AddEvent(Event(title="Venus", id="venus")),
        AddPromise("venus", PROMISE),
        SetOutcome("venus", OUTCOME),
    ]
    text = apply_changes(TEXT, timeline(TEXT), new).text
    assert text.removeprefix(TEXT) == (
        "  - {id: venus, title: Venus, promises: [{said: 2026-01-01, due: 2030}], outcome: {date: 2026-11-01}}\n"
    )


def test_promises_stand_in_the_order_they_were_given_and_are_read_in_that_of_their_days() -> None:
    earlier = Promise(said=day("2020-01-01"), due=parse("2025"))
    after = apply_changes(TEXT, timeline(TEXT), [AddPromise("moon", PROMISE), AddPromise("moon", earlier)])
    assert "{due: 2028}, {said: 2026-01-01, due: 2030}, {said: 2020-01-01, due: 2025}" in after.text
    assert [promise.due for promise in after.timeline.events[0].promises] == list(map(parse, ("2028", "2025", "2030")))


def test_no_change_changes_nothing() -> None:
    assert apply_changes(TEXT, timeline(TEXT), []).text == TEXT
