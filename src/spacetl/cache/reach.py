"""Which events a question can be about, so that no others need be looked at."""

import datetime

from msgspec import Struct

from spacetl.timeline import Timeline


class Reach(Struct, frozen=True):
    """Which events a question can be about; a part left out lets all pass.

    Attributes:
        since: only events that ever had a date that possibly lies on this day or after it.
        until: the same, on this day or before it.
        said_since: only events about which something was said, or an outcome became known, on this day or after it.
        open_on: only events that are not over at the end of this day.
        id: only the event of this id.
        agencies: only events of an agency that may go by, or be from a country with, one of these names, any case.
        outline: of every event only its id, title, agencies and tags; the parts above do not count.
    """

    since: datetime.date | None = None
    until: datetime.date | None = None
    said_since: datetime.date | None = None
    open_on: datetime.date | None = None
    id: str | None = None
    agencies: tuple[str, ...] = ()
    outline: bool = False


EVERYTHING = Reach()
OUTLINE = Reach(outline=True)


class Excerpt(Timeline, frozen=True):
    """A timeline without the events that are out of reach; everything else is there."""
