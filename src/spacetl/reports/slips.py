"""Events measured against what was promised for them, and how many of those promises were kept."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from statistics import median
from typing import NamedTuple

from msgspec.structs import replace

from spacetl.dates import words
from spacetl.dates.durations import day_words, shown_of
from spacetl.errors import UsageError
from spacetl.query import (
    AgencyNames,
    Entry,
    Measured,
    Move,
    Query,
    Speakers,
    Verdict,
    by_id,
    measure,
    select,
    speaker_filter,
    steps,
)
from spacetl.reports.fields import event_calendar, iso
from spacetl.reports.report import Cell, Column, Field, Table, Tone
from spacetl.reports.sentences import verdict_words
from spacetl.timeline import Timeline

FEWEST_OUTCOMES = 3  # a median of fewer says nothing
_OTHER = (Verdict.UNCLEAR, Verdict.NO_END, Verdict.WITHDRAWN, Verdict.CANCELLED)  # rare, so counted together for people
_MOST_DAYS = datetime.timedelta.max.days  # more than any slip
_UNMOVED = (Move.FIRST, Move.SAME, Move.PAST, Move.AFTER, Move.DONE, Move.FAILED, Move.CANCELLED)
_TONES = {
    Verdict.KEPT: Tone.GOOD,
    Verdict.EARLY: Tone.NOW,
    Verdict.LATE: Tone.WARNING,
    Verdict.LATE_OPEN: Tone.WARNING,
    Verdict.WITHDRAWN: Tone.BAD,
    Verdict.CANCELLED: Tone.BAD,
}


class Tally(NamedTuple):
    """How an agency's or a speaker's promises were kept."""

    name: str
    rows: list[Measured]
    verdicts: Counter[str]
    median: int | None  # of the days that what has come is surely late, 0 if kept; None below `FEWEST_OUTCOMES`


def slips(
    timeline: Timeline, query: Query, day: datetime.date, baseline: datetime.date | None = None
) -> Table[Measured]:
    """The events with promises that pass the query, as known on `day`, measured as in `query.measure`.

    If the query asks for speakers, only their promises count. UsageError if the baseline lies after `day`.
    """
    if baseline is not None and baseline > day:
        raise UsageError(
            f"--baseline: {day_words(baseline)} lies after the day of the report, {day_words(day)}; give an earlier day"
        )
    spoken, speakers = speaker_filter(timeline, query.by), Speakers(timeline)

    def measured(entry: Entry) -> Measured | None:
        promises = entry.event.promises
        counting = [promise for promise in promises if spoken(promise.by)] if query.by else promises
        return measure(entry, counting, speakers, day, baseline)

    entries = select(timeline, replace(query, limit=None), day, by_id, measured)
    rows = [row for entry in entries if (row := measured(entry)) is not None]
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


def _worst_first(row: Measured) -> int:
    """Late, then kept or unclear, then early, then all that has no days."""
    return 2 * _MOST_DAYS if row.late is None else -row.late


def _moves_since(row: Measured) -> int:
    """How often the event's promise has moved since the one that it is measured against."""
    since = row.promise.said or datetime.date.min
    later = [step for step in steps(row.entry.event) if (step.said or datetime.date.min) > since]
    return sum(step.move not in _UNMOVED for step in later)


_COLUMNS: tuple[Column[Measured], ...] = (
    Column("id", lambda row: row.entry.event.id),
    Column("title", lambda row: row.entry.event.title),
    Column("agencies", lambda row: row.entry.event.agencies),
    Column("status", lambda row: row.entry.status),
    Column("said", lambda row: iso(row.promise.said)),
    Column("by", lambda row: row.promise.by),
    Column("due", lambda row: None if row.promise.due is None else row.promise.due.text),
    Column("date", lambda row: None if row.entry.date is None else row.entry.date.text),
    Column("verdict", lambda row: row.verdict),
    Column("slip_min_days", lambda row: row.least),
    Column("slip_max_days", lambda row: row.most),
    Column("moves", _moves_since),
)

_FIELDS: tuple[Field[Measured], ...] = (
    Field("Event", lambda row: Cell(row.entry.event.title), wraps=True),
    Field(
        "Promised",
        lambda row: Cell(words(row.promise.due) if row.promise.due else ""),
        breaks=" to ",
        order=lambda row: row.promise.due and row.promise.due.sort_key,
    ),
    Field(
        "Came or due",
        lambda row: Cell(words(row.entry.date)) if row.entry.date else Cell("no date", Tone.DIM),
        breaks=" to ",
        order=lambda row: row.entry.date and row.entry.date.sort_key,
    ),
    Field(
        "Verdict",
        lambda row: Cell(verdict_words(row), _TONES.get(row.verdict, Tone.DIM)),
        breaks=" ",
        order=lambda row: row.late,
    ),
)


def _summary(rows: list[Measured], names: AgencyNames, wanted: Sequence[str]) -> Table[Tally]:
    """A row per agency, or per requested agency if any were: not all events of the others are here."""
    asked = names.meant(wanted)
    of_agency: dict[str, list[Measured]] = defaultdict(list)
    for row in rows:
        for name in row.entry.event.agencies or ("(no agency)",):
            agency = names.ids.get(name, name)
            if not asked or agency in asked:
                of_agency[agency].append(row)
    tallies = [tally_of(agency, of_agency[agency]) for agency in sorted(of_agency, key=str.casefold)]
    return Table(
        name="events it takes part in, by agency",
        rows=tallies,
        columns=(),
        fields=(Field("Agency", lambda tally: Cell(tally.name)), *tally_fields(tallies)),
    )


def tally_of(name: str, rows: list[Measured]) -> Tally:
    """The tally of these events."""
    days = [row.late for row in rows if row.came and row.late is not None]
    verdicts = Counter[str](row.verdict for row in rows)
    return Tally(name, rows, verdicts, None if len(days) < FEWEST_OUTCOMES else round(median(days)))


def tally_fields(tallies: Iterable[Tally]) -> tuple[Field[Tally], ...]:
    """The counts and the median of these tallies; what is rare stands together, and only if there is some."""
    seen = {verdict for tally in tallies for verdict, count in tally.verdicts.items() if count}
    return (
        _count("Kept", (Verdict.KEPT,)),
        *([_count("Early", (Verdict.EARLY,))] if Verdict.EARLY in seen else []),
        _count("Late", (Verdict.LATE,)),
        Field(
            "Open", _open, right=True, breaks=" ", order=lambda tally: _sum(tally, (Verdict.OPEN, Verdict.LATE_OPEN))
        ),
        *([_count("Other", _OTHER)] if seen.intersection(_OTHER) else []),
        Field("Median, kept = 0", _median, right=True, breaks=" ", order=lambda tally: tally.median),
    )


def _sum(tally: Tally, verdicts: Iterable[Verdict]) -> int:
    return sum(tally.verdicts[verdict] for verdict in verdicts)


def _count(heading: str, verdicts: Sequence[Verdict]) -> Field[Tally]:
    return Field(
        heading,
        lambda tally: Cell(str(_sum(tally, verdicts))),
        right=True,
        order=lambda tally: _sum(tally, verdicts),
    )


def _open(tally: Tally) -> Cell:
    late = tally.verdicts[Verdict.LATE_OPEN]
    count = _sum(tally, (Verdict.OPEN, Verdict.LATE_OPEN))
    return Cell(f"{count} ({late} late)" if late else str(count))


def _median(tally: Tally) -> Cell:
    return Cell(f"under {FEWEST_OUTCOMES} outcomes" if tally.median is None else f"{tally.median:,} d")
