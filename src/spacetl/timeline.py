"""The format's one declaration: what a timeline file contains.

Validation, the JSON Schema for editors and the cache all come from these structs; the descriptions are the ones
that editors show. Every text is kept as written.
"""

import datetime
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Annotated, Any, Literal, cast

from msgspec import Meta, Struct
from msgspec.structs import force_setattr

from spacetl import dates
from spacetl.dates import Date

# characters that show nothing: blanks, controls, fillers and direction marks; the inside of a character class
_UNSEEN = (
    r"\s\x00-\x20\x7f-\xa0\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202f\u205f-\u206f"
    r"\u2800\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
)

Title = Annotated[str, Meta(pattern=f"[^{_UNSEEN}]", description="What the event is, in a few words")]
EventId = Annotated[
    str,
    Meta(
        pattern=rf"^[^{_UNSEEN}]+$(?!\s)",
        description="A short name without spaces, such as tianhe-launch; made from the title if left out",
    ),
]
AgencyId = Annotated[
    str,
    Meta(
        pattern=rf"^(?=[^;]*[^;{_UNSEEN}])[^;]+$",
        description="The short name of an agency, such as CNSA; it need not be listed under `agencies`",
    ),
]
SourceId = Annotated[str, Meta(min_length=1, description="Where it can be read: the id of one of the file's `sources`")]
Text = Annotated[str, Meta(min_length=1)]
SpeakerName = Annotated[
    str, Meta(pattern=rf"^(?=[^/]*[^/{_UNSEEN}])[^/]+$", description="Somebody's name, as it stands in `by`")
]
Catalogue = Annotated[
    str, Meta(pattern=rf"^[^{_UNSEEN}]+$(?!\s)", description="A catalogue's short name, such as gcat")
]
Tag = Annotated[str, Meta(pattern="^[^;]+$", description="A word to find the event by, such as launch")]
Note = Annotated[str, Meta(min_length=1, description="Anything a reader should know")]
Due = Annotated[
    Date,
    Meta(description="An EDTF date, such as 2019, 2019-03, 2022~ (around 2022), 2026-35 (third quarter) or 2026-03/.."),
]
Result = Literal["done", "failed", "cancelled"]


class _Record(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The base of all parts of the format: frozen, without unknown keys; what was left out is not written."""


class Agency(_Record, frozen=True, gc=False):
    """Who does what the events tell: its name, its country and the other names people know it by."""

    name: Annotated[Text, Meta(description="The full name")] | None = None
    country: Annotated[Text, Meta(description="The country, or the region")] | None = None
    aliases: Annotated[tuple[Text, ...], Meta(description="Other names that find it, such as [CMSEO]")] = ()


class Speaker(_Record, frozen=True, gc=False):
    """Somebody who makes promises or reports them: whether it is the press, its other names, whom it speaks for."""

    press: Annotated[Literal["true", "false"], Meta(description="true if it only reports what others promise")] = (
        "false"
    )
    aliases: Annotated[tuple[SpeakerName, ...], Meta(description="Other spellings, such as [A S Kiran Kumar]")] = ()
    of: (
        Annotated[AgencyId, Meta(description="The agency that it speaks for, and whose promises its own count as")]
        | None
    ) = None


class Source(_Record, frozen=True, gc=False):
    """Where a statement can be read."""

    title: Annotated[Text, Meta(description="The title of the article, report or page")] | None = None
    publisher: Annotated[Text, Meta(description="Who published it")] | None = None
    url: Annotated[Text, Meta(description="Its address")] | None = None
    date: (
        Annotated[Due, Meta(description="When it was published: an EDTF date, such as 2017-06-07 or 2017-06")] | None
    ) = None


class Promise(_Record, frozen=True, gc=False):
    """A date publicly given for an event."""

    said: (
        Annotated[
            datetime.date, Meta(description="The day it was said, such as 2017-06-07; left out: it was always known")
        ]
        | None
    ) = None
    by: (
        Annotated[
            Text,
            Meta(description="Who said it, such as Yang Liwei; a slash separates several, such as CNSA / Wu Weiren"),
        ]
        | None
    ) = None
    due: (
        Annotated[
            Due,
            Meta(
                description="The date promised: an EDTF date, such as 2019, 2022~ or 2026-03/..; if left out, withdrawn"
            ),
        ]
        | None
    ) = None
    source: SourceId | None = None
    note: Note | None = None


class Outcome(_Record, frozen=True, gc=False):
    """What came of it."""

    date: Annotated[Due, Meta(description="When it happened: an EDTF date that has an end, such as 2021-04-29")]
    result: Annotated[Result, Meta(description="done, if left out, or failed or cancelled")] = "done"
    source: SourceId | None = None
    note: Note | None = None


class Event(_Record, frozen=True, gc=False):
    """Something that has happened or is to happen: with a plain `date`, or with `promises` and perhaps an `outcome`.

    Once read, `agency` is folded into `agencies` and the promises are in the order in which they were said.
    """

    title: Title
    id: EventId = ""
    agency: AgencyId | None = None
    agencies: Annotated[
        tuple[AgencyId, ...], Meta(description="Who does it, if several do, such as [CMSA, UNOOSA]")
    ] = ()
    tags: Annotated[tuple[Tag, ...], Meta(description="Words to find it by, such as [space station, launch]")] = ()
    date: Annotated[Due, Meta(description="The date of an event that nobody promised; not with `promises`")] | None = (
        None
    )
    promises: Annotated[tuple[Promise, ...], Meta(description="The dates publicly given for it, in any order")] = ()
    outcome: Outcome | None = None
    source: SourceId | None = None
    note: Note | None = None
    refs: Annotated[
        dict[Catalogue, Text],
        Meta(description="Its ids in catalogues, by the catalogues' names, such as {gcat: 2018-103}"),
    ] = {}

    def __post_init__(self) -> None:
        if self.agency is not None:
            force_setattr(self, "agencies", (self.agency, *self.agencies))
            force_setattr(self, "agency", None)
        if len(self.promises) > 1 and not _in_order(self.promises):
            force_setattr(self, "promises", tuple(sorted(self.promises, key=_said)))


class Timeline(_Record, frozen=True):
    """Promised dates in spaceflight: what was said, by whom and when, and what came of it."""

    events: Annotated[tuple[Event, ...], Meta(description="What has happened or is to happen")]
    title: Annotated[Text, Meta(description="What the timeline is about")] | None = None
    agencies: Annotated[
        dict[AgencyId, Agency], Meta(description="The agencies' descriptions, by their short names")
    ] = {}
    speakers: Annotated[
        dict[SpeakerName, Speaker],
        Meta(description="Who the speakers are, by their names; only those of whom there is something to say"),
    ] = {}
    sources: Annotated[
        dict[SourceId, Source], Meta(description="Where statements can be read, by the ids that events name")
    ] = {}


def _in_order(promises: Iterable[Promise]) -> bool:
    """True for promises that need no sorting, as in most files."""
    before = datetime.date.min
    for promise in promises:
        said = _said(promise)
        if said < before:
            return False
        before = said
    return True


def _said(promise: Promise) -> datetime.date:
    return promise.said or datetime.date.min


# how msgspec reads and writes a date, the one type it does not know


def decode_date(kind: type, text: Any) -> Any:
    """The text of a date as a Date: the `dec_hook` of msgspec; raises BadDate."""
    if kind is Date:
        return dates.parse(text)
    raise NotImplementedError(kind)


def encode_date(value: object) -> str:
    """The EDTF text of a Date: the `enc_hook` of msgspec."""
    return cast("Date", value).text


# rules that the declaration cannot express

NULLS = frozenset(("", "~", "null", "Null", "NULL"))  # unquoted, what YAML and editors read as no value
EXCLUSIVE_KEYS = (("date", "promises"), ("date", "outcome"), ("agency", "agencies"))  # of an event


def excluded_keys(event: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """The keys of an event as written that another key excludes, each with what is wrong."""
    for key, excluded in EXCLUSIVE_KEYS:
        if key not in event or excluded not in event:
            continue
        if key == "date":
            found = f"found `date` and `{excluded}`"
            yield excluded, f"an event has a plain `date` or `promises` with an `outcome`, not both; {found}"
        else:
            yield excluded, f"an event has `{key}` or `{excluded}`, not both"


def assign_ids(events: Sequence[Event], taken: AbstractSet[str] = frozenset()) -> bool:
    """Give each event without an id one made from its title, numbered from 2 if it is taken.

    False if an id written in the file is not unique.
    """
    times = Counter(event.id for event in events if event.id)
    unique = len(times) == times.total() and taken.isdisjoint(times)
    used = {*taken, *times}
    numbers: Counter[str] = Counter()
    for event in events:
        if not event.id:
            force_setattr(event, "id", unique_name(id_from_title(event.title), used, numbers))
            used.add(event.id)
    return unique


def agency_names(agencies: Mapping[str, Agency]) -> dict[str, str]:
    """Every name of the listed agencies with its id: all ids, then aliases and full names; the first one wins."""
    names = {agency: agency for agency in agencies}
    for agency, described in agencies.items():
        for name in (*described.aliases, described.name):
            if name is not None:
                names.setdefault(name, agency)
    return names


def speaker_names(speakers: Mapping[str, Speaker]) -> dict[str, str]:
    """Every name of the listed speakers with the one it is listed under: these first, then aliases; the first wins."""
    names = {speaker: speaker for speaker in speakers}
    for speaker, described in speakers.items():
        for name in described.aliases:
            names.setdefault(name, speaker)
    return names


def id_from_title(title: str) -> str:
    """The title's words in lower case, joined by hyphens, without accents; not yet unique."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode() or title
    return "-".join(re.findall(r"\w+", plain.casefold().replace("'", ""))) or "event"


def unique_name(name: str, taken: AbstractSet[str], numbers: Counter[str]) -> str:
    """The name, numbered from 2 if it is taken; `numbers` remembers how far each name was counted."""
    free = name
    while free in taken:
        numbers[name] = max(numbers[name], 1) + 1
        free = f"{name}-{numbers[name]}"
    return free
