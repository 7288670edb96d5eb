"""Who promised: the speakers that promises name, each found by any of their names, in any case."""

from collections.abc import Callable, Sequence

from spacetl.errors import UsageError
from spacetl.naming import no_such
from spacetl.timeline import Timeline


def listed_names(timeline: Timeline) -> dict[str, str]:
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
        for name, agency in listed_names(timeline).items():
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


def speaking(timeline: Timeline, wanted: Sequence[str]) -> Callable[[str | None], bool]:
    """A test of whether a statement is by somebody in `wanted`; if that is empty, every statement passes.

    Several in one name, such as `CNSA / Wu Weiren`, must have spoken together.

    Raises:
        UsageError: somebody in `wanted` has promised nothing in this timeline.
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
