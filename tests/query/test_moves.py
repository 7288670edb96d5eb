import pytest
from hypothesis import given
from tests.making import DUE, day, event

from spacetl.dates import Date, parse
from spacetl.query import Move, slip_between, steps
from spacetl.query.moves import move_between


@pytest.mark.parametrize(
    ("promised", "came", "least", "most"),
    [
        ("2019", "2021-04-29", 485, 849),
        ("2017", "2020-11-23", 1058, 1422),
        ("2018", "2018-12-07", -24, 340),
        ("2022~", "2022-12-31", 0, 364),
        ("2019-05-01", "2019-04-30", -1, -1),
        ("2024/..", "2030", None, 2556),
        ("../2016", "2030", 4749, None),
        ("2024", "2030/..", 1827, None),
        ("2024", "../2030", None, 2556),
    ],
)
def test_least_and_most(promised: str, came: str, least: int | None, most: int | None) -> None:
    slip = slip_between(parse(promised), parse(came))
    assert (slip.least, slip.most) == (least, most)


@pytest.mark.parametrize(
    ("promised", "came", "verdict"),
    [
        ("2018", "2018-12-07", "kept"),
        ("2018", "2019-01-01", "late"),
        ("2018", "2017-12-31", "early"),
        ("2024/..", "2030", "kept"),
        ("../2016", "2015", "kept"),
        ("../2016", "2017", "late"),
        ("2018", "2018/2019", "kept"),
    ],
)
def test_kept_when_the_spans_overlap(promised: str, came: str, verdict: str) -> None:
    slip = slip_between(parse(promised), parse(came))
    assert {"kept": slip.kept, "late": slip.days > 0, "early": slip.days < 0} == {
        "kept": verdict == "kept",
        "late": verdict == "late",
        "early": verdict == "early",
    }


@given(DUE, DUE)
def test_a_slip_turned_round_is_its_negative(one: Date, other: Date) -> None:
    there, back = slip_between(one, other), slip_between(other, one)
    assert there.least == (None if back.most is None else -back.most)
    assert there.most == (None if back.least is None else -back.least)
    assert there.kept == one.overlaps(other)


@pytest.mark.parametrize(
    ("before", "after", "move"),
    [
        ("2019", "2020", Move.SLIP),
        ("2019", "2019-06/2020-06", Move.SLIP),
        ("2020", "2019", Move.PULL_IN),
        ("2019", "2018-06/2019-06", Move.PULL_IN),
        ("2019", "2019-06", Move.FIRMED),
        ("2019", "2019-40", Move.FIRMED),
        ("2019-06", "2019", Move.LOOSENED),
        ("2019", "2019-XX", Move.REAFFIRMED),
        ("2019~", "2019~", Move.REAFFIRMED),
        ("2019~", "2019", Move.FIRMED),
        ("2019", "2019?", Move.LOOSENED),
        ("2019/..", "2019", Move.FIRMED),
        ("2019", "2019/..", Move.LOOSENED),
        ("2019/..", "2020/..", Move.SLIP),
        ("../2019", "../2020", Move.SLIP),
        ("../2020", "../2019", Move.PULL_IN),
        ("../2019", "2020", Move.SLIP),
        ("2020/..", "../2018", Move.PULL_IN),
    ],
)
def test_move(before: str, after: str, move: Move) -> None:
    assert move_between(parse(before), parse(after)) is move


def moves(keys: str) -> list[str]:
    return [step.move.value for step in steps(event(keys))]


def test_every_move_of_a_long_story() -> None:
    keys = """promises: [
        {said: 2010-01-01, due: 2018~}, {said: 2011-01-01, due: 2018}, {said: 2012-01-01, due: 2018-06},
        {said: 2013-01-01, due: 2018}, {said: 2014-01-01, due: 2018}, {said: 2015-01-01, due: 2017},
        {said: 2016-01-01}, {said: 2017-01-01, due: 2020}], outcome: {date: 2021, result: cancelled}"""
    assert moves(keys) == [
        "first", "firmed", "firmed", "loosened", "reaffirmed", "pull-in", "withdrawn", "slip", "cancelled",
    ]  # fmt: skip


def test_a_promise_after_a_withdrawn_one_is_measured_from_the_last_date() -> None:
    made = list(
        steps(event("promises: [{said: 2015-01-01, due: 2017}, {said: 2016-01-01}, {said: 2017-01-01, due: 2019}]"))
    )
    assert made[1].slip is None
    assert made[2].slip == slip_between(parse("2017"), parse("2019"))


def test_a_first_statement_without_a_date_is_no_withdrawal() -> None:
    assert moves("promises: [{said: 2015-01-01}, {said: 2016-01-01}, {said: 2017-01-01, due: 2019}]") == [
        "first", "withdrawn", "first",
    ]  # fmt: skip


def test_an_outcome_is_said_on_its_latest_day() -> None:
    (made,) = steps(event("outcome: {date: 2019-12-30/2020-01-02}"))
    assert made.said == day("2020-01-02")
