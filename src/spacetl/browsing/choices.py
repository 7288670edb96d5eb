"""The lists to choose from: agencies, statuses, orders and groupings."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from msgspec.structs import replace

from spacetl.browsing.look import Look
from spacetl.query import Sort, Status
from spacetl.reports.report import Grouping


class Option(NamedTuple):
    """A line of a list, and the value it stands for."""

    name: str
    value: Any


class Choice(NamedTuple):
    """A list to choose from.

    Attributes:
        options: its lines.
        current: the value that applies now.
        taken: the look once a value has been chosen.
    """

    options: Callable[[Look], Sequence[Option]]
    current: Callable[[Look], Any]
    taken: Callable[[Look, Any], Look]


def _agencies(look: Look) -> list[Option]:
    timeline = look.scope.timeline
    ids = sorted({agency for event in timeline.events for agency in event.agencies}, key=str.casefold)
    full = {agency: described.name for agency, described in timeline.agencies.items() if described.name}
    return [
        Option("all agencies", ()),
        *(Option(f"{each}  {full[each]}" if full.get(each, each) != each else each, (each,)) for each in ids),
    ]


CHOICES = {
    "agency": Choice(
        _agencies,
        lambda look: look.scope.query.agencies,
        lambda look, value: look.asking(replace(look.scope.query, agencies=value)),
    ),
    "status": Choice(
        lambda _: [Option("all statuses", ()), *(Option(each, (each,)) for each in Status)],
        lambda look: look.scope.query.statuses,
        lambda look, value: look.asking(replace(look.scope.query, statuses=value)),
    ),
    "order": Choice(
        lambda _: [Option(f"by {each}", each) for each in Sort],
        lambda look: look.scope.query.sort or Sort.DATE,
        lambda look, value: look.asking(replace(look.scope.query, sort=value)),
    ),
    "group": Choice(
        lambda _: [Option("no groups" if each is Grouping.NONE else f"by {each}", each) for each in Grouping],
        lambda look: look.grouping,
        lambda look, value: replace(look, grouping=value),
    ),
}
