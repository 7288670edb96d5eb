"""Completion: what the three shells ask for and get; test_real_shells.py runs the shells themselves."""

import json
import re
import shlex
from pathlib import Path

import pytest
from tests.processes import process
from tests.running import Cli

from spacetl.formats import FORMATS

FILE = """
agencies: {NASA: {}, CNSA: {}, European Space Agency: {}}
events:
  - {id: moon-landing, title: Moon landing, date: 2028, agency: NASA, tags: [moon, space station]}
  - {id: rover, title: Rover, promises: [{by: CNSA / Wu Weiren, due: 2030}]}
  - {id: moon-base, title: Moon base, date: 2035, agency: CNSA, tags: [moon]}
  - {id: mars, title: Mars, date: 2040}
"""


class Completed:
    """What the program offers a shell for a line that ends at the cursor."""

    def __init__(self, cli: Cli, patch: pytest.MonkeyPatch) -> None:
        self.cli = cli
        self.patch = patch

    def __call__(self, shell: str, line: str, **environ: str) -> list[str]:
        words = line.split(" ")
        asked = {
            "bash": {"COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1)},
            "zsh": {"_TYPER_COMPLETE_ARGS": line},
            "fish": {"_TYPER_COMPLETE_ARGS": line, "_TYPER_COMPLETE_FISH_ACTION": "get-args"},
        }[shell]
        for name, value in ({"_SPACETL_COMPLETE": f"complete_{shell}"} | asked | environ).items():
            self.patch.setenv(name, value)
        run = self.cli()
        assert (run.code, run.err) == (0, "")
        text = run.out.strip()
        return _of_zsh(text) if shell == "zsh" else [each.partition("\t")[0] for each in text.splitlines()]


def _of_zsh(text: str) -> list[str]:
    start, end = "local -a offers=(\n", "\n); _describe '' offers -U"
    lines = shlex.split(text.removeprefix(start).removesuffix(end)) if text.startswith(start) else ()
    return [re.split(r"(?<!\\):", line)[0].replace("\\:", ":") for line in lines]


@pytest.fixture
def completed(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> Completed:
    return Completed(cli, monkeypatch)


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "mine.yaml"
    path.write_text(FILE)
    return str(path)


SHELLS = pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])


@SHELLS
@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("spacetl show mo", ["moon-landing", "moon-base"]),
        ("spacetl show M", ["moon-landing", "moon-base", "mars"]),
        ("spacetl show x", []),
        ("spacetl list --agency n", ["NASA"]),
        ("spacetl list -a C", ["CNSA"]),
        ("spacetl --agency N", ["NASA"]),
        ("spacetl list --tag moo", ["moon"]),
        ("spacetl list --columns i", ["id"]),
        ("spacetl list --columns id,t", ["id,title", "id,tags"]),
        ("spacetl history --columns m", ["move"]),
        ("spacetl speakers --by cn", ["CNSA"]),
        ("spacetl speakers --columns med", ["median_slip_days"]),
        ("spacetl diff --columns w", ["was"]),
        ("spacetl list --where nothing:x", []),
        ("spacetl list -O nd", ["ndjson"]),
        ("spacetl list --status over", ["overdue"]),
        ("spacetl list --sort s", ["status", "slip"]),
        ("spacetl list --color a", ["auto", "always"]),
        ("spacetl sch", ["schema"]),
        ("spacetl list --surel", ["--surely"]),
        ("spacetl --surel", ["--surely"]),
        ("spacetl --vers", ["--version"]),
    ],
)
def test_what_is_offered(completed: Completed, shell: str, line: str, offered: list[str], file: str) -> None:
    assert completed(shell, line, SPACETL_FILE=file) == offered


@SHELLS
@pytest.mark.parametrize(
    ("line", "offered"), [("spacetl list --tag sp", "space station"), ("spacetl list --by W", "Wu Weiren")]
)
def test_names_with_blanks(completed: Completed, shell: str, file: str, line: str, offered: str) -> None:
    quoted = offered.replace(" ", "\\ ") if shell == "bash" else offered
    assert completed(shell, line, SPACETL_FILE=file) == [quoted]


@pytest.mark.parametrize("shell", ["zsh", "fish"])  # to bash, a colon ends a word
@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("pro", ["promises:"]),
        ("(pro", ["(promises:"]),
        ("status:over", ["status:overdue"]),
        ("agency:n", ["agency:NASA"]),
        ("by:CN", ["by:CNSA"]),
        ("id:ma", ["id:mars"]),
        ("tag:s", []),  # a name with blanks would have to be quoted
    ],
)
def test_filters(completed: Completed, shell: str, line: str, offered: list[str], file: str) -> None:
    assert completed(shell, f"spacetl list --where {line}", SPACETL_FILE=file) == offered


@SHELLS
def test_all_formats(completed: Completed, shell: str) -> None:
    assert completed(shell, "spacetl list -O ") == list(FORMATS)


def test_the_file_of_the_line(completed: Completed, file: str) -> None:
    assert completed("fish", f"spacetl show -f {file} ma") == ["mars"]
    assert completed("fish", "spacetl show -f ~/mine.yaml ma", HOME=str(Path(file).parent)) == ["mars"]


@SHELLS
@pytest.mark.parametrize("text", ["events: [", "\x00", "events: 1"])
def test_a_bad_file_is_silent(completed: Completed, shell: str, tmp_path: Path, text: str) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text(text)
    assert completed(shell, "spacetl show x", SPACETL_FILE=str(path)) == []
    assert completed(shell, "spacetl show x", SPACETL_FILE=str(tmp_path / "missing.yaml")) == []


@SHELLS
@pytest.mark.parametrize("name", ["x$(touch PWNED)", "x`touch PWNED`", "x<y", "x\\$(touch PWNED)", "x'y", 'x"y',
                                  "x\ny", "x\x1b[31m", "x|y", "x>y", "x!y", "x*"])  # fmt: skip
def test_no_name_is_obeyed_by_a_shell(completed: Completed, shell: str, tmp_path: Path, name: str) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(json.dumps({"events": [{"title": "X", "date": "2028", "tags": [name, "xenon"]}]}))
    assert completed(shell, "spacetl list --tag x", SPACETL_FILE=str(path)) == ["xenon"]


@SHELLS
def test_a_description_is_one_line(completed: Completed, shell: str) -> None:
    offered = completed(shell, "spacetl list --")
    assert all(each.startswith("--") for each in offered)
    assert len(offered) == len(set(offered)) > 15


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_script_for_each_shell(shell: str) -> None:
    run = process(environ={"_SPACETL_COMPLETE": f"source_{shell}"})
    assert run.returncode == 0
    assert b"_SPACETL_COMPLETE=complete_" + shell.encode() in run.stdout
