"""`spacetl check`: the problems in files, as text, JSON or GitHub's workflow commands; and the JSON Schema."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from spacetl.cli.options import CHECK_FORMATS
from spacetl.cli.session import Session, beginning
from spacetl.dates.durations import counted
from spacetl.errors import Problem, SpacetlError, UsageError
from spacetl.files import display_name, read_file
from spacetl.files.check import CheckResult, check_content
from spacetl.formats import FORMATS, Style, write
from spacetl.reports.report import Cell, Column, Field, Table
from spacetl.text import no_such

_SEVERITIES = {True: "warning", False: "error"}
_COLUMNS: tuple[Column[Problem], ...] = (
    Column("path", lambda row: row.path),
    Column("line", lambda row: row.line or None),
    Column("column", lambda row: row.column or None),
    Column("severity", lambda row: _SEVERITIES[row.warning]),
    Column("text", lambda row: row.text),
)
_FIELDS: tuple[Field[Problem], ...] = (Field("Problem", lambda row: Cell(str(row)), wraps=True),)
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
    found = [
        problem
        for _, verdict in checked
        for problem in (*sorted(verdict.problems, key=_place), *sorted(verdict.warnings, key=_place))
    ]
    if wanted == "json":
        table = Table(name="check", rows=found, columns=_COLUMNS, fields=_FIELDS)
        session.message(*write(table, FORMATS["json"], session.stdout, Style(ascii=session.ascii_only)))
    elif wanted == "github":
        session.stdout.writelines(f"{_workflow_command(problem)}\n" for problem in found)
    else:
        lines: list[object] = [*found] if every else [*_summed_up(found)]
        shown = beginning(lines, "more; --all shows them", len(lines) if every else _MOST_SHOWN)
        session.stdout.writelines(f"{line}\n" for line in shown)
        _write_summary(checked, session)
    return int(any(strict or not problem.warning for problem in found))


def _place(problem: Problem) -> tuple[object, ...]:
    return problem[1:]


def _summed_up(found: Iterable[Problem]) -> Iterator[str]:
    """A line for each problem, and for each kind of warning with how many more there are of it in a file."""
    kinds: dict[tuple[str, str], list[Problem]] = {}
    for problem in found:
        if problem.warning:
            kinds.setdefault((problem.path, problem.text), []).append(problem)
        else:
            yield str(problem)
    for first, *others in kinds.values():
        yield f"{first} (and {len(others):,} more like it; --all shows them)" if others else str(first)


def check_file(path: str, session: Session) -> Checked:
    """Check the file at `path`, `-` being standard input; one that cannot be read has that one problem."""
    name = display_name(path)
    try:
        return Checked(name, check_content(read_file(path, session.stdin), today=session.today))
    except SpacetlError as error:
        problem = Problem(name, 0, 0, str(error).removeprefix(f"{name}: "))
        return Checked(name, CheckResult([problem], [], 0, 0))


def _write_summary(checked: Sequence[Checked], session: Session) -> None:
    """Write a line for each file without problems, and a count of the others' to stderr."""
    for name, verdict in checked:
        if not verdict.problems:
            warnings = f", {counted(len(verdict.warnings), 'warning')}" if verdict.warnings else ""
            held = f"{counted(verdict.events, 'event')}, {counted(verdict.promises, 'promise')}"
            session.stdout.write(f"{name}: {held}, no problems{warnings}\n")
    bad = [each for each in checked if each.verdict.problems]
    if bad:
        some = counted(sum(len(each.verdict.problems) for each in bad), "problem")
        files = (
            counted(len(bad), "file") if len(bad) == len(checked) else f"{len(bad)} of {counted(len(checked), 'file')}"
        )
        session.message(f"{some} in {files}.")


def _workflow_command(problem: Problem) -> str:
    """The command that makes GitHub show a problem at its line."""
    place = f",line={problem.line},col={problem.column}" if problem.line else ""
    path = _escaped(problem.path).replace(":", "%3A").replace(",", "%2C")
    return f"::{_SEVERITIES[problem.warning]} file={path}{place}::{_escaped(problem.text)}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
