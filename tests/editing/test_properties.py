"""Whatever the layout of a timeline, a change adds what it says, and everything else stays."""

import os
import re

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.editing.layouts import laid_out
from tests.making import OUTCOMES, PROMISED, PROMISES

from spacetl.editing import (
    AddAgency,
    AddEvent,
    AddPromise,
    AddRefs,
    AddSource,
    Change,
    SetDetails,
    SetOutcome,
    apply_changes,
)
from spacetl.editing.changes import change_set, changed_timeline
from spacetl.errors import SpacetlError
from spacetl.files import Content
from spacetl.files.load import load
from spacetl.timeline import Agency, Source, Timeline

EXAMPLES = int(os.environ.get("EXAMPLES", "1000"))
TEXTS = st.sampled_from(
    ["Moon landing", "a: b", "- x", "null", "🚀", "it's", "a, b", "two\nlines", "{x}", "12:30", "#x", "x #y"]
)
COMMENT = re.compile(r"# a remark|# - \{title: no event\}|#promises: \[\]|# é 🚀 中")


@st.composite
def some_changes(draw: st.DrawFn, timeline: Timeline) -> list[Change]:
    """One to four changes that can be made to a timeline."""
    promised = [event.id for event in timeline.events if event.date is None]
    open_ended = [event.id for event in timeline.events if event.date is None and event.outcome is None]
    choices: list[st.SearchStrategy[Change]] = [
        st.builds(lambda event, title: AddEvent(replace(event, id="new", title=title)), PROMISED, TEXTS),
        st.builds(lambda title: AddSource("new source: 1", Source(title=title, url="https://x.example/?a=b#c")), TEXTS),
        st.builds(lambda name: AddAgency("ISRO", Agency(name=name, aliases=("a", "b: c"))), TEXTS),
    ]
    if promised:
        promises = st.builds(
            lambda promise, by, note: replace(promise, by=by, note=note), PROMISES, TEXTS, st.none() | TEXTS
        )
        choices += [st.builds(AddPromise, st.sampled_from(promised), promises)] * 4
    if timeline.events:
        ids = st.sampled_from([event.id for event in timeline.events])
        choices += [st.builds(AddRefs, ids, st.just({"gcat": "2018-103", "ll2": "a: b"}))]
    if open_ended:
        choices += [st.builds(SetOutcome, st.sampled_from(open_ended), OUTCOMES)] * 2
    made = draw(st.lists(st.one_of(choices), min_size=1, max_size=4))
    return [*{_once(change): change for change in made}.values()]


def _once(change: Change) -> object:
    """A key that is equal for changes that cannot both be made."""
    match change:
        case AddPromise():
            return id(change)
        case SetOutcome(name, _) | AddRefs(name, _):
            return type(change), name
        case _:
            return type(change)


@given(laid_out(), st.data())
@settings(max_examples=EXAMPLES)
def test_a_change_adds_what_it_says_and_nothing_else_changes(text: str, data: st.DataObject) -> None:
    before = load([Content("f", text.encode())])
    changes = data.draw(some_changes(before))
    refusal = ""
    try:
        after = apply_changes(text, before, changes).text
    except SpacetlError as error:
        refusal = str(error)
    if refusal:  # a line below the last block text would add a line break to it
        assert "end it with a line break first" in refusal
        assert text[-1] not in "\r\n"
        return
    assert load([Content("f", after.encode())]) == changed_timeline(before, change_set(before, changes))
    assert COMMENT.findall(after) == COMMENT.findall(text)
    assert after.startswith("\ufeff") == text.startswith("\ufeff")
    assert is_part_of(re.sub(r" *(?:\[ *\]|\{ *\})", "", text), after)
    lost = [line for line in lines_of(text) if line not in set(lines_of(after))]
    assert len(lost) <= 3 * len(changes)


def lines_of(text: str) -> list[str]:
    return re.split("\r\n|\n|\r", text)


def is_part_of(part: str, text: str) -> bool:
    """Whether the characters of `part` all occur in `text`, in their order."""
    characters = iter(text)
    return all(character in characters for character in part)


@given(laid_out(), st.data())
@settings(max_examples=EXAMPLES // 2)
def test_other_details_take_the_place_of_those_of_an_event(text: str, data: st.DataObject) -> None:
    before = load([Content("f", text.encode())])
    assume(before.events)
    event = data.draw(st.sampled_from(before.events))
    refs = data.draw(st.sets(st.sampled_from([*event.refs]))) if event.refs else set()
    agencies = st.lists(st.sampled_from(["NASA", "ESA", "a: b"]), min_size=1, max_size=2, unique=True)
    details = SetDetails(
        event.id,
        data.draw(st.none() | TEXTS),
        data.draw(st.none() | agencies.map(tuple)),
        dict.fromkeys(refs, "new: id"),
    )
    refusal = ""
    try:
        after = apply_changes(text, before, [details]).text
    except SpacetlError as error:
        refusal = str(error)
    if refusal:
        assert "end it with a line break first" in refusal
        return
    assert load([Content("f", after.encode())]) == changed_timeline(before, change_set(before, [details]))
