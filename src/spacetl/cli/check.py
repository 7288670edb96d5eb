"""`spacetl check`: the problems in files, as text, JSON or GitHub's workflow commands; and the JSON Schema."""

import json
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from spacetl.cli.session import Session
from spacetl.dates.durations import counted
from spacetl.errors import Problem, SpacetlError, UsageError
from spacetl.files import display_name, read_file
from spacetl.files.check import CheckResult, check_content
from spacetl.formats import FORMATS, Style, write
from spacetl.reports.report import Cell, Column, Field, Table
from spacetl.schema import json_schema
from spacetl.text import no_such

_MOST_SHOWN = 100


class Checked(NamedTuple):
    """The name of a file in messages, and the verdict on it."""

    name: str
    verdict: CheckResult


def check_files(paths: Iterable[str], session: Session, wanted: str, *, strict: bool, every: bool) -> int:
    """Check each file by itself, write what was found, and return the exit code, 1 also for warnings if `strict`.

    Raises:
        UsageError: `wanted` is not one of `CHECK_FORMATS`.
    """
    if wanted not in CHECK_FORMATS:
        raise UsageError(no_such("format", wanted, CHECK_FORMATS, " for check"))
    checked = [check_file(path, session) for path in paths]
    session.message(*CHECK_FORMATS[wanted](checked, session, every))
    return int(any(each.verdict.problems or (strict and each.verdict.warnings) for each in checked))


def write_schema(session: Session) -> None:
    """Write the JSON Schema of the format, in ASCII."""
    json.dump(json_schema(), session.stdout, indent=2)
    session.stdout.write("\n")


def check_file(path: str, session: Session) -> Checked:
    """Check the file at `path`, `-` being standard input; one that cannot be read has that one problem."""
    name = display_name(path)
    try:
        return Checked(name, check_content(read_file(path, session.stdin), today=session.today))
    except SpacetlError as error:
        problem = Problem(name, 0, 0, str(error).removeprefix(f"{name}: "))
        return Checked(name, CheckResult([problem], [], 0, 0))


def _found(each: Checked) -> list[Problem]:
    return sorted(each.verdict.problems + each.verdict.warnings, key=lambda problem: problem[1:])


def _as_text(checked: Sequence[Checked], session: Session, every: bool) -> list[str]:
    """Write a line for each problem, or only the first ones, and for each file without; the count is for stderr."""
    found = [problem for each in checked for problem in _found(each)]
    most = len(found) if every else _MOST_SHOWN
    session.stdout.writelines(f"{problem}\n" for problem in found[:most])
    if len(found) > most:
        session.stdout.write(f"and {len(found) - most:,} more; --all shows them\n")
    for name, verdict in checked:
        if not verdict.problems:
            warnings = f", {counted(len(verdict.warnings), 'warning')}" if verdict.warnings else ""
            held = f"{counted(verdict.events, 'event')}, {counted(verdict.promises, 'promise')}"
            session.stdout.write(f"{name}: {held}, no problems{warnings}\n")
    bad = sum(1 for each in checked if each.verdict.problems)
    if not bad:
        return []
    some = counted(sum(not problem.warning for problem in found), "problem")
    files = counted(bad, "file") if bad == len(checked) else f"{bad} of {counted(len(checked), 'file')}"
    return [f"{some} in {files}."]


def _severity(problem: Problem) -> str:
    return "warning" if problem.warning else "error"


_COLUMNS: tuple[Column[Problem], ...] = (
    Column("path", lambda row: row.path),
    Column("line", lambda row: row.line or None),
    Column("column", lambda row: row.column or None),
    Column("severity", _severity),
    Column("text", lambda row: row.text),
)
_FIELDS: tuple[Field[Problem], ...] = (Field("Problem", lambda row: Cell(str(row)), wraps=True),)


def _as_json(checked: Sequence[Checked], session: Session, _every: bool) -> tuple[str, ...]:
    """Write one array of all problems and warnings."""
    found = [problem for each in checked for problem in _found(each)]
    table = Table(name="check", rows=found, columns=_COLUMNS, fields=_FIELDS)
    return write(table, FORMATS["json"], session.stdout, Style(ascii=session.ascii_only))


def _as_github(checked: Sequence[Checked], session: Session, _every: bool) -> tuple[str, ...]:
    """Write a workflow command for each problem and warning, which GitHub shows at its line."""
    session.stdout.writelines(f"{_workflow_command(problem)}\n" for each in checked for problem in _found(each))
    return ()


def _workflow_command(problem: Problem) -> str:
    place = f",line={problem.line},col={problem.column}" if problem.line else ""
    path = _escaped(problem.path).replace(":", "%3A").replace(",", "%2C")
    return f"::{_severity(problem)} file={path}{place}::{_escaped(problem.text)}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


CHECK_FORMATS: dict[str, Callable[[Sequence[Checked], Session, bool], Iterable[str]]] = {
    "text": _as_text,
    "json": _as_json,
    "github": _as_github,
}
