"""Every problem of a file with its place, and every warning."""

import datetime
from collections.abc import Iterable
from collections.abc import Mapping as AbstractMapping
from typing import NamedTuple

from spacetl.checking.advice import advice_on, agencies_used, nearest, unlisted_agencies
from spacetl.checking.lines import Place, as_editors_count
from spacetl.checking.matching import Found, entry, record
from spacetl.checking.nodes import Mapping, Node, Scalar, is_nothing, items_of, texts_of, value_of
from spacetl.checking.placing import EVENTS, Reader, Stop
from spacetl.errors import Problem
from spacetl.naming import quoted
from spacetl.reading.files import Content
from spacetl.reading.parsing import without_collection
from spacetl.timeline import Event, Timeline

NO_EVENTS = "no events in this file; the smallest timeline is `events: [{title: Moon landing, date: 2028}]`"

_LIST_IT = "; list it there, like paper-2019: {title: A paper, url: https://example.org}"


class Verdict(NamedTuple):
    """Everything to report about a file, in the order of the file.

    Attributes:
        problems: what is wrong; the file is not a timeline if there is any.
        warnings: what is allowed but likely a mistake.
        events: how many events were read.
        promises: how many promises they contain.
    """

    problems: list[Problem]
    warnings: list[Problem]
    events: int
    promises: int


def verdict_on(
    content: Content, taken: AbstractMapping[str, str] | None = None, today: datetime.date | None = None
) -> Verdict:
    """The verdict on a file.

    Args:
        content: the file.
        taken: the event ids of the files read before it, each with the name of its file.
        today: warn of what was said or came after this day; None for no such warnings.
    """
    check = _Check(content, taken or {}, today or datetime.date.max)
    with without_collection():
        check.run()
    problems, warnings = _placed(content, check.reader.found), _placed(content, check.advice, warning=True)
    return Verdict(problems, warnings, check.events, check.promises)


class _Check:
    """A single pass over a file."""

    def __init__(self, content: Content, taken: AbstractMapping[str, str], today: datetime.date) -> None:
        self.reader = Reader(content.data, self._take)
        self.advice: list[tuple[Place, str]] = []
        self.events = self.promises = 0
        self._taken = taken
        self._today = today
        self._ids: dict[str, int] = {}
        self._sources: list[Scalar] = []
        self._agencies: dict[str, Scalar] = {}
        self._aliases: dict[str, str] = {}

    def run(self) -> None:
        """Read the file and report everything there is to report."""
        self.reader.read()
        root = self.reader.root
        if root is None or is_nothing(root):
            if not self.reader.found:
                self.reader.found.append((Place(0, 0), NO_EVENTS))
            return
        try:
            self._report(record(root, Timeline, whole=not self.reader.broken))
            if isinstance(root, Mapping):
                self._check_between(root)
        except Stop:
            return

    def _take(self, records: str, key: Scalar | None, node: Node) -> None:
        """Check one event, agency or source."""
        if key is None:
            self._take_event(node)
            return
        self._report(entry(records, key, node))
        self._aliases |= {alias.text: key.text for alias in texts_of(node, "aliases")}

    def _take_event(self, node: Node) -> None:
        promises = items_of(node, "promises")
        self.events += 1
        self.promises += len(promises)
        if not self._report(record(node, Event)) and isinstance(node, Mapping):
            self.advice += advice_on(node, self._today)
        self._report(self._equal_id(value_of(node, "id")))
        outcome = node.entries.get("outcome") if isinstance(node, Mapping) else None
        parts = (node, *promises, *((outcome[1],) if outcome else ()))
        self._sources += [source for part in parts if (source := value_of(part, "source")) and source.text]
        for agency in agencies_used(node):
            self._agencies.setdefault(agency.text, agency)

    def _report(self, found: Found) -> int:
        """Report problems and return how many."""
        before = len(self.reader.found)
        for place, text in found:
            self.reader.tell(place, text)
        return len(self.reader.found) - before

    def _equal_id(self, scalar: Scalar | None) -> Found:
        if scalar is None:
            return
        line, other = self._ids.get(scalar.text), self._taken.get(scalar.text)
        if line or other:
            where = f"first on line {line}" if line else f"in {other} as well"
            yield scalar.place, f"the id {quoted(scalar.text)} appears twice, {where}; give each event its own"
        self._ids.setdefault(scalar.text, scalar.place.line)

    def _check_between(self, root: Mapping) -> None:
        """Check what must hold between the parts of the file, unless one of them could not be read."""
        if self.reader.broken <= {EVENTS}:
            self._report(self._unlisted_sources(root))
            listed = root.entries["agencies"][1] if "agencies" in root.entries else None
            if isinstance(listed, Mapping) and listed.entries:
                self.advice += unlisted_agencies(listed.entries.keys(), self._aliases, self._agencies.values())

    def _unlisted_sources(self, root: Mapping) -> Found:
        under = root.entries.get("sources")
        sources = under[1] if under else Mapping(root.place, {})
        if not isinstance(sources, Mapping):
            return  # reported already
        unlisted = (source for source in self._sources if source.text not in sources.entries)
        for number, source in enumerate(unlisted):
            near = nearest(source.text, sources.entries.keys(), number)
            advice = near or _LIST_IT + (", and write its id here" if "://" in source.text else "")
            yield source.place, f"source {quoted(source.text)} is not listed under `sources`{advice}"


def _placed(content: Content, found: Iterable[tuple[Place, str]], *, warning: bool = False) -> list[Problem]:
    distinct = set(found)
    moved = as_editors_count(content.data, {place for place, _ in distinct})
    problems = (Problem(content.name, *moved.get(place, place), text, warning) for place, text in distinct)
    return sorted(problems, key=lambda problem: problem[1:])
