from typing import Any

import pytest
from tests.documents import table_rows
from tests.making import event

from spacetl.query import Move, Step, steps, times_later


def moves(text: str) -> list[str]:
    return [step.move for step in steps(event(text))]


def last_step(was: str, said: str, now: str) -> Step:
    *_, last = steps(event(f"promises: [{{due: {was}, said: 2000-01-01}}, {{due: {now}, said: {said}}}]"))
    return last


def row_of_the_table(line: str) -> Any:
    was, said, now, move, days = (cell.strip(" `") for cell in line.strip("|").split("|"))
    least, most = days.split(", ")
    return was, said, now, move, (int(least), None if most == "none" else int(most))


@pytest.mark.parametrize(
    ("was", "said", "now", "move", "slip"),
    [
        *map(row_of_the_table, table_rows("verdicts.md", "was")),
        # beyond the table
        ("2027", "2026-01-01", "2027-01/..", "wider", (-364, None)),
        ("2025/..", "2026-01-01", "2026/..", "later", (1, None)),
        ("2026/..", "2025-01-01", "2026-03/..", "narrower", (-305, None)),
        ("2015/..", "2020-01-01", "2021", "later", (1828, 2556)),
        ("2019", "2018-01-01", "2019-XX", "same", (-364, 364)),
        ("2019", "2018-01-01", "2019?", "wider", (-364, 364)),
        ("2027-07/..", "2026-01-01", "2027-07~", "narrower", (-30, 30)),
        ("../2026", "2026-06-01", "2026", "narrower", (-213, 213)),
    ],
)
def test_moves_of_two_dates(was: str, said: str, now: str, move: str, slip: tuple[int, int | None]) -> None:
    step = last_step(was, said, now)
    assert step.slip is not None
    assert (step.move, (step.slip.least, step.slip.most)) == (move, slip)


def test_the_moves_of_an_event() -> None:
    text = """promises: [{due: 2020}, {said: 2017-01-01}, {due: 2021, said: 2018-01-01}, {due: 2021, said: 2019-01-01}],
        outcome: {date: 2021-04-29, result: failed}"""
    assert moves(text) == ["first", "withdrawn", "later", "same", "failed"]


def test_a_promise_without_a_date_that_is_the_first_is_no_withdrawal() -> None:
    assert moves("promises: [{said: 2017-01-01}, {due: 2021, said: 2018-01-01}]") == ["first", "first"]


def test_a_date_that_had_passed_when_it_was_said_counts_for_nothing() -> None:
    text = "promises: [{due: 2020, said: 2018-01-01}, {due: 2017, said: 2019-01-01}, {due: 2021, said: 2019-06-01}]"
    first, past, last = steps(event(text))
    assert (first.move, past.move, past.slip, last.move) == (Move.FIRST, Move.PAST, None, Move.LATER)
    assert last.was == first.due


def test_what_was_said_after_the_outcome_counts_for_nothing_and_stands_after_it() -> None:
    text = """promises: [{due: 2019, said: 2018-01-01}, {due: 2019-11, said: 2019-10-01},
        {due: 2020, said: 2019-10-02}], outcome: {date: 2019-10-01}"""
    assert moves(text) == ["first", "narrower", "done", "after"]


def test_several_promises_on_a_day_are_compared_with_the_date_of_an_earlier_day_and_slip_once() -> None:
    text = """promises: [{due: 2019, said: 2018-01-01}, {due: 2021, said: 2018-06-01}, {due: 2020, said: 2018-06-01},
        {due: 2020, said: 2018-07-01}]"""
    assert moves(text) == ["first", "later", "later", "same"]
    assert times_later(event(text)) == 1


def test_promises_that_were_always_known_follow_each_other() -> None:
    text = "promises: [{due: 2019}, {due: 2020}, {due: 2021}]"
    assert moves(text) == ["first", "later", "later"]
    assert times_later(event(text)) == 2


def test_an_outcome_is_compared_with_the_date_in_force() -> None:
    *_, outcome = steps(event("promises: [{due: 2019, said: 2018-01-01}], outcome: {date: 2020-02-01}"))
    assert outcome.slip is not None
    assert (outcome.slip.least, outcome.slip.most) == (32, 396)
