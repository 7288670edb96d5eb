"""What in other people's files is new to a timeline, as changes to it."""

import datetime
from collections import Counter
from collections.abc import Iterable

from msgspec import Struct, field
from msgspec.structs import replace

from spacetl.dates import Date
from spacetl.editing import AddAgency, AddEvent, AddPromise, AddRefs, Change, SetOutcome
from spacetl.editing.changes import Citations, is_url
from spacetl.importers.items import Item, Terms
from spacetl.query import AgencyNames
from spacetl.timeline import Event, Promise, Source, Timeline, id_from_title, unique_name


class MergeResult(Struct):
    """The changes that add what is new, and how much of what is new."""

    changes: list[Change] = field(default_factory=list)
    events: int = 0
    promises: int = 0  # those of new events among them
    outcomes: int = 0  # the same
    unchanged: int = 0  # events with nothing new
    undated: int = 0  # statements that give no date
    differing: list[str] = field(default_factory=list)  # a line for each event kept although the file says otherwise


def merge_items(items: Iterable[Item], timeline: Timeline, terms: Terms, *, by_title: bool = False) -> MergeResult:
    """Find out what in the items is new to the timeline.

    An event is found again by any of its refs, or by the id that the item gives it; with `by_title` also by its title,
    in any case, and it is then given the item's refs. A promise is new if the one in force on the day it was said is
    for another date.
    """
    merger = _Merger(timeline, terms, by_title=by_title)
    for item in items:
        merger.add(item)
    return merger.result()


class _Merger:
    """Merges items into a timeline, one by one."""

    def __init__(self, timeline: Timeline, terms: Terms, *, by_title: bool) -> None:
        self.terms = terms
        self.by_title = by_title
        self.found = MergeResult()
        self.new: dict[str, Event] = {}
        self.known = {event.id: event for event in timeline.events}
        self.refs = {ref: event.id for event in timeline.events for ref in event.refs.items()}
        self.titles = {event.title.casefold(): event.id for event in reversed(timeline.events)} if by_title else {}
        self.citations = Citations(timeline.sources)
        self.agencies: dict[str, AddAgency] = {}
        self.listed = set(timeline.agencies)
        self.names = AgencyNames(timeline)
        self.new_names: dict[str, str] = {}  # in lower case, each with the id of its agency
        self.numbers: Counter[str] = Counter()

    def result(self) -> MergeResult:
        """What was found, with the changes in the order in which to make them."""
        self.found.changes[:0] = [*self.agencies.values(), *self.citations.new]
        self.found.changes += map(AddEvent, self.new.values())
        self.found.events = len(self.new)
        self.found.promises += sum(len(event.promises) for event in self.new.values())
        self.found.outcomes += sum(event.outcome is not None for event in self.new.values())
        return self.found

    def add(self, item: Item) -> None:
        """Find the item's event, or make it, and add what is new about it."""
        self.found.undated += item.undated
        name = self._find(item)
        if name is None:
            self._remember(self._event(item))
            return
        event = self.known[name]
        changed = self._with_refs(event, item)
        if event.date is not None:
            self.known[name] = changed
            self._compare(event, item)
            return
        changed = self._with_statements(changed, item)
        if changed is event:
            self.found.unchanged += 1
        elif name in self.new:
            self._remember(changed)
        else:
            self.known[name] = changed
            self._count(event, changed)

    def _find(self, item: Item) -> str | None:
        for ref in item.refs.items():
            if ref in self.refs:
                return self.refs[ref]
        if item.id in self.known:
            return item.id
        return self.titles.get(item.title.casefold())

    def _remember(self, event: Event) -> None:
        """Remember a new event, as it is now."""
        self.new[event.id] = self.known[event.id] = event
        self.refs.update((ref, event.id) for ref in event.refs.items())
        if self.by_title:
            self.titles.setdefault(event.title.casefold(), event.id)

    def _event(self, item: Item) -> Event:
        """A new event made from the item."""
        bare = Event(
            title=item.title,
            id=item.id or unique_name(id_from_title(item.title), self.known.keys(), self.numbers),
            agencies=self._agencies(item),
            tags=item.tags,
            date=item.date,
            source=self._source(item.source, self.terms.said),
            note=item.note,
            refs=item.refs,
        )
        return bare if item.date is not None else self._with_statements(bare, item)

    def _with_refs(self, event: Event, item: Item) -> Event:
        """The event with the item's refs, if it was found by its title."""
        more = {catalogue: name for catalogue, name in item.refs.items() if catalogue not in event.refs}
        if not self.by_title or any(ref in event.refs.items() for ref in item.refs.items()) or not more:
            return event
        self.refs.update((ref, event.id) for ref in more.items())
        if event.id not in self.new:
            self.found.changes.append(AddRefs(event.id, more))
        return replace(event, refs=event.refs | more)

    def _with_statements(self, event: Event, item: Item) -> Event:
        """The event with the item's promises and outcome, where they are new."""
        promises = item.promises if item.date is None else (Promise(by=self.terms.by, due=item.date),)
        for promise in promises:
            said = promise.said or self.terms.said
            if _is_fresh(said, promise.due, event.promises):
                cited = replace(promise, said=said, source=self._source(promise.source, said))
                event = replace(event, promises=(*event.promises, cited))
        outcome = item.outcome
        if outcome is None:
            return event
        if event.outcome is None:
            source = self._source(outcome.source, outcome.date.latest or self.terms.said)
            return replace(event, outcome=replace(outcome, source=source))
        if (event.outcome.date, event.outcome.result) != (outcome.date, outcome.result):
            self._differ(event, f"{event.outcome.result} {event.outcome.date}", f"{outcome.result} {outcome.date}")
        return event

    def _count(self, before: Event, after: Event) -> None:
        """Record the changes that turn an event into what it is now."""
        promises = after.promises
        fresh = [promise for promise in promises if not any(promise is each for each in before.promises)]
        self.found.changes += (AddPromise(after.id, promise) for promise in fresh)
        self.found.promises += len(fresh)
        if after.outcome is not None and before.outcome is None:
            self.found.changes.append(SetOutcome(after.id, after.outcome))
            self.found.outcomes += 1

    def _compare(self, event: Event, item: Item) -> None:
        """Report another date in the file for an event with a plain date, which must not be changed."""
        dates = [item.date, item.outcome and item.outcome.date, *(promise.due for promise in item.promises)]
        there = next((date for date in (dates[0], dates[1], dates[-1]) if date is not None), None)
        if there is None or there == event.date:
            self.found.unchanged += 1
        else:
            self._differ(event, str(event.date), str(there))

    def _differ(self, event: Event, here: str, there: str) -> None:
        self.found.differing.append(f"{event.id}: {here} here, {there} in the file; it was not changed")

    def _agencies(self, item: Item) -> tuple[str, ...]:
        ids = []
        for name in item.agencies:
            known = self.new_names.get(name.casefold()) or self.names.id_of(name)
            if known is None:
                known = next((each for each in item.described if each not in self.listed), name.replace(";", ","))
                if known in item.described:
                    self.agencies[known] = AddAgency(known, item.described[known])
                    self.listed.add(known)
                self.new_names |= {name.casefold(): known, known.casefold(): known}
            ids.append(known)
        return tuple(dict.fromkeys(ids))

    def _source(self, given: str | None, day: datetime.date) -> str | None:
        """The id of a source given by its URL or its title; None if none is given."""
        if given is None:
            return None
        source = Source(url=given) if is_url(given) else Source(title=given)
        return self.citations.find(given) or self.citations.add(source, day)


def _is_fresh(said: datetime.date, due: Date | None, known: tuple[Promise, ...]) -> bool:
    """Whether a promise is for a date other than the one in force on the day it was said; `known` is sorted."""
    if any(each.said == said and each.due == due for each in known):
        return False
    before = [each.due for each in known if each.said is None or each.said <= said]
    return before[-1] != due if before else due is not None
