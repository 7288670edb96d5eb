"""The fast way and the careful way through a file agree: a timeline, or a clean refusal with its places."""

import subprocess
import sys
from unicodedata import category

import pytest
from hypothesis import example, given, settings
from tests.files.mutating import BUNDLED, ROOT, SEEDS, files

from spacetl.errors import BadTimeline, SpacetlError
from spacetl.files import Content
from spacetl.files.check import check_content
from spacetl.files.content import foreign_encoding
from spacetl.files.load import load
from spacetl.files.parse import FastParseError, parse_timeline

OBEYED = {"Cc", "Cf", "Cs", "Zl", "Zp"}  # what a terminal obeys, or hides


def fast_parser_gives_up(data: bytes) -> bool:
    try:
        parse_timeline(data)
    except FastParseError:
        return True
    return False


def says_the_same_both_ways(data: bytes) -> None:
    if foreign_encoding(data):
        return  # refused before it is read
    found = check_content(Content("f", data))
    assert fast_parser_gives_up(data) == bool(found.problems)
    lines = data.count(b"\n") + data.count(b"\r") + 2
    for problem in found.problems + found.warnings:
        assert (problem.line, problem.column) == (0, 0) or (0 < problem.line <= lines and problem.column > 0)
        assert not any(category(character) in OBEYED for character in str(problem))
    if found.problems:
        with pytest.raises(BadTimeline):
            load([Content("f", data)])
    else:
        assert len(load([Content("f", data)]).events) == found.events


@given(files)
@settings(max_examples=400, deadline=None)
@example(b"events:\n  - {title: x, date: \xe2\x80\xa82028}")
@example(b"\xef\xbb\xbf")
@example(b"events: &a []")
@example(b"events: [null]")
@example(b"? ? a\n: b")
@example(b"events:\n- @\n- @\n- {title: x}\n")
@example(b'events: [{title: "\\ud800"}]')
def test_a_file_is_a_timeline_or_is_refused_with_places(data: bytes) -> None:
    says_the_same_both_ways(data)


def test_both_ways_agree_on_all_known_files() -> None:
    for data in (*SEEDS, BUNDLED):
        says_the_same_both_ways(data)


def test_both_ways_agree_without_libyaml() -> None:
    script = (
        "import sys; sys.modules['yaml._yaml'] = None; import yaml; assert not yaml.__with_libyaml__;"
        "from tests.files import test_agreement; test_agreement.test_both_ways_agree_on_all_known_files()"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, check=False)
    assert (done.returncode, done.stderr.decode()) == (0, "")


@pytest.mark.parametrize("taken", [{}, {"moon": "a.yaml"}])
def test_ids_of_other_files_are_reported_by_both(taken: dict[str, str]) -> None:
    data = b"events: [{id: moon, title: x, date: 2028}]"
    problems = check_content(Content("f", data), taken).problems
    if not taken:
        assert problems == []
        assert parse_timeline(data, taken.keys()).events
    else:
        assert [problem.text for problem in problems] == [
            "the id 'moon' appears twice, in a.yaml as well; give each event its own"
        ]
        with pytest.raises(FastParseError):
            parse_timeline(data, taken.keys())


def test_a_file_that_is_refused_says_so_as_an_error_that_people_see() -> None:
    with pytest.raises(SpacetlError, match="f:1:1: "):
        load([Content("f", b"- x")])
