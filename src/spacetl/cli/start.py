"""The process around `main`: its streams made safe, its clock read once."""

import datetime
import io
import os
import sys
from typing import TextIO

from spacetl.cli.main import main
from spacetl.cli.session import Session


def start() -> int:
    """Run spacetl on this process's arguments, streams, environment and local day; returns the exit code."""
    _occupy_standard_descriptors()
    today = datetime.date.today()  # noqa: DTZ011 - the user's own day is meant
    stdin = sys.stdin.buffer if sys.stdin is not None else io.BytesIO()
    session = Session(today, stdin, _lenient(sys.stdout), _lenient(sys.stderr), os.environ)
    return main(sys.argv[1:], session)


def _occupy_standard_descriptors() -> None:
    """Where a standard stream was closed, keep the next file that is opened from taking its number."""
    while (descriptor := os.open(os.devnull, os.O_RDWR)) <= 2:
        pass
    os.close(descriptor)


def _lenient(stream: TextIO | None) -> TextIO | None:
    """The stream with ? for what its encoding cannot say, and with no line ends of its own."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors="replace", newline="")
    return stream
