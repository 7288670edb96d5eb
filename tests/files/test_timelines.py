"""Every file in tests/timelines: its folder is named after what it is, and what is reported about it is beside it."""

import datetime
from pathlib import Path

import pytest

from spacetl.errors import BadTimeline
from spacetl.files import Content
from spacetl.files.check import CheckResult, check_content
from spacetl.files.load import load
from spacetl.files.parse import FastParseError, parse_timeline

TIMELINES = Path(__file__).parents[1] / "timelines"


def files(folder: str) -> list[Path]:
    return sorted((TIMELINES / folder).glob("*.yaml"))


def checked(path: Path) -> CheckResult:
    return check_content(Content(path.name, path.read_bytes()), today=datetime.date(2026, 11, 23))


def expect(path: Path, lines: list[str], *, update: bool) -> None:
    beside = path.with_suffix(".txt")
    found = "".join(f"{line}\n" for line in lines)
    if update:
        beside.write_text(found, encoding="utf-8")
    assert found == beside.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", files("invalid"), ids=lambda path: path.stem)
def test_every_problem_of_an_invalid_file_is_reported_with_its_place(path: Path, update_golden: bool) -> None:
    found = checked(path).problems
    assert found
    expect(path, [str(problem) for problem in found], update=update_golden)


@pytest.mark.parametrize("path", files("invalid"), ids=lambda path: path.stem)
def test_an_invalid_file_is_not_loaded(path: Path) -> None:
    with pytest.raises(FastParseError):
        parse_timeline(path.read_bytes())
    with pytest.raises(BadTimeline) as caught:
        load([Content(path.name, path.read_bytes())])
    assert caught.value.problems == checked(path).problems


@pytest.mark.parametrize("path", files("valid"), ids=lambda path: path.stem)
def test_nothing_is_reported_about_a_valid_file(path: Path) -> None:
    found = checked(path)
    assert (found.problems, found.warnings) == ([], [])
    assert len(parse_timeline(path.read_bytes()).events) == found.events


@pytest.mark.parametrize("path", files("warned"), ids=lambda path: path.stem)
def test_what_is_likely_a_mistake_is_reported_and_accepted(path: Path, update_golden: bool) -> None:
    found = checked(path)
    assert found.problems == []
    expect(path, [str(warning) for warning in found.warnings], update=update_golden)
    assert parse_timeline(path.read_bytes()).events


def test_every_expectation_has_its_file() -> None:
    assert [path for path in TIMELINES.glob("*/*.txt") if not path.with_suffix(".yaml").exists()] == []
