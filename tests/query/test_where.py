"""What a filter means and what is refused: precedence, columns, limits."""

import re
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.making import day, timeline

from spacetl.errors import UsageError
from spacetl.query import Condition, Query, select
from spacetl.query.conditions import FILTER_FIELDS, read_filter
from spacetl.query.where import DEEPEST, OPERATORS, Comparison, parse_filter
from spacetl.timeline import Timeline

TODAY = day("2026-11-23")
ONE = timeline("""
agencies: {NASA: {}, CNSA: {}}
events: [{title: A, agency: NASA, tags: [moon, space station], promises: [{due: 2028, by: Li}]}]
""")


def holds(text: str) -> bool:
    """Whether the one event passes."""
    return bool(select(ONE, Query(where=read_filter(text, TODAY)), TODAY))


def asked(text: str) -> list[Comparison]:
    """The comparisons of a filter, in order."""
    found: list[Comparison] = []

    def condition(comparison: Comparison) -> Condition:
        found.append(comparison)
        return lambda *_: lambda _entry: True

    parse_filter(text, condition)
    return found


YES, NO = "tag:moon", "agency:CNSA"


@pytest.mark.parametrize(
    ("text", "passes"),
    [
        (YES, True),
        (NO, False),
        (f"{YES} {NO}", False),
        (f"{YES} and {YES}", True),
        (f"{NO} or {YES}", True),
        (f"{YES} or {NO} {NO}", True),  # a space binds closer than or
        (f"{NO} {NO} or {YES}", True),
        (f"({YES} or {NO}) {NO}", False),
        (f"not {NO}", True),
        (f"not {YES} or {YES}", True),  # not binds closest
        (f"not ({YES} or {YES})", False),
        (f"not {NO} {NO}", False),
        (f"not not {YES}", True),
        (f"({YES})({YES})", True),
        (f"(({YES}))or({NO})", True),
        (f"NOT {NO} AND {YES} OR {NO}", True),
        (f"  {YES}\n\tand\r\n{YES}  ", True),
    ],
)
def test_precedence(text: str, passes: bool) -> None:
    assert holds(text) is passes


def texts() -> st.SearchStrategy[tuple[str, str]]:
    """A filter and the equivalent Python, which has the same precedence, with `and` for a space."""
    leaf = st.sampled_from([(YES, "True"), (NO, "False")])

    def wider(inner: st.SearchStrategy[tuple[str, str]]) -> st.SearchStrategy[tuple[str, str]]:
        two = st.tuples(inner, inner)
        return st.one_of(
            inner.map(lambda one: (f"not {one[0]}", f"not {one[1]}")),
            inner.map(lambda one: (f"({one[0]})", f"({one[1]})")),
            two.map(lambda both: (f"{both[0][0]} or {both[1][0]}", f"{both[0][1]} or {both[1][1]}")),
            two.map(lambda both: (f"{both[0][0]} {both[1][0]}", f"{both[0][1]} and {both[1][1]}")),
            two.map(lambda both: (f"{both[0][0]} and {both[1][0]}", f"{both[0][1]} and {both[1][1]}")),
        )

    return st.recursive(leaf, wider, max_leaves=12)


@given(texts())
def test_one_precedence_everywhere(both: tuple[str, str]) -> None:
    text, python = both
    assert holds(text) is eval(python)  # noqa: S307 - a text of our own


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("tag:moon", "moon"),
        ("tag : moon", "moon"),
        ("tag:'space station'", "space station"),
        ('tag:"space station"', "space station"),
        ("title:Chang'e-5", "Chang'e-5"),
        ('title:"Chang\'e (5)"', "Chang'e (5)"),
        ("source:https://example.org/a?b=c", "https://example.org/a?b=c"),
        ("due<2026-03/..", "2026-03/.."),
        ("tag:or", "or"),
        ("tag:not", "not"),
        ("(tag:moon)", "moon"),
    ],
)
def test_values(text: str, value: str) -> None:
    (comparison,) = asked(text)
    assert comparison.value == value


@pytest.mark.parametrize("operator", OPERATORS)
@pytest.mark.parametrize("blank", ["", " "])
def test_operators_with_blanks_round_them(operator: str, blank: str) -> None:
    (comparison,) = asked(f"due{blank}{operator}{blank}2030")
    assert comparison == Comparison("due", operator, "2030", False, 1, 4 + len(operator) + 2 * len(blank))


def test_surely_is_about_one_comparison() -> None:
    assert [(each.field, each.surely) for each in asked("surely due<2030 not surely said>2020 due>2020")] == [
        ("due", True),
        ("said", True),
        ("due", False),
    ]


MALFORMED = [
    # text, column, part of the message
    ("", 1, "the filter is empty; write it like agency:NASA"),
    ("   ", 1, "the filter is empty"),
    ("(", 2, "a comparison is missing at the end"),
    (")", 1, "a comparison is missing before this bracket"),
    ("()", 2, "a comparison is missing before this bracket"),
    ("(tag:moon", 1, "this bracket is never closed"),
    ("((tag:moon)", 1, "this bracket is never closed"),
    ("(tag:moon tag:x)", 15, "no tag 'x' in this timeline"),
    ("tag:moon)", 9, "this bracket was never opened"),
    ("(tag:moon))", 11, "this bracket was never opened"),
    ("tag:moon ( )", 12, "a comparison is missing before this bracket"),
    ("tag:moon or", 12, "a comparison is missing at the end"),
    ("tag:moon and", 13, "a comparison is missing at the end"),
    ("or tag:moon", 1, "a comparison is missing before or"),
    ("AND tag:moon", 1, "a comparison is missing before and"),
    ("tag:moon or or tag:moon", 13, "a comparison is missing before or"),
    ("tag:moon and and tag:moon", 14, "a comparison is missing before and"),
    ("(or tag:moon)", 2, "a comparison is missing before or"),
    ("not", 4, "a comparison is missing at the end"),
    ("not not", 8, "a comparison is missing at the end"),
    ("not or tag:moon", 5, "a comparison is missing before or"),
    ("(not)", 5, "a comparison is missing before this bracket"),
    ("surely", 7, "a comparison is missing at the end"),
    ("surely not due<2030", 1, "surely goes before a single comparison, as in not surely due<2030"),
    ("surely (due<2030)", 1, "surely goes before a single comparison"),
    ("surely surely due<2030", 8, "'surely' is not a comparison"),
    ("surely tag:moon", 8, "surely goes with date, due, first_promise, said, late; leave it out before tag"),
    ("surely promises>2", 8, "surely goes with date"),
    ("moon", 1, "'moon' is not a comparison; write search:moon to find the text"),
    ("Tag", 1, "'Tag' is not a comparison; write Tag:VALUE"),
    ("tag:moon agency", 10, "'agency' is not a comparison; write agency:VALUE"),
    ("'far side'", 1, "text by itself is not a comparison; put search: before it"),
    ('tag:moon "x"', 10, "text by itself is not a comparison"),
    ("agncy:NASA", 1, "no field 'agncy'; did you mean agency?"),
    ("tags:moon", 1, "no field 'tags'; did you mean tag?"),
    ("tag:moon not stauts:done", 14, "no field 'stauts'; did you mean status?"),
    ("zzz:1", 1, "no field 'zzz'; use one of agency, tag, "),
    ("tag=moon", 4, "unknown operator '='; write tag:VALUE, or for dates and numbers one of : < <= > >="),
    ("tag==moon", 4, "unknown operator '=='; write tag:VALUE"),
    ("tag!=moon", 4, "unknown operator '!='; write not tag:VALUE"),
    ("promises=>2", 9, "unknown operator '=>'"),
    ("promises<>2", 9, "unknown operator '<>'; write not promises:VALUE"),
    ("title~moon", 6, "unknown operator '~'; write title:VALUE"),
    ("tag::moon", 4, "unknown operator '::'"),
    ("tag:", 5, "a value is missing"),
    ("tag:moon agency: ", 18, "a value is missing"),
    ("(tag:)", 6, "a value is missing"),
    ("tag:''", 5, "a value is missing"),
    ("tag:'  '", 5, "a value is missing"),
    ("tag:(moon or mars)", 5, "a value is missing; brackets go around whole comparisons"),
    ("tag:'moon", 5, "this quote is never closed"),
    ('tag:"moon\'', 5, "this quote is never closed"),
    ("tag:'moon'x", 11, "a space is missing after the closing quote"),
    ("tag:'moon''x'", 11, "a space is missing after the closing quote"),
    ("-tag:moon", 1, "unexpected '-'; write not"),
    ("!tag:moon", 1, "unexpected '!'; write not"),
    ("tag:moon || tag:moon", 10, "unexpected '||'; write or"),
    ("tag:moon && tag:moon", 10, "unexpected '&&'; a space means and"),
    ("tag:moon , tag:moon", 10, "unexpected ','; a space means and"),
    ("tag:moon tag:moon +tag:moon", 19, "unexpected '+'; a space means and"),
    (":moon", 1, "unexpected ':'; write it like agency:NASA"),
    ("<2030", 1, "unexpected '<'"),
    ("2030", 1, "unexpected '2'; write it like"),
    ("tag<moon", 1, "tag does not take '<'; write it like tag:moon"),
    ("status>=due", 1, "status does not take '>='"),
    ("late:1y", 1, "late does not take ':'; write it like late>1y"),
    ("slip>1y", 1, "slip is now called late"),
    ("tag:moon Slips>=2", 10, "Slips is now called later"),
    ("move:slip", 6, "the move slip is now called later"),
    ("move:Pull-in", 6, "the move Pull-in is now called earlier"),
    ("move:firmed", 6, "the move firmed is now called narrower"),
    ("verdict:lat", 9, "no verdict 'lat'; did you mean late?"),
    ("status:don", 8, "no status 'don'; did you mean done?"),
    ("result:upcoming", 8, "no result 'upcoming'; use one of done, failed, cancelled"),
    ("move:latr", 6, "no move 'latr'; did you mean later?"),
    ("due<soon", 5, "'soon' is not a date; write it like 2027"),
    ("due<March 2030", 5, "(in quotes if it contains spaces)"),
    ("due<01/02/03", 5, "'01/02/03' is not a date"),
    ("due<../2030", 5, "'../2030' has no first day to compare with"),
    ("due>2030/..", 5, "'2030/..' has no last day to compare with"),
    ("promises>=two", 11, "'two' is not a whole number"),
    ("promises>=-1", 11, "'-1' is not a whole number"),
    ("later:1.5", 7, "'1.5' is not a whole number"),
    ("late>long", 6, "'long' is not a length of time; write it like 1y, 18m, 2w or 90d"),
    ("late>1 y", 8, "'y' is not a comparison"),
    ("agency:NSAA", 8, "no agency 'NSAA' in this timeline; did you mean NASA?"),
    ("tag:moon or tag:mon", 17, "no tag 'mon' in this timeline; did you mean moon?"),
    ("not by:Liu", 8, "no speaker 'Liu' in this timeline; did you mean Li?"),
    ("\u202etag:moon", 1, "unexpected '\\u202e'"),
    ("tag:\x1b[31m", 5, "no tag '\\x1b[31m' in this timeline"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "column", "expected"), MALFORMED)
def test_malformed(text: str, column: int, expected: str) -> None:
    with pytest.raises(UsageError) as error:
        holds(text)
    message = str(error.value)
    assert message.startswith(f"--where: column {column}: ")
    assert expected in message
    assert message.isprintable()


def test_there_are_enough_of_them() -> None:
    assert len({text for text, _, _ in MALFORMED}) == len(MALFORMED) > 60


@given(st.text(st.sampled_from("ab:<>=()'\" !-|&,~0\n\x00é"), max_size=30) | st.text(max_size=30))
def test_any_text_is_read_or_refused_with_a_column_in_it(text: str) -> None:
    try:
        read_filter(text, TODAY)
    except UsageError as error:
        found = re.match(r"--where: column (\d+): ", str(error))
        assert found is not None
        assert 1 <= int(found[1]) <= len(text) + 1


@given(
    st.lists(
        st.sampled_from([*FILTER_FIELDS, *OPERATORS, "(", ")", "or", "and", "not", "surely", "2030", "1y", "moon", " "])
    )
)
def test_any_words_are_read_or_refused(words: list[str]) -> None:
    for text in ("".join(words), " ".join(words)):
        with suppress(UsageError):
            read_filter(text, TODAY)


@pytest.mark.parametrize(
    "text", ["(" * 10_000 + YES + ")" * 10_000, "(" * 10_000, "not " * 10_000 + YES, "(not " * 10_000]
)
def test_deep_nesting_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match=f"column \\d+: more than {DEEPEST} nested brackets or nots"):
        holds(text)


def test_as_deep_as_it_may_be() -> None:
    assert holds("(" * DEEPEST + YES + ")" * DEEPEST)
    assert holds("not " * DEEPEST + YES)
    assert holds(" ".join("(" * DEEPEST + YES + ")" * DEEPEST for _ in range(3)))  # side by side is not deep


def test_long_filters_are_read_and_messages_stay_short() -> None:
    assert holds(" or ".join([NO] * 2_000 + [YES]))
    assert not holds(" ".join([YES] * 2_000 + [NO]))
    for text in (
        "x" * 1_000_000,
        f"{'x' * 1_000_000}:1",
        f"{'x' * 1_000_000}=1",
        f"tag:{'x' * 1_000_000}",
        "=" * 1_000_000,
    ):
        with pytest.raises(UsageError) as error:
            holds(text)
        assert len(str(error.value)) < 400


def test_an_empty_timeline_has_no_names() -> None:
    with pytest.raises(UsageError, match="column 8: no agency 'NASA' in this timeline"):
        select(Timeline(events=()), Query(where=read_filter("agency:NASA", TODAY)), TODAY)
