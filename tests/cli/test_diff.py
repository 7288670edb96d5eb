"""`spacetl diff`, like diff(1): two files or standard input, and what its exit code means."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests import hostile
from tests.formats.test_every_format import READERS
from tests.processes import process
from tests.running import Cli

BUNDLED = Path(__file__).parents[2] / "data" / "timeline.yaml"
OLD = "events: [{id: a, title: A, promises: [{said: 2020-01-01, due: 2028}]}]"
NEW = "events: [{id: a, title: A, promises: [{said: 2020-01-01, due: 2028}, {said: 2021-01-01, by: Li, due: 2030}]}]"


def test_what_changed(cli: Cli) -> None:
    run = cli("diff", cli.file(OLD, "old.yaml"), cli.file(NEW, "new.yaml"))
    assert run.code == 1
    assert run.out.splitlines() == [
        "Event  Change        Was   Now   By        Said",
        "A      later by 2 y  2028  2030  Li  1 Jan 2021",
    ]
    assert run.err == "1 change.\n"


@pytest.mark.parametrize("places", [("-", "new.yaml"), ("old.yaml", "-")])
def test_standard_input(cli: Cli, places: tuple[str, str]) -> None:
    old, new = cli.file(OLD, "old.yaml"), cli.file(NEW, "new.yaml")
    given = [place if place == "-" else str(cli.folder / place) for place in places]
    run = cli("diff", *given, stdin=(OLD if places[0] == "-" else NEW).encode())
    assert run == cli("diff", old, new)


def turned(value: Any) -> Any:
    """The same value in another order."""
    if isinstance(value, dict):
        return {key: turned(each) for key, each in reversed(value.items())}
    return [turned(each) for each in reversed(value)] if isinstance(value, list) else value


@pytest.mark.parametrize("flow", [True, False])
def test_a_timeline_that_was_reordered_and_reformatted_is_equal(cli: Cli, flow: bool) -> None:
    document = yaml.load(BUNDLED.read_bytes(), yaml.BaseLoader)  # noqa: S506 - it makes nothing but texts
    text = yaml.safe_dump(turned(document), sort_keys=False, default_flow_style=flow, width=40)
    run = cli("diff", str(BUNDLED), cli.file(text))
    assert (run.code, run.out, run.err) == (0, "", "No changes.\n")


def test_a_file_is_equal_to_itself(cli: Cli) -> None:
    assert cli("diff", str(BUNDLED), str(BUNDLED)).code == 0
    assert json.loads(cli("diff", str(BUNDLED), str(BUNDLED), "-O", "json").out) == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("old.yaml", "none.yaml"), "none.yaml: no such file"),
        (("bad.yaml", "old.yaml"), "bad.yaml:1:11: unknown key 'tittle'; did you mean title?"),
        (("old.yaml", ""), "spacetl: '': the name is empty; give a file"),
        (("-", "-"), "spacetl: only one of the two timelines can be -, standard input"),
        (("old.yaml",), "spacetl: NEW is missing; see `spacetl diff --help`"),
        ((), "spacetl: OLD is missing; see `spacetl diff --help`"),
        (("old.yaml", "new.yaml", "x"), "spacetl: unexpected argument 'x'; see `spacetl diff --help`"),
        (("old.yaml", "new.yaml", "-O", "ics"), "spacetl: diff cannot be written as ics, only as table, csv"),
        (("old.yaml", "new.yaml", "-o", "x.yaml"), "names no format; add -O"),
        (
            ("old.yaml", "new.yaml", "-O", "csv", "-o", "new.yaml"),
            "this is the timeline being read; write to another file",
        ),
        (("old.yaml", "new.yaml", "-O", "csv", "-o", "no/such/folder.csv"), "; nothing was written"),
        (("old.yaml", "new.yaml", "--columns", "whn"), "spacetl: no column 'whn' in diff"),
    ],
)
def test_trouble_is_2(cli: Cli, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], message: str) -> None:
    monkeypatch.chdir(cli.folder)
    for name, text in (("old", OLD), ("new", NEW), ("bad", "events: [{tittle: A}]")):
        cli.file(text, f"{name}.yaml")
    run = cli("diff", *arguments)
    assert (run.code, run.out) == (2, "")
    assert message in run.err
    assert (cli.folder / "new.yaml").read_text() == NEW


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_is_trouble(cli: Cli) -> None:
    old, new = cli.file(OLD, "old.yaml"), cli.file(NEW, "new.yaml")
    with Path("/dev/full").open("wb") as full:
        run = process("diff", old, new, stdout=full)
    assert (run.returncode, run.stderr) == (2, b"spacetl: cannot write: no space left on device\n")


@pytest.mark.parametrize("name", ["table", "csv", "tsv", "json", "ndjson", "markdown"])
def test_every_format_of_hostile_texts(cli: Cli, name: str) -> None:
    old, new = cli.file("events: []", "old.yaml"), cli.file(hostile.timeline(), "new.yaml")
    for pair in ((old, new), (new, old)):
        run = cli("diff", *pair, "-O", name, terminal=True, environ={"PAGER": ""})
        assert run.code == 1
        assert READERS[name](run.out) >= len(hostile.TEXTS)
        assert "\x9b" not in run.out
        assert "\u202e" not in run.out
        assert "\x1b[31mred" not in run.out
