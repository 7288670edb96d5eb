"""Which of the old is which of the new."""

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable
from itertools import chain
from typing import TypeVar

Thing = TypeVar("Thing")


def paired(
    old: Iterable[Thing], new: Iterable[Thing], likenesses: Iterable[Callable[[Thing], Hashable | None]]
) -> list[tuple[Thing | None, Thing | None]]:
    """The old with the new that they have become, one to one; None stands beside what is left alone.

    Each likeness in turn pairs what is alike by it and has not been paired by those before; where several are alike,
    in the order given. A likeness of None is like nothing.
    """
    pairs: list[tuple[Thing | None, Thing | None]] = []
    for likeness in likenesses:
        waiting: defaultdict[Hashable, deque[Thing]] = defaultdict(deque)
        unlike: list[Thing] = []
        for each in old:
            (unlike if (key := likeness(each)) is None else waiting[key]).append(each)
        alone: list[Thing] = []
        for each in new:
            key = likeness(each)
            alike = None if key is None else waiting.get(key)
            if alike:
                pairs.append((alike.popleft(), each))
            else:
                alone.append(each)
        old, new = [*chain(*waiting.values()), *unlike], alone
    return [*pairs, *((each, None) for each in old), *((None, each) for each in new)]
