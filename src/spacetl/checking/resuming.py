"""Where reading can resume after a mistake in the YAML: at the next event of the list, or the next key of the file."""

import re
from functools import cached_property
from typing import NamedTuple

from spacetl.checking.lines import after_breaks, breaks_between
from spacetl.reading.feeding import Feed

_KEY = re.compile(rb"^([A-Za-z_]\w*):(?=\s)", re.MULTILINE)
_LIST = re.compile(rb"^events:[ \t]*(?:#[^\n]*)?\r?\n(?:[ \t]*+(?:#[^\n]*+)?\r?\n)*+( *)-(?=\s)", re.MULTILINE)


class Start(NamedTuple):
    """Where to begin: the offset, the number of YAML's lines before it, and what is to be read first."""

    offset: int
    line: int
    prefix: bytes = b""


class Rest(Feed):
    """A feed of the file from a start onwards."""

    def __init__(self, data: bytes, start: Start) -> None:
        super().__init__(data)
        self.sent = self.rested = start.offset
        self._prefix = start.prefix

    def read(self, size: int) -> bytes:
        """Return the next piece, b'' at the end; the prefix is the first."""
        if self._prefix:
            prefix, self._prefix = self._prefix, b""
            return prefix
        return super().read(size)


class Route:
    """The places at which reading of a file can resume."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def after(self, start: Start, mistake: int, event: int | None) -> tuple[str, Start | None]:
        """The key of the file that contains a mistake ("" if none does), and where to resume; None means nowhere.

        Args:
            start: where reading began.
            mistake: the offset of the line of the mistake.
            event: the offset of the line where the last event of the timeline began, if its list has not ended.
        """
        data, behind = self._data, after_breaks(self._data, 1, mistake if event is None else event)
        keys = [found[1] for found in _KEY.finditer(data, start.offset, behind)]
        key = (keys or [start.prefix.rstrip(b":\n")])[-1]
        found = (self._next if key == b"events" and self._next else _KEY).search(data, behind)
        if found is None:
            return key.decode(), None
        line = start.line + breaks_between(data, start.offset, found.start())
        return key.decode(), Start(found.start(), line, b"" if found[1] else b"events:\n")

    @cached_property
    def _next(self) -> re.Pattern[bytes] | None:
        """A pattern for the next event, in the column of the first, or the next key; None if events are not a block."""
        first = _LIST.search(self._data)
        return re.compile(_KEY.pattern + rb"|^ {%d}-(?=\s)" % len(first[1]), re.MULTILINE) if first else None
