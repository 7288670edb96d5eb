"""Pairing old things with the new ones they have become."""

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable
from itertools import chain
from typing import TypeVar

Thing = TypeVar("Thing")


def paired(
    old: Iterable[Thing], new: Iterable[Thing], likenesses: Iterable[Callable[[Thing], Hashable | None]]
) -> list[tuple[Thing | None, Thing | None]]:
    """Pair each old thing with the new one it has become; what is left over is paired with None.

    Each likeness is a function that returns a key; in turn, it pairs things with equal keys that no earlier likeness
    has paired, several with the same key in the order given. A key of None matches nothing.
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
