"""Which agencies and speakers a name stands for, in any case."""

from collections.abc import Callable, Iterable, Sequence
from itertools import chain

from spacetl.errors import UsageError
from spacetl.text import no_event, no_such, quoted
from spacetl.timeline import Event, Timeline, agency_names, speaker_names


def _in_any_case(ids: dict[str, str]) -> dict[str, str]:
    """The ids by the names in lower case; of names that differ in case only, the first one wins."""
    return {name.casefold(): agency for name, agency in reversed(ids.items())}


class AgencyNames:
    """The names of a timeline's agencies: those of the listed ones, then ids that only events use."""

    def __init__(self, timeline: Timeline) -> None:
        self._listed = timeline.agencies
        self.ids = agency_names(timeline.agencies)  # of every name, as it is spelt
        for used in dict.fromkeys(chain.from_iterable(event.agencies for event in timeline.events)):
            self.ids.setdefault(used, used)
        self._folded = _in_any_case(self.ids)

    def id_of(self, name: str) -> str | None:
        """The id of the agency with this name; None if there is none."""
        return self._folded.get(name.casefold())

    def of_country(self, country: str) -> list[str]:
        """The ids of the listed agencies of a country."""
        wanted = country.casefold()
        return [agency for agency, each in self._listed.items() if (each.country or "").casefold() == wanted != ""]

    def meant(self, names: Iterable[str]) -> set[str]:
        """The ids of the agencies with these names; a name that no agency has may be a country's, and means all of its.

        UsageError if it is not.
        """
        found: set[str] = set()
        for name in names:
            agency = self.id_of(name)
            ids = self.of_country(name) if agency is None else [agency]
            if not ids:
                hint = "`spacetl agencies` with the same -f lists them"
                raise UsageError(no_such("agency", name, self.ids, " in this timeline", hint))
            found.update(ids)
        return found


class Speakers:
    """The speakers of a timeline.

    A slash separates several who speak together: `CNSA / Wu Weiren` names two. An agency that the timeline lists
    speaks under its id, and a listed speaker under the name it is listed by, whichever of its names was written; a name
    of both is the agency's.
    """

    def __init__(self, timeline: Timeline) -> None:
        agencies = agency_names(timeline.agencies)
        # agencies come first, to win in any case, and last, to win as written
        self._names = _in_any_case(agencies | speaker_names(timeline.speakers) | agencies)
        self._known: dict[str, tuple[str, ...]] = {}
        press = {name for name, each in timeline.speakers.items() if each.press == "true"}
        self._press = press.intersection(self._names.values())  # a name that is an agency's is not the speaker's
        self._agency_of = {
            self._names[name.casefold()]: self._names.setdefault(each.of.casefold(), each.of)
            for name, each in timeline.speakers.items()
            if each.of is not None and each.press == "false"
        }

    @property
    def any_press(self) -> bool:
        """Whether any speaker is marked as press."""
        return bool(self._press)

    def is_press(self, by: str | None) -> bool:
        """Whether everybody in `by` is marked as press, so that it only reports."""
        names = self.of(by)
        return bool(names) and self._press.issuperset(names)

    def with_agencies(self, by: str | None) -> tuple[str, ...]:
        """The names of the speakers in `by`, and the agencies that they speak for."""
        names = self.of(by)
        agencies = [self._agency_of[name] for name in names if name in self._agency_of]
        return tuple(dict.fromkeys((*names, *agencies))) if agencies else names

    def of(self, by: str | None) -> tuple[str, ...]:
        """The names of the speakers in `by`, each spelt as it was when first seen; none if it is None."""
        if by is None:
            return ()
        if by not in self._known:
            parts = [part for each in by.split("/") if (part := each.strip())] or [by]
            self._known[by] = tuple(dict.fromkeys(self._names.setdefault(part.casefold(), part) for part in parts))
        return self._known[by]


def events_named(name: str, events: Sequence[Event]) -> list[Event]:
    """The event with this id; else those with this id or title in any case; else those whose id begins so."""
    wanted = name.casefold()
    exact = [event for event in events if event.id == name]
    same = exact or [event for event in events if wanted in {event.id.casefold(), event.title.casefold()}]
    return same or [event for event in events if wanted and event.id.casefold().startswith(wanted)]


_MOST_NAMED = 10  # events that a name may mean, listed to choose from


def event_named(name: str, events: Sequence[Event], where: str = "") -> Event:
    """The only event that a name may mean, as in `events_named`.

    UsageError if there is none, or several; `where` begins with a space and says where none is.
    """
    found = events_named(name, events)
    if len(found) == 1:
        return found[0]
    if not found:
        raise UsageError(no_event(name, [event.id for event in events], where))
    listed = ", ".join(f"{event.id} ({event.title})" for event in found[:_MOST_NAMED])
    more = f" and {len(found) - _MOST_NAMED:,} more" if found[_MOST_NAMED:] else ""
    raise UsageError(f"{quoted(name)} may be {listed}{more}; give the id")


def speaker_filter(timeline: Timeline, wanted: Sequence[str]) -> Callable[[str | None], bool]:
    """A test of whether a statement is by somebody in `wanted`; if that is empty, every statement passes.

    Several in one name, such as `CNSA / Wu Weiren`, must have spoken together; whoever speaks for an agency is also
    found under its name. UsageError if somebody in `wanted` has promised nothing in this timeline.
    """
    if not wanted:
        return lambda _: True
    speakers = Speakers(timeline)
    known = {
        name for event in timeline.events for promise in event.promises for name in speakers.with_agencies(promise.by)
    }
    asked = [(name, set(speakers.of(name))) for name in wanted]
    for name, together in asked:
        if not together <= known:
            hint = "`spacetl speakers` with the same -f lists them"
            raise UsageError(no_such("speaker", name, known, " in this timeline", hint))
    return lambda by: any(together.issubset(speakers.with_agencies(by)) for _, together in asked)
