"""The timeline as it was known on a day, and each event's date and status on it."""

import datetime
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from spacetl.dates import Certainty, Date, last_day_of_grace
from spacetl.query.moves import ever_in_force, is_past
from spacetl.timeline import Event, Promise, Result, Timeline


def as_of(timeline: Timeline, day: datetime.date) -> Timeline:
    """The timeline as it was known at the end of `day`, an ordinary timeline.

    Promises said after the day are dropped, and so are outcomes whose latest day is after it; an event that loses all
    its promises and its outcome this way did not exist yet. Promises without a said day, plain dates and events with
    nothing but a title are always known.
    """
    known = [found for event in timeline.events if (found := known_on(event, day)) is not None]
    return replace(timeline, events=tuple(known))


def known_on(event: Event, day: datetime.date) -> Event | None:
    """The event as it was known at the end of `day`, as in `as_of`; None if it did not exist yet."""
    promises = event.promises
    outcome = event.outcome
    if not promises and outcome is None:
        return event
    # they are sorted by the day said, with those always known first
    if promises and (last := promises[-1].said) is not None and last > day:
        promises = tuple(promise for promise in promises if promise.said is None or promise.said <= day)
    if outcome is not None and (outcome.date.latest is None or outcome.date.latest > day):
        outcome = None
    if not promises and outcome is None:
        return None
    if promises is event.promises and outcome is event.outcome:
        return event
    return replace(event, promises=promises, outcome=outcome)


class Status(StrEnum):
    """The status of an event on a day, in the order of interest to people."""

    OVERDUE = "overdue"
    DUE = "due"
    UPCOMING = "upcoming"
    UNDATED = "undated"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"
    PAST = "past"


class Entry(Struct, frozen=True, gc=False):
    """An event as known on a day, with its status on it."""

    event: Event
    date: Date | None  # as in `current_date`
    status: Status
    maybe: bool = False  # whether the status rests on an approximate or uncertain date, as in "maybe overdue"
    certainty: Certainty = Certainty.SURE  # whether the current date surely lies in the requested range

    @property
    def first_promise(self) -> Date | None:
        """The first date that was promised, of those that came into force."""
        return next((each.due for each in self.event.promises if ever_in_force(each, self.event)), None)


_OF_RESULT: dict[Result, Status] = {"done": Status.DONE, "failed": Status.FAILED, "cancelled": Status.CANCELLED}


def promise_in_force(event: Event) -> Promise | None:
    """The last promise, whatever came of it; what was promised for days before it was said is passed over."""
    return next((promise for promise in reversed(event.promises) if not is_past(promise)), None)


def current_date(event: Event) -> Date | None:
    """The outcome's date, else that of the promise in force (None if it was withdrawn), else the plain date."""
    if event.outcome is not None:
        return event.outcome.date
    promise = promise_in_force(event)
    return event.date if promise is None else promise.due


def entry_on(event: Event, day: datetime.date) -> Entry:
    """The entry of an event, as of `day`."""
    date = current_date(event)
    if event.outcome is not None:
        return Entry(event, date, _OF_RESULT[event.outcome.result])
    status = _status(date, day, promised=bool(event.promises))
    return Entry(event, date, status, status is Status.OVERDUE and date is not None and not has_passed(date, day))


def has_passed(date: Date, day: datetime.date) -> bool:
    """Whether a date is over on `day`, and so is one more of its unit if it is approximate or uncertain."""
    end = last_day_of_grace(date) if date.qualified else date.latest
    return end is not None and end < day


def _status(date: Date | None, day: datetime.date, *, promised: bool) -> Status:
    if date is None:
        return Status.UNDATED
    if date.earliest is not None and date.earliest > day:
        return Status.UPCOMING
    if date.latest is None or date.latest >= day:
        return Status.DUE
    return Status.OVERDUE if promised else Status.PAST
