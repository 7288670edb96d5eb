"""Which agencies, speakers and tags a name stands for, in any case."""

from collections.abc import Callable, Iterable, Sequence

from spacetl.errors import UsageError
from spacetl.text import no_such
from spacetl.timeline import Timeline


def listed_agency_names(timeline: Timeline) -> dict[str, str]:
    """Every name a listed agency goes by, with its id: first all ids, then aliases and full names."""
    names = {agency: agency for agency in timeline.agencies}
    for agency, described in timeline.agencies.items():
        for name in (*described.aliases, described.name):
            if name is not None:
                names.setdefault(name, agency)
    return names


class Speakers:
    """The speakers of a timeline.

    A slash separates several who speak together: `CNSA / Wu Weiren` names two. An agency that the timeline lists
    speaks under its id, whichever of its names was written.
    """

    def __init__(self, timeline: Timeline) -> None:
        self._names: dict[str, str] = {}
        for name, agency in listed_agency_names(timeline).items():
            self._names.setdefault(name.casefold(), agency)
        self._known: dict[str, tuple[str, ...]] = {}

    def of(self, by: str | None) -> tuple[str, ...]:
        """The names of the speakers in `by`, each spelt as it was when first seen; none if it is None."""
        if by is None:
            return ()
        if by not in self._known:
            parts = [part for each in by.split("/") if (part := each.strip())] or [by]
            self._known[by] = tuple(dict.fromkeys(self._names.setdefault(part.casefold(), part) for part in parts))
        return self._known[by]


def speaker_filter(timeline: Timeline, wanted: Sequence[str]) -> Callable[[str | None], bool]:
    """A test of whether a statement is by somebody in `wanted`; if that is empty, every statement passes.

    Several in one name, such as `CNSA / Wu Weiren`, must have spoken together. UsageError if somebody in `wanted` has
    promised nothing in this timeline.
    """
    if not wanted:
        return lambda _: True
    speakers = Speakers(timeline)
    known = {name for event in timeline.events for promise in event.promises for name in speakers.of(promise.by)}
    asked = [(name, set(speakers.of(name))) for name in wanted]
    for name, together in asked:
        if not together <= known:
            hint = "`spacetl speakers` with the same -f lists them"
            raise UsageError(no_such("speaker", name, known, " in this timeline", hint))
    return lambda by: any(together.issubset(speakers.of(by)) for _, together in asked)


def agency_names(timeline: Timeline) -> dict[str, str]:
    """Every name an agency goes by, with its id: those of the listed ones, then ids that are only used."""
    names = listed_agency_names(timeline)
    for event in timeline.events:
        for agency in event.agencies:
            names.setdefault(agency, agency)
    return names


def agencies_named(timeline: Timeline, wanted: Iterable[str]) -> set[str]:
    """Every name that events may use for the agencies that go by one of the names in `wanted`, in any case.

    A name that no agency goes by may be that of a country, and then means all of its agencies; UsageError if it is
    not.
    """
    names = agency_names(timeline)
    ids: dict[str, str] = {}
    for name, agency in names.items():
        ids.setdefault(name.casefold(), agency)
    found: set[str] = set()
    for name in wanted:
        called = [ids[name.casefold()]] if name.casefold() in ids else agencies_of_country(timeline, name)
        if not called:
            hint = "`spacetl agencies` with the same -f lists them"
            raise UsageError(no_such("agency", name, names, " in this timeline", hint))
        found.update(called)
    return {name for name, agency in names.items() if agency in found}


def agencies_of_country(timeline: Timeline, country: str) -> list[str]:
    """The ids of the listed agencies of `country`, given in any case."""
    wanted = country.casefold()
    return [agency for agency, each in timeline.agencies.items() if (each.country or "").casefold() == wanted != ""]


def tags_named(timeline: Timeline, wanted: Iterable[str]) -> set[str]:
    """The wanted tags in lower case; UsageError if no event of the timeline has one of them."""
    known = {tag.casefold(): tag for event in timeline.events for tag in event.tags}
    for tag in wanted:
        if tag.casefold() not in known:
            raise UsageError(no_such("tag", tag, sorted(known.values()), " in this timeline"))
    return {tag.casefold() for tag in wanted}
