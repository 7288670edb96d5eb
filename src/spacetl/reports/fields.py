"""What the reports about events share: the columns of their records, their fields, their calendar and their notes."""

import datetime
from collections.abc import Callable, Mapping, Sequence

from msgspec.structs import replace

from spacetl.dates import Certainty, words
from spacetl.dates.durations import times
from spacetl.query import AgencyNames, Entry, Measure, Measured, Status, Verdict, promise_in_force, times_later
from spacetl.reports.report import CalendarEntry, Cell, Column, Field, Tone
from spacetl.reports.sentences import distance_words, short_verdict
from spacetl.text import quoted
from spacetl.timeline import Source, Timeline

STATUS_TONES = {
    Status.OVERDUE: Tone.WARNING,
    Status.DUE: Tone.NOW,
    Status.UPCOMING: Tone.PLAIN,
    Status.UNDATED: Tone.DIM,
    Status.DONE: Tone.GOOD,
    Status.FAILED: Tone.BAD,
    Status.CANCELLED: Tone.BAD,
    Status.PAST: Tone.DIM,
}
_SILENT = {Verdict.OPEN, Verdict.NO_END, Verdict.CANCELLED}  # what the status says already, or nothing
_STATUS_ORDER = {status: place for place, status in enumerate(Status)}


def iso(day: datetime.date | None) -> str | None:
    """The day in ISO 8601; None for None."""
    return None if day is None else day.isoformat()


def source_reference(source: str | None, sources: Mapping[str, Source]) -> str | None:
    """Where a statement can be read: its source's url, else its title, else the id; None without a source."""
    if source is None or source not in sources:
        return source
    return sources[source].url or sources[source].title or source


def source_url(source: str | None, sources: Mapping[str, Source]) -> str | None:
    """What `source_reference` gives if it is an address of the web, else None."""
    found = source_reference(source, sources)
    return found if found is not None and found.startswith(("http://", "https://")) else None


def current_source(entry: Entry) -> str | None:
    """The id of the source of the entry's current date, else of the event."""
    event = entry.event
    if event.outcome is not None:
        return event.outcome.source or event.source
    promise = promise_in_force(event)
    return (None if promise is None else promise.source) or event.source


def event_columns(timeline: Timeline, measure: Measure) -> tuple[Column[Entry], ...]:
    """The columns of an event's record; scripts rely on their names and order."""
    measured = _once_a_row(measure)
    return (
        Column("id", lambda entry: entry.event.id),
        Column("title", lambda entry: entry.event.title),
        Column("agencies", lambda entry: entry.event.agencies),
        Column("tags", lambda entry: entry.event.tags),
        Column("status", lambda entry: entry.status),
        Column("date", lambda entry: None if entry.date is None else entry.date.text),
        Column("earliest", lambda entry: None if entry.date is None else iso(entry.date.earliest)),
        Column("latest", lambda entry: None if entry.date is None else iso(entry.date.latest)),
        Column("first_promise", lambda entry: None if (first := entry.first_promise) is None else first.text),
        Column("promises", lambda entry: len(entry.event.promises)),
        Column("verdict", lambda entry: None if (found := measured(entry)) is None else found.verdict),
        Column("slip_min_days", lambda entry: None if (found := measured(entry)) is None else found.least),
        Column("slip_max_days", lambda entry: None if (found := measured(entry)) is None else found.most),
        Column("result", lambda entry: None if entry.event.outcome is None else entry.event.outcome.result),
        Column("source", lambda entry: source_reference(current_source(entry), timeline.sources)),
    )


def _once_a_row(value: Measure) -> Measure:
    """The function, which several columns ask in turn about the same row, made to remember its last answer."""
    last: tuple[Entry | None, Measured | None] = (None, None)

    def remembered(entry: Entry) -> Measured | None:
        nonlocal last
        if last[0] is not entry:
            last = entry, value(entry)
        return last[1]

    return remembered


def status_words(entry: Entry) -> str:
    """The status, 'maybe overdue' if it rests on an approximate date."""
    return f"maybe {entry.status}" if entry.maybe else entry.status


def short_agencies(agencies: Sequence[str]) -> str:
    """'NASA', 'NASA +4'."""
    return f"{agencies[0]} +{len(agencies) - 1}" if len(agencies) > 1 else "".join(agencies)


def verdict_cell(measured: Measured | None) -> Cell:
    """What became of the promise, briefly; nothing of what is simply open, or was cancelled."""
    if measured is None or measured.verdict in _SILENT:
        return Cell("")
    return Cell(short_verdict(measured), Tone.DIM)


def _when(entry: Entry) -> Cell:
    if entry.date is None:
        return Cell("undated", Tone.DIM)
    mark = " ?" if entry.certainty is Certainty.POSSIBLE else ""  # `range_note` says what it means
    return Cell(words(entry.date) + mark, STATUS_TONES[entry.status])


WHEN: Field[Entry] = Field("When", _when, breaks=" to ", order=lambda entry: entry.date and entry.date.sort_key)
EVENT: Field[Entry] = Field("Event", lambda entry: Cell(entry.event.title), wraps=True)
AGENCY: Field[Entry] = Field("Agency", lambda entry: Cell(short_agencies(entry.event.agencies)))
STATUS: Field[Entry] = Field(
    "Status",
    lambda entry: Cell(status_words(entry), STATUS_TONES[entry.status]),
    breaks=" ",
    order=lambda entry: _STATUS_ORDER[entry.status],
)
SLIPPED: Field[Entry] = Field(
    "Slipped",
    lambda entry: Cell(times(times_later(entry.event)), Tone.DIM),
    breaks=" ",
    order=lambda entry: times_later(entry.event) or None,
)


def verdict_field(measure: Measure) -> Field[Entry]:
    """The field that says what became of the promise against which the event is measured."""

    def order(entry: Entry) -> int | None:
        measured = measure(entry)
        return None if measured is None or measured.verdict in _SILENT else measured.late

    return Field("Verdict", lambda entry: verdict_cell(measure(entry)), breaks=" ", order=order)


def distance_field(day: datetime.date) -> Field[Entry]:
    """The field that says how far away an event is, as of `day`."""
    return replace(
        WHEN,
        heading="How far",
        breaks=" ",
        cell=lambda entry: Cell(distance_words(entry, day), STATUS_TONES[entry.status]),
    )


def event_calendar(timeline: Timeline) -> Callable[[Entry], CalendarEntry | None]:
    """The function that gives an event's days in a calendar; None if an end is open or there is no date."""

    def calendar_entry(entry: Entry) -> CalendarEntry | None:
        event, date = entry.event, entry.date
        if date is None or date.earliest is None or date.latest is None:
            return None
        exact = date.earliest == date.latest and not date.qualified
        description = (f"{status_words(entry)}: {words(date)}", *event.agencies, *([event.note] if event.note else []))
        return CalendarEntry(
            uid=event.id,
            date=date.text,
            start=date.earliest,
            end=date.latest,
            summary=event.title if exact else f"{event.title} ({words(date)})",
            status=entry.status,
            description="\n".join(description),
            url=source_url(current_source(entry), timeline.sources),
        )

    return calendar_entry


def country_notes(timeline: Timeline, asked: Sequence[str]) -> tuple[str, ...]:
    """A note for each requested name that is not an agency's but a country's: its agencies are shown."""
    names = AgencyNames(timeline)
    return tuple(
        f"No agency {quoted(name)}; showing the {f'{len(found)} agencies' if len(found) > 1 else 'one agency'}"
        f" of {timeline.agencies[found[0]].country}."
        for name in asked
        if names.id_of(name) is None and (found := names.of_country(name))
    )


def range_note(entries: Sequence[Entry]) -> tuple[str, ...]:
    """A note on what the mark after a date means, if any of the entries has it."""
    if any(entry.certainty is Certainty.POSSIBLE for entry in entries):
        return ("? marks a date that may lie outside the range; --surely leaves those out.",)
    return ()
