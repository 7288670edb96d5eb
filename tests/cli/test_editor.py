"""`spacetl edit`: the user's editor at the right line, and what becomes of what it leaves."""

import sys
from pathlib import Path

import pexpect
import pytest
from tests.processes import process, terminal, wait_for
from tests.running import Cli, Result

from spacetl.cli.editor import editor_command
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
    assert editor_command(words, "/x/mine.yaml", 7) == called


@pytest.mark.parametrize("words", ["", "   ", "'vi"])
def test_an_editor_that_is_no_command(words: str) -> None:
    with pytest.raises(SpacetlError, match="not a command"):
        editor_command(words, "mine.yaml", 1)


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


# what was there
FILES = {
    "sound": TEXT.encode(),
    "broken": TEXT.replace("2040", "soon").encode(),
    "latin-1": TEXT.replace("Moon", "Lune, à la").encode("latin-1"),
    "utf-16": TEXT.encode("utf-16"),
}
# what an editor does with it, as shell commands
WAYS = {
    "mends it": "cp sound mine.yaml",
    "breaks it": "cp broken mine.yaml",
    "saves Latin-1": "cp latin-1 mine.yaml",
    "saves UTF-16": "cp utf-16 mine.yaml",
    "empties it": ": > mine.yaml",
    "saves and fails": "echo '# more' >> mine.yaml; exit 1",
    "saves and is killed": "echo '# more' >> mine.yaml; kill -TERM $$",
    "breaks it and fails": "cp broken mine.yaml; exit 3",
    "removes it": "rm mine.yaml",
    "renames a new one over it": "cp sound other; mv other mine.yaml",
    "puts a folder in its place": "rm mine.yaml; mkdir mine.yaml",
    "puts a dangling link in its place": "ln -sf nowhere mine.yaml",
    "writes bytes without end": "head -c 100000 /dev/zero > mine.yaml",
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("file", FILES)
def test_what_was_there_comes_back_byte_for_byte(cli: Cli, way: str, file: str) -> None:
    for name, data in FILES.items():
        (cli.folder / name).write_bytes(data)
    mine = cli.folder / "mine.yaml"
    mine.write_bytes(FILES[file])
    run = cli("edit", "-f", str(mine), environ={"EDITOR": shell_editor(cli.folder, WAYS[way])})
    assert run.code in (0, 1)
    assert run.err
    if mine.is_dir():
        mine.rmdir()
    elif mine.is_symlink():
        mine.unlink()
    if mine.exists() and mine.read_bytes() == FILES[file]:
        assert "nothing to undo" in cli("undo", "-f", str(mine)).err
        return
    run = cli("undo", "-f", str(mine))
    assert (run.code, run.err) == (0, f"{mine}: undone; the file is as it was before that edit\n")
    assert mine.read_bytes() == FILES[file]
    assert "nothing to undo" in cli("undo", "-f", str(mine)).err


def test_what_a_failing_editor_saved_is_checked_and_shown(cli: Cli, mine: Path) -> None:
    run = edit(cli, mine, "path.write_text(text.replace('2040', '2041')); sys.exit(1)")
    assert run.code == 1
    assert run.out.splitlines()[-2:] == ["-    date: 2040", "+    date: 2041"]
    assert run.err.endswith(f"failed with exit code 1; {mine} was changed, `spacetl undo` takes that back\n")
    run = edit(cli, mine, "path.write_text(text.replace('2041', 'soon')); sys.exit(1)")
    assert [line.partition(": ")[0] for line in run.err.splitlines()][1:] == [f"{mine}:6:11"]


def shell_editor(folder: Path, commands: str) -> str:
    """The path of an editor that runs shell commands in a folder."""
    script = folder / "editor"
    script.write_text(f"#!/bin/sh\ncd '{folder}'\n{commands}\n")
    script.chmod(0o755)
    return str(script)


def test_an_editor_whose_end_nobody_saw(cli: Cli, mine: Path) -> None:
    words = shell_editor(cli.folder, "echo more >> mine.yaml; kill -KILL $PPID")
    state = {"EDITOR": words, "SPACETL_STATE": str(cli.folder / "state")}
    assert process("edit", "-f", str(mine), environ=state).returncode == -9
    assert mine.read_text() == TEXT + "more\n"
    for there in (TEXT, TEXT + "more\n"):  # perhaps the editor was not all that changed it, so nothing is thrown away
        assert cli("undo", "-f", str(mine)).code == 0
        assert mine.read_text() == there
    assert cli("undo", "-f", str(mine)).code == 1


def test_what_is_put_back_can_be_had_again(cli: Cli) -> None:
    mine = cli.folder / "mine.yaml"
    mine.write_bytes(FILES["latin-1"])
    words = shell_editor(cli.folder, "printf x >> mine.yaml")
    child = terminal("edit", "-f", str(mine), EDITOR=words, SPACETL_STATE=str(cli.folder / "state"))
    child.expect_exact("put back what was there (p)? [e]")
    child.send("p\r")
    child.expect(pexpect.EOF)
    wait_for(child)
    assert mine.read_bytes() == FILES["latin-1"]
    assert cli("undo", "-f", str(mine)).code == 0
    assert mine.read_bytes() == FILES["latin-1"] + b"x"


@pytest.mark.parametrize("environ", [{}, {"EDITOR": "", "VISUAL": ""}])
def test_without_a_terminal_an_editor_must_be_set(cli: Cli, mine: Path, environ: dict[str, str]) -> None:
    run = cli("edit", "-f", str(mine), environ=environ)
    assert (run.code, run.out) == (1, "")
    assert run.err == "spacetl: no editor is set, and there is no terminal for vi; set $EDITOR\n"


@pytest.mark.parametrize(
    ("arguments", "editor", "message"),
    [
        (("mrs",), "true", "no event 'mrs' in"),
        ((), "no-such-editor", "the editor 'no-such-editor' cannot be started: no such file or directory; set $EDITOR"),
        ((), "false", "the editor 'false' failed with exit code 1; nothing was changed"),
        (("--dry-run",), "true", "no option '--dry-run'"),
    ],
)
def test_what_cannot_be_edited(cli: Cli, mine: Path, arguments: tuple[str, ...], editor: str, message: str) -> None:
    run = cli("edit", *arguments, "-f", str(mine), environ={"EDITOR": editor})
    assert (run.code, run.out) == (2 if arguments else 1, "")
    assert message in run.err
    assert mine.read_text() == TEXT
