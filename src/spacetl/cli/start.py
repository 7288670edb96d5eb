"""The process around `main`: its streams made safe, its clock read once."""

import datetime
import io
import os
import sys
from typing import TextIO

from spacetl.cli.completion import join_words
from spacetl.cli.main import main
from spacetl.cli.session import Closed, Session


def start() -> int:
    """Run spacetl on this process's arguments, streams, environment and local day, and return the exit code."""
    _occupy_standard_descriptors()
    today = datetime.date.today()  # noqa: DTZ011 - the user's own day is meant
    stdin = sys.stdin.buffer if sys.stdin is not None else io.BytesIO()
    join_words(os.environ)
    sys.stdout, sys.stderr = _buffered(_safe(sys.stdout)), _safe(sys.stderr)
    sys.__stdout__ = sys.stdout  # type: ignore[misc, assignment] # the old one may no longer be usable
    return main(sys.argv[1:], Session(today, stdin, sys.stdout, sys.stderr, os.environ))


def _occupy_standard_descriptors() -> None:
    """Keep the next file that is opened from taking the descriptor of a standard stream that was closed."""
    while (descriptor := os.open(os.devnull, os.O_RDWR)) <= 2:
        pass
    os.close(descriptor)


def _safe(stream: TextIO | None) -> TextIO:
    """The stream with ? for what it cannot encode and line ends left as they are; `Closed` if it was closed."""
    if stream is None:
        return Closed()  # type: ignore[return-value] # typeshed demands more of a TextIO than is ever called
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors="replace", newline="")
    return stream


def _buffered(stream: TextIO) -> TextIO:
    """The stream with the buffer that PYTHONUNBUFFERED removes: without it, what a full disk does not take is lost."""
    if not isinstance(stream, io.TextIOWrapper) or not isinstance(stream.buffer, io.RawIOBase):
        return stream
    encoding, errors = stream.encoding, stream.errors
    return io.TextIOWrapper(io.BufferedWriter(stream.detach()), encoding=encoding, errors=errors, newline="")
