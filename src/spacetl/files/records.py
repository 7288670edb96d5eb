"""Nodes checked against the declaration of the format, as msgspec describes it: what is wrong with each."""

import datetime
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any, NamedTuple

from msgspec import Struct, inspect

from spacetl import dates
from spacetl.errors import BadDate
from spacetl.files.nodes import Handled, Mapping, Node, Position, Scalar, Sequence, is_null, value_of
from spacetl.files.parse import MAX_TEXT
from spacetl.files.scalars import CATALOGUE_NAME, expected_form, missing_value, parse_day, scalar_flaw
from spacetl.text import quoted, shown, suggestion, with_article
from spacetl.timeline import NULLS, Agency, Event, Outcome, Promise, Source, Speaker, Timeline, excluded_keys

Findings = Iterator[tuple[Position, str]]

# the key whose value a text in place of a record most likely is
_MAIN_KEYS: dict[type, str] = {
    Timeline: "events", Event: "title", Promise: "due", Outcome: "date", Agency: "name", Speaker: "of", Source: "title",
}  # fmt: skip
_EXAMPLE = "2019-03-05"


class _RecordType(NamedTuple):
    """A record of the format, as `msgspec.inspect` describes it."""

    record: type[Struct]
    name: str  # in messages, with its article
    fields: dict[str, Any]  # the type of each key
    required: tuple[str, ...]


@cache
def _record_type(record: type[Struct]) -> _RecordType:
    """How the declaration describes a struct."""
    kind = inspect.type_info(record)
    assert isinstance(kind, inspect.StructType)  # noqa: S101 - for the type checker
    fields = {field.encode_name: _bare_type(field.type) for field in kind.fields}
    required = tuple(field.encode_name for field in kind.fields if field.required)
    return _RecordType(record, with_article(record.__name__.lower()), fields, required)


def _bare_type(kind: Any) -> Any:
    """A type without its metadata, and without the None of a key that may be left out."""
    while isinstance(kind, inspect.Metadata | inspect.UnionType):
        if isinstance(kind, inspect.Metadata):
            kind = kind.type
        else:
            kind = next(one for one in kind.types if not isinstance(one, inspect.NoneType))
    return kind


def record_problems(node: Node, kind: type[Struct], what: str | None = None, *, whole: bool = True) -> Findings:
    """The problems of a node that should be a record; missing keys are problems only if it was read to its end."""
    expected = _record_type(kind)
    if isinstance(node, Handled):
        return
    if not isinstance(node, Mapping):
        yield node.position, _no_record(node, expected, what or expected.name)
        return
    said = day_under(node, "said") if kind is Promise else None
    advised = ""
    for key, (name, value) in node.entries.items():
        if key not in expected.fields:
            advice = _key_advice(key, expected)
            advised += advice
            yield name.position, f"unknown key {quoted(key)}{advice}"
        else:
            yield from _node_problems(value, expected.fields[key], key, said, required=key in expected.required)
    for key in expected.required if whole else ():
        if key not in node.entries and f"did you mean {key}?" not in advised:
            yield node.position, f"this {kind.__name__.lower()} has no `{key}`; add the key"
    yield from _undeclarable_problems(node, kind)


def listed_record_problems(records: str, key: Scalar, node: Node) -> Findings:
    """The problems of a record that the file lists by id: an agency or a source."""
    kind = _record_type(Timeline).fields[records]
    yield from record_problems(node, _bare_type(kind.value_type).cls, f"{_singular(records)} {quoted(key.text)}")


@lru_cache(maxsize=4096)
def field_flaw(text: str, record: type[Struct], field: str, name: str | None = None) -> str | None:
    """Why a text is not allowed in a field of a record, or as an item of it if that is a list; None if it is.

    Messages call it `name`, or else by the name of the field.
    """
    kind = _record_type(record).fields[field]
    wrong = scalar_flaw(text, _bare_type(getattr(kind, "item_type", kind)), name or field)
    if wrong:
        return wrong
    if len(text) > MAX_TEXT:
        return f"{name or field} has {len(text):,} characters; a text has at most {MAX_TEXT:,}"
    try:
        text.encode()
    except UnicodeEncodeError:
        return f"{name or field} contains bytes that are not UTF-8"
    return None


def day_under(node: Node, key: str) -> datetime.date | None:
    """The day under a key; None if there is none."""
    value = value_of(node, key)
    return parse_day(value.text) if value else None


def _undeclarable_problems(node: Mapping, kind: type[Struct]) -> Findings:
    if kind is Event:
        for key, text in excluded_keys(node.entries):
            yield node.entries[key][0].position, text
    if kind is Outcome:
        date = value_of(node, "date")
        try:
            if date is not None and dates.parse(date.text).latest is None:
                yield (
                    date.position,
                    f"an outcome must be in the past, so its date needs an end; found {quoted(date.text)}",
                )
        except BadDate:
            return  # reported already


def _node_problems(
    node: Node, kind: Any, what: str, said: datetime.date | None = None, *, required: bool = False
) -> Findings:
    """The problems of a node that should be of a kind; messages call it `what`, and its promise was said on `said`."""
    if isinstance(node, Handled):
        return
    if is_null(node) and not isinstance(kind, inspect.StructType):
        yield node.position, missing_value(node.text, kind, what, required=required)
        return
    match kind:
        case inspect.StructType():
            yield from record_problems(node, kind.cls, what)
        case inspect.DictType():
            yield from _mapping_problems(node, kind, what)
        case inspect.VarTupleType():
            yield from _list_problems(node, kind, what)
        case _ if isinstance(node, Scalar):
            wrong = scalar_flaw(node.text, kind, what, said)
            if wrong:
                yield node.position, wrong
        case _:
            several = "; for several write agencies" if what == "agency" else ""
            yield node.position, f"{what} must be {expected_form(kind)}; found {_found(node)}{several}"


def _mapping_problems(node: Node, kind: inspect.DictType, what: str) -> Findings:
    """The problems of a mapping that lists things by id; if they are records, they are checked one by one."""
    one, value_type = _singular(what), _bare_type(kind.value_type)
    records = isinstance(value_type, inspect.StructType)
    key, form = f"the id of {with_article(one)}", f"from the id of each {one} to its description"
    if not records:
        key, form = CATALOGUE_NAME, "from the name of each catalogue to the event's id in it"
    if not isinstance(node, Mapping):
        yield node.position, f"{what} must be a mapping {form}; found {_found(node)}"
        return
    for text, (name, value) in node.entries.items():
        wrong = scalar_flaw(text, _bare_type(kind.key_type), key)
        if wrong:
            yield name.position, wrong
        if not records:
            yield from _node_problems(value, value_type, text, required=True)


def _list_problems(node: Node, kind: inspect.VarTupleType, what: str) -> Findings:
    item_type = _bare_type(kind.item_type)
    if not isinstance(node, Sequence):
        text = node.text if isinstance(node, Scalar) else ""
        write = ""
        if text and text.isprintable() and len(text) < 40 and text not in NULLS:
            several = f"[{text.replace(';', ',')}]"
            if isinstance(item_type, inspect.StructType):
                several = _as_record(text, _record_type(item_type.cls), "[{}]")
            write = f", write {several}"
        yield node.position, f"{what} must be a list; found {_found(node)}{write}"
        return
    one = with_article(_singular(what))
    for item in node.items:
        yield from _node_problems(item, item_type, one, required=True)


def _no_record(node: Node, expected: _RecordType, what: str) -> str:
    keys = ", ".join(expected.required or list(expected.fields)[:3])
    write = ""
    if isinstance(node, Scalar) and not is_null(node) and expected.record is not Timeline and len(node.text) < 40:
        write = f", write {_as_record(node.text, expected)}"
    elif isinstance(node, Sequence) and expected.record is Timeline:
        write = ", write `events:` above it"
    return f"{what} must be a mapping with {keys}; found {_found(node)}{write}"


def _as_record(text: str, expected: _RecordType, within: str = "{}") -> str:
    """The record that a text in its place most likely means; with an example date if the text does not fit."""
    name, _, value = text.partition(":")
    if value and name in expected.fields:
        return within.format(f"{{{name}: {shown(value.strip())}}}") + ", with a space after the colon"
    key = "url" if "://" in text and "url" in expected.fields else _MAIN_KEYS[expected.record]
    if scalar_flaw(text, expected.fields[key], key):
        return "it like " + within.format(f"{{{key}: {_EXAMPLE}}}")
    return within.format(f"{{{key}: {shown(text)}}}")


def _key_advice(key: str, expected: _RecordType) -> str:
    near = suggestion(key, expected.fields)
    if near:
        return near
    for other in map(_record_type, _MAIN_KEYS):
        if key in other.fields:
            return f"; {key} is a key of {other.name}"
    return f"; the keys of {expected.name} are {', '.join(expected.fields)}"


def _found(node: Node) -> str:
    match node:
        case Scalar():
            return "nothing" if is_null(node) or not node.text else quoted(node.text)
        case Sequence():
            return "a list"
        case _:
            return "a mapping"


def _singular(name: str) -> str:
    if name == "aliases":
        return "alias"
    return name[:-3] + "y" if name.endswith("ies") else name.removesuffix("s")
