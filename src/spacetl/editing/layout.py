"""Where the parts of a timeline are in its text."""

import re
from collections.abc import Collection, Iterable
from typing import NamedTuple

from spacetl.errors import SpacetlError
from spacetl.files.nodes import Mapping, Node, Scalar, Sequence, located
from spacetl.files.walk import EVENTS, Reader

_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")  # the line breaks of YAML 1.1


class Layout(NamedTuple):
    """The nodes of a text that a change may need.

    Attributes:
        text: the text, without a byte order mark.
        lines: where each of its lines begins.
        root: the mapping that is the whole file, with only the last two of its events, agencies and sources each.
        touched: the events that were asked for, by their ids.
    """

    text: str
    lines: list[int]
    root: Mapping
    touched: dict[str, Mapping]

    def start(self, node: Node) -> int:
        """Where a node begins."""
        return self.lines[node.place.line - 1] + node.place.column - 1


def layout_of(text: str, ids: Iterable[str], wanted: Collection[str]) -> Layout:
    """The layout of a text that contains a timeline.

    Args:
        text: the text, without a byte order mark.
        ids: the ids of its events, in the order of the text.
        wanted: the ids of those whose nodes are needed.
    """
    lasts: dict[str, list[tuple[Scalar | None, Node]]] = {}
    touched: dict[str, Mapping] = {}
    order = iter(ids)

    def take(records: str, key: Scalar | None, node: Node) -> None:
        lasts[records] = [*lasts.get(records, [])[-1:], (key, node)]
        if records == EVENTS and (name := next(order)) in wanted and isinstance(node, Mapping):
            touched[name] = node

    reader = Reader(text.encode(), take)
    reader.read()
    if not isinstance(reader.root, Mapping):
        raise TypeError("a timeline is a mapping")
    for records, last in lasts.items():
        match reader.root.entries[records][1]:
            case Sequence(items=items):
                items += [node for _, node in last]
            case Mapping(entries=entries):
                entries.clear()
                entries.update((key.text, (key, node)) for key, node in last if key)
    return Layout(text, [0, *(found.end() for found in _BREAK.finditer(text))], reader.root, touched)


def line_start(text: str, place: int) -> int:
    """Where the line that contains a place begins."""
    start = place
    while start and not _BREAK.match(text[start - 1]):
        start -= 1
    return start


def line_end(text: str, place: int) -> int:
    """Where the line that contains a place ends, before its line break."""
    found = _BREAK.search(text, place)
    return found.start() if found else len(text)


def line_break(text: str) -> str:
    """The line break that the text uses: the first one in it that editors know."""
    found = re.search("\r\n|\n|\r", text)
    return found[0] if found else "\n"


def last_line_of(layout: Layout, node: Node) -> int:
    """Where the last line that belongs to a block ends, before its line break.

    Raises:
        SpacetlError: it ends with the file, in a text that would include a line break added after it.
    """
    text, leaf = layout.text, _last_leaf(node)
    if not isinstance(leaf, Scalar) or leaf.style not in {"|", ">"}:
        return line_end(text, leaf.end)
    end = leaf.end
    if end == len(text) and not _BREAK.match(text[-1]) and not re.match(r"[|>][0-9]?-", text[layout.start(leaf) :]):
        raise SpacetlError(
            f"line {leaf.place.line}: this text runs to the end of the file; end it with a line break first"
        )
    while True:
        end = _before_break(text, end)
        start = line_start(text, end)
        if text[start:end].strip() or _ends_blank(leaf.text):
            return end
        end = start


def _before_break(text: str, place: int) -> int:
    """The end of the line before the one that begins at a place; the place itself if no line break precedes it."""
    if not place or not _BREAK.match(text[place - 1]):
        return place
    return place - 1 - (text[place - 2 : place] == "\r\n")


def _ends_blank(value: str) -> bool:
    """Whether the blank lines at the end of a block text may belong to it."""
    return not value.removesuffix("\n").rpartition("\n")[2].strip()


def _last_leaf(node: Node) -> Scalar | Sequence | Mapping:
    """The node with which a block ends: a text, or a list or mapping in brackets."""
    match node:
        case Mapping(entries=entries, flow=False) if entries:
            return _last_leaf(next(reversed(entries.values()))[1])
        case Sequence(items=items, flow=False) if items:
            return _last_leaf(items[-1])
        case _:
            return located(node)
