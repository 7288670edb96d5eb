"""Hostile files: refused at once, in little memory, whatever they contain."""

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import pytest

MEGABYTE = b"x" * 1_000_000
LINES = (b"      " + b"word " * 20 + b"\n") * 1000
SECONDS, MEGABYTES = 2.0, 200

HOSTILE = {
    "plain": [b"events:\n  - title: ", *[MEGABYTE] * 50],
    "double quoted": [b'events:\n  - title: "', *[MEGABYTE] * 50, b'"\n'],
    "single quoted": [b"events:\n  - title: '", *[MEGABYTE] * 50, b"'\n"],
    "folded": [b"events:\n  - title: >\n", *[LINES] * 480],
    "literal": [b"events:\n  - title: |\n", *[LINES] * 480],
    "plain lines": [b"events:\n  - title: a\n", *[LINES] * 480],
    "quoted lines": [b'events:\n  - title: "a\n', *[LINES] * 480, b'"\n'],
    "key": [b"events:\n  - ", *[MEGABYTE] * 50, b": x\n"],
    "comment": [b"events:\n  - title: a\n  # ", *[MEGABYTE] * 50],
    "blanks": [b"events:\n", *[b" " * 1_000_000] * 50],
    "tabs": [b"events:\n", *[b"\t\n" * 1_000_000] * 10, b"\t- x"],
    "brackets": [b"[" * 200_000],
    "brackets in an event": [b"events:\n  - {title: ", b"[" * 200_000, b"]" * 200_000, b"}\n"],
    "braces": [b"{a: " * 200_000],
    "dashes": [b"- " * 200_000],
    "question marks": [b"? " * 200_000],
    "aliases": [b"a: &a [x]\nevents: [", *[b"*a," * 100_000] * 100, b"]\n"],
    "lists of aliases": [b"a: &a [x]\nevents: [", *[b"[*a]," * 100_000] * 50, b"]\n"],
    "alias of itself": [b"&a [*a]"],
    "events that are none": [b"events: [", *[b"[a]," * 250_000] * 15, b"]\n"],
    "agencies that are none": [b"agencies: [", *[b"[a]," * 250_000] * 15, b"]\n"],
    "a list of lists": [b"[", *[b"[a]," * 250_000] * 15, b"]\n"],
    "broken events": [b"events:\n", b"  - @\n" * 100_000],
    "open quotes": [b"events:\n", b'  - "a\n' * 100_001],
    "NUL": [b"events:\n  - a\n", *[b"\0" * 1_000_000] * 50],
    "the same id": [b"events:\n", b"  - {title: x, id: a}\n" * 10_000],
    "unknown keys": [b"events:\n", *(b"  - {title: x, dat%d: 2028}\n" % number for number in range(10_000))],
    "unlisted sources": [
        b"events:\n",
        *(b"  - {title: x, source: s%d}\n" % number for number in range(10_000)),
        b"sources:\n",
        *(b"  t%d: {}\n" % number for number in range(10_000)),
    ],
    "a semicolon at the end": [b'events:\n  - {title: x, agency: "', b"a" * 65_000, b';"}\n'],
}


class Run(NamedTuple):
    """The outcome of a run; its seconds are processor time, whatever else the machine does."""

    code: int
    seconds: float
    megabytes: float
    lines: list[str]


def run(path: Path, content: Iterable[bytes], *arguments: str) -> Run:
    with path.open("wb") as file:
        file.writelines(content)
    measure = (
        "import resource, subprocess, sys;"
        "done = subprocess.run([sys.executable, '-m', 'spacetl', *sys.argv[1:]], capture_output=True);"
        "used = resource.getrusage(resource.RUSAGE_CHILDREN);"
        "print(done.returncode, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, flush=True);"
        "sys.stdout.buffer.write(done.stdout + done.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", measure, *arguments, str(path)], capture_output=True, check=True, timeout=60
    )
    numbers, *lines = done.stdout.decode().splitlines()
    code, seconds, megabytes = numbers.split()
    return Run(int(code), float(seconds), float(megabytes), lines)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_soon_and_in_little_memory(name: str, tmp_path: Path) -> None:
    done = run(tmp_path / "f.yaml", HOSTILE[name], "list", "-f")
    assert done.code == 1
    assert 1 <= len(done.lines) <= 101
    assert done.lines[0].startswith(f"{tmp_path}/f.yaml:")
    assert not any("Traceback" in line for line in done.lines)
    assert done.seconds < SECONDS * 2  # other tests may run beside it
    assert done.megabytes < MEGABYTES


def test_of_ten_thousand_problems_a_hundred_are_shown_and_the_rest_counted(tmp_path: Path) -> None:
    events = [b"events:\n", *(b"  - {title: x, date: late %d}\n" % (1990 + number % 40) for number in range(10_000))]
    done = run(tmp_path / "f.yaml", events, "check")
    assert done.code == 1
    assert done.lines[0].endswith(":2:22: 'late 1990' is not an EDTF date; write 1990-39 (September to December)")
    assert done.lines[100:] == ["and 9,900 more; --all shows them", "10,000 problems in 1 file."]
    assert done.seconds < SECONDS * 2


def test_a_mistake_in_a_large_file_is_reported_in_the_memory_of_the_file(tmp_path: Path) -> None:
    event = b"  - title: Moon landing\n    promises: [{said: 2017-06-07, due: 2019, source: s}]\n"
    lines = [b"events:\n", event * 50_000, b"  - {tittle: x}\n", b"sources: {s: {}}\n"]
    done = run(tmp_path / "f.yaml", lines, "check", "--strict")
    assert done.lines[0].endswith("f.yaml:100002:6: unknown key 'tittle'; did you mean title?")
    assert done.megabytes < 150
