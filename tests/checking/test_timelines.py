"""Every file in tests/timelines: what it is, is in the name of its folder; what is told about it stands beside it."""

from pathlib import Path

import pytest

from spacetl.checking.verdict import Verdict, verdict_on
from spacetl.errors import BadTimeline
from spacetl.loading import load
from spacetl.reading import Content
from spacetl.reading.building import DoubtError, build

TIMELINES = Path(__file__).parents[1] / "timelines"


def files(folder: str) -> list[Path]:
    return sorted((TIMELINES / folder).glob("*.yaml"))


def verdict(path: Path) -> Verdict:
    return verdict_on(Content(path.name, path.read_bytes()))


def expect(path: Path, lines: list[str], *, update: bool) -> None:
    beside = path.with_suffix(".txt")
    told = "".join(f"{line}\n" for line in lines)
    if update:
        beside.write_text(told, encoding="utf-8")
    assert told == beside.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", files("invalid"), ids=lambda path: path.stem)
def test_every_problem_of_an_invalid_file_is_told_with_its_place(path: Path, update_golden: bool) -> None:
    found = verdict(path).problems
    assert found
    expect(path, [str(problem) for problem in found], update=update_golden)


@pytest.mark.parametrize("path", files("invalid"), ids=lambda path: path.stem)
def test_an_invalid_file_is_not_loaded(path: Path) -> None:
    with pytest.raises(DoubtError):
        build(path.read_bytes())
    with pytest.raises(BadTimeline) as caught:
        load([Content(path.name, path.read_bytes())])
    assert caught.value.problems == verdict(path).problems


@pytest.mark.parametrize("path", files("valid"), ids=lambda path: path.stem)
def test_nothing_is_told_about_a_valid_file(path: Path) -> None:
    told = verdict(path)
    assert (told.problems, told.warnings) == ([], [])
    assert len(build(path.read_bytes()).events) == told.events


@pytest.mark.parametrize("path", files("warned"), ids=lambda path: path.stem)
def test_what_is_likely_a_mistake_is_told_and_taken(path: Path, update_golden: bool) -> None:
    told = verdict(path)
    assert told.problems == []
    expect(path, [str(warning) for warning in told.warnings], update=update_golden)
    assert build(path.read_bytes()).events


def test_every_expectation_has_its_file() -> None:
    assert [path for path in TIMELINES.glob("*/*.txt") if not path.with_suffix(".yaml").exists()] == []
