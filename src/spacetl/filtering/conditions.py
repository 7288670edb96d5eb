"""Conditions on events, and how `not`, `or` and a space combine them."""

from collections.abc import Callable, Iterable, Sequence

from spacetl.errors import UsageError
from spacetl.query import Condition, Entry
from spacetl.timeline import Timeline

Passes = Callable[[Entry], bool]


def every(conditions: Sequence[Condition]) -> Condition:
    """The condition that all of them hold."""
    return _joined(conditions, all)


def some(conditions: Sequence[Condition]) -> Condition:
    """The condition that at least one of them holds."""
    return _joined(conditions, any)


def _joined(conditions: Sequence[Condition], enough: Callable[[Iterable[bool]], bool]) -> Condition:
    if len(conditions) == 1:
        return conditions[0]

    def bound(timeline: Timeline) -> Passes:
        parts = [condition(timeline) for condition in conditions]
        return lambda entry: enough(passes(entry) for passes in parts)

    return bound


def negated(condition: Condition) -> Condition:
    """The condition that another one does not hold."""

    def bound(timeline: Timeline) -> Passes:
        passes = condition(timeline)
        return lambda entry: not passes(entry)

    return bound


def refused(column: int, text: str) -> UsageError:
    """The error for a mistake in the filter at a column, counted from 1."""
    return UsageError(f"--where: column {column}: {text}")
