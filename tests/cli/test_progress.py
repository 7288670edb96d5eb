"""The line that shows the progress of a long load."""

import io
from itertools import count
from pathlib import Path

import pytest
from tests.running import TODAY, Stream

from spacetl.cli.main import main
from spacetl.cli.session import Session

SECOND = 1_000_000_000


@pytest.fixture
def path(tmp_path: Path) -> str:
    made = tmp_path / "long.yaml"
    made.write_text("# padding\n" * 40_000 + "events: [{title: Some event, date: 2030}]\n")
    return str(made)


def messages(path: str, *, terminal: bool, pace: int) -> str:
    """What is written to stderr if every reading of the clock takes `pace` nanoseconds."""
    out, err = Stream(), Stream(terminal=terminal)
    times = count(0, pace)
    session = Session(TODAY, io.BytesIO(), out, err, {"SPACETL_CACHE": "off"}, lambda: next(times))
    assert main(["list", "--quiet", "-f", path], session) == 0
    return err.text()


def test_a_long_load_shows_its_progress_and_leaves_no_trace(path: str) -> None:
    text = messages(path, terminal=True, pace=SECOND)
    assert "\rReading: 49 % of 0 MB" in text
    lines = text.split("\r")
    assert lines[-1] == ""
    assert lines[-2].strip() == ""
    assert len(lines[-2]) >= len(lines[-3])


def test_a_short_load_shows_nothing(path: str) -> None:
    assert messages(path, terminal=True, pace=1) == ""


def test_a_pipe_gets_nothing(path: str) -> None:
    assert messages(path, terminal=False, pace=SECOND) == ""
