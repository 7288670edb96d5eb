"""Conditions on dates, lengths and numbers: what `:`, `<`, `<=`, `>` and `>=` state."""

import datetime
import operator
import re
from collections.abc import Callable
from functools import cache

from spacetl.dates import Certainty, Date, durations, phrases
from spacetl.errors import BadDate, UsageError
from spacetl.filtering.grammar import Comparison, Stated
from spacetl.naming import quoted
from spacetl.query import Condition, Entry, Move, steps

_COMPARED: dict[str, Callable[[int, int], bool]] = {
    ":": operator.eq,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def number(number_of: Callable[[Entry], int]) -> Stated:
    """The condition that a number of the entry compares as asked with the value, a whole number."""

    def condition(asked: Comparison, _day: datetime.date) -> Condition:
        if not re.fullmatch("[0-9]{1,9}", asked.value):
            raise UsageError(f"{quoted(asked.value)} is not a whole number; write it like {asked.field}>=2")
        holds, value = _COMPARED[asked.operator], int(asked.value)
        return lambda _: lambda entry: holds(number_of(entry), value)

    return condition


Within = Callable[[Entry, datetime.date | None, datetime.date | None], Certainty]


def date(within: Within) -> Stated:
    """The condition that a date of the entry possibly, or surely, compares as asked; the value may be a phrase."""

    def condition(asked: Comparison, day: datetime.date) -> Condition:
        since, until = _range(asked.operator, phrases.read(asked.value, day).date)
        if asked.surely:
            return lambda _: lambda entry: within(entry, since, until) is Certainty.SURE
        return lambda _: lambda entry: within(entry, since, until) is not Certainty.NO

    return condition


def _range(sign: str, value: Date) -> tuple[datetime.date | None, datetime.date | None]:
    """The first and last day, both inclusive, of what compares as asked with the value; None means no bound."""
    first, last = value.earliest, value.latest
    if sign == ":":
        return first, last
    edge, which = (first, "first") if sign in {"<", ">="} else (last, "last")
    if edge is None:
        raise UsageError(f"{quoted(value.text)} has no {which} day to compare with")
    try:
        match sign:
            case "<":
                return None, edge - datetime.timedelta(days=1)
            case ">":
                return edge + datetime.timedelta(days=1), None
    except OverflowError:
        return datetime.date.max, datetime.date.min  # an empty range
    return (edge, None) if sign == ">=" else (None, edge)


def first_promise(entry: Entry, since: datetime.date | None, until: datetime.date | None) -> Certainty:
    """Whether the date promised first lies in the range."""
    first = entry.first_promise
    return Certainty.NO if first is None else first.within(since, until)


def said(entry: Entry, since: datetime.date | None, until: datetime.date | None) -> Certainty:
    """Whether something was promised in the range; it is never only possible, since `said` is a day."""
    days = (promise.said for promise in entry.event.promises if promise.said is not None)
    known = any((since is None or since <= day) and (until is None or day <= until) for day in days)
    return Certainty.SURE if known else Certainty.NO


def slip(asked: Comparison, _day: datetime.date) -> Condition:
    """The condition that the slip possibly, or surely, compares as asked with days, 1y, 18m or 2w; kept counts as 0."""
    length = re.fullmatch("(-?)([0-9]{1,6})([ymwd]?)", asked.value.casefold())
    if length is None:
        raise UsageError(
            f"{quoted(asked.value)} is not a length of time; write it like 1y, 18m, 2w or 90d, and -90d for earlier"
        )
    count, unit = int(length[1] + length[2]), length[3] or "d"
    holds = _COMPARED[asked.operator]
    kept_holds = holds((count < 0) - (count > 0), 0)
    at_least = (asked.operator in {">", ">="}) == asked.surely

    def passes(entry: Entry) -> bool:
        if entry.slip is None:
            return False
        if entry.slip.kept:
            return kept_holds
        promised, came = entry.slip.promised, entry.slip.came
        start, end = (promised.latest, came.earliest) if at_least else (promised.earliest, came.latest)
        if start is None or end is None:
            return not asked.surely
        return holds(end.toordinal() - edge(start), 0)

    @cache  # calendar arithmetic is slow, and days repeat
    def edge(start: datetime.date) -> int:
        try:
            return durations.shifted(start, count, unit).toordinal()
        except BadDate:  # out of the calendar, and so beyond every day in it
            return 0 if count < 0 else datetime.date.max.toordinal() + 1

    return lambda _: passes


def promises(entry: Entry) -> int:
    """How many times a date was promised, or withdrawn."""
    return len(entry.event.promises)


def slips(entry: Entry) -> int:
    """How many promises moved the date later."""
    return sum(step.move is Move.SLIP for step in steps(entry.event))
