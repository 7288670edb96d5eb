"""What a user asks for."""

import datetime
from enum import StrEnum

from msgspec import Struct

from spacetl.query.entry import Status


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
    """Which events, in which order; every part left out lets all pass.

    Attributes:
        agencies: ids, names or aliases, any case; an event of any of them passes.
        tags: an event with any of them passes, any case.
        statuses: an event in any of them passes.
        by: speakers, any case; an event for which any of them promised a date passes.
        since: the first day of the range, inclusive.
        until: the last day of the range, inclusive.
        surely: only what surely lies in the range, else all that possibly does.
        search: a text that stands in the title, id, tags, agencies or notes, any case.
        limit: how many at the most; None for all.
        sort: what to sort by; None for the report's own order.
        reverse: whether to turn the order round.
    """

    agencies: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    statuses: tuple[Status, ...] = ()
    by: tuple[str, ...] = ()
    since: datetime.date | None = None
    until: datetime.date | None = None
    surely: bool = False
    search: str = ""
    limit: int | None = None
    sort: Sort | None = None
    reverse: bool = False
