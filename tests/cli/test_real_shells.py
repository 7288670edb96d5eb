"""Completion in a bash, a zsh and a fish: a line is typed and the shell completes it."""

import os
import shlex
import shutil
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pexpect
import pyte
import pytest
from tests.processes import environment, wait_for

from spacetl.cli.app import COMMANDS
from spacetl.cli.manual import MANUAL

pytestmark = pytest.mark.filterwarnings("ignore:.*forkpty:DeprecationWarning")

ODD = """
agencies: {NASA: {name: "NASA: the [agency]"}, CNSA: {}}
events:
  - {id: change-4, title: "Chang'e-4: [far side] (first) \\"x\\" $HOME `id` \\\\$(touch PWNED)"}
  - {id: change-5, title: "A title\\tthat is so long that no shell could have any use for more than its beginning"}
  - {id: moon-landing, title: "Moon\\e[31mlanding\\nof 2028", tags: [space station], agency: NASA, date: 2028}
"""
TITLES = {
    "change-4": 'Chang\'e-4: [far side] (first) "x" $HOME `id` \\$(touch PWNED)',
    "change-5": "A title that is so long that no shell could have any use...",
    "moon-landing": "Moon [31mlanding of 2028",
}
WHERE = next(option.help for option in COMMANDS["list"].params if option.name == "condition")[:40]


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    """The environment of a user who has the program, and a timeline with odd names; its folder is HOME."""
    program = tmp_path / "bin" / "spacetl"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m spacetl "$@"\n')
    program.chmod(0o755)
    (tmp_path / "mine.yaml").write_text(ODD)
    path = f"{program.parent}{os.pathsep}{os.environ['PATH']}"
    return environment(SPACETL_FILE="mine.yaml", HOME=str(tmp_path), TERM="dumb") | {"PATH": path}


def test_a_real_bash(home: dict[str, str]) -> None:
    environ = home | {"PS1": "$ ", "HISTFILE": "/dev/null"}
    bash = pexpect.spawn(
        "bash", ["--norc", "--noprofile", "-i"], env=environ, cwd=home["HOME"], timeout=60, dimensions=(24, 120)
    )
    bash.sendline('eval "$(_SPACETL_COMPLETE=source_bash spacetl)"; echo re""ady')
    bash.expect("ready")
    for typed, line in (
        ("spacetl show moo\t", "spacetl show moon-landing "),
        ("spacetl list --tag spa\t", r"spacetl list --tag space\\ station "),
        ("spacetl list --agency=na\t", "NASA "),
        ("spacetl list --columns id,ti\t", "spacetl list --columns id,title "),
        ("spacetl histo\t", "spacetl history "),
    ):
        # ^U kills the line; ^C would throw away what is typed before the next prompt
        bash.send(f"\x15{typed}")
        bash.expect(line)
    bash.sendline("\x15exit")
    bash.expect(pexpect.EOF)
    wait_for(bash)


@pytest.mark.skipif(shutil.which("fish") is None, reason="no fish here")
def test_a_real_fish(home: dict[str, str]) -> None:
    def completed(*lines: str) -> dict[str, str]:
        asked = "\n".join(f"complete -C {shlex.quote(line)}" for line in lines)
        script = f"_SPACETL_COMPLETE=source_fish spacetl | source\n{asked}\n"
        run = subprocess.run(
            ("fish", "--no-config", "-c", script),  # noqa: S607
            env=home,
            cwd=home["HOME"],
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        )
        assert run.stderr == ""
        return dict(line.partition("\t")[::2] for line in run.stdout.splitlines())

    assert completed("spacetl sho", "spacetl spe") == {name: MANUAL[name].summary for name in ("show", "speakers")}
    assert completed("spacetl show ") == TITLES
    assert completed("spacetl list -a n", "spacetl list --agency=n", "spacetl list --tag sp") == {
        "NASA": "NASA: the [agency]",
        "--agency=NASA": "NASA: the [agency]",
        "space station": "",
    }
    assert completed("spacetl list --whe")["--where"].startswith(WHERE)
    assert completed("spacetl check mi") == {"mine.yaml": ""}
    assert not (Path(home["HOME"]) / "PWNED").exists()


class Zsh:
    """An interactive zsh on a terminal of 24 lines, with its screen."""

    def __init__(self, environ: dict[str, str]) -> None:
        self.screen = pyte.Screen(100, 24)
        self.stream = pyte.ByteStream(self.screen)
        # -f: none of the machine's own settings
        environ = environ | {"TERM": "xterm"}
        self.child: pexpect.spawn[bytes] = pexpect.spawn(
            "zsh", ["-f", "-i"], env=environ, cwd=environ["HOME"], dimensions=(24, 100)
        )
        self.child.sendline(
            "PS1='> '; unsetopt beep; autoload -Uz compinit; compinit -D;"
            ' eval "$(_SPACETL_COMPLETE=source_zsh spacetl)"; clear; echo rea""dy'
        )
        assert self.shows("ready\n>")

    def shows(self, text: str) -> bool:
        """Whether the text appears on the screen within a minute."""
        end = time.monotonic() + 60
        while text not in self.text() and time.monotonic() < end:
            with suppress(pexpect.TIMEOUT):
                self.stream.feed(bytes(self.child.read_nonblocking(4096, 0.1)))
        print(self.text())  # noqa: T201 - shown when a test fails
        return text in self.text()

    def text(self) -> str:
        return "\n".join(line.rstrip() for line in self.screen.display)

    def typed(self, keys: str) -> None:
        """Type on a line of its own, at the top of a cleared screen."""
        self.child.send("\x15\x0c")  # ^U kills the line, ^L clears the screen
        self.child.send(keys)


@pytest.mark.skipif(shutil.which("zsh") is None, reason="no zsh here")
def test_a_real_zsh(home: dict[str, str]) -> None:
    zsh = Zsh(home)
    for keys, line in (
        ("spacetl sho\t", "> spacetl show"),
        ("spacetl show moo\t", "> spacetl show moon-landing"),
        ("spacetl show MOO\t", "> spacetl show moon-landing"),
        ("spacetl list --tag spa\t", r"> spacetl list --tag space\ station"),
        ("spacetl list --agency=na\t", "> spacetl list --agency=NASA"),
        ("spacetl list --columns id,ti\t", "> spacetl list --columns id,title"),
        ("spacetl list --where 'agency:n\t", "> spacetl list --where 'agency:NASA'"),
        ("spacetl check mi\t", "> spacetl check mine.yaml"),
    ):
        zsh.typed(keys)
        assert zsh.shows(line)
    zsh.typed("spacetl \t")
    assert zsh.shows(f"speakers  -- {MANUAL['speakers'].summary}")
    zsh.typed("spacetl list --\t")
    assert zsh.shows(f"--where      -- {WHERE}")
    zsh.typed("spacetl show \t")
    for name, title in TITLES.items():
        assert zsh.shows(f"{name:<12}  -- {title}")
    zsh.typed("spacetl list -a N\t\t")
    assert zsh.shows("> spacetl list -a NASA")
    assert not (Path(home["HOME"]) / "PWNED").exists()
    zsh.child.close(force=True)
