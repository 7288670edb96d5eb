"""What each statement about an event changed: its move, and how many days the date moved by.

The rules are those of docs/verdicts.md.
"""

import datetime
from collections.abc import Iterator
from enum import StrEnum

from msgspec import Struct

from spacetl.dates import Date, Days, named_days
from spacetl.timeline import Event, Outcome, Promise


class Slip(Struct, frozen=True, gc=False):
    """How far a date moved, in days: from the days named before to those named now; earlier is negative."""

    was_first: datetime.date | None  # None: every day up to the last
    was_last: datetime.date
    first: datetime.date | None  # None: unknown
    last: datetime.date | None  # None: unknown, or there is no end

    @property
    def least(self) -> int | None:
        """The days from the last day before to the first day now; None if that is unknown."""
        return None if self.first is None else (self.first - self.was_last).days

    @property
    def most(self) -> int | None:
        """The days from the first day before to the last day now; None if either is unknown."""
        return None if self.was_first is None or self.last is None else (self.last - self.was_first).days

    @property
    def sure(self) -> int:
        """How many days later it surely is, negative if it is surely earlier; else 0."""
        if self.first is not None and self.first > self.was_last:
            return (self.first - self.was_last).days
        if self.was_first is not None and self.last is not None and self.last < self.was_first:
            return (self.last - self.was_first).days
        return 0


class Move(StrEnum):
    """The kind of one change of a promise, or the result that ended the changes."""

    FIRST = "first"
    LATER = "later"
    EARLIER = "earlier"
    NARROWER = "narrower"
    WIDER = "wider"
    SAME = "same"
    WITHDRAWN = "withdrawn"
    PAST = "past"  # for days before it was said, so that it counts for nothing
    AFTER = "after"  # said after the outcome, so that it counts for nothing
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Step(Struct, frozen=True, gc=False):
    """One statement about an event: a promise or its outcome, with how it differs from what was said before."""

    statement: Promise | Outcome
    move: Move
    before: Promise | None  # with the date in force before; None if there was none

    @property
    def said(self) -> datetime.date | None:
        """The day on which it was said, or on which the outcome was known; None if it was always known."""
        return self.statement.said if isinstance(self.statement, Promise) else self.statement.date.latest

    @property
    def by(self) -> str | None:
        """Who said it; None for an outcome."""
        return self.statement.by if isinstance(self.statement, Promise) else None

    @property
    def due(self) -> Date | None:
        """The date promised, None if it was withdrawn; or the date of the outcome."""
        return self.statement.due if isinstance(self.statement, Promise) else self.statement.date

    @property
    def was(self) -> Date | None:
        """The date in force before; None if there was none."""
        return None if self.before is None else self.before.due

    @property
    def slip(self) -> Slip | None:
        """How far the date moved; None if there was or is none, or the statement counts for nothing."""
        if self.before is None or self.before.due is None or self.due is None or self.move in {Move.PAST, Move.AFTER}:
            return None
        was = promised_days(self.before.due, self.before.said)
        if isinstance(self.statement, Outcome):
            return Slip(*was, self.due.earliest, self.due.latest)
        if self.before.due.earliest is None and _over(self.before.due, self.said):
            was = Days(None, was.last)
        now = promised_days(self.due, self.said)
        return Slip(*was.starting_on(self.said), now.first, None if self.due.latest is None else now.last)


def steps(event: Event) -> Iterator[Step]:
    """The statements about an event in the order they were made; what was said after its outcome stands after it.

    A promise is compared with the last dated one of an earlier day.
    """
    outcome = event.outcome
    known = outcome.date.latest if outcome is not None else None
    before: Promise | None = None  # with the date in force before the day
    last: Promise | None = None  # of the day, if it counts
    day: datetime.date | None = None
    repeated = said_before = False
    for promise in event.promises:
        if outcome is not None and is_hindsight(promise, event):
            if known is not None:
                yield Step(outcome, Move(outcome.result), _dated(last, before))
                known = None
            yield Step(promise, Move.AFTER, _dated(last, before))
            continue
        if promise.said != day or promise.said is None:
            before, last, day, said_before = _dated(last, before), None, promise.said, repeated
        yield Step(promise, _move_of(promise, before, repeated=said_before), before)
        repeated = True
        last = last if is_past(promise) else promise
    if outcome is not None and known is not None:
        yield Step(outcome, Move(outcome.result), _dated(last, before))


def _dated(last: Promise | None, before: Promise | None) -> Promise | None:
    """The last promise of a day if it has a date, else the one with the date in force before."""
    return before if last is None or last.due is None else last


def is_past(promise: Promise) -> bool:
    """Whether a promise is for days all of which lie before it was said, so that it never comes into force."""
    due, said = promise.due, promise.said
    return due is not None and _over(due, said)


def _over(date: Date, day: datetime.date | None) -> bool:
    """Whether all days of a date lie before a day; a "from" is never over."""
    return day is not None and date.latest is not None and date.latest < day


def is_hindsight(promise: Promise, event: Event) -> bool:
    """Whether a promise was made after the last day of the event's outcome."""
    known = None if event.outcome is None else event.outcome.date.latest
    return known is not None and promise.said is not None and promise.said > known


def promised_days(due: Date, said: datetime.date | None) -> Days:
    """The days that a date names, from the day on that it was said if that is one of them.

    Of a "from" whose days had passed by then that day is left: it is from then on.
    """
    days = named_days(due)
    if said is not None and due.latest is None and days.last < said:
        return Days(said, said)
    return days.starting_on(said)


def ever_in_force(promise: Promise, event: Event) -> bool:
    """Whether a promise gave a date that was in force for a time: it was neither past nor made in hindsight."""
    return promise.due is not None and not is_past(promise) and not is_hindsight(promise, event)


def times_later(event: Event) -> int:
    """On how many days the event's date became later."""
    later = [step.said for step in steps(event) if step.move is Move.LATER]
    return len({said for said in later if said}) + later.count(None)


def _move_of(promise: Promise, before: Promise | None, *, repeated: bool) -> Move:
    if promise.due is None:
        return Move.WITHDRAWN if repeated else Move.FIRST
    if is_past(promise):
        return Move.PAST
    if before is None or before.due is None:
        return Move.FIRST
    was = promised_days(before.due, before.said).starting_on(promise.said)
    over = _over(before.due, promise.said)
    return _change((before.due, was), (promise.due, promised_days(promise.due, promise.said)), over=over)


def _change(before: tuple[Date, Days], after: tuple[Date, Days], *, over: bool) -> Move:
    """The kind of change from a date in force, perhaps `over`, to another: the rules of docs/verdicts.md, in order."""
    (old, was), (new, now) = before, after
    was_first, first = was.first or datetime.date.min, now.first or datetime.date.min
    by = new.earliest is None
    opened = new.latest is None and old.latest is not None
    if over and now.last > was.last:
        return Move.LATER
    if (was_first, was.last) == (first, now.last):
        return _change_of_marks(old, new)
    if opened and was_first <= first <= was.last:
        return Move.LATER if first > was_first else Move.WIDER
    if was_first <= first and now.last <= was.last and not (by and old.earliest is None):
        return Move.NARROWER
    if now.last > was.last and (by or first >= was_first):
        return Move.LATER
    return Move.EARLIER if now.last < was.last and first <= was_first else Move.WIDER


def _change_of_marks(old: Date, new: Date) -> Move:
    """What became of an open end, else an open start, else "around" and "perhaps", where the days are the same."""
    was, now = ((date.latest is None, date.earliest is None, date.qualified) for date in (old, new))
    return Move.WIDER if now > was else Move.NARROWER if now < was else Move.SAME
