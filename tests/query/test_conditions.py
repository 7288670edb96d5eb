"""Each field on a timeline made by hand; and filters against the same questions asked with options."""

import datetime
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.making import DAYS, day, timeline, timelines

from spacetl.errors import UsageError
from spacetl.query import Query, Status, select
from spacetl.query.conditions import FILTER_FIELDS, read_filter
from spacetl.timeline import Timeline

TODAY = day("2026-11-23")
WHOLE = timeline("""
agencies: {CMSA: {name: China Manned Space Agency, aliases: [CMSEO]}, NASA: {}}
sources: {xinhua-1: {title: A paper, publisher: Xinhua, url: "https://example.org/one"}, book: {title: The Book}}
events:
  - {id: plain, title: Plain one, date: 2028, agency: NASA, tags: [Moon], source: book}
  - {id: idea, title: An idea, note: some samples}
  - id: late
    title: Late
    agency: CMSEO
    tags: [space station]
    promises:
      - {said: 2010-01-01, by: CNSA / Wu Weiren, due: 2019, source: xinhua-1}
      - {said: 2018-06-01, by: CMSEO, due: 2020}
      - {said: 2019-06-01, by: CMSEO, due: 2021}
    outcome: {date: 2021-04-29, source: book}
  - {id: kept, title: Kept, promises: [{said: 2012-01-01, due: 2013}], outcome: {date: 2013-05-01}}
  - {id: early, title: Early, promises: [{said: 2012-01-01, due: 2016}], outcome: {date: 2014-12-31, result: failed}}
  - {id: open, title: Open, promises: [{said: 2020-01-01, due: 2029}, {said: 2021-01-01, due: ../2035}]}
  - {id: vague, title: Vague, promises: [{said: 2020-01-01, due: 2030~}, {said: 2022-01-01, due: 2033-01/..}]}
  - {id: off, title: Off, promises: [{said: 2020-01-01, due: 2025}, {said: 2022-01-01}]}
""")


def ids(text: str, known: Timeline = WHOLE) -> str:
    return " ".join(sorted(entry.event.id for entry in select(known, Query(where=read_filter(text, TODAY)), TODAY)))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("agency:cmsa", "late"),
        ("agency:'China Manned Space Agency'", "late"),
        ("agency:NASA or agency:CMSEO", "late plain"),
        ("tag:moon", "plain"),
        ("tag:'SPACE station'", "late"),
        ("status:done", "kept late"),
        ("status:UNDATED", "idea off"),
        ("result:done", "kept late"),
        ("result:failed", "early"),
        ("by:'wu weiren'", "late"),
        ("by:cmsa", "late"),
        ("by:'CNSA / Wu Weiren'", "late"),
        ("id:late", "late"),
        ("id:LATE", "late"),
        ("id:lat", ""),
        ("title:LA", "late plain"),
        ("title:'plain one'", "plain"),
        ("search:samples", "idea"),
        ("search:manned", ""),
        ("search:station", "late"),
        ("source:xinhua", "late"),
        ("source:'THE BOOK'", "late plain"),
        ("source:example.org", "late"),
        ("move:withdrawn", "off"),
        ("move:first", "early kept late off open vague"),
        ("move:later", "late open vague"),
        ("move:failed", "early"),
        ("verdict:late", "late"),
        ("verdict:'late open'", "off vague"),
        ("verdict:LATE_OPEN", "off vague"),
        ("verdict:kept", "kept"),
        ("verdict:open", "open"),
        ("promises:0", "idea plain"),
        ("promises>=2", "late off open vague"),
        ("promises>2", "late"),
        ("promises<1", "idea plain"),
        ("promises<=0", "idea plain"),
        ("later>=2", "late"),
        ("later:1", "open vague"),
        # dates, three-valued
        ("date:2028", "open plain"),
        ("due:2028", "open plain"),
        ("due<2014", "kept"),
        ("due<=2014", "early kept"),
        ("due>2029", "open vague"),
        ("due>=2028", "open plain vague"),
        ("surely due>=2028", "plain vague"),
        ("surely due<=2035", "early kept late open plain"),
        ("not surely due<=2035", "idea off vague"),
        ("due<'March 2021'", "early kept open"),
        ("due<=+2y", "early kept late open plain"),
        ("due:'late 2014'", "early"),
        ("due<0001", ""),
        ("due>9999", ""),
        ("surely due>9999", ""),
        ("first_promise:2029", "open"),
        ("first_promise<2020", "early kept late"),
        ("first_promise>=2030", "vague"),
        ("surely first_promise>=2030", ""),
        ("said:2018", "late"),
        ("said>=2022", "off vague"),
        ("said<2011", "late"),
        ("surely said<2011", "late"),
        ("said<0001", ""),
        # late came 485 to 849 days after 2019, early 366 to 731 before 2016; vague is 732 late at least, off 327
        ("late>0", "late off vague"),
        ("late>=0", "kept late off vague"),
        ("late<0", "early"),
        ("late<=0", "early kept"),
        ("late>1y", "late off vague"),
        ("late>2y", "late off vague"),
        ("surely late>1y", "late vague"),
        ("surely late>2y", "vague"),
        ("surely late<2y", "early kept"),
        ("surely late<=849", "early kept late"),
        ("surely late<849", "early kept"),
        ("late>849", "off vague"),
        ("late>=849", "late off vague"),
        ("surely late>=485d", "late vague"),
        ("surely late>485", "vague"),
        ("late<-1y", "early"),
        ("surely late<-1y", "early"),
        ("surely late<-13m", ""),
        ("late>-1d", "kept late off vague"),
        ("surely late<=-366", "early"),
        ("late<999999y", "early kept late off vague"),
    ],
)
def test_what_passes(text: str, found: str) -> None:
    assert ids(text) == found


def test_the_example_of_each_field_is_one() -> None:
    for name, field in FILTER_FIELDS.items():
        assert field.example.startswith(name) or name == "due"
        if name not in {"agency", "tag", "by"}:
            ids(field.example)
        else:
            read_filter(field.example, TODAY)


def test_what_was_promised_by_a_day_does_not_come_before_the_promise() -> None:
    assert ids("due<2021") == "early kept"
    assert ids("due<=2021-01-01") == "early kept open"


STATUSES = st.lists(st.sampled_from(Status), max_size=2).map(tuple)


@st.composite
def questions(draw: Any) -> tuple[Query, str]:
    """A query and the equivalent filter."""
    said: list[str] = []
    agencies = draw(st.lists(st.sampled_from(["cnsa", "NASA", "Esa"]), max_size=2).map(tuple))
    statuses = draw(STATUSES)
    by = draw(st.lists(st.sampled_from(["CNSA", "nasa", "Wu Weiren", "CNSA / Wu Weiren"]), max_size=2).map(tuple))
    search = draw(st.sampled_from(["", "event", "cnsa", "e1"]))
    for field, values in (("agency", agencies), ("status", statuses), ("by", by)):
        if values:
            said.append(f"({' or '.join(f'{field}:{value!r}' for value in map(str, values))})")
    if search:
        said.append(f"search:{search}")
    since, until = sorted((draw(DAYS), draw(DAYS)))
    ends = draw(st.sampled_from([(None, None), (since, None), (None, until), (since, until)]))
    surely = draw(st.booleans())
    word = "surely " if surely else ""
    said += [f"{word}date{sign}{end}" for sign, end in zip((">=", "<="), ends, strict=True) if end is not None]
    query = Query(
        agencies=agencies, statuses=statuses, by=by, since=ends[0], until=ends[1], surely=surely, search=search
    )
    return query, draw(st.permutations(said).map(" ".join))


@given(timelines(), questions(), DAYS)
def test_a_filter_finds_what_options_find(whole: Timeline, question: tuple[Query, str], today: datetime.date) -> None:
    query, text = question
    assume(text)

    def found(asked: Query) -> list[str] | str:
        try:
            return [entry.event.id for entry in select(whole, asked, today)]
        except UsageError:
            return "refused"

    assert found(Query(where=read_filter(text, today))) == found(query)
    # and beside the options, where it narrows down what they found
    assert found(replace(query, where=read_filter(text, today))) == found(query)


@given(timelines(), st.sampled_from(["date", "first_promise", "said"]), st.sampled_from(["<", "<=", ">", ">="]), DAYS)
def test_surely_is_narrower_than_possibly_and_shuts_out_the_opposite(
    whole: Timeline, field: str, sign: str, value: datetime.date
) -> None:
    possibly, surely = ids(f"{field}{sign}{value}", whole).split(), ids(f"surely {field}{sign}{value}", whole).split()
    assert set(surely) <= set(possibly)
    opposite = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}[sign]
    if field != "said":  # several days were said
        assert set(surely).isdisjoint(ids(f"{field}{opposite}{value}", whole).split())


def test_what_may_be_late_is_not_surely_late() -> None:
    events = {
        "unclear": "promises: [{said: 2021-01-01, due: 2022-06}], outcome: {date: 2022/2025}",
        "maybe": "promises: [{said: 2010-01-01, due: 2018~}], outcome: {date: 2019-04-29}",
    }
    for text in events.values():
        whole = timeline(f"events: [{{id: x, title: X, {text}}}]")
        for filter_, passes in (
            ("late>0", True),
            ("late<=0", True),
            ("surely late>0", False),
            ("surely late<=0", False),
        ):
            condition = read_filter(filter_, day("2026-01-01"))
            assert bool(select(whole, Query(where=condition), day("2026-01-01"))) == passes, (text, filter_)
