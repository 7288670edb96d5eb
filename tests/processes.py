"""How the tests run the program as a process of its own: real streams, real signals, a real terminal."""

import os
import subprocess
import sys
from collections.abc import Mapping
from typing import Any, NamedTuple

import pexpect
import pyte

PROGRAM = ("-m", "spacetl")
AS_OF = ("--as-of", "2026-11-23")


def environment(**more: str) -> dict[str, str]:
    """The variables a user has, and more; nothing of the shell that runs the tests."""
    path = os.environ.get("PATH", "")
    return {
        "PATH": path,
        "HOME": "/nonexistent",
        "LANG": "C.UTF-8",
        "SPACETL_CACHE": "off",
        "SPACETL_STATE": "off",
        **more,
    }


def process(
    *arguments: str,
    python: tuple[str, ...] = (),
    environ: Mapping[str, str] | None = None,
    stdin: Any = subprocess.DEVNULL,
    stdout: Any = subprocess.PIPE,
    stderr: Any = subprocess.PIPE,
) -> subprocess.CompletedProcess[bytes]:
    """Run the program to its end."""
    return subprocess.run(
        (sys.executable, *python, *PROGRAM, *arguments),
        env=environment(**(environ or {})),
        stdin=stdin,
        stdout=stdout,
        stderr=stderr,
        check=False,
        timeout=60,
    )


def shell(command: str, **environ: str) -> subprocess.CompletedProcess[bytes]:
    """Run a command line of bash, in which $spacetl is the program."""
    program = f"{sys.executable} -m spacetl"
    return subprocess.run(
        ("bash", "-c", command),  # noqa: S607
        env=environment(spacetl=program, **environ),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        timeout=60,
    )


class Screen(NamedTuple):
    """What a terminal showed after a run, what was sent to it, and the exit code."""

    lines: list[str]
    raw: str
    code: int | None


def terminal(*arguments: str, columns: int = 80, rows: int = 200, **environ: str) -> "pexpect.spawn[bytes]":
    """The program started on a terminal of this size."""
    return pexpect.spawn(
        sys.executable,
        [*PROGRAM, *arguments],
        env=environment(**{"TERM": "xterm-256color", **environ}),
        dimensions=(rows, columns),
        timeout=60,
    )


def wait_for(child: "pexpect.spawn[Any]") -> None:
    """Wait for the end of a program on a terminal, which `close` alone would kill if it were slow."""
    child.wait()
    child.close()


def screen(*arguments: str, columns: int = 80, rows: int = 200, **environ: str) -> Screen:
    """The terminal after the program has run to its end."""
    child = terminal(*arguments, columns=columns, rows=rows, **environ)
    raw = child.read()
    wait_for(child)
    shown = pyte.Screen(columns, rows)
    pyte.ByteStream(shown).feed(raw)
    lines = [line.rstrip() for line in shown.display]
    while lines and not lines[-1]:
        lines.pop()
    return Screen(lines, raw.decode(), child.exitstatus)
