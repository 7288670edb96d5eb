"""The edits that the commands make: a new event, a promise, an outcome."""

import datetime
from collections import Counter
from typing import NamedTuple, get_args

from spacetl.cli.edits import Edit
from spacetl.cli.options import Reference, Saying
from spacetl.cli.stating import agencies_of, day_said, promise_of, source_of, text_of
from spacetl.cli.view import date_of
from spacetl.dates import days_later
from spacetl.dates.durations import day_words
from spacetl.editing import AddEvent, AddPromise, SetOutcome
from spacetl.errors import UsageError
from spacetl.reports import sentences
from spacetl.text import no_such, quoted, shown
from spacetl.timeline import Event, Outcome, Result, Timeline, free_name, made_id


class Typed(NamedTuple):
    """What was typed about a statement, and the day on which it was typed."""

    saying: Saying
    reference: Reference
    today: datetime.date


class NewEvent(NamedTuple):
    """What was typed about a new event."""

    title: str
    id: str | None
    agencies: tuple[str, ...]
    tags: tuple[str, ...]
    due: str | None
    date: str | None


def new_event(asked: NewEvent, typed: Typed, timeline: Timeline) -> Edit:
    """The edit that adds an event, with its first promise, with a plain date, or with neither.

    Raises:
        UsageError: what was typed does not make an event.
    """
    saying, reference, today = typed
    _refuse_contradictions(asked, saying)
    day = day_said(saying, today)
    agencies, hints = agencies_of(asked.agencies, timeline)
    source, sources = source_of(reference, timeline, day)
    due = None if asked.due is None else date_of("--due", asked.due, day)
    title = text_of("TITLE", asked.title, Event, "title") or ""
    hints += [
        f"There is already an event with this title; `spacetl promise {shown(event.id)}` adds a date to it."
        for event in timeline.events
        if event.title.casefold() == title.casefold()
    ][:1]
    event = Event(
        title=title,
        id=text_of("--id", asked.id, Event, "id")
        or free_name(made_id(title), {event.id for event in timeline.events}, Counter()),
        agencies=agencies,
        tags=tuple(text_of("--tag", tag, Event, "tags", "a tag") or tag for tag in asked.tags),
        date=None if asked.date is None else date_of("--date", asked.date, today),
        promises=() if due is None else (promise_of(due, saying, source, None, today),),
        source=source if due is None else None,
        note=text_of("--note", reference.note, Event, "note"),
    )
    later = [] if due is None else _shown_from(day, today)
    return Edit([*sources, AddEvent(event)], lambda _: (*hints, sentences.of_event(event), *later))


def new_promise(name: str, due: str | None, typed: Typed, timeline: Timeline) -> Edit:
    """The edit that adds a promise to the event with an id; without a date, the promise before it was withdrawn.

    Raises:
        UsageError: what was typed does not make a promise.
    """
    saying, reference, today = typed
    day = day_said(saying, today)
    source, sources = source_of(reference, timeline, day)
    date = None if due is None else date_of("DUE", due, day)
    promise = promise_of(date, saying, source, reference.note, today)
    if any(promise in event.promises for event in timeline.events if event.id == name):
        raise UsageError(f"{name} already has exactly this promise; nothing was written")
    return Edit(
        [*sources, AddPromise(name, promise)],
        lambda after: [sentences.of_promise(_event(after, name), promise), *_shown_from(day, today)],
    )


def new_outcome(name: str, text: str, result: str, typed: Typed, timeline: Timeline) -> Edit:
    """The edit that records the outcome of the event with an id.

    Raises:
        UsageError: what was typed does not make an outcome.
    """
    _, reference, today = typed
    known = {name: name for name in get_args(Result)}
    if result.casefold() not in known:
        raise UsageError(no_such("result", result, known))
    date = date_of("DATE", text, today)
    if date.latest is None or date.earliest is None or date.earliest > days_later(today, 1):
        raise UsageError(
            f"DATE: an outcome must be in the past; found {quoted(text)}, for a future date use `spacetl promise`"
        )
    source, sources = source_of(reference, timeline, date.latest)
    outcome = Outcome(
        date=date,
        result=known[result.casefold()],
        source=source,
        note=text_of("--note", reference.note, Outcome, "note"),
    )
    exact = "" if date.earliest == date.latest else "; give the exact day if you can"
    later = _shown_from(date.latest, today, exact)
    return Edit(
        [*sources, SetOutcome(name, outcome)], lambda after: [sentences.of_outcome(_event(after, name)), *later]
    )


def _shown_from(day: datetime.date, today: datetime.date, advice: str = "") -> list[str]:
    """A line on when reports begin to show what is known from a day on; none if they do already."""
    return [f"Reports show it from {day_words(day)} on{advice}."] if day > today else []


def _event(timeline: Timeline, name: str) -> Event:
    return next(event for event in timeline.events if event.id == name)


def _refuse_contradictions(asked: NewEvent, saying: Saying) -> None:
    if asked.due is not None and asked.date is not None:
        raise UsageError("--due is a date that was promised, --date one that nobody promised; give only one of them")
    for option, given in (("--said", saying.said), ("--by", saying.by)):
        if given is not None and asked.due is None:
            raise UsageError(f"{option} describes a promise; give its date with --due")
