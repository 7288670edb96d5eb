"""Every file in tests/timelines/edited, with the same changes made to it: the diff is beside it."""

from pathlib import Path

import pytest
from tests.making import day

from spacetl.dates import parse
from spacetl.editing import AddEvent, AddPromise, AddSource, SetOutcome, apply_changes, unified_diff
from spacetl.errors import SpacetlError
from spacetl.files import Content
from spacetl.files.load import load
from spacetl.timeline import Event, Outcome, Promise, Source

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "tests" / "timelines" / "edited").glob("*.yaml"))

PROMISE = Promise(
    said=day("2026-11-23"), by="Wu Weiren", due=parse("2030~"), source="page", note="Told: at a congress."
)
CHANGES = (
    AddSource("page", Source(title="A page", url="https://x.example/a?b=c#d")),
    AddPromise("moon", PROMISE),
    AddPromise("moon", Promise(said=day("2026-11-24"))),
    SetOutcome("moon", Outcome(date=parse("2026-11-25"), result="failed")),
    AddEvent(Event(title="Venus: a landing", id="venus", agencies=("CNSA",), tags=("a, b",), promises=(PROMISE,))),
)


def edited(path: Path) -> str:
    """The changes to the file as a diff, or why there are none."""
    text = path.read_bytes().decode()
    try:
        after = apply_changes(text, load([Content(path.name, text.encode())]), CHANGES)
    except SpacetlError as refusal:
        return f"{refusal}\n"
    assert load([Content(path.name, after.text.encode())]) == after.timeline
    return "".join(unified_diff(text, after.text, path.name))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_changes_follow_the_layout(path: Path, update_golden: bool) -> None:
    beside = path.with_suffix(".diff")
    if update_golden:
        beside.write_bytes(edited(path).encode())
    assert edited(path) == beside.read_bytes().decode()


def test_a_promise_for_any_event_of_the_bundled_timeline_is_a_line() -> None:
    text = (ROOT / "data" / "timeline.yaml").read_text(encoding="utf-8")
    timeline = load([Content("timeline.yaml", text.encode())])
    promise = Promise(said=day("2026-11-23"), by="NASA", due=parse("2032"), note="a: b")
    promised = [event.id for event in timeline.events if event.date is None]
    assert len(promised) > 10
    for name in promised:
        after = apply_changes(text, timeline, [AddPromise(name, promise)]).text
        diff = [line for line in unified_diff(text, after, "x")[2:] if line[0] in "+-"]
        assert diff == ["+      - {said: 2026-11-23, by: NASA, due: 2032, note: 'a: b'}\n"], name
