"""What a change to a timeline means, in one line."""

from spacetl.dates import words
from spacetl.dates.durations import day_words
from spacetl.query import Move, slip_between, steps
from spacetl.reports.lapse import shift_words
from spacetl.timeline import Event, Promise

_OVERLAPPING = {
    Move.FIRMED: "narrower than",
    Move.LOOSENED: "wider than",
    Move.REAFFIRMED: "as",
    Move.SLIP: "possibly later than",
    Move.PULL_IN: "possibly earlier than",
}


def of_event(event: Event) -> str:
    """What a new event adds: 'moon-landing: a new event, promised for 2028'."""
    if event.promises and event.promises[-1].due is not None:
        return f"{event.id}: a new event, promised for {words(event.promises[-1].due)}"
    return f"{event.id}: a new event, {words(event.date) if event.date else 'without a date'}"


def of_promise(event: Event, promise: Promise) -> str:
    """How a promise of the event differs from the one before it.

    For example 'iss-retirement: 2032, 2 y later than NASA said on 24 Mar 2026 (slip)'.
    """
    place = len(event.promises) - 1 - event.promises[::-1].index(promise)
    before = next((each for each in reversed(event.promises[:place]) if each.due is not None), None)
    move = [*steps(event)][place].move
    return f"{event.id}: {_compared(promise, before, move)}{_overruled(event, place)}"


def of_outcome(event: Event) -> str:
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
    return f"{date}, {f'{shift} than' if shift else _OVERLAPPING[move]} {_said(before)} ({move})"


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
