"""How far away dates are, what became of promises and what a statement changes, in words."""

import datetime
from collections.abc import Callable

from spacetl.dates import Date, Days, Precision, days_later, named_days, words
from spacetl.dates.durations import counted, day_words, duration_words, months_between, rough_duration
from spacetl.query import Entry, Measured, Move, Slip, Status, Step, Verdict, is_past, promise_in_force, steps
from spacetl.timeline import Event, Promise

_THIS = {
    Precision.YEAR: "this year",
    Precision.SEASON: "this season",
    Precision.QUARTER: "this quarter",
    Precision.MONTH: "this month",
    Precision.DECADE: "this decade",
    Precision.CENTURY: "this century",
}


def distance_words(entry: Entry, day: datetime.date) -> str:
    """How far the entry's date is from `day`: 'in 4 years', 'this year', '3 months overdue', 'maybe 2 days overdue'."""
    date = entry.date
    if date is None:
        return "no date"
    if entry.status is Status.UPCOMING:
        near = _next_unit(date, day) or f"in {'about ' if date.approximate else ''}{_time_until(date, day)}"
        return f"{near} or later" if date.latest is None else near
    if entry.status is Status.DUE:
        return _time_left(date, day)
    if date.latest is None or date.latest >= day:
        return entry.status
    if entry.status is Status.OVERDUE:
        return ("maybe " if entry.maybe else "") + rough_duration(date.latest, day) + " overdue"
    return rough_duration(date.latest, day) + " ago"


def _time_until(date: Date, day: datetime.date) -> str:
    """How far ahead: by year for years, decades and centuries, by month for months, else by day."""
    start = date.earliest or day
    if date.precision in (Precision.YEAR, Precision.DECADE, Precision.CENTURY):
        return counted(start.year - day.year, "year")
    if date.precision is Precision.MONTH:
        return rough_duration(day.replace(day=1), start)
    return rough_duration(day, start)


def _next_unit(date: Date, day: datetime.date) -> str:
    start = date.earliest or day
    if date.approximate:
        return ""
    if date.precision is Precision.YEAR and start.year == day.year + 1:
        return "next year"
    if date.precision is Precision.MONTH and _time_until(date, day) == "1 month":
        return "next month"
    return "tomorrow" if date.earliest == date.latest and (start - day).days == 1 else ""


def _time_left(date: Date, day: datetime.date) -> str:
    if date.latest is None:
        return "any day now"
    if date.earliest is None:
        within = rough_duration(day, date.latest, rounded_up=True)
        return f"within {within}" if date.latest > day else "today at the latest"
    if date.precision is Precision.DAY:
        return "today"
    return _THIS.get(date.precision, "now")


def verdict_words(measured: Measured) -> str:
    """What became of the promise, with both bounds of the days: 'kept', '1 y 3 m to 2 y 4 m late', '3 d early'.

    What is still open, what failed and what is maybe late is called so.
    """
    outcome = measured.entry.event.outcome
    still = " (open)" if measured.verdict is Verdict.LATE_OPEN else ""
    failed = " (failed)" if outcome is not None and outcome.result == "failed" else ""
    return _verdict_words(measured, _both_bounds) + still + failed


def short_verdict(measured: Measured) -> str:
    """As `verdict_words`, with only the bound that is sure, beside a status: '1 y 3 m+ late', '3 d early', 'kept'."""
    return _verdict_words(measured, _sure_bound)


def _verdict_words(measured: Measured, bounds: Callable[[Slip], str]) -> str:
    slip, maybe = measured.slip, "maybe " if measured.maybe else ""
    match measured.verdict:
        case Verdict.LATE | Verdict.LATE_OPEN | Verdict.EARLY if slip is not None:
            return f"{maybe}{bounds(slip)} {'early' if measured.verdict is Verdict.EARLY else 'late'}"
        case Verdict.CANCELLED if slip is not None and slip.first is not None:
            return f"cancelled, {duration_words(slip.was_last, slip.first)} after the date promised"
        case Verdict.OPEN if measured.brought_forward:
            return "open, now promised earlier"
    return maybe + measured.verdict.replace("_", " ")


def _both_bounds(slip: Slip) -> str:
    """Both bounds of a slip that is surely later or surely earlier, rounded outwards: '1 y 3 m to 2 y 4 m'."""
    least = _sure_bound(slip)
    if not least.endswith("+"):
        return least
    far = (slip.was_first, slip.last) if slip.sure > 0 else (slip.first, slip.was_last)
    if far[0] is None or far[1] is None:
        return least
    return f"{least[:-1]} to {duration_words(far[0], far[1], rounded_up=True)}"


def _sure_bound(slip: Slip) -> str:
    """The bound nearer to the date promised, with a + unless it is exact: '1 y 3 m+', '3 d'."""
    near = (slip.was_last, slip.first) if slip.sure > 0 else (slip.last, slip.was_first)
    exact = slip.least == slip.most
    return "" if near[0] is None or near[1] is None else duration_words(near[0], near[1]) + ("" if exact else "+")


def move_words(step: Step) -> str:
    """The move with its amount: 'later by 1 y', 'later by up to 9 m', 'narrower'."""
    if step.move not in {Move.LATER, Move.EARLIER}:
        return step.move
    amount = _amount(step)
    return f"{step.move} by {amount}" if amount else step.move


def _amount(step: Step) -> str:
    """By how much a later or earlier date moved: exactly if both its ends moved alike, else by one bound, rounded.

    That is the least if it is positive, else the most; '' if neither is known.
    """
    slip, was, due = step.slip, step.was, step.due
    if slip is None or was is None or due is None:
        return ""
    if (was.earliest is None) == (due.earliest is None) and (was.latest is None) == (due.latest is None):
        moved = _moved_alike(named_days(was), named_days(due))
        if moved:
            return moved
    if slip.sure:
        return _sure_bound(slip)
    far = (slip.was_first, slip.last) if step.move is Move.LATER else (slip.first, slip.was_last)
    if far[0] is None or far[1] is None or far[0] >= far[1]:
        return ""
    return f"up to {duration_words(far[0], far[1], rounded_up=True)}"


def _moved_alike(was: Days, now: Days) -> str:
    """By how much both ends of some days moved, as from 2030 to 2032; '' if they moved differently."""
    ends = sorted((days_later(was.last, 1), days_later(now.last, 1)))
    if was.first is None or now.first is None:
        return duration_words(*ends)
    starts = sorted((was.first, now.first))
    months, more = months_between(*starts)
    alike = starts[1] - starts[0] == ends[1] - ends[0] or ((months, more) == months_between(*ends) and not more)
    return duration_words(*starts) if alike and (was.first < now.first) == (was.last < now.last) else ""


def new_event_words(event: Event) -> str:
    """What a new event adds: 'moon-landing: a new event, promised for 2028'."""
    if event.promises and event.promises[-1].due is not None:
        return f"{event.id}: a new event, promised for {words(event.promises[-1].due)}"
    return f"{event.id}: a new event, {words(event.date) if event.date else 'without a date'}"


def promise_words(event: Event, promise: Promise) -> str:
    """How a promise of the event differs from the one before it.

    For example 'iss-retirement: 2032, later by 2 y than NASA said on 24 Mar 2026'.
    """
    step = next(step for step in reversed([*steps(event)]) if step.statement == promise)
    return f"{event.id}: {_compared(step)}{_overruled(event, promise)}"


def outcome_words(event: Event, measured: Measured | None) -> str:
    """What came of the event, and how late it was by the promise that it is measured against, if there is one."""
    outcome = event.outcome
    if outcome is None:
        raise ValueError(f"{event.id} has no outcome")
    came = f"{event.id}: {outcome.result} {words(outcome.date)}"
    if measured is None or measured.promise.due is None:
        return came
    verdict = _verdict_words(measured, _both_bounds).removeprefix("cancelled").removeprefix(", ")
    return f"{came}{', ' if verdict else ''}{verdict} (promised: {words(measured.promise.due)})"


def _compared(step: Step) -> str:
    date = "no date" if step.due is None else words(step.due)
    match step.move:
        case Move.FIRST:
            return f"{date}, its first promise"
        case Move.PAST:
            return f"{date}, which had passed when it was said, so that it counts for nothing"
        case Move.WITHDRAWN if step.before is None or step.was is None:
            return f"{date} (withdrawn)"
        case Move.WITHDRAWN:
            return f"{date} any more, after {words(step.was)}, which {_said(step.before)} (withdrawn)"
        case Move.SAME:
            return f"{date}, the same as {_said(step.before)}"
        case _:
            return f"{date}, {move_words(step)} than {_said(step.before)}"


def _said(promise: Promise | None) -> str:
    """'NASA said on 24 Mar 2026', 'was said'."""
    if promise is None:
        return "was said"
    said = f"{promise.by} said" if promise.by else "was said"
    return f"{said} on {day_words(promise.said)}" if promise.said else said


def _overruled(event: Event, promise: Promise) -> str:
    """What overrules the promise, because it came later; '' if nothing does."""
    if event.outcome is not None:
        return f"; it was {event.outcome.result} {words(event.outcome.date)}"
    last = promise_in_force(event)
    if is_past(promise) or last is None or last == promise:
        return ""
    return f"; the date in force stays {words(last.due)}" if last.due else "; it stays without a date"
