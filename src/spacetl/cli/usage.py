"""Errors reported in one line each; for wrong usage, with the nearest correct usage."""

import datetime
import difflib
import shlex
from collections.abc import Iterable, Sequence
from itertools import takewhile
from typing import Any

import typer

from spacetl.cli.session import Session, abandon, beginning
from spacetl.errors import BadDate, BadTimeline, UsageError
from spacetl.formats import FORMATS
from spacetl.text import quoted

_FAILED = 1
_LONGEST_HINT = 80
UNNAMED = "spacetl.unnamed"  # noted in the context if no command was given

_WITH_BLANKS = {"SPAN", "DATE", "DAY", "WHO", "TEXT", "TAG", "FILTER"}

# arguments that may have several words
_OF_WORDS = {"TITLE": "the title", "[DUE]": "the date", "DATE": "the date", "ID": "the title"}

# what people try that is spelt differently here
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


def report_error(error: Exception, session: Session) -> int:
    """Report an error on stderr and return its exit code."""
    match error:
        case BadTimeline():
            session.message(*beginning(error.problems, "more problems"))
        case typer.TyperException():
            session.message(f"spacetl: {usage_line(error)}")
        case MemoryError():
            session.message("spacetl: out of memory")
        case OSError():
            abandon(session.stdout)
            session.message(f"spacetl: cannot write: {(error.strerror or str(error)).lower()}")
        case _:
            session.message(f"spacetl: {error}")
    code: int = getattr(error, "exit_code", _FAILED)
    return code


def unexpected_argument(rest: Sequence[str], given: Sequence[str], context: Any) -> UsageError:
    """The error for the `rest` of the arguments, which the command does not take, with what was probably meant."""
    params = context.command.get_params(context)
    meant = _value_in_quotes(rest[0], given, params) or _argument_in_quotes(rest, given, params)
    meant = meant or _search_for_words(rest, params, "--by" if context.info_name == "speakers" else "--search")
    if not meant or len(meant) > _LONGEST_HINT:
        meant = f"see `{context.command_path} --help`"
    return UsageError(f"unexpected argument {quoted(rest[0])}; {meant}")


def _value_in_quotes(argument: str, given: Sequence[str], params: Iterable[Any]) -> str:
    """The option before the argument with its whole value in quotes, if the argument is part of the value."""
    metavars = {name: param.metavar for param in params for name in param.opts if not getattr(param, "is_flag", True)}
    words = [word for each in given for word in (each.split("=", 1) if each.startswith("--") else (each,))]
    for place, (option, _, after) in enumerate(zip(words, words[1:], words[2:], strict=False)):
        if after == argument and option in metavars:
            value = " ".join(takewhile(lambda word: not word.startswith("-"), words[place + 1 :]))
            if _is_value(metavars[option], value):
                return f"write {option} {shlex.quote(value)}"
    return ""


def _argument_in_quotes(rest: Sequence[str], given: Sequence[str], params: Iterable[Any]) -> str:
    """The last argument with all of its words in quotes, if it is a text of several words."""
    last = [param.metavar for param in params if param.param_type_name == "argument"][-1:]
    place = next((place for place, word in enumerate(given) if [word] == [*rest[:1]] and place), 0)
    before = given[place - 1] if place else ""
    if not last or last[0] not in _OF_WORDS or not before or before.startswith("-"):
        return ""
    value = " ".join([before, *takewhile(lambda word: not word.startswith("-"), rest)])
    return f"put {_OF_WORDS[last[0]]} in quotes, like {shlex.quote(value)}"


def _is_value(metavar: str, text: str) -> bool:
    """Whether the text is a value for an option whose values may contain blanks."""
    from spacetl.dates import durations, phrases  # noqa: PLC0415 - only after a mistake

    any_day = datetime.date(2000, 1, 1)
    try:
        if metavar == "SPAN":
            durations.add_duration(text, any_day)
        elif metavar in {"DATE", "DAY"}:
            phrases.read_date(text, any_day)
    except BadDate:
        return False
    return metavar in _WITH_BLANKS


def _search_for_words(rest: Sequence[str], params: Iterable[Any], option: str) -> str:
    """The suggestion to search for the words by an option, if the command has it and takes no arguments."""
    names = {name for param in params for name in param.opts}
    arguments = any(param.param_type_name == "argument" for param in params)
    if option not in names or arguments or rest[0].startswith("-"):
        return ""
    return f"did you mean {option} {shlex.quote(' '.join(rest))}?"


def usage_line(error: typer.TyperException, context: Any = None) -> str:
    """Typer's error as one line in our own words: what is wrong, what was meant, where the help is."""
    command = context.command_path if context is not None else "spacetl"
    option, parameter = getattr(error, "option_name", None), getattr(error, "param", None)
    if option is not None and "requires" in error.message:
        wrong = f"{option} requires a value"
    elif option is not None and "does not take" in error.message:
        wrong = f"{option} does not take a value"
    elif option is not None:
        wrong = f"no option {quoted(option)}"
        if near := _nearest_option(option, context):
            return f"{wrong}; did you mean {near}?"
        command = command if context is None or UNNAMED not in context.meta else "spacetl"
    elif parameter is not None and hasattr(error, "param_type"):
        wrong = f"{parameter.metavar} is missing"
    else:
        message = error.message.strip().rstrip(".")
        wrong = (f"{_longest(parameter.opts)}: " if parameter is not None else "") + message[:1].lower() + message[1:]
    return f"{wrong}; see `{command} --help`"


def _nearest_option(option: str, context: Any) -> str:
    if context is None or not option.startswith("--"):
        return ""
    known = {_longest(param.opts) for param in context.command.get_params(context)}
    right = {name[2:]: name for name in known} | {
        name[2:]: meant for name, meant in _SYNONYMS.items() if meant.split()[0] in known
    }
    near = difflib.get_close_matches(option[2:], right, n=1)
    return right[near[0]] if near else ""


def _longest(names: Iterable[str]) -> str:
    return max(names, key=len)
