"""What other people's files say about events, the parts of them that cannot be taken, and what is left out."""

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
    tells_outcomes: bool = False  # whether its source says what came of what is over


class Refusal(NamedTuple):
    """A part of a file that cannot be taken: where, and why."""

    place: str
    text: str


class Notice(NamedTuple):
    """What is in a file and is not taken, though nothing is wrong with it: `number` times a `noun`, and why.

    For example one 'to-do' that is 'not read', or 349 times an 'event' that is 'on other pages'.
    """

    place: str
    noun: str
    why: str
    number: int = 1
    text: str = ""  # the thing itself, for who wants to see it
    reason: str = ""  # why this very one, if that differs


class Terms(NamedTuple):
    """What a file does not say itself: when and by whom everything in it was said, unless it says otherwise."""

    said: datetime.date
    by: str | None = None  # None for the usual speaker of the format
    columns: Mapping[str, str] = {}  # of a table, by field: {'title': 'Mission'}; others are found by their headers
    follow: bool = False  # whether a known event gets the title, the agencies and the ids that the file has now


ReadItems = Iterator[Item | Refusal | Notice]
