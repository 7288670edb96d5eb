"""The process and its streams: closed, full, broken, in other encodings; interrupted; other switches of Python."""

import os
import signal
import subprocess
import sys
import time
from functools import cache
from pathlib import Path

import pytest
from tests import hostile
from tests.processes import AS_OF, PROGRAM, environment, process, shell

PRINTING = ["list", "show tianhe-launch", "export", "list -O json", "--help", "list --help", "--version", "date 2019",
            "schema", "check", "list -O markdown", "export -O ics"]  # fmt: skip


@pytest.mark.parametrize("command", PRINTING)
def test_a_closed_stdout_is_reported(command: str) -> None:
    run = shell(f"$spacetl {command} >&-")
    assert (run.returncode, run.stderr) == (1, b"spacetl: cannot write: standard output is closed\n")


@pytest.mark.parametrize("command", PRINTING)
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_is_reported(command: str) -> None:
    run = shell(f"$spacetl {command} >/dev/full")
    assert (run.returncode, run.stderr) == (1, b"spacetl: cannot write: no space left on device\n")


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_disk_that_takes_only_a_part_is_reported(tmp_path: Path, unbuffered: str) -> None:
    command = f"ulimit -f 1; $spacetl list -O json >{tmp_path / 'x.json'}"
    run = shell(command, PYTHONUNBUFFERED=unbuffered)
    assert (run.returncode, run.stderr) == (1, b"spacetl: cannot write: file too large\n")


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_the_same_without_a_buffer(encoding: str) -> None:
    environ = {"PYTHONIOENCODING": encoding}
    for output in ("table", "csv", "json"):
        command = ("list", *AS_OF, "-O", output)
        unbuffered = process(*command, environ={**environ, "PYTHONUNBUFFERED": "1"})
        assert (unbuffered.returncode, unbuffered.stdout) == (0, process(*command, environ=environ).stdout)


@pytest.mark.parametrize(
    ("command", "unbuffered"), [(each, "") for each in PRINTING] + [("list", "1"), ("--help", "1")]
)
def test_a_reader_that_goes_away_is_quiet(command: str, unbuffered: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    run = process(*command.split(), stdout=writing, environ={"PYTHONUNBUFFERED": unbuffered})
    os.close(writing)
    assert (run.returncode, run.stderr) == (0, b"")


def test_head_of_many_rows(tmp_path: Path) -> None:
    rows = "\n".join(f"  - {{title: Event {number}, date: 2028}}" for number in range(5_000))
    file = tmp_path / "many.yaml"
    file.write_text(f"events:\n{rows}\n")
    for output in ("table", "csv", "ndjson"):
        run = shell(f"$spacetl list -f {file} -O {output} | head -2; echo ${{PIPESTATUS[0]}}")
        assert (run.stdout.splitlines()[2:], run.stderr) == ([b"0"], b"")


def test_a_closed_stderr_is_not_an_error() -> None:
    run = shell("$spacetl list 2>&-")
    assert (run.returncode, run.stdout) == (0, process("list").stdout)
    assert shell("$spacetl list --nope 2>&-").returncode == 2
    assert shell("$spacetl list 2>/dev/full").returncode == 0


def test_both_closed() -> None:
    assert shell("$spacetl list >&- 2>&-").returncode == 1


def test_a_closed_stdin() -> None:
    assert shell("$spacetl list <&-").returncode == 0
    assert shell("$spacetl list -f - <&-").returncode == 1


def test_a_file_does_not_become_a_closed_stream(tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    run = shell(f"$spacetl export -o {file} >&- 2>&-")
    assert run.returncode == 0
    assert file.read_bytes() == process("export").stdout


@pytest.mark.parametrize(
    "environ",
    [
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "cp1252"},
        {"PYTHONIOENCODING": "utf-16"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"LANG": "C"},
    ],
    ids=str,
)
@pytest.mark.parametrize("command", ["list", "show e0 -O markdown", "export -O ics", "export", "show x"])
def test_any_encoding(tmp_path: Path, environ: dict[str, str], command: str) -> None:
    file = tmp_path / "hostile.yaml"
    file.write_text(hostile.timeline())
    run = process(*command.split(), environ={"SPACETL_FILE": str(file), **environ})
    assert run.returncode == (2 if command == "show x" else 0)
    assert b"Error" not in run.stderr
    if environ.get("PYTHONIOENCODING") == "ascii" or "PYTHONUTF8" in environ:
        assert (run.stdout + run.stderr).isascii()


@pytest.mark.parametrize(
    ("python", "environ"),
    [
        (("-W", "error"), {}),
        (("-OO",), {}),
        ((), {"PYTHONOPTIMIZE": "2"}),
        ((), {"TZ": "Nonsense/Zone"}),
        ((), {"TZ": ":"}),
        ((), {"COLUMNS": "1"}),
    ],
    ids=str,
)
@pytest.mark.parametrize("command", ["list", "slips -O json", "export -O ics", "show tianhe-launch -O markdown"])
def test_the_same_under_other_switches(python: tuple[str, ...], environ: dict[str, str], command: str) -> None:
    run = process(*command.split(), *AS_OF, python=python, environ=environ)
    assert (run.returncode, run.stdout, run.stderr) == (0, *usual(command))


def test_the_same_in_development_mode() -> None:
    """Run one command only, since development mode checks memory at every step, which takes seconds."""
    run = process("list", *AS_OF, python=("-X", "dev"))
    assert (run.returncode, run.stdout, run.stderr) == (0, *usual("list"))


@cache
def usual(command: str) -> tuple[bytes, bytes]:
    """What a command prints under normal conditions."""
    run = process(*command.split(), *AS_OF)
    return run.stdout, run.stderr


@pytest.mark.parametrize("command", ["--help", "show --help", "export --help"])
def test_help_without_docstrings(command: str) -> None:
    assert process(*command.split(), python=("-OO",)).stdout == process(*command.split()).stdout


@pytest.mark.usefixtures("interruptible")
def test_ctrl_c_while_reading(tmp_path: Path) -> None:
    """The file is a FIFO that never ends, so whenever the signal comes, it comes while the file is read."""
    fifo = tmp_path / "fifo.yaml"
    os.mkfifo(fifo)
    target = tmp_path / "x.csv"
    child = subprocess.Popen(
        (sys.executable, *PROGRAM, "export", "-f", str(fifo), "-o", str(target)),
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    with fifo.open("wb"):  # waits until the program has opened its end
        child.send_signal(signal.SIGINT)
        out, err = child.communicate(timeout=60)
    assert (child.returncode, out, err) == (130, b"", b"")
    assert not target.exists()


@pytest.mark.usefixtures("interruptible")
def test_ctrl_c_while_a_large_file_is_loaded(tmp_path: Path) -> None:
    """There is enough YAML for seconds of work, which the signal cuts short."""
    fifo = tmp_path / "fifo.yaml"
    os.mkfifo(fifo)
    events = "".join(f"- {{title: Event {number}, date: 2028, tags: [a, b, c]}}\n" for number in range(60_000))
    child = subprocess.Popen(
        (sys.executable, *PROGRAM, "list", "-f", str(fifo)),
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    with fifo.open("w") as writing:
        writing.write(f"events:\n{events}")
    time.sleep(0.3)  # some way into the load; a signal that came earlier would do as well
    child.send_signal(signal.SIGINT)
    out, err = child.communicate(timeout=60)
    assert (child.returncode, out, err) == (130, b"", b"")
