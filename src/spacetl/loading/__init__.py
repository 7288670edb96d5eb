"""From files to one Timeline, or every problem with its place."""

from collections.abc import Callable, Iterable
from io import BytesIO
from typing import BinaryIO, TypeVar

from msgspec.structs import replace

from spacetl.errors import BadTimeline, Problem, SpacetlError
from spacetl.loading.cache import Cache
from spacetl.loading.feeding import Progress
from spacetl.loading.reach import EVERYTHING, Excerpt, Reach
from spacetl.loading.reading import STDIN, Content, read_file
from spacetl.naming import quoted
from spacetl.timeline import Agency, Source, Timeline

Input = TypeVar("Input")
Described = TypeVar("Described", Agency, Source)

__all__ = ["EVERYTHING", "Cache", "Content", "Excerpt", "Progress", "Reach", "load", "load_files", "read_file"]


def load(contents: Iterable[Content], progress: Progress | None = None) -> Timeline:
    """The timelines of all `contents` merged into one, in their order.

    Agencies and sources of the same id may be described in several files if they are described alike.

    Raises:
        BadTimeline: with every problem of every file.
    """
    return _load_each(contents, lambda content, taken: _parsed(content, taken, progress))


def load_files(
    paths: Iterable[str],
    stdin: BinaryIO,
    *,
    cache: Cache | None = None,
    progress: Progress | None = None,
    reach: Reach = EVERYTHING,
) -> Timeline:
    """The timelines of all files merged into one, as `load`, but what is known is not parsed.

    Args:
        paths: the files; `-` is standard input.
        stdin: what `-` stands for.
        cache: where what was loaded is kept; None for nowhere.
        progress: called now and then while a file is parsed.
        reach: events outside of it may be missing: the timeline is then an `Excerpt`.

    Raises:
        SpacetlError: a file cannot be read.
        BadTimeline: with every problem of every file.
    """
    several = [*paths]
    if cache is None or STDIN in several:
        return load((read_file(path, stdin) for path in several), progress)
    if len(several) > 1:
        reach = EVERYTHING
    return _load_each(several, lambda path, taken: _kept(path, taken, cache, progress, reach))


def _load_each(inputs: Iterable[Input], load_one: Callable[[Input, frozenset[str]], Timeline]) -> Timeline:
    """What `load_one` makes of each input and the ids of the events before it, merged."""
    timelines: list[Timeline] = []
    problems: list[Problem] = []
    taken: frozenset[str] = frozenset()
    for each in inputs:
        try:
            timeline = load_one(each, taken)
        except BadTimeline as error:
            problems += error.problems
            continue
        timelines.append(timeline)
        taken |= {event.id for event in timeline.events}
    if problems:
        raise BadTimeline(problems)
    return timelines[0] if len(timelines) == 1 else _merged(timelines)


def _parsed(content: Content, taken: frozenset[str], progress: Progress | None) -> Timeline:
    from spacetl.loading.building import DoubtError, build  # noqa: PLC0415 - what is known needs no parser

    try:
        return build(content.data, taken, progress)
    except DoubtError:
        raise BadTimeline(_problems(content, taken)) from None


def _kept(path: str, taken: frozenset[str], cache: Cache, progress: Progress | None, reach: Reach) -> Timeline:
    """The timeline of a file, known or else parsed and kept, both as it is alone.

    Where none of its ids is taken by other files, the ids made for it are those that would be made beside them.
    """
    timeline = cache.find(path, reach)
    if timeline is not None and not _shares(timeline, taken):
        return timeline
    content = read_file(path, BytesIO())
    try:
        timeline = _parsed(content, frozenset(), progress)
    except BadTimeline:
        if not taken:
            raise
        return _parsed(content, taken, progress)
    if content.stamp is not None:
        cache.keep(path, content.stamp, timeline)
    return _parsed(content, taken, progress) if _shares(timeline, taken) else timeline


def _shares(timeline: Timeline, taken: frozenset[str]) -> bool:
    return bool(taken) and not taken.isdisjoint([event.id for event in timeline.events])


def _problems(content: Content, taken: frozenset[str]) -> list[Problem]:
    from spacetl.loading.checking import verdict_on  # noqa: PLC0415 - only when there is something to tell

    problems = verdict_on(content, taken).problems
    if not problems:
        raise AssertionError(f"{content.name}: refused, but nothing was found wrong; please report this file")
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
