"""What a user asks for."""

import datetime
from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import TypeVar

from msgspec import Struct

from spacetl.errors import UsageError
from spacetl.naming import no_such
from spacetl.query.entry import Entry, Status
from spacetl.timeline import Timeline

Choice = TypeVar("Choice", bound=str)
Condition = Callable[[Timeline], Callable[[Entry], bool]]


class Sort(StrEnum):
    """What the rows can be sorted by."""

    DATE = "date"
    TITLE = "title"
    ID = "id"
    AGENCY = "agency"
    STATUS = "status"
    SLIP = "slip"
    PROMISES = "promises"


class Query(Struct, frozen=True):
    """Which events to select, and in which order; a part left out lets all pass.

    Attributes:
        agencies: ids, names, aliases or else countries, any case; an event of any of them passes.
        tags: an event with any of them passes, any case.
        statuses: an event in any of them passes.
        by: speakers, any case; an event for which any of them promised a date passes.
        since: the first day of the range, inclusive.
        until: the last day of the range, inclusive.
        surely: whether only what surely lies in the range passes, or all that possibly does.
        search: a text contained in the title, id, tags, agencies or notes, any case.
        where: given the timeline, returns the test that an entry must pass; None lets all pass.
        limit: how many events at most; None for all.
        sort: what to sort by; None for the report's own order.
        reverse: whether to reverse the order.
    """

    agencies: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    statuses: tuple[Status, ...] = ()
    by: tuple[str, ...] = ()
    since: datetime.date | None = None
    until: datetime.date | None = None
    surely: bool = False
    search: str = ""
    where: Condition | None = None
    limit: int | None = None
    sort: Sort | None = None
    reverse: bool = False


def chosen(choices: Iterable[Choice], what: str, name: str) -> Choice:
    """The choice with this name, any case.

    Raises:
        UsageError: there is none; `what` names the kind of choice in the message.
    """
    known = {str(choice): choice for choice in choices}
    if name.casefold() not in known:
        raise UsageError(no_such(what, name, known))
    return known[name.casefold()]
