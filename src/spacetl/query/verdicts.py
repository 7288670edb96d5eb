"""What became of promises: each event measured against one of them. The rules are those of docs/verdicts.md."""

import datetime
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from spacetl.dates import Date, Days, last_day_of_grace, named_days
from spacetl.query.known import Entry
from spacetl.query.moves import Slip, is_past, promised_days
from spacetl.query.names import Speakers
from spacetl.timeline import Event, Outcome, Promise, Timeline


class Verdict(StrEnum):
    """What became of a promise; as these words counts and records name it."""

    KEPT = "kept"
    EARLY = "early"
    LATE = "late"
    LATE_OPEN = "late_open"  # still open, and late whatever comes
    OPEN = "open"
    NO_END = "no_end"  # it can be met by any day from its first on
    UNCLEAR = "unclear"  # it may have come on the days promised, or not
    WITHDRAWN = "withdrawn"
    CANCELLED = "cancelled"


_CAME = (Verdict.KEPT, Verdict.EARLY, Verdict.LATE, Verdict.UNCLEAR)


class Measured(Struct, frozen=True, gc=False):
    """An event measured against one of its promises."""

    entry: Entry
    promise: Promise
    verdict: Verdict
    slip: Slip | None = None  # None where nothing can be said of days
    maybe: bool = False  # what came has no certain date, or it is late and the promise's time of grace is not over
    brought_forward: bool = False  # open, and now promised for days before those promised

    @property
    def came(self) -> bool:
        """Whether it was done or failed, and the promise named an end, so that it counts in a median."""
        return self.verdict in _CAME and not _endless(self.promise)

    @property
    def late(self) -> int | None:
        """The days that it is surely late, negative if it is early, 0 if neither is sure; None if it was not measured.

        What is open, unless it is late, what was withdrawn or cancelled, and what can be met on any day are not.
        """
        measured = self.verdict in _CAME or self.verdict is Verdict.LATE_OPEN
        return self.slip.sure if measured and self.slip is not None else None

    @property
    def least(self) -> int | None:
        """The days that it is late at least, negative if it may be early; None if that is unknown."""
        return None if self.slip is None else self.slip.least

    @property
    def most(self) -> int | None:
        """The days that it is late at most; None if that is unknown or there is no such bound."""
        return None if self.slip is None else self.slip.most


Measure = Callable[[Entry], Measured | None]


def measure_all(timeline: Timeline, day: datetime.date) -> Measure:
    """The function that measures an event as of `day`, as in `measure`, against any of its promises."""
    speakers = Speakers(timeline)
    return lambda entry: measure(entry, entry.event.promises, speakers, day)


def measure(
    entry: Entry,
    promises: Sequence[Promise],
    speakers: Speakers,
    day: datetime.date,
    baseline: datetime.date | None = None,
) -> Measured | None:
    """Measure an event, as known on `day`, against one of `promises`, some or all of its own; None if none will do.

    It is the first that names an end, else the first; of several on that day the last. With a baseline it is the one in
    force on that day, and an event that was over by then is not measured. What the press reports is measured against
    only if nobody else gave a date.
    """
    event = entry.event
    if baseline is None:
        promise = _first(_countable(promises, event, speakers))
    else:
        promise = _in_force_on(baseline, promises, event, speakers)
    if promise is None or promise.due is None:
        return None
    days = promised_days(promise.due, promise.said)
    if promise.due.earliest is None:  # "by": any day up to the last will do
        days = Days(None, days.last)
    if event.outcome is not None:
        return _measured_outcome(entry, promise, days, event.outcome)
    return _measured_open(entry, promise, days, day)


def _countable(promises: Iterable[Promise], event: Event, speakers: Speakers) -> list[Promise]:
    """The promises that may be measured against, withdrawals among them: none for the past or made in hindsight."""
    known = None if event.outcome is None else event.outcome.date.latest
    found = [
        each for each in promises if not is_past(each) and (known is None or each.said is None or each.said < known)
    ]
    if not speakers.any_press:
        return found
    official = [each for each in found if not speakers.is_press(each.by)]
    return official if any(each.due is not None for each in official) else found


def _first(promises: Iterable[Promise]) -> Promise | None:
    """The first promise that names an end, else the first with a date; the last of its day."""
    dated = [each for each in promises if each.due is not None]
    dated = [each for each in dated if not _endless(each)] or dated
    if not dated or dated[0].said is None:
        return dated[0] if dated else None
    return [each for each in dated if each.said == dated[0].said][-1]


def _in_force_on(
    baseline: datetime.date, promises: Iterable[Promise], event: Event, speakers: Speakers
) -> Promise | None:
    known = None if event.outcome is None else event.outcome.date.latest
    if known is not None and known <= baseline:
        return None
    said = [each for each in promises if each.said is None or each.said <= baseline]
    return next(reversed(_countable(said, event, speakers)), None)


def _endless(promise: Promise) -> bool:
    return promise.due is not None and promise.due.latest is None


def _measured_outcome(entry: Entry, promise: Promise, days: Days, outcome: Outcome) -> Measured:
    """An event measured that is over; what was promised on a day had not come before it."""
    came = outcome.date
    o1, o2 = (
        (came.earliest, None) if came.latest is None else Days(came.earliest, came.latest).starting_on(promise.said)
    )
    slip = Slip(days.first, days.last, o1, o2)
    late = o1 is not None and o1 > days.last
    if outcome.result == "cancelled":
        after = late and not _endless(promise)
        return Measured(entry, promise, Verdict.CANCELLED, replace(slip, last=None) if after else None)
    if days.first is not None and o2 is not None and o2 < days.first:
        return Measured(entry, promise, Verdict.EARLY, slip, came.qualified)
    if _endless(promise):
        return Measured(entry, promise, Verdict.NO_END, slip)
    if late:
        return Measured(entry, promise, Verdict.LATE, slip, came.qualified or _maybe(promise, o1))
    begun = days.first is None or (o1 is not None and o1 >= days.first)
    kept = begun and o2 is not None and o2 <= days.last
    return (
        Measured(entry, promise, Verdict.KEPT, slip, came.qualified)
        if kept
        else Measured(entry, promise, Verdict.UNCLEAR, slip)
    )


def _measured_open(entry: Entry, promise: Promise, days: Days, day: datetime.date) -> Measured:
    """An open event measured: it can come on `day` at the earliest."""
    expected_first, expected_last = _expected(entry.date, day)
    if expected_first > days.last and not _endless(promise):
        slip = Slip(days.first, days.last, expected_first, expected_last)
        return Measured(entry, promise, Verdict.LATE_OPEN, slip, _maybe(promise, expected_first))
    if entry.date is None:
        return Measured(entry, promise, Verdict.WITHDRAWN)
    if _endless(promise):
        return Measured(entry, promise, Verdict.NO_END)
    sooner = expected_last is not None and days.first is not None and expected_last < days.first
    return Measured(entry, promise, Verdict.OPEN, brought_forward=sooner)


def _expected(current: Date | None, day: datetime.date) -> tuple[datetime.date, datetime.date | None]:
    """The first and last day, None for no end, on which it may still come: those that its date names from `day` on."""
    if current is None:
        return day, None
    named = named_days(current)
    if current.latest is None:
        return max(named.first or day, day), None
    return (day, None) if named.last < day else (max(named.first or day, day), named.last)


def _maybe(promise: Promise, first: datetime.date | None) -> bool:
    """Whether something that came, or can come, on `first` at the earliest is still within the time of grace."""
    end = None if promise.due is None or not promise.due.qualified else last_day_of_grace(promise.due)
    return end is not None and first is not None and first <= end
