"""`spacetl edit`: the user's editor at the right line, and what becomes of what it leaves."""

import sys
from pathlib import Path

import pexpect
import pytest
from tests.processes import terminal, wait_for
from tests.running import Cli, Result

from spacetl.cli.editor import command
from spacetl.errors import SpacetlError

TEXT = "# mine\nevents:\n  - {title: Moon, date: 2028}\n  # Mars\n  - title: Mars\n    date: 2040\n"
# writes the words it was called with, then runs its program on the text of the file, the last of them
EDITOR = """\
import pathlib, sys
words = sys.argv[1:]
pathlib.Path({log!r}).open("a").write(" ".join(words) + "\\n")
path = pathlib.Path(words[-1].rpartition(":")[0] if words[-1].rpartition(":")[2].isdigit() else words[-1])
text = path.read_text()
{program}
path.write_text(text)
"""


@pytest.fixture
def mine(cli: Cli) -> Path:
    return Path(cli.file(TEXT))


def editor(folder: Path, program: str, name: str = "vim") -> str:
    """A value of $EDITOR for a fake editor called `name`."""
    script = folder / name
    log = str(folder / "called")
    script.write_text(f"#!{sys.executable}\n" + EDITOR.format(log=log, program=program))
    script.chmod(0o755)
    return f"'{script}'"


def edit(cli: Cli, mine: Path, program: str, *arguments: str, name: str = "vim") -> Result:
    return cli("edit", *arguments, "-f", str(mine), environ={"EDITOR": editor(cli.folder, program, name)})


@pytest.mark.parametrize(
    ("words", "called"),
    [
        ("vi", ["vi", "+7", "/x/mine.yaml"]),
        ("/usr/bin/nvim -R", ["/usr/bin/nvim", "-R", "+7", "/x/mine.yaml"]),
        ("nano", ["nano", "+7", "/x/mine.yaml"]),
        ("emacs -nw", ["emacs", "-nw", "+7", "/x/mine.yaml"]),
        ("emacsclient -t", ["emacsclient", "-t", "+7", "/x/mine.yaml"]),
        ("code -w", ["code", "-w", "--wait", "--goto", "/x/mine.yaml:7"]),
        ("code", ["code", "--wait", "--goto", "/x/mine.yaml:7"]),
        ("hx", ["hx", "/x/mine.yaml:7"]),
        ("ed", ["ed", "/x/mine.yaml"]),
        ("'/my tools/vim'", ["/my tools/vim", "+7", "/x/mine.yaml"]),
    ],
)
def test_editors_get_the_line(words: str, called: list[str]) -> None:
    assert command(words, "/x/mine.yaml", 7) == called


@pytest.mark.parametrize("words", ["", "   ", "'vi"])
def test_an_editor_that_is_no_command(words: str) -> None:
    with pytest.raises(SpacetlError, match="not a command"):
        command(words, "mine.yaml", 1)


@pytest.mark.parametrize(("name", "where"), [("nano", "+5 {}"), ("code", "--wait --goto {}:5"), ("hx", "{}:5")])
def test_it_opens_at_the_event_and_shows_what_changed(cli: Cli, mine: Path, name: str, where: str) -> None:
    run = edit(cli, mine, "text = text.replace('2040', '2041')", "mars", name=name)
    assert (cli.folder / "called").read_text() == where.format(mine) + "\n"
    assert run.code == 0
    assert run.out.splitlines()[-2:] == ["-    date: 2040", "+    date: 2041"]
    assert run.err == f"{mine}: changed, no problems\n"
    assert cli("undo", "-f", str(mine)).code == 0
    assert mine.read_text() == TEXT


def test_visual_goes_before_editor(cli: Cli, mine: Path) -> None:
    environ = {"VISUAL": editor(cli.folder, "", "vim"), "EDITOR": "false"}
    run = cli("edit", "-f", str(mine), environ=environ)
    assert (run.code, run.out, run.err) == (0, "", f"{mine}: not changed\n")


def test_a_file_with_problems_is_opened_at_the_first(cli: Cli, mine: Path) -> None:
    mine.write_text(TEXT.replace("2040", "soon"))
    run = edit(cli, mine, "text = text.replace('soon', '2040')", "mars")
    assert (cli.folder / "called").read_text() == f"+6 {mine}\n"
    assert run.code == 0


def test_a_file_left_with_problems_is_reported_and_stays(cli: Cli, mine: Path) -> None:
    run = edit(cli, mine, "text = text.replace('2040', 'soon')")
    assert (run.code, run.out) == (1, "")
    assert run.err.startswith(f"{mine}:6:11: 'soon' is not an EDTF date")
    assert "soon" in mine.read_text()
    assert cli("undo", "-f", str(mine)).code == 0
    assert mine.read_text() == TEXT


def test_on_a_terminal_it_asks_what_to_do(cli: Cli, mine: Path) -> None:
    program = "text = text.replace('date: 2040', 'date: soon') if 'soon' not in text else text.replace('soon', '2041')"
    words = editor(cli.folder, program)
    for answer, left in (("\r", "2041"), ("k\r", "soon"), ("p\r", "2040")):
        mine.write_text(TEXT)
        child = terminal("edit", "mars", "-f", str(mine), EDITOR=words)
        child.expect_exact("is not an EDTF date")
        child.expect_exact("put back what was there (p)? [e]")
        child.send(answer)
        child.expect(pexpect.EOF)
        wait_for(child)
        assert f"date: {left}" in mine.read_text()
        assert child.exitstatus == (left == "soon")


@pytest.mark.parametrize(
    ("arguments", "editor", "message"),
    [
        (("mrs",), "true", "no event 'mrs' in"),
        ((), "no-such-editor", "the editor 'no-such-editor' cannot be started: no such file or directory; set $EDITOR"),
        ((), "false", "the editor 'false' failed with exit code 1"),
        (("--dry-run",), "true", "no option '--dry-run'"),
    ],
)
def test_what_cannot_be_edited(cli: Cli, mine: Path, arguments: tuple[str, ...], editor: str, message: str) -> None:
    run = cli("edit", *arguments, "-f", str(mine), environ={"EDITOR": editor})
    assert (run.code, run.out) == (2 if arguments else 1, "")
    assert message in run.err
    assert mine.read_text() == TEXT
