"""What in other people's files is new to a timeline, as changes to it."""

import datetime
from collections import Counter
from collections.abc import Iterable

from msgspec import Struct, field
from msgspec.structs import replace

from spacetl.dates import Date, named_days, words
from spacetl.editing import AddAgency, AddEvent, AddPromise, AddRefs, Change, SetDetails, SetOutcome
from spacetl.editing.changes import Citations, is_url
from spacetl.importers.items import Item, Notice, Refusal, Terms
from spacetl.query import AgencyNames, is_hindsight, is_past
from spacetl.text import quoted
from spacetl.timeline import Event, Outcome, Promise, Source, Timeline, id_from_title, unique_name


class MergeResult(Struct):
    """The changes that add what is new, how much of what is new, and what was not taken."""

    changes: list[Change] = field(default_factory=list)
    events: int = 0
    promises: int = 0  # those of new events among them
    outcomes: int = 0  # the same
    refs: int = 0  # events that were given the ids of more catalogues
    followed: int = 0  # events with another title, other agencies or ids
    unchanged: int = 0  # events with nothing new
    reported: list[str] = field(default_factory=list)  # what somebody should look at, though nothing was refused
    refused: list[Refusal] = field(default_factory=list)
    left_out: list[Notice] = field(default_factory=list)


def merge_items(items: Iterable[Item], timeline: Timeline, terms: Terms, *, by_title: bool = False) -> MergeResult:
    """Find out what in the items is new to the timeline.

    An event is found again by any of its refs, or by the id that the item gives it; with `by_title` also by its title,
    in any case. It is then given the item's other refs. A promise is new if the one in force on the day it was said is
    for other days. What is over is no promise: it becomes the date of a new event, and is reported for a known one,
    unless the source tells outcomes and will tell this one, too. An outcome or a plain date is never changed.
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
        self.titles = {event.title.casefold(): event.id for event in reversed(timeline.events)}
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
        name = self._find(item)
        if name is None:
            self._add_new(item)
            return
        event = self.known[name]
        if other := _other_ref(event, item):
            text = f"{quoted(item.title)} is the title of {name}, which is {other}; correct one of the titles"
            self.found.refused.append(Refusal(item.place, text))
            return
        changed = self._with_details(self._with_refs(event, item), item)
        if event.date is not None:
            self._compare_plain(event, item)
        else:
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
        return self.titles.get(item.title.casefold()) if self.by_title else None

    def _add_new(self, item: Item) -> None:
        over = [each for each in item.promises if is_past(self._said(each))]
        if item.tells_outcomes and over and item.outcome is None and len(over) == len(item.promises):
            self._leave_out(item, over[-1])
            return
        if item.title.casefold() in self.titles:
            there = self.titles[item.title.casefold()]
            self.found.reported.append(
                f"{there}: there was already an event with this title; --match title takes it for the same"
            )
        self._remember(self._event(item, over))

    def _leave_out(self, item: Item, over: Promise) -> None:
        self.found.left_out.append(
            Notice(item.place, "event", "whose days had passed, without an outcome", text=f"{item.title}: {over.due}")
        )

    def _remember(self, event: Event) -> None:
        """Remember a new event, as it is now."""
        self.new[event.id] = self.known[event.id] = event
        self.refs.update((ref, event.id) for ref in event.refs.items())
        if self.by_title:
            self.titles.setdefault(event.title.casefold(), event.id)

    def _event(self, item: Item, over: list[Promise]) -> Event:
        """A new event made from the item; if all of its promises are over, the last of them dates it."""
        plain = item.date is not None or (len(over) == len(item.promises) > 0 and item.outcome is None)
        last = over[-1] if over and item.date is None else None
        bare = Event(
            title=item.title,
            id=item.id or unique_name(id_from_title(item.title), self.known.keys(), self.numbers),
            agencies=self._agencies(item),
            tags=item.tags,
            date=last.due if plain and last else item.date,
            source=self._source(last.source if plain and last else item.source, self.terms.said),
            note=item.note,
            refs=item.refs,
        )
        return bare if plain else self._with_statements(bare, item)

    def _with_refs(self, event: Event, item: Item) -> Event:
        """The event with the refs of the item that it lacks, such as a designation that it was given at launch."""
        more = {catalogue: name for catalogue, name in item.refs.items() if catalogue not in event.refs}
        more = {catalogue: name for catalogue, name in more.items() if (catalogue, name) not in self.refs}
        if not more:
            return event
        self.refs.update((ref, event.id) for ref in more.items())
        if event.id not in self.new:
            self.found.changes.append(AddRefs(event.id, more))
            self.found.refs += 1
        return replace(event, refs=event.refs | more)

    def _with_details(self, event: Event, item: Item) -> Event:
        """The event as the file calls it now, if that is to be followed; else what differs is reported."""
        own = next(iter(event.refs), "")  # the catalogue that calls it so
        if item.id != event.id and (not own or item.refs.get(own) != event.refs[own]):
            return event
        agencies = tuple(dict.fromkeys(self._known_agency(name) or name for name in item.agencies))
        refs = {catalogue: name for catalogue, name in item.refs.items() if event.refs.get(catalogue, name) != name}
        differ = {
            "title": (event.title, item.title) if item.title != event.title else None,
            "agencies": (", ".join(event.agencies), ", ".join(agencies))
            if agencies not in {(), event.agencies}
            else None,
            **{f"{catalogue} id": (event.refs[catalogue], name) for catalogue, name in refs.items()},
        }
        if not any(differ.values()):
            return event
        if not self.terms.follow:
            for what, (here, there) in ((what, pair) for what, pair in differ.items() if pair):
                self.found.reported.append(
                    f"{event.id}: {what} {quoted(here)} here, {quoted(there)} in the file; --follow takes it over"
                )
            return event
        details = SetDetails(
            event.id,
            item.title if differ["title"] else None,
            self._agencies(item) if differ["agencies"] else None,
            refs,
        )
        self.refs.update((ref, event.id) for ref in refs.items())
        if event.id not in self.new:
            self.found.changes.append(details)
            self.found.followed += 1
        return details.made(event)

    def _said(self, promise: Promise) -> Promise:
        """The promise with the day it was said, that of the file if it has none."""
        return promise if promise.said else replace(promise, said=self.terms.said)

    def _with_statements(self, event: Event, item: Item) -> Event:
        """The event with the item's promises and outcome, where they are new."""
        promises = item.promises if item.date is None else (Promise(by=self.terms.by, due=item.date),)
        for promise in map(self._said, promises):
            if event.outcome is not None and _is_after(promise, event):
                if promise.due is not None and not _overlap(promise.due, event.outcome.date):
                    self._differ(event.id, _came(event.outcome), str(promise.due))
            elif is_past(promise):
                self._tell_over(event, item, promise)
            elif _is_fresh(promise, event.promises):
                cited = replace(promise, source=self._source(promise.source, promise.said or self.terms.said))
                event = replace(event, promises=(*event.promises, cited))
        if not promises and item.outcome is None:
            self._compare_undated(event)
        outcome = item.outcome
        if outcome is None:
            return event
        if event.outcome is None:
            source = self._source(outcome.source, outcome.date.latest or self.terms.said)
            return replace(event, outcome=replace(outcome, source=source))
        if not _same_days(event.outcome.date, outcome.date) or event.outcome.result != outcome.result:
            self._differ(event.id, _came(event.outcome), _came(outcome))
        return event

    def _tell_over(self, event: Event, item: Item, promise: Promise) -> None:
        """Say that a known event's days have passed; that it is over is not known."""
        if item.tells_outcomes:
            self._leave_out(item, promise)
        elif event.outcome is None and promise.due is not None:
            self.found.reported.append(f"{event.id}: {words(promise.due)} has passed; record what came of it")

    def _compare_undated(self, event: Event) -> None:
        """Report a known event for which the file has no date, which may mean anything."""
        current = event.outcome.date if event.outcome else event.promises[-1].due if event.promises else None
        if current is not None:
            self._differ(event.id, str(current), "no date")

    def _count(self, before: Event, after: Event) -> None:
        """Record the changes that turn an event into what it is now."""
        fresh = [promise for promise in after.promises if not any(promise is each for each in before.promises)]
        self.found.changes += (AddPromise(after.id, promise) for promise in fresh)
        self.found.promises += len(fresh)
        if after.outcome is not None and before.outcome is None:
            self.found.changes.append(SetOutcome(after.id, after.outcome))
            self.found.outcomes += 1

    def _compare_plain(self, event: Event, item: Item) -> None:
        """Report another date in the file for an event with a plain date."""
        there = item.outcome.date if item.outcome else item.promises[-1].due if item.promises else item.date
        if there is not None and not _same_days(there, event.date):
            self._differ(event.id, str(event.date), str(there))

    def _differ(self, name: str, here: str, there: str) -> None:
        self.found.reported.append(f"{name}: {here} here, {there} in the file; it was not changed")

    def _agencies(self, item: Item) -> tuple[str, ...]:
        ids = []
        for name in item.agencies:
            known = self._known_agency(name)
            if known is None:
                known = next((each for each in item.described if each not in self.listed), name.replace(";", ","))
                if known in item.described:
                    self.agencies[known] = AddAgency(known, item.described[known])
                    self.listed.add(known)
                self.new_names |= {name.casefold(): known, known.casefold(): known}
            ids.append(known)
        return tuple(dict.fromkeys(ids))

    def _known_agency(self, name: str) -> str | None:
        """The id of the agency with this name, of the timeline or a new one; None if there is none."""
        return self.new_names.get(name.casefold()) or self.names.id_of(name)

    def _source(self, given: str | None, day: datetime.date) -> str | None:
        """The id of a source given by its URL or its title; None if none is given."""
        if given is None:
            return None
        source = Source(url=given) if is_url(given) else Source(title=given)
        return self.citations.find(given) or self.citations.add(source, day)


def _other_ref(event: Event, item: Item) -> str | None:
    """The id that an event found by its title has in a catalogue where the item has another one."""
    if any(ref in event.refs.items() for ref in item.refs.items()) or item.id == event.id:
        return None
    return next((f"{name} {event.refs[name]} there" for name in item.refs if name in event.refs), None)


def _is_after(promise: Promise, event: Event) -> bool:
    """Whether a promise was made when the event's outcome was known, if only on its day."""
    known = None if event.outcome is None else event.outcome.date.latest
    return is_hindsight(promise, event) or (known is not None and promise.said == known)


def _is_fresh(promise: Promise, known: tuple[Promise, ...]) -> bool:
    """Whether a promise is for other days than the one in force on the day it was said; `known` is sorted."""
    said, due = promise.said, promise.due
    if any(each.said == said and _same_days(each.due, due) for each in known):
        return False
    before = [
        each.due
        for each in known
        if not is_past(each) and (each.said is None or (said is not None and each.said <= said))
    ]
    return not _same_days(before[-1], due) if before else due is not None


def _same_days(one: Date | None, other: Date | None) -> bool:
    """Whether two dates mean the same, however they are written: `2027-35` and `2027-07/2027-09` do."""
    if one is None or other is None:
        return one is other
    return one == other or _meaning(one) == _meaning(other)


def _meaning(date: Date) -> tuple[object, ...]:
    return named_days(date), date.earliest is None, date.latest is None, date.approximate, date.uncertain


def _overlap(one: Date, other: Date) -> bool:
    first, last = datetime.date.min, datetime.date.max
    return (one.earliest or first) <= (other.latest or last) and (other.earliest or first) <= (one.latest or last)


def _came(outcome: Outcome) -> str:
    return f"{outcome.result} {outcome.date}"
