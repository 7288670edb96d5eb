"""Every problem of a file with its place: the nodes of `placing` held against the declaration of the format."""

import datetime
import re
from collections.abc import Iterator
from typing import Any

import msgspec
from msgspec import inspect

from spacetl import dates, phrases
from spacetl.errors import BadDate, Problem
from spacetl.loading.placing import Mapping, Node, Place, Scalar, Sequence, Tree
from spacetl.loading.reading import Content
from spacetl.loading.rules import contradictions
from spacetl.naming import quoted, suggestion
from spacetl.timeline import Event, Outcome, Promise, Timeline

Found = Iterator[tuple[Place, str]]

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NOTHING = frozenset(("", "~", "null", "Null", "NULL"))


def problems_of(content: Content, taken: frozenset[str] = frozenset()) -> tuple[Tree, list[Problem]]:
    """The tree of the file and everything wrong with it, in the order of the file.

    Args:
        content: the file.
        taken: event ids that files read before this one have.
    """
    tree = Tree(content)
    found = list(tree.problems)
    if tree.root is None and not found:
        found.append(Problem(content.name, 0, 0, "no events in this file; the smallest useful one is "
                             "`events: [{title: Moon landing, date: 2028}]`"))  # fmt: skip
    elif tree.root is not None:
        found += [Problem(content.name, *place, text) for place, text in _timeline(tree.root, taken)]
    return tree, sorted(set(found), key=lambda problem: problem[1:])


def _timeline(root: Node, taken: frozenset[str]) -> Found:
    yield from _against(root, inspect.type_info(Timeline), "a timeline")
    if isinstance(root, Mapping):
        yield from _equal_ids(root, taken)
        yield from _unlisted_sources(root)


def _against(node: Node, kind: Any, what: str, said: datetime.date | None = None) -> Found:
    """The problems of a node that is to be of a kind; `what` is what messages call it, `said` its promise's day."""
    match kind:
        case inspect.Metadata():
            yield from _against(node, kind.type, what, said)
        case inspect.UnionType():
            yield from _against(
                node, next(one for one in kind.types if not isinstance(one, inspect.NoneType)), what, said
            )
        case inspect.StructType():
            yield from _struct(node, kind, what)
        case inspect.DictType():
            yield from _dict(node, kind, what)
        case inspect.VarTupleType():
            yield from _list(node, kind, what)
        case _:
            yield from _scalar(node, kind, what, said)


def _struct(node: Node, kind: inspect.StructType, what: str) -> Found:
    fields = {field.encode_name: field for field in kind.fields}
    if not isinstance(node, Mapping):
        yield node.place, f"{what} is a mapping with {_examples(fields)}; found {_found(node)}"
        return
    said = _said(node) if kind.cls is Promise else None
    for key, (place, value) in node.entries.items():
        if key not in fields:
            known = suggestion(key, fields) or f"; the keys are {', '.join(fields)}"
            yield place.place, f"unknown key {quoted(key)}{known}"
        elif isinstance(value, Scalar) and value.plain and value.text == "":
            yield value.place, f"{key} is missing; write a value, or leave the key out"
        else:
            yield from _against(value, fields[key].type, key, said)
    for key, field in fields.items():
        if field.required and key not in node.entries:
            yield node.place, f"{what} without {key}"
    if kind.cls is Event:
        for key, text in contradictions(node.entries):
            yield node.entries[key][0].place, text
    if kind.cls is Outcome:
        yield from _endless(node)


def _dict(node: Node, kind: inspect.DictType, what: str) -> Found:
    if not isinstance(node, Mapping):
        yield node.place, f"{what} is a mapping of ids; found {_found(node)}"
        return
    for key, (place, value) in node.entries.items():
        yield from _against(place, kind.key_type, f"the id of one of the {what}")
        yield from _against(
            value, kind.value_type, f"{what[:-3] + 'y' if what.endswith('ies') else what[:-1]} {quoted(key)}"
        )


def _list(node: Node, kind: inspect.VarTupleType, what: str) -> Found:
    if not isinstance(node, Sequence):
        yield node.place, f"{what} is a list; found {_found(node)}{_as_list(node)}"
        return
    one = {"agencies": "an agency", "events": "an event", "aliases": "an alias"}.get(what, f"a {what[:-1]}")
    for item in node.items:
        yield from _against(item, kind.item_type, one)


def _scalar(node: Node, kind: Any, what: str, said: datetime.date | None) -> Found:
    if not isinstance(node, Scalar):
        yield node.place, f"{what} is a text; found {_found(node)}"
    elif isinstance(kind, inspect.CustomType):
        yield from _date(node, what, said)
    elif isinstance(kind, inspect.DateType):
        if _day(node.text) is None:
            yield node.place, _no_day(node.text, what)
    elif isinstance(kind, inspect.LiteralType):
        if node.text not in kind.values:
            options = ", ".join(map(str, kind.values))
            yield (
                node.place,
                f"{what} is {options}; found {quoted(node.text)}{suggestion(node.text, map(str, kind.values))}",
            )
    elif (kind.min_length and not node.text) or (kind.pattern and not re.search(kind.pattern, node.text)):
        yield node.place, f"{what} is {_unfit(node.text)}"


def _date(node: Scalar, what: str, said: datetime.date | None) -> Found:
    if node.text == "" or (node.plain and node.text in _NOTHING):
        yield node.place, f"{what} is missing; write an EDTF date as 2019 or 2019-03, or leave the key out"
        return
    try:
        dates.parse(node.text)
    except BadDate:
        yield node.place, phrases.refusal(node.text, said)


def _endless(node: Mapping) -> Found:
    date = _value(node, "date")
    try:
        if date is not None and dates.parse(date.text).latest is None:
            yield date.place, f"an outcome has happened, so its date needs an end; found {quoted(date.text)}"
    except BadDate:
        return  # told already


def _equal_ids(root: Mapping, taken: frozenset[str]) -> Found:
    first: dict[str, int] = {}
    for event in _items(root, "events"):
        scalar = _value(event, "id")
        if scalar is None:
            continue
        where = f", first on line {first[scalar.text]}" if scalar.text in first else ", in another file as well"
        if scalar.text in first or scalar.text in taken:
            yield scalar.place, f"the id {quoted(scalar.text)} stands twice{where}; give each event its own"
        first.setdefault(scalar.text, scalar.place.line)


def _unlisted_sources(root: Mapping) -> Found:
    sources = root.entries.get("sources")
    listed = sources[1].entries if sources and isinstance(sources[1], Mapping) else {}
    for event in _items(root, "events"):
        outcome = event.entries.get("outcome")
        for part in (event, *_items(event, "promises"), *((outcome[1],) if outcome else ())):
            scalar = _value(part, "source")
            if scalar is not None and scalar.text and scalar.text not in listed:
                yield (
                    scalar.place,
                    f"source {quoted(scalar.text)} is not listed under `sources`{suggestion(scalar.text, listed)}",
                )


def _items(node: Mapping, key: str) -> Iterator[Mapping]:
    entry = node.entries.get(key)
    if entry and isinstance(entry[1], Sequence):
        yield from (item for item in entry[1].items if isinstance(item, Mapping))


def _value(node: Node, key: str) -> Scalar | None:
    entry = node.entries.get(key) if isinstance(node, Mapping) else None
    return entry[1] if entry and isinstance(entry[1], Scalar) else None


def _said(promise: Mapping) -> datetime.date | None:
    said = _value(promise, "said")
    return _day(said.text) if said else None


def _day(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None


def _no_day(text: str, what: str) -> str:
    try:
        date = phrases.read(text, datetime.date.min).date
    except BadDate as error:
        return f"{what} is a day, as 2017-06-07; {error}"
    if date.earliest is not None and date.earliest == date.latest:
        return f"{what} is a day; found {quoted(text)}, write {date.earliest}"
    return f"{what} is a day, as 2017-06-07; found {quoted(text)}"


def _found(node: Node) -> str:
    match node:
        case Scalar():
            return f"the text {quoted(node.text)}" if node.text else "nothing"
        case Sequence():
            return "a list"
        case _:
            return "a mapping"


def _as_list(node: Node) -> str:
    return (
        f", write [{node.text}]"
        if isinstance(node, Scalar) and node.text and quoted(node.text) == f"'{node.text}'"
        else ""
    )


def _examples(fields: dict[str, inspect.Field]) -> str:
    required = [key for key, field in fields.items() if field.required] or list(fields)[:3]
    return ", ".join(required)


def _unfit(text: str) -> str:
    return (
        "empty"
        if not text.strip()
        else f"not fit to be one; found {quoted(text)}, write it without blanks or semicolons"
    )


def refused_by_msgspec(content: Content) -> msgspec.ValidationError:  # pragma: no cover
    """What is raised when `building` doubts a file that this module finds nothing wrong with: a bug of spacetl."""
    return msgspec.ValidationError(f"{content.name}: refused, but nothing was found wrong; please report this file")
