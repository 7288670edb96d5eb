"""Events measured against what was promised for them, and how many of those promises were kept."""

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from statistics import median
from typing import NamedTuple

from msgspec import Struct

from spacetl.query import Entry, Move, Slip, steps
from spacetl.reports.table import Cell, Field
from spacetl.timeline import Promise

TOO_FEW = 3
_UNMOVED = (Move.FIRST, Move.REAFFIRMED, Move.DONE, Move.FAILED, Move.CANCELLED)


class Slipped(Struct, frozen=True, gc=False):
    """An event measured: the promise it is measured against, and the slip.

    Attributes:
        slip: from that promise to the current date; None if the last promise was withdrawn, or the event cancelled.
        open: whether the event is still to come.
    """

    entry: Entry
    promise: Promise
    slip: Slip | None
    open: bool

    @property
    def moves(self) -> int:
        """How often the event's promise has moved since."""
        since = self.promise.said or datetime.date.min
        later = [step for step in steps(self.entry.event) if (step.said or datetime.date.min) > since]
        return sum(step.move not in _UNMOVED for step in later)


VERDICTS = ("kept", "early", "late", "cancelled", "open")
_SELDOM = ("early", "cancelled")


def measured(entry: Entry, promises: Sequence[Promise], baseline: datetime.date | None = None) -> Slipped | None:
    """The event measured against the first date in `promises`, some or all of its own; None if they contain no date.

    Args:
        entry: the event.
        promises: those that count, in the order in which they were said.
        baseline: measure against the one of them in force on this day; gives None if it was withdrawn by then.
    """
    if baseline is not None:
        promises = [promise for promise in promises if promise.said is None or promise.said <= baseline][-1:]
    for promise in promises:
        if promise.due is not None:
            return Slipped(entry, promise, entry.slip_from(promise.due), entry.event.outcome is None)
    return None


class Tally(NamedTuple):
    """How an agency's or a speaker's promises were kept.

    Attributes:
        verdicts: how many of the events have each verdict.
        median: the median of the least days late of what has come, kept ones counting as 0; None below `TOO_FEW`.
    """

    name: str
    rows: list[Slipped]
    verdicts: Counter[str]
    median: int | None


def tallied(name: str, rows: list[Slipped]) -> Tally:
    """The tally of somebody's events."""
    days = [row.slip.days for row in rows if row.slip is not None and not row.open]
    late, early = sum([each > 0 for each in days]), sum([each < 0 for each in days])
    still = sum([row.open for row in rows])
    kept, cancelled = len(days) - late - early, len(rows) - len(days) - still
    verdicts = Counter(kept=kept, early=early, late=late, cancelled=cancelled, open=still)
    return Tally(name, rows, verdicts, None if len(days) < TOO_FEW else round(median(days)))


def tally_fields(tallies: Iterable[Tally]) -> tuple[Field[Tally], ...]:
    """The counts and the median of these tallies; early and cancelled ones only if there are some."""
    seen = {verdict for tally in tallies for verdict, count in tally.verdicts.items() if count}
    counts = (_count(verdict) for verdict in VERDICTS if verdict in seen or verdict not in _SELDOM)
    return (*counts, Field("Median, kept = 0", _median, right=True, order=lambda tally: tally.median))


def _count(verdict: str) -> Field[Tally]:
    def count(tally: Tally) -> int:
        return tally.verdicts[verdict]

    return Field(verdict.capitalize(), lambda tally: Cell(str(count(tally))), right=True, order=count)


def _median(tally: Tally) -> Cell:
    return Cell(f"under {TOO_FEW} outcomes" if tally.median is None else f"{tally.median:,} d")
