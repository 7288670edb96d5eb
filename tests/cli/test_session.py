import datetime
import io

import pytest
from tests.running import Stream

from spacetl.cli.session import Closed, Session

DAY = datetime.date(2026, 11, 23)


def session(out: Stream | Closed, **environ: str) -> Session:
    return Session(DAY, io.BytesIO(), out, Stream(), environ)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("columns", "width"), [("120", 120), ("1", 1), ("0", 80), ("", 80), ("abc", 80), ("-1", 80), ("10000", 10_000),
                           ("10001", 80), ("100000", 80), ("1" * 50, 80), ("٣٤", 80), ("8 0", 80), ("80.0", 80)]
)  # fmt: skip
def test_the_width(columns: str, width: int) -> None:
    assert session(Stream(terminal=True), COLUMNS=columns).width == width
    assert session(Stream(terminal=True), LINES=columns).height == {80: 24}.get(width, width)


def test_without_a_terminal_to_ask() -> None:
    assert (session(Stream()).width, session(Stream()).height) == (80, 24)


@pytest.mark.parametrize("encoding", ["utf-8", "UTF-8", "utf-16", "utf_8_sig"])
def test_all_of_unicode(encoding: str) -> None:
    assert not session(Stream(encoding=encoding)).ascii_only


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "latin-1", "gbk"])
def test_less_than_unicode(encoding: str) -> None:
    assert session(Stream(encoding=encoding)).ascii_only


def test_a_closed_stream_says_so() -> None:
    with pytest.raises(OSError, match="standard output is closed"):
        session(Closed()).stdout.write("x")
    assert not session(Closed()).on_terminal


def test_each_message_is_one_clean_line() -> None:
    made = session(Stream())
    made.message("one", "\x1b[31mtwo\nlines")
    assert isinstance(made.stderr, Stream)
    assert made.stderr.text() == "one\n\\x1b[31mtwo\\nlines\n"
