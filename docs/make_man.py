"""Make docs/spacetl.1, a man page of what the help says: .venv/bin/python docs/make_man.py.

click-man would make a page for each command, and knows nothing of groups of options, examples and exit codes.
"""  # noqa: INP001 - a script

import re
import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import typer

import spacetl.cli.edit_commands  # noqa: F401 - the commands register themselves
from spacetl import __version__
from spacetl.cli.app import app
from spacetl.cli.manual import ABOUT, ENVIRONMENT, EXAMPLES, EXIT_CODES, MANUAL, ManualPage

TARGET = Path(__file__).parent / "spacetl.1"
DESCRIPTION = """A timeline is a YAML file of events, each with the dates that were promised for it, who promised them
and what came of it. Reports look at it as of today, or of any past day with --as-of. Two timelines come with the
program: @article, which is read unless --file or $SPACETL_FILE names another, and @flagships.
Dates are typed as people say them, such as 'late 2027' or 'NET March 2026', or as EDTF (ISO 8601-2)."""
ALSO_IN_THE_ENVIRONMENT = (
    ("VISUAL, EDITOR", "the editor that `spacetl edit` opens; vi unless set"),
    ("SPACETL_CACHE", "the directory for large files that were parsed; off: none are kept"),
    ("SPACETL_STATE", "the directory for what edits replaced; off: nothing is kept, and nothing can be undone"),
)
FILES = (
    ("~/.cache/spacetl/", "large files that were parsed, under $XDG_CACHE_HOME if that is set"),
    ("~/.local/state/spacetl/", "what edits replaced, for `spacetl undo`; under $XDG_STATE_HOME if that is set"),
)
SEE_ALSO = ("less(1), diff(1)", "Extended Date/Time Format: https://www.loc.gov/standards/datetime/")
SIGNS = {"\\": r"\e", "'": r"\(aq", "`": r"\(ga", "^": r"\(ha", "~": r"\(ti", "-": r"\-"}
SPECIAL = re.compile(r"`([^`]+)`|(?<![\w-])(--?[A-Za-z][\w-]*)|(?<!\w)(\$?[A-Z]+_[A-Z_]+|\$[A-Z]+)\b")


def literal(text: str) -> str:
    """The text as roff that shows it exactly, so that it can be copied from the page."""
    return "".join(SIGNS.get(sign, sign) for sign in text)


def fill(text: str) -> str:
    """The roff in short lines, none of which is read as a request."""
    lines = textwrap.wrap(text, 78, break_on_hyphens=False, break_long_words=False)
    return "\n".join(rf"\&{line}" if line[0] in ".'" else line for line in lines)


def prose(text: str) -> str:
    """The text as roff to be filled into lines, with options, variables and what is between backquotes in bold."""
    pieces = SPECIAL.split(" ".join(text.split()))
    plain = (re.sub(r"(?<!\w)-|-(?=\d)|[\\'~^`]", lambda sign: SIGNS[sign[0]], piece) for piece in pieces[::4])
    bold = (f"\\fB{literal(''.join(filter(None, pieces[at : at + 3])))}\\fR" for at in range(1, len(pieces), 4))
    joined = "".join(piece for pair in zip(plain, (*bold, ""), strict=True) for piece in pair)
    sentences = re.split(r"(?<=[.:;]) (?=[A-Z])", joined)
    return "\n".join(map(fill, sentences))


def entries(items: Iterable[tuple[str, str]]) -> Iterator[str]:
    """A list of terms, which are already roff, each with what it means."""
    for term, text in items:
        yield from (".TP", term, prose(text))


def named(items: Iterable[tuple[str, str]]) -> Iterator[str]:
    """A list of literal terms in bold, each with what it means as a sentence."""
    return entries(
        (f"\\fB{literal(term)}\\fR", f"{text[0].upper()}{text[1:].removesuffix('.')}.") for term, text in items
    )


def value(metavar: str) -> str:
    """A placeholder for a value: its words in italics, brackets and dots upright."""
    return re.sub(r"[A-Za-z]+", r"\\fI\g<0>\\fR", literal(metavar))


def record(option: Any) -> tuple[str, str]:
    """An option as a term, with its short name first, and its help."""
    names = ", ".join(f"\\fB{literal(name)}\\fR" for name in sorted(option.opts, key=len))
    return f"{names} {value(option.metavar or '')}".rstrip(), option.help


def shared(commands: Iterable[Any]) -> dict[str, list[tuple[str, str]]]:
    """The groups of options, each with those that at least half of its commands have."""
    groups: dict[str, Counter[tuple[str, str]]] = {}
    members: Counter[str] = Counter()
    for command in commands:
        options = [param for param in command.params if getattr(param, "rich_help_panel", None)]
        for option in options:
            groups.setdefault(option.rich_help_panel, Counter())[record(option)] += 1
        members.update({option.rich_help_panel for option in options})
    return {
        group: [each for each, times in counted.items() if 2 * times >= members[group]]
        for group, counted in groups.items()
    }


def joined(items: list[str]) -> str:
    """The items as in a sentence: A, B and C."""
    return " and ".join(filter(None, (", ".join(items[:-1]), items[-1])))


def section(name: str, command: Any, page: ManualPage, groups: dict[str, list[tuple[str, str]]]) -> Iterator[str]:
    """The section of a command: its usage, what it does, its arguments and options, and examples."""
    arguments = [param for param in command.params if param.param_type_name == "argument"]
    options = [param for param in command.params if param.param_type_name == "option" and not param.hidden]
    yield " ".join((".SS spacetl", name, *(value(each.metavar) for each in arguments)))
    yield from (prose(page.summary), *((".PP", prose(page.more)) if page.more else ()))
    yield from entries((value(each.metavar.strip("[]")), each.help) for each in arguments)
    has: dict[str | None, set[tuple[str, str]]] = {option.rich_help_panel: set() for option in options}
    for option in options:
        has[option.rich_help_panel].add(record(option))
    common = {each for group in groups.values() for each in group}
    yield from entries(record(option) for option in options if record(option) not in common)
    names: list[str] = []
    whole: list[str] = []
    for group, records in groups.items():
        mine = [term for term, help_ in records if (term, help_) in has.get(group, ())]
        if len(mine) == len(records):
            whole.append(f"\\(lq{group}\\(rq")
        else:
            names += [re.sub(r" .*", "", term.split(", ")[-1]) for term in mine]
    also = [*names, *([f"all options under {joined(whole)}"] if whole else ())]
    if also:
        yield from (".PP", fill(f"Also takes {joined(also)}, as described below."))
    yield from (".PP", ".RS 2", ".nf", *map(literal, page.examples), ".fi", ".RE")  # .EE would hyphenate again


def lines() -> Iterator[str]:
    """The page's lines of roff."""
    program: Any = typer.main.get_command(app)
    context = typer.Context(program, **program.context_settings)
    groups = shared(program.commands.values())
    about, usual = ABOUT.partition(".")[0], ManualPage("", "", ()).codes
    yield '.\\" made by docs/make_man.py'
    yield f'.TH SPACETL 1 "" "spacetl {__version__}" "User Commands"'
    yield from (".nh", ".ad l")
    yield from (".SH NAME", f"spacetl \\- {prose(about[0].lower() + about[1:])}")
    yield from (".SH SYNOPSIS", "\\fBspacetl\\fR [\\fICOMMAND\\fR] [\\fIOPTIONS\\fR]", ".br")
    yield "\\fBspacetl\\fR \\fICOMMAND\\fR \\fB\\-\\-help\\fR"
    yield from (".SH DESCRIPTION", prose(ABOUT), ".PP", prose(DESCRIPTION), ".SH COMMANDS")
    for name, page in MANUAL.items():
        yield from section(name, program.commands[name], page, groups)
    yield ".SH OPTIONS"
    yield from entries(record(param) for param in program.get_params(context))
    for group, records in groups.items():
        yield from (f".SS {group}", *entries(records))
    yield from (".SH EXIT STATUS", *named(EXIT_CODES))
    for name, page in MANUAL.items():
        if page.codes != usual:
            yield from (".PP", prose(f"`spacetl {name}`: {page.codes}."))
    known = " ".join(name for name, _ in ENVIRONMENT)
    yield from (".SH ENVIRONMENT", *named(ENVIRONMENT))
    yield from named(each for each in ALSO_IN_THE_ENVIRONMENT if each[0] not in known)
    yield from (".SH FILES", *named(FILES), ".SH EXAMPLES", *named(EXAMPLES))
    yield from (".SH SEE ALSO", prose(SEE_ALSO[0]), ".PP", prose(SEE_ALSO[1]))


def page_of() -> str:
    """The page for the program as it is now."""
    return "\n".join(lines()) + "\n"


if __name__ == "__main__":
    TARGET.write_text(page_of(), encoding="utf-8")
