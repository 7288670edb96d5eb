"""A real terminal: what is shown on it, its colours, its pager."""

import os
import shutil
import signal
from pathlib import Path
from typing import Any

import pyte
import pytest
from tests import hostile
from tests.processes import AS_OF, Screen, process, screen, terminal, wait_for

pytestmark = pytest.mark.filterwarnings("ignore:.*forkpty:DeprecationWarning")

LESS = pytest.mark.skipif(shutil.which("less") is None, reason="less is not installed")


def plain(*arguments: str, columns: int = 80, **environ: Any) -> Screen:
    return screen(*arguments, *AS_OF, columns=columns, **environ)


@pytest.mark.parametrize("columns", [80, 120, 200])
@pytest.mark.parametrize("report", ["upcoming", "list", "show tianhe-launch", "slips"])
def test_no_line_is_broken_by_the_terminal(report: str, columns: int) -> None:
    shown = plain(*report.split(), columns=columns)
    assert shown.code == 0
    wider = plain(*report.split(), columns=columns, COLUMNS=str(columns))
    assert shown.lines == wider.lines
    sent = shown.raw.split("\r\n")
    assert len(sent) - 1 == len(shown.lines)  # one line on the screen for each that was sent


def test_the_terminal_gives_its_width() -> None:
    assert max(map(len, plain("list", columns=50).lines)) <= 50
    assert plain("list", columns=50).lines != plain("list", columns=80).lines


@pytest.mark.parametrize("columns", ["20", "1", "0", "abc", "-5", "100000", "", "9" * 40])
def test_columns_in_the_environment(columns: str) -> None:
    shown = plain("list", COLUMNS=columns)
    assert shown.code == 0
    assert any("by 2035" in line for line in shown.lines)
    if not columns.isdigit() or int(columns) in (0, 100000) or len(columns) > 6:
        assert shown.lines == plain("list").lines


@pytest.mark.parametrize(
    ("environ", "options", "coloured"),
    [
        ({}, (), True),
        ({"NO_COLOR": "1"}, (), False),
        ({"NO_COLOR": ""}, (), True),
        ({"NO_COLOR": "0"}, (), False),
        ({"TERM": "dumb"}, (), False),
        ({"NO_COLOR": "1"}, ("--color", "always"), True),
        ({"TERM": "dumb"}, ("--color", "always"), True),
        ({}, ("--color", "never"), False),
        ({"FORCE_COLOR": "1"}, ("--color", "never"), False),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, (), False),
        ({"TERM": "dumb", "FORCE_COLOR": "1"}, (), True),
    ],
    ids=str,
)
def test_colour_on_a_terminal(environ: dict[str, Any], options: tuple[str, ...], coloured: bool) -> None:
    shown = plain("list", *options, **environ)
    assert ("\x1b[" in shown.raw) is coloured
    assert shown.code == 0


@pytest.mark.parametrize(
    ("environ", "options", "coloured"),
    [
        ({}, (), False),
        ({"FORCE_COLOR": "1"}, (), True),
        ({"FORCE_COLOR": "0"}, (), False),
        ({"CLICOLOR_FORCE": "1"}, (), True),
        ({"CLICOLOR": "0"}, (), False),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, (), False),
        ({"FORCE_COLOR": "1"}, ("--color", "never"), False),
        ({}, ("--color", "always"), True),
        ({"FORCE_COLOR": "1"}, ("-O", "csv"), False),
        ({}, ("-O", "json", "--color", "always"), False),
        ({}, ("-O", "markdown", "--color", "always"), False),
    ],
    ids=str,
)
def test_colour_in_a_pipe(environ: dict[str, Any], options: tuple[str, ...], coloured: bool) -> None:
    run = process("list", *AS_OF, *options, environ=environ)
    assert (b"\x1b[" in run.stdout) is coloured


def test_the_status_has_the_colour() -> None:
    child = pyte.Screen(80, 40)
    pyte.Stream(child).feed(plain("list", "--status", "done").raw)
    row = next(number for number, line in enumerate(child.display) if "Tianhe" in line)
    column = child.display[row].index("done")
    assert child.buffer[row][column].fg == "green"
    assert child.buffer[row][child.display[row].index("Tianhe")].fg == "default"


@pytest.mark.parametrize("output", ["table", "csv", "tsv", "json", "ndjson", "markdown", "ics"])
def test_no_text_of_a_file_moves_the_terminal(tmp_path: Path, output: str) -> None:
    file = tmp_path / "hostile.yaml"
    file.write_text(hostile.timeline())
    shown = screen("list", "-f", str(file), "--as-of", "2020-01-01", "-O", output, NO_COLOR="1", PAGER="")
    assert shown.code == 0
    assert "\x1b" not in shown.raw
    sent = shown.raw.replace("\r\r\n", "").replace("\r\n", "")  # a terminal makes \r\n of every \n
    assert not any(character in sent for character in "\r\x07\x08\x9b\x9d\x85\u202e\u2028")


def test_an_error_is_shown_letter_for_letter() -> None:
    for wrong in ("[red]", "[/]", ":rocket:", "\x1b[31m"):
        shown = screen("list", "--as-of", wrong)
        assert shown.code == 2
        assert wrong.replace("\x1b", "\\x1b")[:4] in " ".join(shown.lines)
        assert "\x1b" not in shown.raw


def test_long_output_goes_through_the_pager() -> None:
    shown = screen("list", *AS_OF, rows=10, PAGER="tr a-z A-Z; echo paged", NO_COLOR="1")
    assert "paged" in shown.raw
    assert "TIANHE CORE MODULE LAUNCH" in shown.raw
    assert " events." in shown.raw


@pytest.mark.parametrize(
    ("options", "environ"),
    [
        (("--no-pager",), {"PAGER": "echo paged"}),
        ((), {"PAGER": ""}),
        ((), {"PAGER": "cat"}),
        ((), {"PAGER": "echo paged", "TERM": "dumb"}),
        (("-n", "3"), {"PAGER": "echo paged"}),
        (("-O", "csv"), {"PAGER": "echo paged"}),
        ((), {"PAGER": "no-such-pager-anywhere"}),
        ((), {"PAGER": "/"}),
    ],
    ids=str,
)
def test_without_a_pager(options: tuple[str, ...], environ: dict[str, Any]) -> None:
    shown = screen("list", *AS_OF, *options, rows=10, **environ)
    assert shown.code == 0
    assert "paged" not in shown.raw
    assert "22-24 May 2012" in shown.raw or "2012-05-22" in shown.raw


def test_a_pager_that_reads_nothing() -> None:
    shown = screen("history", *AS_OF, rows=10, PAGER="true")
    assert shown.code == 0
    assert "Traceback" not in shown.raw


def test_a_file_and_a_pipe_are_not_paged(tmp_path: Path) -> None:
    assert b"paged" not in process("list", environ={"PAGER": "echo paged"}).stdout
    shown = screen("list", "-o", str(tmp_path / "x.csv"), rows=5, PAGER="echo paged")
    assert "paged" not in shown.raw


@LESS
def test_less_pages_in_colour_and_leaves_quietly() -> None:
    child = terminal("history", *AS_OF, rows=12, LESSCHARSET="utf-8")
    child.expect("q to leave")
    child.send("q")
    rest = child.read()
    wait_for(child)
    assert child.exitstatus == 0
    assert b"Traceback" not in rest


@pytest.mark.usefixtures("interruptible")
@LESS
def test_ctrl_c_is_for_the_pager() -> None:
    child = terminal("history", *AS_OF, rows=12, LESSCHARSET="utf-8")
    child.expect("q to leave")
    child.sendintr()
    child.expect("q to leave")  # what is typed before the pager asks again is lost
    child.send("G")
    child.expect("q to leave")
    child.send("q")
    rest = child.read()
    wait_for(child)
    assert (child.exitstatus, child.signalstatus) == (0, None)
    assert b"Traceback" not in rest


@pytest.mark.usefixtures("interruptible")
def test_ctrl_c_leaves_the_terminal_as_it_was(tmp_path: Path) -> None:
    fifo = tmp_path / "fifo.yaml"
    os.mkfifo(fifo)
    child = terminal("list", "-f", str(fifo))
    with fifo.open("wb"):
        child.kill(signal.SIGINT)
        rest = child.read()
    wait_for(child)
    assert child.exitstatus == 130
    assert b"Traceback" not in rest
    assert b"\x1b[?" not in rest
