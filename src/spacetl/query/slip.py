"""How far a date moved, and in which way."""

import datetime
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from spacetl.dates import Date
from spacetl.timeline import Event, Outcome, Promise


class Slip(NamedTuple):
    """How far a date moved, as a span of days: negative is earlier, None is unknown because an end is open."""

    promised: Date
    came: Date

    @property
    def least(self) -> int | None:
        """The days from the last day promised to the first day it came."""
        return _days(self.promised.latest, self.came.earliest)

    @property
    def most(self) -> int | None:
        """The days from the first day promised to the last day it came."""
        return _days(self.promised.earliest, self.came.latest)

    @property
    def late(self) -> bool:
        """Whether it surely came after the promise."""
        return self.least is not None and self.least > 0

    @property
    def early(self) -> bool:
        """Whether it surely came before the promise."""
        return self.most is not None and self.most < 0

    @property
    def kept(self) -> bool:
        """Whether the two dates overlap."""
        return not (self.late or self.early)


def _days(start: datetime.date | None, end: datetime.date | None) -> int | None:
    return None if start is None or end is None else (end - start).days


class Move(StrEnum):
    """The kind of one change of a promise, or the result that ended them."""

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
    """What kind of change it is when a promise of `before` is followed by one of `after`.

    The same span is `reaffirmed`, unless "around" or "perhaps" was dropped (`firmed`) or added (`loosened`). Where both
    are open at the same end, the other end tells: "from 2019" and then "from 2020" is a `slip`, no narrower span.
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


class Step(NamedTuple):
    """One statement about an event: a promise or its outcome, with how it differs from what was said before.

    Attributes:
        said: the day it was said, an outcome's latest day; None if it was always known.
        slip: from the date in force before; None if there was none or there is none now.
    """

    said: datetime.date | None
    by: str | None
    due: Date | None
    move: Move
    slip: Slip | None
    source: str | None
    note: str | None


def steps(event: Event) -> Iterator[Step]:
    """The statements about an event in the order they were made, its outcome last.

    A promise is compared with the last one before it that gave a date; one that gives none is `withdrawn`, or
    `first` where nothing was said before it.
    """
    before: Date | None = None
    told = False
    for promise in event.promises:
        yield _promise_step(promise, before, told=told)
        before = promise.due or before
        told = True
    if event.outcome is not None:
        yield _outcome_step(event.outcome, before)


def _promise_step(promise: Promise, before: Date | None, *, told: bool) -> Step:
    due = promise.due
    slip = None if before is None or due is None else Slip(before, due)
    if before is None or due is None:
        move = Move.WITHDRAWN if due is None and told else Move.FIRST
    else:
        move = move_between(before, due)
    return Step(promise.said, promise.by, due, move, slip, promise.source, promise.note)


def _outcome_step(outcome: Outcome, before: Date | None) -> Step:
    slip = None if before is None else Slip(before, outcome.date)
    return Step(outcome.date.latest, None, outcome.date, Move(outcome.result), slip, outcome.source, outcome.note)
