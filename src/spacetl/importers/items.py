"""What other people's files say about events, and the parts of them that cannot be read."""

import datetime
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from msgspec import Struct

from spacetl.dates import Date
from spacetl.timeline import Agency, Outcome, Promise


class Item(Struct, frozen=True):
    """What a file says about an event.

    Attributes:
        place: where it does, such as 'line 7' or '$.results[2]'.
        title: its title.
        id: the id that it should have; None for one made from its title.
        refs: its ids in catalogues, by which it is found again.
        agencies: who does it, by any of their names.
        described: the descriptions of agencies, in case they are not known yet, by their ids.
        tags: words to find it by.
        date: its date, if nobody promised one.
        promises: the dates promised for it; those without a day were said on the day of the file. Their `source` is a
            URL or a title.
        outcome: what came of it; its `source` is a URL or a title.
        source: where a date that nobody promised can be read: a URL or a title.
        note: anything a reader should know.
        undated: how many statements give no date.
    """

    place: str
    title: str
    id: str | None = None
    refs: dict[str, str] = {}
    agencies: tuple[str, ...] = ()
    described: dict[str, Agency] = {}
    tags: tuple[str, ...] = ()
    date: Date | None = None
    promises: tuple[Promise, ...] = ()
    outcome: Outcome | None = None
    source: str | None = None
    note: str | None = None
    undated: int = 0


class Refusal(NamedTuple):
    """A part of a file that cannot be read: where, and why."""

    place: str
    text: str


class Terms(NamedTuple):
    """The terms on which a file is read.

    Attributes:
        said: the day of the file: everything in it was said then, unless it says otherwise.
        by: who said it, unless the file says so; None for the usual speaker of the format.
        columns: for a table, the column of each field, such as {'title': 'Mission'}; others are found by their headers.
    """

    said: datetime.date
    by: str | None = None
    columns: Mapping[str, str] = {}


ReadItems = Iterator[Item | Refusal]
