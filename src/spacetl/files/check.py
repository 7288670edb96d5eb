"""Every problem of a file with its position, and every warning about what is allowed but likely a mistake."""

import datetime
from collections.abc import Collection, Iterable, Iterator
from collections.abc import Mapping as AbstractMapping
from typing import NamedTuple

from spacetl import dates
from spacetl.dates import Date, Precision
from spacetl.errors import Problem
from spacetl.files.content import Content
from spacetl.files.nodes import (
    Mapping,
    Node,
    Position,
    Scalar,
    editor_positions,
    is_null,
    items_of,
    texts_of,
    value_of,
)
from spacetl.files.parse import without_gc
from spacetl.files.records import Findings, day_under, listed_record_problems, record_problems
from spacetl.files.scalars import parse_day
from spacetl.files.walk import Reader, Stop
from spacetl.text import quoted, shown, suggestion
from spacetl.timeline import Event, Timeline

_NO_EVENTS = "no events in this file; the smallest timeline is `events: [{title: Moon landing, date: 2028}]`"
_LIST_SOURCE = "; list it there, like paper-2019: {title: A paper, url: https://example.org}"

# nobody knows the day of a launch or a landing so far ahead; windows and conferences are announced later than this
_YEARS_TO_THE_DAY = 3

# comparing names is slow
_MAX_SUGGESTIONS = 20
_MAX_NAMES = 2_000


class CheckResult(NamedTuple):
    """Everything to report about a file, in the order of the file."""

    problems: list[Problem]  # the file is not a timeline if there is any
    warnings: list[Problem]  # what is allowed but likely a mistake
    events: int  # how many were read
    promises: int  # how many they contain


def check_content(
    content: Content, taken: AbstractMapping[str, str] | None = None, today: datetime.date | None = None
) -> CheckResult:
    """Check a file for problems and warnings.

    `taken` are the event ids of the files read before it, each with the name of its file. Without `today` nothing said
    or done in the future is warned of.
    """
    check = _Check(content, taken or {}, today or datetime.date.max)
    with without_gc():
        check.run()
    problems, warnings = _positioned(content, check.reader.problems), _positioned(content, check.warnings, warning=True)
    return CheckResult(problems, warnings, check.events, check.promises)


def _positioned(content: Content, found: Iterable[tuple[Position, str]], *, warning: bool = False) -> list[Problem]:
    distinct = set(found)
    moved = editor_positions(content.data, {position for position, _ in distinct})
    problems = (Problem(content.name, *moved.get(position, position), text, warning) for position, text in distinct)
    return sorted(problems, key=lambda problem: problem[1:])


class _Check:
    def __init__(self, content: Content, taken: AbstractMapping[str, str], today: datetime.date) -> None:
        self.reader = Reader(content.data, self._take)
        self.warnings: list[tuple[Position, str]] = []
        self.events = self.promises = 0
        self._taken = taken
        self._today = today
        self._ids: dict[str, int] = {}
        self._sources: list[Scalar] = []
        self._agencies: dict[str, Scalar] = {}
        self._aliases: dict[str, str] = {}
        self._speakers: dict[str, tuple[Scalar, ...]] = {}  # the names of each listed one, its own first
        self._spoken: dict[str, str] = {}  # everybody who made a promise, by the name in lower case

    def run(self) -> None:
        self.reader.read()
        root = self.reader.root
        if root is None or is_null(root):
            if not self.reader.problems:
                self.reader.problems.append((Position(0, 0), _NO_EVENTS))
            return
        try:
            self._report(record_problems(root, Timeline, whole=self.reader.whole))
            if isinstance(root, Mapping) and self.reader.whole:
                self._check_references(root)
        except Stop:
            return

    def _take(self, records: str, key: Scalar | None, node: Node) -> None:
        if key is None:
            self._take_event(node)
            return
        self._report(listed_record_problems(records, key, node))
        aliases = texts_of(node, "aliases")
        if records == "agencies":
            self._aliases |= {alias.text: key.text for alias in aliases}
        elif records == "speakers":
            self._speakers[key.text] = (key, *aliases)
            for agency in filter(None, [value_of(node, "of")]):
                self._agencies.setdefault(agency.text, agency)

    def _take_event(self, node: Node) -> None:
        promises = items_of(node, "promises")
        self.events += 1
        self.promises += len(promises)
        if not self._report(record_problems(node, Event)) and isinstance(node, Mapping):
            self.warnings += _warnings(node, self._today)
        self._report(self._equal_id(value_of(node, "id")))
        outcome = node.entries.get("outcome") if isinstance(node, Mapping) else None
        parts = (node, *promises, *((outcome[1],) if outcome else ()))
        self._sources += [source for part in parts if (source := value_of(part, "source")) and source.text]
        for by in filter(None, (value_of(promise, "by") for promise in promises)):
            self._spoken |= {name.strip().casefold(): name.strip() for name in by.text.split("/")}
        for agency in _agencies_used(node):
            self._agencies.setdefault(agency.text, agency)

    def _report(self, found: Findings) -> int:
        """Report problems and return how many."""
        before = len(self.reader.problems)
        for position, text in found:
            self.reader.add_problem(position, text)
        return len(self.reader.problems) - before

    def _equal_id(self, scalar: Scalar | None) -> Findings:
        if scalar is None:
            return
        line, other = self._ids.get(scalar.text), self._taken.get(scalar.text)
        if line or other:
            where = f"first on line {line}" if line else f"in {other} as well"
            yield scalar.position, f"the id {quoted(scalar.text)} appears twice, {where}; give each event its own"
        self._ids.setdefault(scalar.text, scalar.position.line)

    def _check_references(self, root: Mapping) -> None:
        """Check what must hold between the parts of the file."""
        self._report(self._unlisted_sources(root))
        listed = root.entries["agencies"][1] if "agencies" in root.entries else None
        if isinstance(listed, Mapping) and listed.entries:
            self.warnings += _unlisted_agencies(listed.entries.keys(), self._aliases, self._agencies.values())
        self.warnings += _silent_speakers(self._speakers.values(), self._spoken)

    def _unlisted_sources(self, root: Mapping) -> Findings:
        under = root.entries.get("sources")
        sources = under[1] if under else Mapping(root.position, {})
        if not isinstance(sources, Mapping):
            return  # reported already
        unlisted = (source for source in self._sources if source.text not in sources.entries)
        for number, source in enumerate(unlisted):
            near = _nearest(source.text, sources.entries.keys(), number)
            advice = near or _LIST_SOURCE + (", and write its id here" if "://" in source.text else "")
            yield source.position, f"source {quoted(source.text)} is not listed under `sources`{advice}"


def _agencies_used(event: Node) -> Iterator[Scalar]:
    one = value_of(event, "agency")
    if one is not None:
        yield one
    yield from texts_of(event, "agencies")


def _warnings(event: Mapping, today: datetime.date) -> Findings:
    """The warnings about an event that has no problems."""
    outcome = event.entries.get("outcome")
    came = value_of(outcome[1], "date") if outcome else None
    promises = [promise for promise in items_of(event, "promises") if isinstance(promise, Mapping)]
    for promise in promises:
        if "source" not in promise.entries:
            yield promise.position, "a promise without a source; add where it can be read"
        yield from _due_warnings(promise)
        said = value_of(promise, "said")
        if said is not None and (parse_day(said.text) or today) > today:
            yield said.position, f"a promise said on {said.text}, which is in the future; check the day"
    if came is not None:
        if (dates.parse(came.text).earliest or today) > today:
            yield came.position, f"the outcome ({came.text}) is in the future; write what is to come as a promise"
        yield from _order_warnings(came, [said for promise in promises if (said := value_of(promise, "said"))])


def _due_warnings(promise: Mapping) -> Findings:
    """The warnings about a date promised too precisely, or one already past when it was promised."""
    due, since = value_of(promise, "due"), day_under(promise, "said")
    if due is None or since is None:
        return
    date = dates.parse(due.text)
    if date.latest is not None and date.latest < since and not date.qualified:
        yield due.position, f"a promise due {due.text}, before the day it was said ({since}); check both"
    years = _whole_years(since, date)
    if years is not None and years >= _YEARS_TO_THE_DAY:
        month = due.text[:7]
        text = (
            f"false precision? {due.text} was said {years} years before, to the day; "
            f"if only the month or the year was said, write {month} or {month[:4]}"
        )
        yield due.position, text


def _whole_years(since: datetime.date, date: Date) -> int | None:
    """The whole years from a day to an unqualified date given to the day; None for other dates."""
    if date.precision is not Precision.DAY or date.qualified or date.earliest is None:
        return None
    return date.earliest.year - since.year - ((date.earliest.month, date.earliest.day) < (since.month, since.day))


def _order_warnings(came: Scalar, said: list[Scalar]) -> Findings:
    """The warnings about promises said after the outcome; a single one, at the outcome, if all of them were."""
    latest = dates.parse(came.text).latest
    late = [each for each in said if latest and (parse_day(each.text) or datetime.date.min) > latest]
    if late and len(late) == len(said):
        first = min(each.text for each in said)
        yield came.position, f"the outcome ({came.text}) is before the first promise, said {first}; check both"
        return
    for each in late:
        yield each.position, f"a promise said on {each.text}, after the outcome ({came.text}); check both"


def _unlisted_agencies(listed: Collection[str], aliases: dict[str, str], used: Iterable[Scalar]) -> Findings:
    """The warnings about agencies that are not listed; `used` is each where it is used first, `aliases` their ids."""
    unlisted = 0
    for agency in used:
        if agency.text in listed:
            continue
        if agency.text in aliases:
            yield agency.position, f"agency {quoted(agency.text)} is an alias; write {shown(aliases[agency.text])}"
        else:
            near = _nearest(agency.text, [*listed, *aliases], unlisted)
            advice = near or f"; list it there, like {shown(agency.text)}: {{name: its full name}}"
            unlisted += 1
            yield agency.position, f"agency {quoted(agency.text)} is not listed under `agencies`{advice}"


def _silent_speakers(listed: Iterable[tuple[Scalar, ...]], spoken: dict[str, str]) -> Findings:
    """The warnings about listed speakers who make no promise under any of their names, as if misspelt."""
    silent = 0
    for own, *aliases in listed:
        if any(name.text.casefold() in spoken for name in (own, *aliases)):
            continue
        yield own.position, f"speaker {quoted(own.text)} makes no promise{_nearest(own.text, spoken.values(), silent)}"
        silent += 1


def _nearest(name: str, known: Collection[str], before: int) -> str:
    """As `suggestion`, but '' after many suggestions or for many names; `before` counts those made before."""
    return suggestion(name, known) if before < _MAX_SUGGESTIONS and len(known) <= _MAX_NAMES else ""
