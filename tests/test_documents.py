"""What the documents show is what the program does."""

import re
import shlex
from pathlib import Path

import pytest
from tests.running import Cli

ROOT = Path(__file__).parent.parent
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```(?P<kind>\w+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
CALL = re.compile(r"^\$ spacetl(?P<arguments>.*)\n(?P<shown>(?:(?!\$ ).*\n)*)", re.MULTILINE)
LINK = re.compile(r"\]\((?!https?:)([^)#]+)[^)]*\)")


def write_files(text: str, folder: Path) -> None:
    """The blocks that begin with the name of a file, as that file; a table has no comments, so without that line."""
    for block in BLOCK.finditer(text):
        name = re.match(r"# (\S+\.(?:yaml|csv))\n", block["text"])
        if name:
            held = block["text"] if name[1].endswith(".yaml") else block["text"][name.end() :]
            (folder / name[1]).write_text(held, encoding="utf-8")


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_transcripts(path: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch, update_golden: bool) -> None:
    text = path.read_text(encoding="utf-8")
    write_files(text, cli.folder)
    monkeypatch.chdir(cli.folder)

    def shown(call: re.Match[str]) -> str:
        run = cli(*shlex.split(call["arguments"]))
        return f"$ spacetl{call['arguments']}\n{run.out}{run.err}\n"

    def rewritten(block: re.Match[str]) -> str:
        if block["kind"] != "console":
            return block[0]
        return f"```console\n{CALL.sub(shown, block['text']).rstrip()}\n```"

    fresh = BLOCK.sub(rewritten, text)
    if update_golden:
        path.write_text(fresh, encoding="utf-8")
    assert text == fresh or update_golden


@pytest.mark.parametrize(
    "path", [*DOCUMENTS, ROOT / "ARCHITECTURE.md", ROOT / "CONTRIBUTING.md"], ids=lambda path: path.name
)
def test_links_lead_somewhere(path: Path) -> None:
    for target in LINK.findall(path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), target


def test_the_readme_names_every_command_and_report_option(cli: Cli) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    commands = re.findall(r"^  (\w+)  ", cli("--help").out.partition("Commands:")[2].partition("\n\n")[0], re.MULTILINE)
    assert len(commands) > 7
    assert [name for name in commands if f"spacetl {name}" not in text] == []
