"""Small timelines for the tests, and random ones for their properties."""

import datetime

from hypothesis import strategies as st
from msgspec.structs import replace

from spacetl.dates import parse
from spacetl.files.parse import parse_timeline
from spacetl.timeline import Event, Outcome, Promise, Timeline


def timeline(text: str) -> Timeline:
    """The timeline in a YAML text."""
    return parse_timeline(text.encode())


def event(text: str) -> Event:
    """The one event whose keys, a YAML flow mapping, are given without braces."""
    (made,) = timeline(f"sources: {{s: {{}}}}\nevents: [{{title: Some event, {text}}}]").events
    return made


def day(text: str) -> datetime.date:
    """A day from its ISO text."""
    return datetime.date.fromisoformat(text)


ENDS = (datetime.date.min, datetime.date.max)
DAYS = st.dates(datetime.date(2000, 1, 1), datetime.date(2040, 12, 31)) | st.sampled_from(ENDS)
DUE = st.sampled_from(
    (
        "2010",
        "2012~",
        "2015-06",
        "2016-33",
        "2017-11-30",
        "2018?",
        "2019%",
        "201X",
        "2020/..",
        "../2021",
        "2022-21",
        "2030",
        "0001~",
        "9999-12-31",
    )
).map(parse)
ENDED = st.sampled_from(("0001-01-01", "2011-05-03", "2014-02", "2018", "2019-12-30/2020-01-02", "2025~", "9999")).map(
    parse
)
BY = st.sampled_from((None, "CNSA", "NASA", "Wu Weiren", "wu weiren", "CNSA / Wu Weiren"))
PROMISES = st.builds(Promise, said=st.none() | DAYS, by=BY, due=st.none() | DUE)
OUTCOMES = st.builds(Outcome, date=ENDED, result=st.sampled_from(["done", "failed", "cancelled"]))
AGENCIES = st.lists(st.sampled_from(["CNSA", "NASA", "ESA"]), unique=True, max_size=2).map(tuple)


PLAIN = st.builds(Event, title=st.just("Some event"), agencies=AGENCIES, date=st.none() | DUE)
PROMISED = st.builds(
    Event,
    title=st.just("Some event"),
    agencies=AGENCIES,
    promises=st.lists(PROMISES, max_size=4).map(tuple),
    outcome=st.none() | OUTCOMES,
)


def timelines() -> st.SearchStrategy[Timeline]:
    """Timelines of a few events: plain ones, promised ones, bare ones."""

    def named(events: list[Event]) -> Timeline:
        return Timeline(events=tuple(replace(one, id=f"e{number}") for number, one in enumerate(events)))

    return st.lists(PLAIN | PROMISED, max_size=5).map(named)
