"""Changes made to a text, and nothing else in it; and what changed, as a unified diff."""

import difflib
import re
from collections.abc import Iterable, Iterator
from itertools import takewhile
from typing import Any, NamedTuple

import msgspec

from spacetl.editing.changes import Change, ChangeSet, SetDetails, change_set, changed_timeline
from spacetl.editing.splice import NewContent, Splice, TextLayout, layout_of, replacements, spliced, splices_for
from spacetl.errors import SpacetlError
from spacetl.files.nodes import Mapping, Position, editor_positions
from spacetl.files.parse import FastParseError, parse_timeline
from spacetl.timeline import Event, Timeline, encode_date

_BOM = "\ufeff"
_BLOCK = Mapping(Position(0, 0), {})  # the first event is laid out like this


class Edited(NamedTuple):
    """A text with changes made to it, and the timeline that it now contains."""

    text: str
    timeline: Timeline


def apply_changes(text: str, timeline: Timeline, changes: Iterable[Change]) -> Edited:
    """Make the changes, in their order, to a text that contains the timeline, and change nothing else in it.

    UsageError if a change is impossible: the event does not exist, or what is to be added does. SpacetlError if the
    text would not contain the timeline with the changes, so that it must be edited by hand.
    """
    found = change_set(timeline, changes)
    mark = _BOM if text.startswith(_BOM) else ""
    layout = layout_of(text.removeprefix(_BOM), (event.id for event in timeline.events), found.touched)
    new = mark + spliced(layout.text, _splices(layout, found))
    return Edited(new, _verified(new, changed_timeline(timeline, found)))


def event_line(text: str, timeline: Timeline, name: str) -> int:
    """The line on which the event with the id `name` begins, as editors count: from 1."""
    layout = layout_of(text.removeprefix(_BOM), (event.id for event in timeline.events), {name})
    place = layout.touched[name].position
    return editor_positions(layout.text.encode(), [place]).get(place, place).line


def _splices(layout: TextLayout, found: ChangeSet) -> Iterator[Splice]:
    for name, node in layout.touched.items():
        new: dict[str, NewContent] = {}
        if name in found.promises:
            new["promises"] = [_builtins(promise) for promise in found.promises[name]]
        if name in found.outcomes:
            new["outcome"] = _builtins(found.outcomes[name])
        if name in found.refs:
            new["refs"] = found.refs[name]
        if name in found.details:
            values = _details(node, found.details[name])
            new |= {key: value for key, value in values.items() if key not in node.entries}
            yield from replacements(layout, node, {key: values[key] for key in values if key in node.entries})
            refs = node.entries["refs"][1] if "refs" in node.entries else None
            if isinstance(refs, Mapping):
                yield from replacements(layout, refs, found.details[name].refs)
        yield from splices_for(layout, node, new, after="promises")
    records: dict[str, NewContent] = {
        "events": [_event(event) for event in found.events.values()],
        "agencies": {name: _builtins(agency) for name, agency in found.agencies.items()},
        "sources": {name: _builtins(source) for name, source in found.sources.items()},
    }
    yield from splices_for(layout, layout.root, {key: each for key, each in records.items() if each}, first=_BLOCK)


def _details(node: Mapping, details: SetDetails) -> dict[str, NewContent]:
    """The keys of an event with other values; one that was known by its title gets the id that was made from that."""
    values: dict[str, NewContent] = {}
    if details.title is not None:
        values = {"title": details.title, **({} if "id" in node.entries else {"id": details.id})}
    if details.agencies is not None:
        one = "agency" in node.entries and len(details.agencies) == 1
        values |= {"agency": details.agencies[0]} if one else {"agencies": [*details.agencies]}
    return values


def _event(event: Event) -> dict[str, Any]:
    """The event as it is written in a file: its id first, a single agency by itself."""
    value = {"id": event.id, **_builtins(event)}
    if len(event.agencies) == 1:
        value = {"agency" if key == "agencies" else key: each for key, each in value.items()} | {
            "agency": event.agencies[0]
        }
    return value


def _builtins(value: msgspec.Struct) -> dict[str, Any]:
    """A record of the format as texts, lists and mappings, without the keys left out."""
    made: dict[str, Any] = msgspec.to_builtins(value, enc_hook=encode_date)
    return made


def _verified(text: str, expected: Timeline) -> Timeline:
    try:
        actual = parse_timeline(text.encode())
    except FastParseError:
        actual = None
    if actual != expected:
        raise SpacetlError(
            "the layout of this file is too unusual to edit it safely; nothing was written, edit it by hand"
        )
    return expected


_CONTEXT = 3  # lines, as diff shows them
_BREAK = re.compile("\r\n|\n|\r")
_LINE = re.compile("[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+")


def unified_diff(old: str, new: str, name: str) -> list[str]:
    """The lines of the diff, each with its line break in the file; empty if the texts are equal."""
    before, after = _LINE.findall(old), _LINE.findall(new)
    start = _common_start(before, after)
    end = _common_start(before[:start:-1], after[:start:-1])
    skipped = max(start - _CONTEXT, 0)
    end = max(end - _CONTEXT, 0)
    found = difflib.unified_diff(
        before[skipped : len(before) - end], after[skipped : len(after) - end], name, name, n=_CONTEXT
    )
    return [each for line in found for each in _diff_lines(line, skipped)]


def _common_start(one: list[str], other: list[str]) -> int:
    """How many lines are the same at the beginning of two texts."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _diff_lines(line: str, skipped: int) -> list[str]:
    if line.startswith("@@"):
        return [re.sub(r"([-+])(\d+)", lambda number: f"{number[1]}{int(number[2]) + skipped}", line)]
    return [line] if _BREAK.search(line) else [line + "\n", "\\ No newline at end of file\n"]
