"""The changes that an edit makes are those that comparing the old and the new timeline reports."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.editing.layouts import laid_out
from tests.editing.test_properties import some_changes

from spacetl import editing
from spacetl.editing.changes import change_set, changed_timeline
from spacetl.files import Content
from spacetl.files.load import load
from spacetl.query.compare import Part, RecordChange, compare
from spacetl.timeline import Agency, Event, Outcome, Promise, Source


def as_edit(change: RecordChange) -> editing.Change:
    """The edit that corresponds to a change in a comparison; edits only add."""
    name = change.id or ""
    match change.part, change.before, change.after:
        case Part.EVENT, None, Event() as event:
            return editing.AddEvent(event)
        case Part.EVENT, Event(refs=known), Event(refs=refs):
            assert change.keys == ("refs",)
            return editing.AddRefs(name, {key: value for key, value in refs.items() if key not in known})
        case Part.PROMISE, None, Promise() as promise:
            return editing.AddPromise(name, promise)
        case Part.OUTCOME, None, Outcome() as outcome:
            return editing.SetOutcome(name, outcome)
        case Part.SOURCE, None, Source() as source:
            return editing.AddSource(name, source)
        case Part.AGENCY, None, Agency() as agency:
            return editing.AddAgency(name, agency)
    raise AssertionError(change)


@given(laid_out(), st.data())
@settings(max_examples=100)
def test_the_comparison_gives_back_the_edits(text: str, data: st.DataObject) -> None:
    before = load([Content("f", text.encode())])
    found = change_set(before, data.draw(some_changes(before)))
    after = changed_timeline(before, found)
    edits = [as_edit(change) for change in compare(before, after)]
    again = change_set(before, edits)
    assert not list(compare(changed_timeline(before, again), after))  # the order in a file does not matter
    assert (again.events, again.outcomes, again.refs) == (found.events, found.outcomes, found.refs)
    assert {name: Counter(each) for name, each in again.promises.items()} == {
        name: Counter(each) for name, each in found.promises.items()
    }
    assert (again.agencies, again.sources) == (found.agencies, found.sources)
