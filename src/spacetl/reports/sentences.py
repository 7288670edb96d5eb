"""How far away and how late dates are, and what a promise or an outcome changes, in words."""

import datetime

from spacetl.dates import Date, Precision, days_later, words
from spacetl.dates.durations import counted, day_words, duration_words, rough_duration
from spacetl.query import Entry, Move, Slip, Status, slip_between, steps
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


def slip_words(slip: Slip) -> str:
    """'kept', '1 y 3 m to 2 y 4 m late', 'at least 1 y 4 m late', '3 d early'; the bounds are rounded outwards."""
    return "kept" if slip.days == 0 else _both_bounds(slip, "late", "early")


def least_words(slip: Slip) -> str:
    """Only the bound that is sure: 'kept', '1 y 3 m+ late' (or more), '3 d early' (exactly)."""
    if slip.days == 0:
        return "kept"
    first, then, way = (slip.promised, slip.came, "late") if slip.days > 0 else (slip.came, slip.promised, "early")
    return f"{_least_duration(first, then)}{'' if slip.least == slip.most else '+'} {way}"


def shift_words(slip: Slip) -> str:
    """How far a date moved: '2 y later', '1 y 3 m to 2 y 4 m later', '3 d earlier'; '' if none of that is sure.

    If both ends moved alike, as from 2030 to 2032, it is by that much; else the bounds are rounded outwards.
    """
    from dateutil.relativedelta import relativedelta  # noqa: PLC0415 - only what is said of one promise needs it

    before, after = slip.promised, slip.came
    if before.earliest and before.latest and after.earliest and after.latest and before.earliest != after.earliest:
        start, end = sorted((before.earliest, after.earliest))
        if relativedelta(after.earliest, before.earliest) == relativedelta(
            days_later(after.latest, 1), days_later(before.latest, 1)
        ):
            return f"{duration_words(start, end)} {'later' if end == after.earliest else 'earlier'}"
    return "" if slip.days == 0 else _both_bounds(slip, "later", "earlier")


def _least_duration(first: Date, then: Date) -> str:
    return "" if first.latest is None or then.earliest is None else duration_words(first.latest, then.earliest)


def _both_bounds(slip: Slip, late: str, early: str) -> str:
    """Both bounds of a slip that is not kept, and which way it is."""
    first, then, way = (slip.promised, slip.came, late) if slip.days > 0 else (slip.came, slip.promised, early)
    least = _least_duration(first, then)
    if first.earliest is None or then.latest is None:
        return f"at least {least} {way}"
    if slip.least == slip.most:
        return f"{least} {way}"
    return f"{least} to {duration_words(first.earliest, then.latest, rounded_up=True)} {way}"


_MOVE_WORDS = {
    Move.FIRMED: "narrower than",
    Move.LOOSENED: "wider than",
    Move.REAFFIRMED: "as",
    Move.SLIP: "possibly later than",
    Move.PULL_IN: "possibly earlier than",
}


def new_event_words(event: Event) -> str:
    """What a new event adds: 'moon-landing: a new event, promised for 2028'."""
    if event.promises and event.promises[-1].due is not None:
        return f"{event.id}: a new event, promised for {words(event.promises[-1].due)}"
    return f"{event.id}: a new event, {words(event.date) if event.date else 'without a date'}"


def promise_words(event: Event, promise: Promise) -> str:
    """How a promise of the event differs from the one before it.

    For example 'iss-retirement: 2032, 2 y later than NASA said on 24 Mar 2026 (slip)'.
    """
    place = len(event.promises) - 1 - event.promises[::-1].index(promise)
    before = next((each for each in reversed(event.promises[:place]) if each.due is not None), None)
    move = [*steps(event)][place].move
    return f"{event.id}: {_compared(promise, before, move)}{_overruled(event, place)}"


def outcome_words(event: Event) -> str:
    """What came of the event, and how late it was by the first promise."""
    outcome = event.outcome
    if outcome is None:
        raise ValueError(f"{event.id} has no outcome")
    came = f"{event.id}: {outcome.result} {words(outcome.date)}"
    first = next((promise.due for promise in event.promises if promise.due is not None), None)
    if first is None:
        return came
    if outcome.result == "cancelled":
        return f"{came}, first promised for {words(first)}"
    slip = slip_between(first, outcome.date)
    return f"{came}, {'as' if slip.kept else f'{shift_words(slip)} than'} first promised ({words(first)})"


def _compared(promise: Promise, before: Promise | None, move: Move) -> str:
    date = "no date" if promise.due is None else words(promise.due)
    if before is None or before.due is None:
        return f"{date} ({move})" if move is Move.WITHDRAWN else f"{date}, its first promise"
    if promise.due is None:
        return f"{date} any more, after {words(before.due)}, which {_said(before)} ({move})"
    shift = shift_words(slip_between(before.due, promise.due))
    return f"{date}, {f'{shift} than' if shift else _MOVE_WORDS[move]} {_said(before)} ({move})"


def _said(promise: Promise) -> str:
    """'NASA said on 24 Mar 2026', 'was said'."""
    said = f"{promise.by} said" if promise.by else "was said"
    return f"{said} on {day_words(promise.said)}" if promise.said else said


def _overruled(event: Event, place: int) -> str:
    """What overrules the promise at a place, because it came later; '' if nothing does."""
    if event.outcome is not None:
        return f"; it was {event.outcome.result} {words(event.outcome.date)}"
    last = event.promises[-1].due
    if place == len(event.promises) - 1:
        return ""
    return f"; the date in force stays {words(last)}" if last else "; it stays without a date"
