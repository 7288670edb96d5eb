"""The file format as a JSON Schema, for editors: made from the declaration in `timeline`.

To editors a bare 2019 is a number, as YAML defines it. Where spacetl takes a text as written, the schema therefore
accepts numbers, true and false as well. It is draft 07, which yaml-language-server supports.
"""

import inspect
from typing import Any

import msgspec

from spacetl.dates import Date
from spacetl.timeline import EXCLUSIVE_KEYS, Event, Timeline

_YEAR = r"(?:[0-9]{4}|[0-9]{3}X|[0-9]{2}XX)"
_MONTH = r"(?:0[1-9]|1[0-2]|2[1-9]|3[0-9]|4[01]|XX)"
_DAY = r"(?:0[1-9]|[12][0-9]|3[01]|XX)"
_POINT = rf"{_YEAR}(?:-{_MONTH}(?:-{_DAY})?)?[?~%]?"
_TIME = r"T(?:[01][0-9]|2[0-4]):[0-5][0-9]:[0-5][0-9](?:Z|[+-][01][0-9](?::[0-5][0-9])?)?"
_DATE_TIME = rf"[0-9]{{4}}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01]){_TIME}"
_END = rf"(?:{_POINT}|\.\.)?"
# wider than what is accepted: it knows neither the length of a month nor which of two days comes first
_EDTF = rf"^(?!(?:\.\.)?/(?:\.\.)?$)(?:{_POINT}|{_DATE_TIME}|{_END}/{_END})$"

_REFERENCE = "#/definitions/{name}"


def json_schema() -> dict[str, Any]:
    """The schema of a timeline file: what an editor needs to complete, explain and check one."""
    _, parts = msgspec.json.schema_components((Timeline,), schema_hook=_of_type, ref_template=_REFERENCE)
    definitions = {name: _for_editors(part) for name, part in parts.items()}
    definitions[Event.__name__]["not"] = {"anyOf": [{"required": list(keys)} for keys in EXCLUSIVE_KEYS]}
    definitions[Date.__name__] = {
        "type": ["string", "integer"],
        "pattern": _EDTF,
        "patternErrorMessage": "Write an EDTF date, such as 2019, 2019-03-05, 2022~ or 2026-03/..",
        "minimum": 1,
        "maximum": 9999,
    }
    root = definitions.pop(Timeline.__name__)
    return {"$schema": "http://json-schema.org/draft-07/schema#", **root, "definitions": definitions}


def _of_type(kind: type) -> dict[str, Any]:
    if kind is Date:
        return {"allOf": [{"$ref": _REFERENCE.format(name=kind.__name__)}]}
    raise NotImplementedError(kind)


def _for_editors(schema: Any) -> Any:
    """A part of msgspec's schema as editors need it: without nulls and defaults, and with numbers allowed for texts."""
    match schema:
        case {"anyOf": [{**only}, {"type": "null"}]}:
            return _for_editors(only)
        case dict():
            part = {key: _for_editors(value) for key, value in schema.items() if key != "default"}
            return part | _replaced(part)
        case list():
            return [_for_editors(value) for value in schema]
        case _:
            return schema


def _replaced(part: dict[str, Any]) -> dict[str, Any]:
    match part:
        case {"type": "string", "format": "date"}:
            return {"pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "patternErrorMessage": "Write a day, such as 2017-06-07"}
        case {"enum": ["false", "true"]}:
            return {"enum": [True, False, "true", "false"]}
        case {"type": "string"}:
            return {"type": ["string", "number", "boolean"]}
        case {"type": "object", "description": str(text)}:
            return {"description": inspect.cleandoc(text).partition("\n\n")[0]}
        case _:
            return {}
