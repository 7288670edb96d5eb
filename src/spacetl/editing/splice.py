"""Where new values go in a text, and the text with them in it: laid out as their neighbours are."""

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Any, NamedTuple

from spacetl.editing.emit import STEP, YamlLine, item_lines, key_lines, one_line_each, ordered_like, yaml_lines
from spacetl.errors import SpacetlError
from spacetl.files.nodes import Mapping, Node, Scalar, Sequence, with_extent
from spacetl.files.walk import EVENTS, Reader

_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")  # the line breaks of YAML 1.1
_COMMENT = r"#[^\n\r\x85\u2028\u2029]*"
_REST = re.compile(rf"[ \t]*(,?)[ \t]*(?:{_COMMENT})?")  # of a line, after the last thing in brackets
_COMMA = re.compile(rf"(?:\s|{_COMMENT})*,")

NewContent = list[Any] | dict[str, Any] | str  # items of a list, keys with their values, or a text


class TextLayout(NamedTuple):
    """The nodes of a text that a change may need."""

    text: str  # without a byte order mark
    lines: list[int]  # where each begins
    root: Mapping  # the whole file, with only the last two of its events, agencies and sources each
    touched: dict[str, Mapping]  # the events asked for, by their ids

    def start(self, node: Node) -> int:
        """Where a node begins in the text."""
        return self.lines[node.position.line - 1] + node.position.column - 1


def layout_of(text: str, ids: Iterable[str], wanted: Collection[str]) -> TextLayout:
    """The layout of a text without a byte order mark that contains a timeline.

    `ids` are those of its events, in the order of the text; `wanted` those of the events whose nodes are needed.
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
    return TextLayout(text, [0, *(found.end() for found in _BREAK.finditer(text))], reader.root, touched)


class Splice(NamedTuple):
    """A text that replaces the characters from `start` up to but not including `end`."""

    start: int
    end: int
    text: str


class _Child(NamedTuple):
    """An item of a list, or a key with its value."""

    start: int
    node: Node


def splices_for(
    layout: TextLayout, parent: Mapping, new: dict[str, NewContent], *, after: str = "", first: Node | None = None
) -> Iterator[Splice]:
    """Put new items into lists, and new keys into mappings, each under a key of `parent`, which has at least one.

    A key that `parent` lacks is added after the key `after`, or at the end if it lacks that too. The first item of a
    list is laid out like the node `first`; if that is None, in brackets.
    """
    for key in [key for key in new if key in parent.entries]:
        yield from _extended(layout, parent, key, new[key], first)
    missing = {key: value for key, value in new.items() if key not in parent.entries}
    if not missing:
        return
    children = _children(layout, parent)
    if after in parent.entries:
        children = children[: [*parent.entries].index(after) + 1]
    if parent.flow:
        yield from _in_brackets(layout, parent, children, missing)
    else:
        column = parent.position.column - 1
        groups = [[*key_lines(key, value, column, None)] for key, value in missing.items()]
        yield _after_children(layout, children, groups, spaced=_are_spaced(layout, children))


def replacements(layout: TextLayout, parent: Mapping, values: dict[str, Any]) -> Iterator[Splice]:
    """Put values, each on one line, in the place of those of keys that `parent` has."""
    texts = one_line_each([[value] for value in values.values()], quote=_is_json(layout.root))  # as in brackets
    for key, text in zip(values, (each[1:-1] for each in texts), strict=True):
        node = with_extent(parent.entries[key][1])
        if isinstance(node, Sequence | Mapping) and not node.flow:
            indent = " " * (parent.position.column - 1 + STEP)
            yield Splice(_line_start(layout.text, layout.start(node)), _block_end(layout, node), indent + text)
        else:
            block = isinstance(node, Scalar) and node.style in {"|", ">"}
            yield Splice(layout.start(node), _block_end(layout, node) if block else node.end, text)


def spliced(text: str, splices: Iterable[Splice]) -> str:
    """The text with the splices made; those at the same place keep their order."""
    parts: list[str] = []
    done = 0
    for splice in sorted(splices, key=lambda each: each.start):
        parts += (text[done : splice.start], splice.text)
        done = splice.end
    return "".join((*parts, text[done:]))


def _extended(layout: TextLayout, parent: Mapping, key: str, new: NewContent, first: Node | None) -> Iterator[Splice]:
    """Put items into the list, or keys into the mapping, under a key."""
    node = with_extent(parent.entries[key][1])
    assert not isinstance(node, Scalar)  # noqa: S101 - for the type checker: the text contains a timeline
    children = _children(layout, node)
    first = first if isinstance(new, list) else None
    neighbour = children[-1].node if children else first
    if not node.flow:
        groups = _line_groups(new, node.position.column - 1, neighbour, node)
        spaced = _are_spaced(layout, children) if len(children) > 1 else _are_long(groups, first)
        yield _after_children(layout, children, groups, spaced=spaced)
    elif not children and _is_empty_brackets(layout, parent, key):
        groups = _line_groups(new, parent.position.column - 1 + STEP, neighbour)
        yield Splice(len(layout.text[: layout.start(node)].rstrip(" \t")), node.end, "")
        yield _below_line(layout, node.end, _with_blanks(groups, first=False, others=_are_long(groups, first)))
    else:
        yield from _in_brackets(layout, node, children, new)


def _children(layout: TextLayout, node: Sequence | Mapping) -> list[_Child]:
    if isinstance(node, Sequence):
        return [_Child(layout.start(each), each) for each in node.items]
    return [_Child(layout.start(key), value) for key, value in node.entries.values()]


def _is_empty_brackets(layout: TextLayout, parent: Mapping, key: str) -> bool:
    """Whether a key of a block is followed by nothing but empty brackets, on its line."""
    name, node = parent.entries[key]
    stretch = layout.text[name.end : node.end] if isinstance(node, Sequence | Mapping) else ""
    return not parent.flow and re.fullmatch(r":[ \t]*(?:\[[ \t]*\]|\{[ \t]*\})", stretch) is not None


def _line_groups(
    new: NewContent, column: int, neighbour: Node | None, node: Sequence | Mapping | None = None
) -> list[list[YamlLine]]:
    """The lines of each new item or key in a column; items begin as far after their dash as those in `node`."""
    if isinstance(new, dict):
        return [[*key_lines(key, value, column, neighbour)] for key, value in new.items()]
    step = STEP
    if node is not None and isinstance(neighbour, Mapping):
        step = max(neighbour.position.column - node.position.column, STEP)
    return [[*item_lines(value, column, neighbour, step)] for value in new]


def _are_spaced(layout: TextLayout, children: list[_Child]) -> bool:
    """Whether a blank line separates the last two children of a block."""
    if len(children) < 2:
        return False
    text = layout.text
    between = text[_block_end(layout, children[-2].node) : _line_start(text, children[-1].start)]
    return any(not line.strip() for line in between.splitlines()[1:])


def _are_long(groups: list[list[YamlLine]], first: Node | None) -> bool:
    """Whether blank lines should separate items that have no two neighbours to follow: events of several lines."""
    return first is not None and any(len(lines) > 1 for lines in groups)


def _after_children(
    layout: TextLayout, children: list[_Child], groups: list[list[YamlLine]], *, spaced: bool
) -> Splice:
    """A splice that puts lines after the children of a block, with a blank line before each group if `spaced`."""
    end = _block_end(layout, children[-1].node)
    ends_blank = not layout.text[_line_start(layout.text, end) : end].strip()
    return _below_line(layout, end, _with_blanks(groups, first=spaced and not ends_blank, others=spaced))


def _with_blanks(groups: list[list[YamlLine]], *, first: bool, others: bool) -> Iterator[YamlLine]:
    """The lines of all groups, with a blank line before the first, if `first`, and before the others, if `others`."""
    for number, lines in enumerate(groups):
        if others if number else first:
            yield YamlLine(0)
        yield from lines


def _below_line(layout: TextLayout, place: int, lines: Iterable[YamlLine]) -> Splice:
    """A splice that puts lines below the line that contains a place."""
    end = _line_end(layout.text, place)
    between = _line_break(layout.text)
    return Splice(end, end, between + between.join(yaml_lines(lines)))


def _in_brackets(
    layout: TextLayout, node: Sequence | Mapping, children: list[_Child], new: NewContent
) -> Iterator[Splice]:
    """Put items, or keys with their values, into brackets: each on its own line if the last one is."""
    text, quote = layout.text, _is_json(layout.root)
    if isinstance(new, dict):
        texts = [each[1:-1] for each in one_line_each([{key: value} for key, value in new.items()], quote=quote)]
    else:
        neighbour = children[-1].node if children else None
        texts = one_line_each([ordered_like(value, neighbour) for value in new], quote=quote)
    if not children:
        yield Splice(node.end - 1, node.end - 1, ", ".join(texts))
        return
    start, end = children[-1].start, with_extent(children[-1].node).end
    indent = text[_line_start(text, start) : start]
    rest = _REST.match(text, end)
    own_line = not indent.strip() and rest is not None and rest.end() == _line_end(text, end)
    comma = rest[1] if rest else ""
    if not own_line or (not comma and _COMMA.match(text, end)):
        yield Splice(end, end, "".join(f", {each}" for each in texts))
        return
    if not comma:
        yield Splice(end, end, ",")
    between = _line_break(text) + indent
    end = _line_end(text, end)
    yield Splice(end, end, between + f",{between}".join(texts) + comma)


def _is_json(root: Mapping) -> bool:
    """Whether the file quotes its keys as JSON does."""
    return root.flow and next(iter(root.entries.values()))[0].style == '"'


def _line_start(text: str, place: int) -> int:
    """Where the line that contains a place begins."""
    start = place
    while start and not _BREAK.match(text[start - 1]):
        start -= 1
    return start


def _line_end(text: str, place: int) -> int:
    """Where the line that contains a place ends, before its line break."""
    found = _BREAK.search(text, place)
    return found.start() if found else len(text)


def _line_break(text: str) -> str:
    """The line break that the text uses: the first one in it that editors know."""
    found = re.search("\r\n|\n|\r", text)
    return found[0] if found else "\n"


def _block_end(layout: TextLayout, node: Node) -> int:
    """Where the last line that belongs to a block ends, before its line break.

    SpacetlError if it ends with the file, in a text that would include a line break added after it.
    """
    text, leaf = layout.text, _last_leaf(node)
    if not isinstance(leaf, Scalar) or leaf.style not in {"|", ">"}:
        return _line_end(text, leaf.end)
    end = leaf.end
    if end == len(text) and not _BREAK.match(text[-1]) and not re.match(r"[|>][0-9]?-", text[layout.start(leaf) :]):
        raise SpacetlError(
            f"line {leaf.position.line}: this text runs to the end of the file; end it with a line break first"
        )
    while True:
        end = _previous_end(text, end)
        start = _line_start(text, end)
        if text[start:end].strip() or _ends_blank(leaf.text):
            return end
        end = start


def _previous_end(text: str, place: int) -> int:
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
            return with_extent(node)
