"""Several programs writing one file, and programs that are killed: nothing is lost or half written."""

import random
import subprocess
import sys
from pathlib import Path

import pytest
from tests.processes import PROGRAM, environment, shell
from tests.running import Cli

from spacetl.cli.write import PATIENCE, locked
from spacetl.errors import SpacetlError
from spacetl.files import Content
from spacetl.files.load import load

WRITERS = 20
KILLS = 12


def begun(path: Path, *line: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        (sys.executable, *PROGRAM, *line, "-f", str(path)),
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


def promised(path: Path) -> list[str]:
    (event,) = load([Content("mine", path.read_bytes())]).events
    return [promise.by or "" for promise in event.promises]


def test_of_many_promises_at_once_all_get_in_or_are_refused(cli: Cli) -> None:
    mine = Path(cli.file("events:\n  - {id: moon, title: Moon}\n"))
    writers = {f"W{number}": begun(mine, "promise", "moon", "2030", "--by", f"W{number}") for number in range(WRITERS)}
    messages = {name: writer.communicate(timeout=120)[1].decode() for name, writer in writers.items()}
    done = {name for name, writer in writers.items() if writer.returncode == 0}
    assert sorted(promised(mine)) == sorted(done)
    refused = {messages[name] for name in writers.keys() - done}
    assert all("is editing it" in line for line in refused)
    assert done
    assert [path.name for path in mine.parent.iterdir()] == ["mine.yaml"]


def test_a_writer_that_is_killed_leaves_the_old_file_or_the_new(cli: Cli) -> None:
    mine = Path(cli.file("events:\n  - {id: moon, title: Moon}\n" + "# a long file\n" * 50_000))
    chance = random.Random(11)  # noqa: S311 - it need not be secret
    known = promised(mine)
    for number in range(KILLS):
        writer = begun(mine, "promise", "moon", "2030", "--by", f"W{number}")
        try:
            writer.wait(chance.uniform(0.1, 0.6))
        except subprocess.TimeoutExpired:
            writer.kill()
        writer.communicate()
        assert promised(mine) in (known, [*known, f"W{number}"])
        known = promised(mine)
    assert mine.read_bytes().count(b"# a long file\n") == 50_000


def test_who_waits_too_long_is_refused(cli: Cli) -> None:
    mine = cli.file("events: []")
    ticks = iter((0, PATIENCE + 1))
    with (
        locked(mine, lambda: 0),
        pytest.raises(SpacetlError, match="another spacetl is editing it; try again when it has finished"),
        locked(mine, lambda: next(ticks)),
    ):
        pass


def test_a_file_that_another_program_changes_meanwhile_is_read_again(cli: Cli) -> None:
    mine = Path(cli.file("events:\n  - {id: moon, title: Moon}\n"))
    times: list[int] = []

    def clock() -> int:  # it is asked for the time between the reading and the writing
        times.append(len(times))
        if len(times) == 2:
            mine.write_text(mine.read_text() + "  - {id: mars, title: Mars}\n")
        return times[-1]

    run = cli("promise", "moon", "2030", "-f", str(mine), clock=clock)
    assert run.code == 0
    assert mine.read_text().splitlines()[1:] == [
        "  - {id: moon, title: Moon, promises: [{said: 2026-11-23, due: 2030}]}",
        "  - {id: mars, title: Mars}",
    ]


def test_a_full_disk_leaves_the_file_as_it_was(cli: Cli) -> None:
    mine = Path(cli.file("events:\n  - {id: moon, title: Moon}\n" + "# a long file\n" * 50_000))
    before = mine.read_bytes()
    ended = shell(f"trap '' XFSZ; ulimit -f 100; exec $spacetl add x -f {mine}")
    assert (ended.returncode, ended.stdout) == (1, b"")
    assert b"file too large; nothing was written" in ended.stderr
    assert mine.read_bytes() == before
    assert [path.name for path in mine.parent.iterdir()] == ["mine.yaml"]
