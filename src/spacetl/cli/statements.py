"""What `add`, `promise` and `outcome` make of what was typed: an edit, and what to say about it."""

import datetime
import shlex
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple, get_args

from msgspec import Struct

from spacetl.cli.edits import Edit
from spacetl.cli.inputs import date_option
from spacetl.cli.options import NewEvent, Reference, Saying
from spacetl.dates import Date, days_later, words
from spacetl.dates.durations import day_words
from spacetl.editing import AddEvent, AddPromise, Change, SetOutcome
from spacetl.editing.changes import Citations, is_url
from spacetl.errors import UsageError
from spacetl.files.records import field_flaw
from spacetl.query import AgencyNames, Speakers, choice_named, entry_on, event_named, is_hindsight, is_past, measure_all
from spacetl.reports import sentences
from spacetl.text import one_letter_off, quoted, shown, suggestion
from spacetl.timeline import Event, Outcome, Promise, Result, Source, Timeline, id_from_title, unique_name


class Typed(NamedTuple):
    """What was typed about a statement, and on which day."""

    saying: Saying
    reference: Reference
    today: datetime.date


def new_event(title: str, asked: NewEvent, typed: Typed, timeline: Timeline) -> Edit:
    """The edit that adds an event, with its first promise, with a plain date, or with neither."""
    saying, reference, today = typed
    _refuse_contradictions(asked, saying)
    day = day_said(saying.said, today)
    agencies, hints = _agency_ids(asked.agency or (), timeline)
    source, sources = _cited_source(reference, timeline, day)
    due = None if asked.due is None else date_option("--due", asked.due, day)
    checked_text("TITLE", title, Event, "title")
    hints += [
        f"There is already an event with this title; `spacetl promise {shown(event.id)}` adds a date to it."
        for event in timeline.events
        if event.title.casefold() == title.casefold()
    ][:1]
    event = Event(
        title=title,
        id=checked_text("--id", asked.id, Event, "id")
        or unique_name(id_from_title(title), {event.id for event in timeline.events}, Counter()),
        agencies=agencies,
        tags=tuple(checked_text("--tag", tag, Event, "tags", "a tag") or tag for tag in asked.tag or ()),
        date=None if asked.date is None else date_option("--date", asked.date, today),
        promises=() if due is None else (_promise_of(due, saying, source, None, today),),
        source=source if due is None else None,
        note=checked_text("--note", reference.note, Event, "note"),
    )
    hints += _new_speaker(saying.by, timeline)
    if saying.said is None and any(map(is_past, event.promises)):
        hints.append("These days have passed; was --said forgotten? For a date that nobody promised, use --date.")
    later = [] if due is None else _shown_from(day, today)
    return Edit([*sources, AddEvent(event)], lambda _: (*hints, sentences.new_event_words(event), *later))


def new_promise(name: str, due: str | None, typed: Typed, timeline: Timeline) -> Edit:
    """The edit that adds a promise to the event with an id; without a date, the promise before it was withdrawn."""
    saying, reference, today = typed
    day = day_said(saying.said, today)
    source, sources = _cited_source(reference, timeline, day)
    date = None if due is None else date_option("DUE", due, day)
    promise = _promise_of(date, saying, source, reference.note, today)
    event = event_named(name, timeline.events)
    name = event.id
    if promise in event.promises:
        raise UsageError(f"{name} already has exactly this promise; nothing was written")
    _refuse_hindsight(event, promise)
    hints = [*_new_speaker(saying.by, timeline)]
    if is_past(promise) and saying.said is None:
        hints.append("These days have passed; was --said forgotten?")

    def meaning(after: Timeline) -> list[str]:
        return [sentences.promise_words(_event(after, name), promise), *hints, *_shown_from(day, today)]

    return Edit([*sources, AddPromise(name, promise)], meaning)


def _refuse_hindsight(event: Event, promise: Promise) -> None:
    """Refuse a promise that was made after the event's outcome."""
    if event.outcome is None or not is_hindsight(promise, event):
        return
    if event.outcome.result == "cancelled":
        raise UsageError(
            f"{event.id} was cancelled {words(event.outcome.date)}; if it is on again, make its outcome a promise "
            f"without `due`, which withdraws the date, with `spacetl edit {event.id}`"
        )
    raise UsageError(
        f"{event.id} was {event.outcome.result} {words(event.outcome.date)}; give an earlier --said, or correct the "
        f"outcome with `spacetl edit {event.id}`"
    )


def _new_speaker(by: str | None, timeline: Timeline) -> Iterator[str]:
    """A line for each speaker in `by` who is new, and one letter from one who is known."""
    speakers = Speakers(timeline)
    known = {name for event in timeline.events for promise in event.promises for name in speakers.of(promise.by)}
    for name in speakers.of(by):
        near = None if name in known else one_letter_off(name, [*known, *timeline.speakers, *timeline.agencies])
        if near is not None:
            yield f"The speaker {quoted(name)} is new; did you mean {shown(near)}?"


def new_outcome(name: str, text: str, result: str, typed: Typed, timeline: Timeline) -> Edit:
    """The edit that records the outcome of the event with an id."""
    _, reference, today = typed
    name = event_named(name, timeline.events).id
    came = choice_named(get_args(Result), "result", result)
    date = date_option("DATE", text, today)
    if date.latest is None or date.earliest is None or date.earliest > days_later(today, 1):
        raise UsageError(
            f"DATE: an outcome must be in the past; found {quoted(text)}, for a future date use `spacetl promise`"
        )
    source, sources = _cited_source(reference, timeline, date.latest)
    outcome = Outcome(
        date=date,
        result=came,
        source=source,
        note=checked_text("--note", reference.note, Outcome, "note"),
    )
    exact = "" if date.earliest == date.latest else "; give the exact day if you can"
    known_from = max(date.latest, today)

    def meaning(after: Timeline) -> list[str]:
        event = _event(after, name)
        measured = measure_all(after, known_from)(entry_on(event, known_from))
        return [
            sentences.outcome_words(event, measured),
            *_hindsight(event),
            *_shown_from(known_from, today, exact),
        ]

    return Edit([*sources, SetOutcome(name, outcome)], meaning)


def _hindsight(event: Event) -> list[str]:
    """A line on the promises that were made after the outcome; none if there are none."""
    number = sum(is_hindsight(promise, event) for promise in event.promises)
    which = "The promise" if number == 1 else f"{number} promises"
    return [f"{which} said after it will count for nothing; check the days."] if number else []


def day_said(said: str | None, today: datetime.date) -> datetime.date:
    """The day on which something was said, `today` unless given; it may be tomorrow, as in other time zones."""
    if said is None:
        return today
    date = date_option("--said", said, today)
    if date.earliest is None or date.earliest != date.latest:
        raise UsageError(f"--said must be a single day, such as 2017-06-07 or yesterday; found {quoted(said)}")
    if date.earliest > days_later(today, 1):
        raise UsageError(f"--said: {date} is in the future; give the day on which it was said")
    return date.earliest


def _promise_of(
    due: Date | None, saying: Saying, source: str | None, note: str | None, today: datetime.date
) -> Promise:
    return Promise(
        said=day_said(saying.said, today),
        by=checked_text("--by", saying.by, Promise, "by"),
        due=due,
        source=source,
        note=checked_text("--note", note, Promise, "note"),
    )


def checked_text(what: str, text: str | None, record: type[Struct], field: str, name: str | None = None) -> str | None:
    """The text that was typed for `what` if it is valid in a field of a record, which messages may call `name`."""
    wrong = None if text is None else field_flaw(text, record, field, name)
    if wrong:
        raise UsageError(f"{what}: {wrong}".replace(f"{what}: {name or field} ", f"{what} ", 1))
    return text


def _agency_ids(names: Iterable[str], timeline: Timeline) -> tuple[tuple[str, ...], list[str]]:
    """The ids of the agencies named by id, name or alias, in upper or lower case, and a line for each new one."""
    known = AgencyNames(timeline)
    ids: list[str] = []
    new: list[str] = []
    for name in names:
        agency = known.id_of(name)
        if agency is None:
            agency = checked_text("--agency", name, Event, "agency") or name
            parts = [part.strip() for part in name.split(",")]
            if parts[1:] and all(known.id_of(part) for part in parts):
                each = " ".join(f"--agency {shlex.quote(part)}" for part in parts)
                raise UsageError(f"--agency takes one agency at a time; write {each}")
            near = one_letter_off(name, known.ids)
            if near is not None:
                new.append(f"The agency {quoted(name)} is new; did you mean {shown(near)}?")
            elif known.ids:
                new.append(f"The agency {quoted(name)} is new{suggestion(name, known.ids)}")
        ids.append(agency)
    return tuple(dict.fromkeys(ids)), new


def _cited_source(reference: Reference, timeline: Timeline, day: datetime.date) -> tuple[str | None, list[Change]]:
    """The id of the source given by its id or its URL, and the change that lists it if it is new.

    A new id is made from the day of the statement.
    """
    given = checked_text("--source", reference.source, Promise, "source")
    title = checked_text("--source-title", reference.source_title, Source, "title")
    publisher = checked_text("--publisher", reference.publisher, Source, "publisher")
    citations = Citations(timeline.sources)
    known = None if given is None else citations.find(given)
    if known is not None or given is None:
        if title is not None or publisher is not None:
            why = "there is none" if given is None else f"{quoted(given)} is listed already"
            raise UsageError(f"--source-title and --publisher describe a new --source, but {why}")
        return known, []
    if is_url(given):
        source = Source(title=title, publisher=publisher, url=given)
    elif " " in given and title is None:
        there = next((name for name, each in timeline.sources.items() if each.title == given), None)
        if there is not None:
            return there, []
        source = Source(title=given, publisher=publisher)
    else:
        near = suggestion(given, timeline.sources)
        raise UsageError(
            f"no source {quoted(given)} is listed in the file{near}; give its id, its title in several words, or a URL "
            "such as https://example.org"
        )
    return citations.add(source, day), [*citations.new]


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
