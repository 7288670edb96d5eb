"""Conditions on events, and what `not`, `or` and a blank make of them."""

from collections.abc import Callable, Iterable, Sequence

from spacetl.errors import UsageError
from spacetl.query import Condition, Entry
from spacetl.timeline import Timeline

Passes = Callable[[Entry], bool]


def every(conditions: Sequence[Condition]) -> Condition:
    """All of them hold."""
    return _joined(conditions, all)


def some(conditions: Sequence[Condition]) -> Condition:
    """At least one of them holds."""
    return _joined(conditions, any)


def _joined(conditions: Sequence[Condition], enough: Callable[[Iterable[bool]], bool]) -> Condition:
    if len(conditions) == 1:
        return conditions[0]

    def bound(timeline: Timeline) -> Passes:
        parts = [condition(timeline) for condition in conditions]
        return lambda entry: enough(passes(entry) for passes in parts)

    return bound


def negated(condition: Condition) -> Condition:
    """It does not hold."""

    def bound(timeline: Timeline) -> Passes:
        passes = condition(timeline)
        return lambda entry: not passes(entry)

    return bound


def refused(column: int, text: str) -> UsageError:
    """What is wrong in the filter, and where: the column counts from 1."""
    return UsageError(f"--where: column {column}: {text}")
