"""Each rule of `compare` on a pair of events made by hand, and its properties on random timelines."""

import random
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.making import AGENCIES, DAYS, DUE, OUTCOMES, PROMISED, PROMISES, timeline, timelines

from spacetl.query.compare import Part, RecordChange, compare
from spacetl.timeline import Agency, Event, Source, Timeline


def changes(old: str, new: str) -> list[tuple[str, str, tuple[str, ...]]]:
    """The changes between two lists of events in YAML: the part, what happened to it, the corrected keys."""
    found = compare(timeline(f"events: [{old}]"), timeline(f"events: [{new}]"))
    return [(each.part.value, happened(each), each.keys) for each in found]


def happened(change: RecordChange) -> str:
    if change.before is None:
        return "added"
    return "removed" if change.after is None else "corrected"


PLAIN = "{id: a, title: A, agency: NASA, date: 2028}"
FIRST = "{said: 2017-01-01, by: Li, due: 2019}"
SECOND = "{said: 2018-01-01, by: Wu, due: 2020}"


def promised(*promises: str, more: str = "") -> str:
    return f"{{id: a, title: A, promises: [{', '.join(promises)}]{more}}}"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        # events
        ("", PLAIN, [("event", "added", ())]),
        (PLAIN, "", [("event", "removed", ())]),
        (PLAIN, PLAIN.replace("title: A", "title: B"), [("event", "corrected", ("title",))]),
        (PLAIN, PLAIN.replace("2028", "2029"), [("event", "corrected", ("date",))]),
        (PLAIN, PLAIN.replace("NASA", "ESA"), [("event", "corrected", ("agencies",))]),
        (PLAIN, PLAIN.replace("id: a", "id: a, tags: [moon], note: x"), [("event", "corrected", ("tags", "note"))]),
        # an event with a new id is recognised by its title, or by everything else
        (PLAIN, PLAIN.replace("id: a", "id: b"), [("event", "corrected", ("id",))]),
        (PLAIN, PLAIN.replace("id: a", "id: b").replace("2028", "2029"), [("event", "corrected", ("id", "date"))]),
        (
            PLAIN.replace("id: a", "id: x"),
            PLAIN.replace("id: a, title: A", "id: y, title: B"),
            [("event", "removed", ()), ("event", "added", ())],
        ),
        # an event whose id was made from its title is recognised by its date or its first promise
        ("{title: A, date: 2028}", "{title: B, date: 2028}", [("event", "corrected", ("title", "id"))]),
        (
            f"{{title: A, promises: [{FIRST}]}}",
            f"{{title: B, promises: [{FIRST}, {SECOND}]}}",
            [("event", "corrected", ("title", "id")), ("promise", "added", ())],
        ),
        ("{title: A}", "{title: B}", [("event", "removed", ()), ("event", "added", ())]),
        # promises
        (promised(FIRST), promised(FIRST, SECOND), [("promise", "added", ())]),
        (promised(FIRST, SECOND), promised(SECOND), [("promise", "removed", ())]),
        (promised(FIRST), promised(FIRST.replace("2019", "2018")), [("promise", "corrected", ("due",))]),
        (promised(FIRST), promised(FIRST.replace("Li", "Wu")), [("promise", "corrected", ("by",))]),
        (promised(FIRST), promised(FIRST.replace("2017", "2016")), [("promise", "corrected", ("said",))]),
        (promised(FIRST), promised(FIRST.replace("due", "note: x, due")), [("promise", "corrected", ("note",))]),
        (promised("{due: 2019}"), promised("{due: 2020}"), [("promise", "corrected", ("due",))]),
        (promised(FIRST), promised(SECOND), [("promise", "removed", ()), ("promise", "added", ())]),
        (promised(FIRST), promised(FIRST, FIRST), [("promise", "added", ())]),
        (PLAIN, promised(FIRST, more=", agency: NASA"), [("event", "corrected", ("date",)), ("promise", "added", ())]),
        # outcomes
        (promised(FIRST), promised(FIRST, more=", outcome: {date: 2019}"), [("outcome", "added", ())]),
        (promised(FIRST, more=", outcome: {date: 2019}"), promised(FIRST), [("outcome", "removed", ())]),
        (
            promised(FIRST, more=", outcome: {date: 2019}"),
            promised(FIRST, more=", outcome: {date: 2020, result: failed}"),
            [("outcome", "corrected", ("date", "result"))],
        ),
    ],
)  # fmt: skip
def test_what_changed(old: str, new: str, expected: list[tuple[str, str, tuple[str, ...]]]) -> None:
    assert changes(old, new) == expected
    assert changes(old, old) == changes(new, new) == []


def test_the_timeline_its_agencies_and_its_sources() -> None:
    old = timeline("{title: T, agencies: {NASA: {aliases: [N, A]}, ESA: {}}, sources: {s: {}}, events: []}")
    new = timeline("{title: U, agencies: {NASA: {aliases: [A, N]}, JAXA: {}}, sources: {s: {title: S}}, events: []}")
    assert [(each.part, each.id, happened(each), each.keys) for each in compare(old, new)] == [
        (Part.TIMELINE, None, "corrected", ("title",)),
        (Part.AGENCY, "ESA", "removed", ()),
        (Part.AGENCY, "JAXA", "added", ()),
        (Part.SOURCE, "s", "corrected", ("title",)),
    ]


def test_numbers_in_made_ids_do_not_matter() -> None:
    events = ("{title: Launch, date: 2028}", "{title: Launch, date: 2030}")
    assert changes(", ".join(events), ", ".join(reversed(events))) == []
    assert changes(", ".join(events), events[1]) == [("event", "removed", ())]


def test_two_promises_on_a_day_have_no_order() -> None:
    same_day = SECOND.replace("2018-01-01", "2017-01-01")
    assert changes(promised(FIRST, same_day), promised(same_day, FIRST)) == []


def test_events_stand_by_id_and_their_promises_by_the_day_they_were_said() -> None:
    old = "{id: b, title: B}, {id: a, title: A}"
    new = f"{{id: b, title: B2}}, {promised(SECOND, FIRST)}"
    found = compare(timeline(f"events: [{old}]"), timeline(f"events: [{new}]"))
    assert [(each.id, getattr(each.after, "by", None)) for each in found] == [("a", "Li"), ("a", "Wu"), ("b", None)]


def shuffled(whole: Timeline, seed: random.Random) -> Timeline:
    """The timeline with everything unordered in a different order."""

    def turned(event: Event) -> Event:
        promises = seed.sample(event.promises, len(event.promises))
        agencies = tuple(seed.sample(event.agencies, len(event.agencies)))
        return replace(event, promises=tuple(promises), agencies=agencies)

    return replace(whole, events=tuple(map(turned, seed.sample(whole.events, len(whole.events)))))


@given(timelines(), st.randoms(use_true_random=False))
def test_the_order_of_things_is_no_change(whole: Timeline, seed: random.Random) -> None:
    assert compare(whole, shuffled(whole, seed)) == ()


@given(timelines(), timelines(), st.randoms(use_true_random=False))
def test_the_changes_do_not_depend_on_the_order_of_events(old: Timeline, new: Timeline, seed: random.Random) -> None:
    turned = replace(old, events=tuple(seed.sample(old.events, len(old.events))))
    assert len(compare(turned, new)) == len(compare(old, new))


@given(timelines(), timelines())
def test_changes_can_be_reversed(old: Timeline, new: Timeline) -> None:
    """Both directions give the same number of changes, with before and after swapped."""
    there, back = compare(old, new), compare(new, old)
    assert sorted(happened(each) for each in there) == sorted(
        {"added": "removed", "removed": "added"}.get(happened(each), "corrected") for each in back
    )


Applied = tuple[Timeline, RecordChange]


def in_event(whole: Timeline, place: int, event: Event) -> Timeline:
    return replace(whole, events=(*whole.events[:place], event, *whole.events[place + 1 :]))


def bare(event: Event) -> Event:
    return replace(event, agencies=tuple(sorted(event.agencies)), promises=(), outcome=None)


def promised_places(whole: Timeline) -> st.SearchStrategy[int]:
    """The positions of the events that may have promises and an outcome."""
    places = [place for place, event in enumerate(whole.events) if event.date is None]
    return st.sampled_from(places) if places else st.nothing()


def add_event(whole: Timeline, draw: Callable[..., Any]) -> Applied:
    event = replace(draw(PROMISED), id="new")
    return replace(whole, events=(event, *whole.events)), RecordChange(Part.EVENT, "new", None, event)


def remove_event(whole: Timeline, draw: Callable[..., Any]) -> Applied:
    event = draw(st.sampled_from(whole.events))
    rest = tuple(each for each in whole.events if each is not event)
    return replace(whole, events=rest), RecordChange(Part.EVENT, event.id, event, None)


def correct_event(whole: Timeline, draw: Callable[..., Any]) -> Applied:
    place = draw(st.integers(0, len(whole.events) - 1))
    before = whole.events[place]
    key, values = draw(st.sampled_from([("title", st.just("Other")), ("note", st.text("ab", min_size=1)),
                                        ("agencies", AGENCIES), ("source", st.just("s"))]))  # fmt: skip
    after = replace(before, **{key: draw(values)})
    return in_event(whole, place, after), RecordChange(Part.EVENT, before.id, bare(before), bare(after))


def change_promise(whole: Timeline, draw: Callable[..., Any]) -> Applied:
    """Add one, remove one or correct one of its keys."""
    place = draw(promised_places(whole))
    event = whole.events[place]
    promises = list(event.promises)
    before = draw(st.sampled_from([None, *promises]))
    after = draw(PROMISES)
    if before is None:
        promises.append(after)
    elif draw(st.booleans()):
        after = None
        promises.remove(before)
    else:
        key, values = draw(
            st.sampled_from([("due", DUE), ("said", DAYS), ("by", st.just("Li")), ("note", st.just("x"))])
        )
        after = replace(before, **{key: draw(values)})
        promises[promises.index(before)] = after
    return in_event(whole, place, replace(event, promises=tuple(promises))), RecordChange(
        Part.PROMISE, event.id, before, after
    )


def change_outcome(whole: Timeline, draw: Callable[..., Any]) -> Applied:
    place = draw(promised_places(whole))
    event = whole.events[place]
    after = draw(st.none() | OUTCOMES)
    return in_event(whole, place, replace(event, outcome=after)), RecordChange(
        Part.OUTCOME, event.id, event.outcome, after
    )


def change_agency(whole: Timeline, draw: Callable[..., Any]) -> Applied:
    after = Agency(name=draw(st.sampled_from(["N", "M"])))
    return replace(whole, agencies={**whole.agencies, "NASA": after}), RecordChange(
        Part.AGENCY, "NASA", whole.agencies.get("NASA"), after
    )


def add_source(whole: Timeline, draw: Callable[..., Any]) -> Applied:
    after = Source(title=draw(st.text("ab", min_size=1)))
    return replace(whole, sources={**whole.sources, "t": after}), RecordChange(Part.SOURCE, "t", None, after)


@given(timelines(), st.data())
@pytest.mark.parametrize(
    "apply",
    [add_event, remove_event, correct_event, change_promise, change_outcome, change_agency, add_source],
    ids=lambda apply: apply.__name__,
)
def test_a_change_that_was_made_is_reported(
    apply: Callable[[Timeline, Callable[..., Any]], Applied], whole: Timeline, data: st.DataObject
) -> None:
    assume(whole.events)
    changed, made = apply(whole, data.draw)
    assume(made.before != made.after)
    assert compare(whole, changed) == (made,)
