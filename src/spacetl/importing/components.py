"""The components of iCalendar (RFC 5545, 3.1 and 3.4), each with what is wrong in it.

The icalendar library reads a calendar whole or not at all, makes lists of doubled properties and raises whatever Python
raises for absurd ones; here a component that is wrong leaves the others as they are.
"""

import re
from collections import Counter
from typing import NamedTuple

from msgspec import Struct, field

from spacetl.errors import SpacetlError
from spacetl.text import quoted

# a name, parameters that may be quoted, and a value
_LINE = re.compile(r'([\w.-]+)[ \t]*((?:;[^":;]*(?:"[^"]*"[^":;]*)*)*):(.*)')
_ZONE = re.compile(r';TZID=(?:"([^"]*)"|([^";]*))', re.IGNORECASE)
_ESCAPED = re.compile(r"\\([\\;,nN])")


class Property(NamedTuple):
    """A property of a component: its value as written, and its parameters."""

    value: str
    parameters: str

    @property
    def text(self) -> str:
        """The value as text (RFC 5545, 3.3.11)."""
        return _ESCAPED.sub(lambda match: "\n" if match[1] in "nN" else match[1], self.value).strip()

    @property
    def zone(self) -> str | None:
        """The name of its time zone; None if it has none."""
        match = _ZONE.search(self.parameters)
        return match[1] or match[2] if match else None


class Component(Struct):
    """A component.

    Attributes:
        name: its name, in capitals.
        properties: its properties by their names, in capitals.
        parts: the components in it.
        flaw: what in it cannot be read; None if all can.
    """

    name: str
    properties: dict[str, list[Property]] = field(default_factory=dict)
    parts: list["Component"] = field(default_factory=list)
    flaw: str | None = None

    def one(self, name: str) -> Property | None:
        """The property of which there is one at most; None if there is none.

        Raises:
            SpacetlError: there are more.
        """
        found = self.properties.get(name, ())
        if len(found) > 1:
            raise SpacetlError(f"it has {len(found)} {name}; it may have one")
        return found[0] if found else None


def components(data: bytes) -> list[Component]:
    """The file itself as a component without a name, then all components in the order in which they begin.

    Raises:
        SpacetlError: the last one has no end.
        UnicodeDecodeError: it is not UTF-8.
    """
    found = [Component("")]
    begun = [*found]
    names: Counter[str] = Counter()
    for line in _lines(data):
        match = _LINE.fullmatch(line)
        inner, name = begun[-1], match[1].upper() if match else ""
        if match is None:
            inner.flaw = inner.flaw or f"found {quoted(line)}; a line is NAME:VALUE, like SUMMARY:Launch"
        elif name == "BEGIN":
            begun.append(Component(match[3].strip().upper()))
            names[begun[-1].name] += 1
            inner.parts.append(begun[-1])
            found.append(begun[-1])
        elif name != "END":
            inner.properties.setdefault(name, []).append(Property(match[3], match[2]))
        elif names[match[3].strip().upper()]:
            _end(begun, names, match[3].strip().upper())
        else:
            inner.flaw = inner.flaw or f"found {quoted(line)} without its BEGIN"
    if len(begun) > 1:
        raise SpacetlError(f"the calendar is cut off: no END:{begun[1].name}")
    return found


def _end(begun: list[Component], names: Counter[str], name: str) -> None:
    """End the innermost component of this name, and those in it that were not ended, whose parts may belong to it."""
    while True:
        ended = begun.pop()
        names[ended.name] -= 1
        if ended.name == name:
            return
        whole = begun[-1] if len(begun) > 2 else ended  # the file and the calendar are sound without it
        whole.flaw = whole.flaw or f"BEGIN:{ended.name} without END:{ended.name}"


def _lines(data: bytes) -> list[str]:
    """The lines that are not blank, unfolded as bytes, because a fold may split a character (RFC 5545, 3.1)."""
    data = re.sub(rb"(?<!\r)\r+\n", b"\n", data) if b"\n" in data else data.replace(b"\r", b"\n")
    text = re.sub(rb"(?<!\n)\n+[ \t]", b"", data).decode("utf-8-sig")
    return [line for line in text.split("\n") if line.strip()]
