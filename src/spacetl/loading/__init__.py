"""From files to one Timeline, or every problem with its place."""

from collections.abc import Iterable
from typing import TypeVar

from msgspec.structs import replace

from spacetl.errors import BadTimeline, Problem, SpacetlError
from spacetl.loading.building import DoubtError, build
from spacetl.loading.feeding import Progress
from spacetl.loading.reading import Content, read_file
from spacetl.naming import quoted
from spacetl.timeline import Agency, Source, Timeline

Described = TypeVar("Described", Agency, Source)

__all__ = ["Content", "load", "read_file"]


def load(contents: Iterable[Content], progress: Progress | None = None) -> Timeline:
    """The timelines of all `contents` merged into one, in their order.

    Agencies and sources of the same id may be described in several files if they are described alike.

    Raises:
        BadTimeline: with every problem of every file.
    """
    timelines: list[Timeline] = []
    problems: list[Problem] = []
    taken: frozenset[str] = frozenset()
    for content in contents:
        try:
            timeline = build(content.data, taken, progress)
        except DoubtError:
            problems += _problems(content, taken)
            continue
        timelines.append(timeline)
        taken |= {event.id for event in timeline.events}
    if problems:
        raise BadTimeline(problems)
    return timelines[0] if len(timelines) == 1 else _merged(timelines)


def _problems(content: Content, taken: frozenset[str]) -> list[Problem]:
    from spacetl.loading.checking import problems_of, refused_by_msgspec  # noqa: PLC0415 - only when there is something to tell

    problems = problems_of(content, taken)[1]
    if not problems:
        raise refused_by_msgspec(content)
    return problems


def _merged(timelines: list[Timeline]) -> Timeline:
    merged = timelines[0]
    for timeline in timelines[1:]:
        merged = replace(
            merged,
            title=merged.title or timeline.title,
            agencies=_joined(merged.agencies, timeline.agencies, "agency"),
            sources=_joined(merged.sources, timeline.sources, "source"),
            events=merged.events + timeline.events,
        )
    return merged


def _joined(first: dict[str, Described], second: dict[str, Described], what: str) -> dict[str, Described]:
    for name in first.keys() & second.keys():
        if first[name] != second[name]:
            raise SpacetlError(
                f"the {what} {quoted(name)} is described differently in two of the files; describe it once"
            )
    return first | second
