"""How far a date moved, and in which way."""

import datetime
from collections.abc import Iterator
from enum import StrEnum

from msgspec import Struct

from spacetl.dates import Date
from spacetl.timeline import Event, Promise


class Slip(Struct, frozen=True, gc=False):
    """How far a date moved, as a span of days: negative is earlier, None is unknown because an end is open."""

    promised: Date
    came: Date  # or what is promised now
    least: int | None  # from the last day promised to the first day on which it came
    most: int | None  # from the first day promised to the last day on which it came
    days: int  # how late it is at least, or early if negative; 0 if the dates overlap

    @property
    def kept(self) -> bool:
        """Whether the two dates overlap."""
        return self.days == 0


def slip_between(promised: Date, came: Date) -> Slip:
    """The slip from the date promised to the date that came."""
    first, last = promised.earliest, promised.latest
    least = None if last is None or came.earliest is None else (came.earliest - last).days
    most = None if first is None or came.latest is None else (came.latest - first).days
    days = least if least is not None and least > 0 else most if most is not None and most < 0 else 0
    return Slip(promised, came, least, most, days)


class Move(StrEnum):
    """The kind of one change of a promise, or the result that ended the changes."""

    FIRST = "first"
    SLIP = "slip"
    PULL_IN = "pull-in"
    FIRMED = "firmed"
    LOOSENED = "loosened"
    REAFFIRMED = "reaffirmed"
    WITHDRAWN = "withdrawn"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


def move_between(before: Date, after: Date) -> Move:
    """The kind of change from a promise of `before` to one of `after`.

    The same span is `reaffirmed`, unless "around" or "perhaps" was dropped (`firmed`) or added (`loosened`). If both
    are open at the same end, the other end decides: "from 2019" then "from 2020" is a `slip`, not a narrower span.
    """
    start = _compare(before.earliest, after.earliest, open_end=datetime.date.min)
    end = _compare(before.latest, after.latest, open_end=datetime.date.max)
    if start == end == 0:
        if before.qualified == after.qualified:
            return Move.REAFFIRMED
        return Move.FIRMED if before.qualified else Move.LOOSENED
    open_alike = before.latest is after.latest is None or before.earliest is after.earliest is None
    if start * end > 0 or open_alike:
        return Move.SLIP if start + end > 0 else Move.PULL_IN
    return Move.FIRMED if start >= 0 >= end else Move.LOOSENED


def _compare(before: datetime.date | None, after: datetime.date | None, *, open_end: datetime.date) -> int:
    before, after = before or open_end, after or open_end
    return (after > before) - (after < before)


class Step(Struct, frozen=True, gc=False):
    """One statement about an event: a promise or its outcome, with how it differs from what was said before."""

    said: datetime.date | None  # an outcome's latest day; None for what was always known
    by: str | None
    due: Date | None
    move: Move
    before: Date | None  # the date in force before
    source: str | None
    note: str | None

    @property
    def slip(self) -> Slip | None:
        """The slip from the date in force before; None if there was none or there is none now."""
        return None if self.before is None or self.due is None else slip_between(self.before, self.due)


def steps(event: Event) -> Iterator[Step]:
    """The statements about an event in the order they were made, its outcome last.

    A promise is compared with the last one before it that gave a date; one that gives none is `withdrawn`, or
    `first` if nothing was said before it.
    """
    before: Date | None = None
    repeated = False
    for promise in event.promises:
        move = _move_of(promise, before, repeated=repeated)
        yield Step(promise.said, promise.by, promise.due, move, before, promise.source, promise.note)
        before = promise.due or before
        repeated = True
    if event.outcome is not None:
        date, result, source, note = event.outcome.date, event.outcome.result, event.outcome.source, event.outcome.note
        yield Step(date.latest, None, date, Move(result), before, source, note)


def _move_of(promise: Promise, before: Date | None, *, repeated: bool) -> Move:
    if before is None or promise.due is None:
        return Move.WITHDRAWN if promise.due is None and repeated else Move.FIRST
    return move_between(before, promise.due)
