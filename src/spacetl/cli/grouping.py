"""Commands whose options are declared once, in groups.

A parameter of a command that is annotated with a group (a Struct of annotated options) stands for all the
group's options; the command gets an instance of the group.
"""

from collections.abc import Callable
from inspect import Parameter, Signature, signature
from typing import Any, get_type_hints

import typer
from msgspec import Struct
from msgspec.structs import fields

from spacetl.cli.session import Session, session_of

Group = type[Any]


def grouped(function: Callable[..., None]) -> Callable[..., None]:
    """The function as Typer expects it: each group expanded into its options, the session taken from the context."""
    own = signature(function).parameters.values()
    groups = {each.name: each.annotation for each in own if _is_group(each.annotation)}
    sessions = [each.name for each in own if each.annotation is Session]

    def call(context: typer.Context, **values: Any) -> None:
        for name, group in groups.items():
            values[name] = group(**{field: values.pop(field) for field in group.__struct_fields__})
        function(**values, **dict.fromkeys(sessions, session_of(context)))

    spread = [Parameter("context", Parameter.KEYWORD_ONLY, annotation=typer.Context)]
    for each in own:
        if each.name in groups:
            spread += _options(each.annotation)
        elif each.name not in sessions:
            spread.append(each.replace(kind=Parameter.KEYWORD_ONLY))
    call.__signature__ = Signature(spread)  # type: ignore[attr-defined]
    call.__doc__ = function.__doc__
    call.__name__ = function.__name__
    return call


def _is_group(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, Struct) and annotation is not Session


def _options(group: Group) -> list[Parameter]:
    hints = get_type_hints(group, include_extras=True)
    return [
        Parameter(each.name, Parameter.KEYWORD_ONLY, annotation=hints[each.name], default=each.default)
        for each in fields(group)
    ]
