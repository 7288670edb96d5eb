"""What other people's files say about events, and the parts of them that cannot be read."""

import datetime
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from msgspec import Struct

from spacetl.dates import Date
from spacetl.timeline import Agency, Outcome, Promise


class Item(Struct, frozen=True):
    """What a file says about an event. Each `source` in it is a URL or a title, not an id."""

    place: str  # where in the file, such as 'line 7' or '$.results[2]'
    title: str
    id: str | None = None  # None for one made from its title
    refs: dict[str, str] = {}  # its ids in catalogues, by which it is found again
    agencies: tuple[str, ...] = ()  # by any of their names
    described: dict[str, Agency] = {}  # by their ids, in case they are not known yet
    tags: tuple[str, ...] = ()
    date: Date | None = None  # one that nobody promised
    promises: tuple[Promise, ...] = ()  # those without a day were said on the day of the file
    outcome: Outcome | None = None
    source: str | None = None  # of `date`
    note: str | None = None
    undated: int = 0  # how many statements give no date


class Refusal(NamedTuple):
    """A part of a file that cannot be read: where, and why."""

    place: str
    text: str


class Terms(NamedTuple):
    """What a file does not say itself: when and by whom everything in it was said, unless it says otherwise."""

    said: datetime.date
    by: str | None = None  # None for the usual speaker of the format
    columns: Mapping[str, str] = {}  # of a table, by field: {'title': 'Mission'}; others are found by their headers


ReadItems = Iterator[Item | Refusal]
