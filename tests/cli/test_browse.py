"""`spacetl browse` as a process on a terminal, and where there is none."""

import json
import re
import shlex
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path

import pexpect
import pyte
import pytest
from tests.processes import environment, process, terminal, wait_for
from tests.running import Cli

from spacetl.cli.manual import MANUAL

needs_textual = pytest.mark.skipif(
    find_spec("textual") is None, reason="Textual is not installed: pip install -e '.[dev]'"
)
AS_OF = ("--as-of", "2022-06-01")
WITHOUT = "import sys; sys.modules['textual'] = None; sys.argv[0] = 'spacetl'; from spacetl.cli import run; run()"
COLOUR = re.compile(r"\x1b\[[\d;]*(?<![\d])(?:3[0-7]|4[0-7]|9[0-7]|10[0-7]|[34]8)(?![\d])[\d;]*m")


class Terminal:
    """The browser on a terminal."""

    def __init__(self, *arguments: str, columns: int = 80, rows: int = 24, **environ: str) -> None:
        self.child = terminal("browse", *arguments, columns=columns, rows=rows, **environ)
        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.ByteStream(self.screen)
        self.raw = b""

    def until(self, text: str) -> str:
        """The screen as soon as it contains a text."""
        end = time.monotonic() + 60
        while text not in (shown := "\n".join(self.screen.display)):
            assert time.monotonic() < end, shown
            try:
                data = self.child.read_nonblocking(65536, timeout=1)
            except pexpect.TIMEOUT:
                continue
            self.raw += data
            self.stream.feed(data.replace(b"\x1b[>1u", b"").replace(b"\x1b[>25u", b""))  # pyte cannot parse these
        return shown

    def end(self, keys: str = "q") -> int | None:
        """Send these keys, and return the exit code."""
        self.child.send(keys)
        self.raw += self.child.read()
        wait_for(self.child)
        code: int | None = self.child.exitstatus
        return code


@needs_textual
def test_without_a_terminal(cli: Cli) -> None:
    run = cli("browse")
    assert (run.code, run.out) == (2, "")
    assert run.err == "spacetl: browse needs a terminal; `spacetl list` and `spacetl chart` work in a pipe\n"


def test_in_a_pipe() -> None:
    run = process("browse")
    assert (run.returncode, run.stdout, run.stderr.count(b"\n")) == (2, b"", 1)


def test_without_textual() -> None:
    run = subprocess.run((sys.executable, "-c", WITHOUT, "browse"), env=environment(), capture_output=True, check=False)
    assert (run.returncode, run.stdout) == (2, b"")
    assert run.stderr == b"spacetl: browse needs Textual; install it with: pip install 'spacetl[browse]'\n"


@needs_textual
def test_standard_input_is_for_keys(cli: Cli) -> None:
    run = cli("browse", "-f", "-")
    assert (run.code, run.out) == (2, "")
    assert run.err == "spacetl: browse takes keys from standard input; give the timeline as a file with -f\n"


@needs_textual
@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("--agency", "nobody"), 2, "no agency 'nobody' in this timeline"),
        (("--since", "2030", "--until", "2020"), 2, "the range is empty"),
        (("--sort", "colour"), 2, "no sort key 'colour'"),
        (("-f", "bad.yaml"), 1, "bad.yaml:1:11: unknown key 'tittle'"),
        (("-f", "none.yaml"), 1, "none.yaml: no such file"),
    ],
)
def test_what_cannot_be_shown_is_reported_before_the_screen_opens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], code: int, message: str
) -> None:
    (tmp_path / "bad.yaml").write_text("events: [{tittle: x}]", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    child = terminal("browse", *arguments)
    text = child.read().decode()
    wait_for(child)
    assert child.exitstatus == code
    assert message in text
    assert "\x1b[?1049h" not in text
    assert "Traceback" not in text


@needs_textual
@pytest.mark.parametrize(("keys", "code"), [("q", 0), ("\x03", 130)], ids=["q", "ctrl-c"])
def test_the_terminal_is_given_back(keys: str, code: int) -> None:
    browser = Terminal(*AS_OF)
    browser.until("Verdict")
    assert browser.end(keys) == code
    raw = browser.raw.decode()
    assert raw.rindex("\x1b[?1049l") > raw.rindex("\x1b[?1049h")
    assert raw.rindex("\x1b[?25h") > raw.rindex("\x1b[?25l")


@needs_textual
@pytest.mark.parametrize(
    ("environ", "coloured"),
    [({}, True), ({"TERM": "xterm"}, True), ({"NO_COLOR": "1"}, False)],
    ids=["256", "16", "none"],
)
def test_colours_are_the_terminals_own(environ: dict[str, str], coloured: bool) -> None:
    browser = Terminal(*AS_OF, columns=80, rows=24, **environ)
    browser.until("Verdict")
    assert browser.end() == 0
    raw = browser.raw.decode()
    assert bool(COLOUR.search(raw)) == coloured
    assert "38;2;" not in raw
    assert "48;2;" not in raw


@needs_textual
def test_output_that_is_not_buffered_has_the_terminals_size() -> None:
    browser = Terminal(*AS_OF, columns=150, rows=40, PYTHONUNBUFFERED="1")
    assert " │ " in browser.until("Verdict").splitlines()[30]
    browser.end()


@needs_textual
def test_an_edit_in_the_editor(tmp_path: Path) -> None:
    mine = tmp_path / "mine.yaml"
    mine.write_text("events:\n  - {title: One, date: 2030}\n", encoding="utf-8")
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\nsed -i s/One/Uno/ "$1"\n', encoding="utf-8")
    editor.chmod(0o755)
    browser = Terminal("-f", str(mine), EDITOR=str(editor))
    browser.until("One")
    browser.child.send("e")
    browser.until("Uno")
    assert browser.end() == 0
    assert "Uno" in mine.read_text(encoding="utf-8")


@needs_textual
def test_an_edit_that_cannot_be_leaves_the_screen_as_it_was() -> None:
    browser = Terminal(*AS_OF)
    browser.until("Verdict")
    browser.child.send("e")
    assert "Verdict" in browser.until("no file to edit")
    assert browser.end() == 0


@needs_textual
def test_a_report_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    browser = Terminal(*AS_OF, "--agency", "nasa")
    browser.until("Verdict")
    answers = {"out.json": "out.json: written", "out.html": "out.html: written", "out.xyz": "names no format"}
    for name, answer in answers.items():
        browser.child.send("x")
        browser.until("File to write")
        browser.child.send(f"{name}\r")
        browser.until(answer)
    assert browser.end() == 0
    written = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert "As known on 1 Jun 2022" in (tmp_path / "out.html").read_text(encoding="utf-8")
    assert {"NASA" in each["agencies"] for each in written} == {True}


@needs_textual
@pytest.mark.parametrize("example", MANUAL["browse"].examples)
def test_every_example_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, example: str) -> None:
    (tmp_path / "mine.yaml").write_text("events: [{title: Moon landing, agency: NASA, date: 2028}]", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    browser = Terminal(*shlex.split(example)[2:])
    browser.until("Verdict")
    assert browser.end() == 0
