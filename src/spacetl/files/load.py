"""Loading files as one Timeline, or else finding every problem with its place."""

import os
from collections.abc import Callable, Iterable, Mapping
from io import BytesIO
from typing import BinaryIO, NamedTuple, TypeVar

from msgspec.structs import replace

from spacetl.errors import BadTimeline, Problem, SpacetlError
from spacetl.files.content import STDIN, Content, Progress, display_name, read_file
from spacetl.files.store import EVERYTHING, Cache, Reach
from spacetl.text import quoted
from spacetl.timeline import Agency, Source, Speaker, Timeline

_Input = TypeVar("_Input")
_Described = TypeVar("_Described", Agency, Speaker, Source)
_TakenIds = Mapping[str, str]  # event ids, each with the name of the file that has it


class _Loaded(NamedTuple):
    name: str
    timeline: Timeline


def load(contents: Iterable[Content], progress: Progress | None = None) -> Timeline:
    """The timelines of all `contents` merged into one, in their order.

    Agencies and sources of the same id may be described in several files if they are described alike.

    Raises BadTimeline with every problem of every file.
    """
    named = ((content.name, content) for content in contents)
    return _load_each(named, lambda content, taken: _parsed(content, taken, progress))


def load_files(
    paths: Iterable[str],
    stdin: BinaryIO,
    *,
    cache: Cache | None = None,
    progress: Progress | None = None,
    reach: Reach = EVERYTHING,
) -> Timeline:
    """The timelines of all files merged into one, as by `load`, but files in the cache are not parsed.

    Of one file in the cache, events outside of `reach` are left out; the timeline is then an `Excerpt`.

    Raises SpacetlError for a file that cannot be read or is given twice, BadTimeline with every problem of every file.
    """
    several = [*paths]
    there = [path if path == STDIN else os.path.realpath(path) for path in several]
    for number, path in enumerate(several):
        if there[number] in there[:number]:
            raise SpacetlError(f"{display_name(path)}: given twice; give each file once")
    if cache is None or STDIN in several:
        return load((read_file(path, stdin) for path in several), progress)
    if len(several) > 1:
        reach = EVERYTHING
    named = ((display_name(path), path) for path in several)
    return _load_each(named, lambda path, taken: _cached_or_parsed(path, taken, cache, progress, reach))


def _load_each(inputs: Iterable[tuple[str, _Input]], load_one: Callable[[_Input, _TakenIds], Timeline]) -> Timeline:
    """Load each named input, given the event ids of those before it, and merge the timelines."""
    loaded: list[_Loaded] = []
    problems: list[Problem] = []
    taken: dict[str, str] = {}
    for name, each in inputs:
        if loaded:
            taken |= dict.fromkeys((event.id for event in loaded[-1].timeline.events), loaded[-1].name)
        try:
            timeline = load_one(each, taken)
        except BadTimeline as error:
            problems += error.problems
            continue
        loaded.append(_Loaded(name, timeline))
    if problems:
        raise BadTimeline(problems)
    return loaded[0].timeline if len(loaded) == 1 else _merged(loaded)


def _parsed(content: Content, taken: _TakenIds, progress: Progress | None) -> Timeline:
    from spacetl.files.parse import FastParseError, parse_timeline  # noqa: PLC0415 - a cached timeline needs no parser

    try:
        return parse_timeline(content.data, taken.keys(), progress)
    except FastParseError:
        raise BadTimeline(_problems(content, taken)) from None


def _cached_or_parsed(path: str, taken: _TakenIds, cache: Cache, progress: Progress | None, reach: Reach) -> Timeline:
    """The timeline of a file on its own, from the cache or else parsed and cached.

    If other files take none of its ids, the ids made for it alone are those that would be made beside them.
    """
    timeline = cache.find(path, reach)
    if timeline is not None and not _shares(timeline, taken):
        return timeline
    content = read_file(path, BytesIO())
    try:
        timeline = _parsed(content, {}, progress)
    except BadTimeline:
        if not taken:
            raise
        return _parsed(content, taken, progress)
    if content.stamp is not None:
        cache.keep(path, content.stamp, timeline)
    return _parsed(content, taken, progress) if _shares(timeline, taken) else timeline


def _shares(timeline: Timeline, taken: _TakenIds) -> bool:
    return bool(taken) and not taken.keys().isdisjoint([event.id for event in timeline.events])


def _problems(content: Content, taken: _TakenIds) -> list[Problem]:
    from spacetl.files.check import check_content  # noqa: PLC0415 - only when there is something to report

    problems = check_content(content, taken).problems
    if not problems:
        raise AssertionError(f"{content.name}: refused, although no problem was found; please report this file")
    return problems


def _merged(loaded: list[_Loaded]) -> Timeline:
    timelines = [timeline for _, timeline in loaded]
    return replace(
        timelines[0],
        title=next((timeline.title for timeline in timelines if timeline.title), None),
        agencies=_joined(((name, timeline.agencies) for name, timeline in loaded), "agency"),
        speakers=_joined(((name, timeline.speakers) for name, timeline in loaded), "speaker"),
        sources=_joined(((name, timeline.sources) for name, timeline in loaded), "source"),
        events=tuple(event for timeline in timelines for event in timeline.events),
    )


def _joined(named: Iterable[tuple[str, dict[str, _Described]]], what: str) -> dict[str, _Described]:
    joined: dict[str, _Described] = {}
    first: dict[str, str] = {}
    for name, described in named:
        for key, one in described.items():
            file = first.setdefault(key, name)
            if joined.setdefault(key, one) != one:
                raise SpacetlError(f"{file} and {name} describe the {what} {quoted(key)} differently; describe it once")
    return joined
