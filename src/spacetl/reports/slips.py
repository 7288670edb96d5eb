"""Events measured against what was promised for them, and how many of those promises were kept."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from statistics import median
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from spacetl.dates import words
from spacetl.dates.durations import day_words, shown_of
from spacetl.query import AgencyNames, Entry, Move, Query, Slip, Status, by_id, select, speaker_filter, steps
from spacetl.reports.fields import event_calendar, iso, status_words
from spacetl.reports.report import Cell, Column, Field, Table, Tone
from spacetl.reports.sentences import slip_words
from spacetl.timeline import Promise, Timeline

FEWEST_OUTCOMES = 3  # a median of fewer says nothing
VERDICTS = ("kept", "early", "late", "cancelled", "open")
_RARE = ("early", "cancelled")  # verdicts that have a field only if one occurs
_MOST_DAYS = datetime.timedelta.max.days  # more than any slip
_UNMOVED = (Move.FIRST, Move.REAFFIRMED, Move.DONE, Move.FAILED, Move.CANCELLED)


class MeasuredEvent(Struct, frozen=True, gc=False):
    """An event and the promise that it is measured against."""

    entry: Entry
    promise: Promise
    slip: Slip | None  # from that promise to the current date; None if that was withdrawn, or the event cancelled
    open: bool  # whether the event is still to come

    @property
    def moves(self) -> int:
        """How often the event's promise has moved since."""
        since = self.promise.said or datetime.date.min
        later = [step for step in steps(self.entry.event) if (step.said or datetime.date.min) > since]
        return sum(step.move not in _UNMOVED for step in later)


class Tally(NamedTuple):
    """How an agency's or a speaker's promises were kept."""

    name: str
    rows: list[MeasuredEvent]
    verdicts: Counter[str]
    median: int | None  # of the days that what has come is surely late, 0 if kept; None below `FEWEST_OUTCOMES`


def slips(
    timeline: Timeline, query: Query, day: datetime.date, baseline: datetime.date | None = None
) -> Table[MeasuredEvent]:
    """The events with promises that pass the query, as known on `day`, measured.

    They are measured against their first promise, or against the one in force on the day `baseline`. If the query asks
    for speakers, only their promises count.
    """
    entries = select(timeline, replace(query, limit=None), day, by_id)
    spoken = speaker_filter(timeline, query.by)
    rows = []
    for entry in entries:
        promises = entry.event.promises
        counting = [promise for promise in promises if spoken(promise.by)] if query.by else promises
        if (row := measure(entry, counting, baseline)) is not None:
            rows.append(row)
    # before they are sorted, while they lie in memory in this order
    summary = _summary(rows, AgencyNames(timeline), query.agencies)
    if query.sort is None:
        rows.sort(key=_worst_first, reverse=query.reverse)
    shown = rows[: query.limit]
    against = "the first promise" if baseline is None else f"the promise in force on {day_words(baseline)}"
    against += f" of {' or '.join(query.by)}" if query.by else ""
    calendar_entry = event_calendar(timeline)
    return Table(
        name="slips",
        rows=shown,
        columns=_COLUMNS,
        fields=_FIELDS,
        hint=(f"{shown_of(len(shown), len(rows), 'event')} measured against {against}, as of {day_words(day)}.",),
        calendar=lambda row: calendar_entry(row.entry),
        summary=summary if rows else None,
    )


def _worst_first(row: MeasuredEvent) -> int:
    """Late, then kept, then early, then open and kept so far; an unknown slip last."""
    if row.slip is None:
        return 2 * _MOST_DAYS
    return _MOST_DAYS if row.slip.days == 0 and row.open else -row.slip.days


_COLUMNS: tuple[Column[MeasuredEvent], ...] = (
    Column("id", lambda row: row.entry.event.id),
    Column("title", lambda row: row.entry.event.title),
    Column("agencies", lambda row: row.entry.event.agencies),
    Column("status", lambda row: row.entry.status),
    Column("first_said", lambda row: iso(row.promise.said)),
    Column("first_due", lambda row: None if row.promise.due is None else row.promise.due.text),
    Column("date", lambda row: None if row.entry.date is None else row.entry.date.text),
    Column("slip_min_days", lambda row: None if row.slip is None else row.slip.least),
    Column("slip_max_days", lambda row: None if row.slip is None else row.slip.most),
    Column("moves", lambda row: row.moves),
)


def _late(row: MeasuredEvent) -> Cell:
    if row.slip is None:
        return Cell("withdrawn" if row.open else "cancelled", Tone.BAD)
    days = row.slip.days
    if days == 0:
        return _open(row) if row.open else Cell("kept", Tone.GOOD)
    return Cell(slip_words(row.slip) + (" (open)" if row.open else ""), Tone.WARNING if days > 0 else Tone.NOW)


def _open(row: MeasuredEvent) -> Cell:
    """The cell of what overlaps its promise and is still to come, perhaps overdue already."""
    if row.entry.status is Status.OVERDUE:
        return Cell(f"open, {status_words(row.entry)}", Tone.WARNING)
    return Cell("open", Tone.DIM)


def _came(row: MeasuredEvent) -> Cell:
    if row.entry.date is None:
        return Cell("no date", Tone.DIM)
    text = words(row.entry.date)
    return Cell(text) if row.open or row.entry.status == "done" else Cell(f"{text} ({status_words(row.entry)})")


_FIELDS: tuple[Field[MeasuredEvent], ...] = (
    Field("Event", lambda row: Cell(row.entry.event.title), wraps=True),
    Field(
        "Promised",
        lambda row: Cell(words(row.promise.due) if row.promise.due else ""),
        order=lambda row: row.promise.due and row.promise.due.sort_key,
    ),
    Field("Came or due", _came, order=lambda row: row.entry.date and row.entry.date.sort_key),
    Field("How late", _late, order=lambda row: None if row.slip is None else row.slip.days),
)


def measure(entry: Entry, promises: Sequence[Promise], baseline: datetime.date | None = None) -> MeasuredEvent | None:
    """The event measured against the first date in `promises`, some or all of its own; None if they contain no date.

    With a baseline it is the promise in force on that day that counts; None if it was withdrawn by then.
    """
    if baseline is not None:
        promises = [promise for promise in promises if promise.said is None or promise.said <= baseline][-1:]
    for promise in promises:
        if promise.due is not None:
            return MeasuredEvent(entry, promise, entry.slip_from(promise.due), entry.event.outcome is None)
    return None


def _summary(rows: list[MeasuredEvent], names: AgencyNames, wanted: Sequence[str]) -> Table[Tally]:
    """A row per agency, or per requested agency if any were: not all events of the others are here."""
    asked = names.meant(wanted)
    of_agency: dict[str, list[MeasuredEvent]] = defaultdict(list)
    for row in rows:
        for name in row.entry.event.agencies or ("(no agency)",):
            agency = names.ids.get(name, name)
            if not asked or agency in asked:
                of_agency[agency].append(row)
    tallies = [tally_of(agency, of_agency[agency]) for agency in sorted(of_agency, key=str.casefold)]
    return Table(
        name="slips by agency",
        rows=tallies,
        columns=(),
        fields=(Field("Agency", lambda tally: Cell(tally.name)), *tally_fields(tallies)),
    )


def tally_of(name: str, rows: list[MeasuredEvent]) -> Tally:
    """The tally of these events."""
    days = [row.slip.days for row in rows if row.slip is not None and not row.open]
    late, early = sum([each > 0 for each in days]), sum([each < 0 for each in days])
    still = sum([row.open for row in rows])
    kept, cancelled = len(days) - late - early, len(rows) - len(days) - still
    verdicts = Counter(kept=kept, early=early, late=late, cancelled=cancelled, open=still)
    return Tally(name, rows, verdicts, None if len(days) < FEWEST_OUTCOMES else round(median(days)))


def tally_fields(tallies: Iterable[Tally]) -> tuple[Field[Tally], ...]:
    """The counts and the median of these tallies; early and cancelled ones only if there are some."""
    seen = {verdict for tally in tallies for verdict, count in tally.verdicts.items() if count}
    counts = (_count(verdict) for verdict in VERDICTS if verdict in seen or verdict not in _RARE)
    return (*counts, Field("Median, kept = 0", _median, right=True, order=lambda tally: tally.median))


def _count(verdict: str) -> Field[Tally]:
    def count(tally: Tally) -> int:
        return tally.verdicts[verdict]

    return Field(verdict.capitalize(), lambda tally: Cell(str(count(tally))), right=True, order=count)


def _median(tally: Tally) -> Cell:
    return Cell(f"under {FEWEST_OUTCOMES} outcomes" if tally.median is None else f"{tally.median:,} d")
