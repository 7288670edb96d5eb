"""Wrong usage told in one line, with the nearest thing that would be right."""

import difflib
import re
import shlex
from collections.abc import Iterable, Sequence
from typing import Any

import typer

from spacetl.errors import UsageError
from spacetl.naming import quoted, suggestion
from spacetl.render import FORMATS

# what people try that is spelt otherwise here
_SYNONYMS = {
    "--from": "--since",
    "--to": "--until",
    "--after": "--since",
    "--before": "--until",
    "--grep": "--search",
    "--out": "--output",
    "--no-color": "--color never",
    "--no-headers": "--no-header",
} | {f"--{name}": f"--format {name}" for name in FORMATS}


def no_command(name: str, known: Iterable[str]) -> UsageError:
    """There is no command of this name."""
    return UsageError(f"no command {quoted(name)}{suggestion(name, known) or '; `spacetl --help` lists the commands'}")


def one_too_many(argument: str, command: str) -> UsageError:
    """The command has no use for an argument."""
    return UsageError(f"{quoted(argument)} is one argument too many; see {command} --help")


def command_first(name: str, arguments: Sequence[str]) -> UsageError:
    """The name of a command stands behind options."""
    place = len(arguments) - 1 - arguments[::-1].index(name)
    line = shlex.join(("spacetl", name, *arguments[:place], *arguments[place + 1 :]))
    return UsageError(f"the command goes before its options: {line}")


def usage_line(error: typer.TyperException) -> str:
    """Typer's error as one line in our own words: what is wrong, what was meant, where the help is."""
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "spacetl"
    option = getattr(error, "option_name", None)
    if option is not None:
        return _about_option(option, error.message, context, command)
    parameter = getattr(error, "param", None)
    if parameter is not None and hasattr(error, "param_type"):
        return f"{parameter.metavar} is missing; see {command} --help"
    if parameter is not None:
        return f"{_longest(parameter.opts)}: {_plain(error.message)}; see {command} --help"
    return f"{_plain(error.message)}; see {command} --help"


def _about_option(option: str, message: str, context: Any, command: str) -> str:
    if "requires" in message:
        return f"{option} requires a value; see {command} --help"
    if "does not take" in message:
        return f"{option} does not take a value; see {command} --help"
    return f"no option {quoted(option)}{_meant(option, context) or f'; see {command} --help'}"


def _meant(option: str, context: Any) -> str:
    if context is None or not option.startswith("--"):
        return ""
    known = {_longest(param.opts) for param in context.command.get_params(context)}
    right = {name[2:]: name for name in known} | {
        name[2:]: meant for name, meant in _SYNONYMS.items() if meant.split()[0] in known
    }
    near = difflib.get_close_matches(option[2:], right, n=1)
    return f"; did you mean {right[near[0]]}?" if near else ""


def _longest(names: Iterable[str]) -> str:
    return max(names, key=len)


def _plain(message: str) -> str:
    return re.sub(r"^[A-Z]", lambda first: first[0].lower(), message.strip().rstrip("."))
