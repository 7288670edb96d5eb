import pytest
from tests.making import day, event

from spacetl.query import entry_on, measure_all
from spacetl.reports import sentences
from spacetl.timeline import Timeline

NASA = "{said: 2026-03-24, by: NASA, due: 2030}"


@pytest.mark.parametrize(
    ("promises", "words"),
    [
        (NASA, "x: 2030, its first promise"),
        (f"{NASA}, {{said: 2026-11-01, due: 2032}}", "x: 2032, later by 2 y than THAT"),
        (f"{NASA}, {{said: 2026-11-01, due: 2028}}", "x: 2028, earlier by 2 y than THAT"),
        (f"{NASA}, {{said: 2026-11-01, due: 2032-06}}",
         "x: Jun 2032, later by 1 y 5 m+ than THAT"),
        (f"{NASA}, {{said: 2026-11-01, due: 2032/..}}", "x: from 2032, later by 1 y+ than THAT"),
        (f"{NASA}, {{said: 2026-11-01, due: 2030-06}}", "x: Jun 2030, narrower than THAT"),
        (f"{NASA}, {{said: 2026-11-01, due: 2029/2031}}", "x: 2029 to 2031, wider than THAT"),
        (f"{NASA}, {{said: 2026-11-01, due: 2030}}", "x: 2030, the same as THAT"),
        (f"{NASA}, {{said: 2026-11-01, due: 2030-06/2033}}",
         "x: Jun 2030 to 2033, later by up to 4 y than THAT"),
        (f"{NASA}, {{said: 2026-11-01}}", "x: no date any more, after 2030, which THAT (withdrawn)"),
        ("{due: 2030}, {said: 2026-11-01, due: 2031}", "x: 2031, later by 1 y than was said"),
        ("{said: 2026-11-01}", "x: no date, its first promise"),
        (f"{NASA}, {{said: 2026-11-01, due: 2025}}",
         "x: 2025, which had passed when it was said, so that it counts for nothing"),
        ("{said: 2026-11-01}, {said: 2026-11-02}", "x: no date (withdrawn)"),
    ],
)  # fmt: skip
def test_a_promise_is_compared_with_the_one_before_it(promises: str, words: str) -> None:
    one = event(f"id: x, promises: [{promises}]")
    assert sentences.promise_words(one, one.promises[-1]) == words.replace("THAT", "NASA said on 24 Mar 2026")


def test_a_promise_that_was_overtaken_says_what_holds() -> None:
    one = event(f"id: x, promises: [{NASA}, {{said: 2026-11-01, due: 2032}}]")
    assert sentences.promise_words(one, one.promises[0]) == "x: 2030, its first promise; the date in force stays 2032"
    one = event(f"id: x, promises: [{NASA}, {{said: 2026-11-01}}]")
    assert sentences.promise_words(one, one.promises[0]).endswith("; it stays without a date")
    one = event(f"id: x, promises: [{NASA}], outcome: {{date: 2031-02}}")
    assert sentences.promise_words(one, one.promises[0]).endswith("; it was done Feb 2031")


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        (
            f"promises: [{NASA}], outcome: {{date: 2031-02-05}}",
            "x: done 5 Feb 2031, 1 m to 1 y 2 m late (promised: 2030)",
        ),
        (
            f"promises: [{NASA}], outcome: {{date: 2030-02-05, result: failed}}",
            "x: failed 5 Feb 2030, kept (promised: 2030)",
        ),
        ("outcome: {date: 2030-02-05, result: cancelled}", "x: cancelled 5 Feb 2030"),
    ],
)  # fmt: skip
def test_an_outcome_is_compared_with_the_first_promise(keys: str, words: str) -> None:
    one, on = event(f"id: x, {keys}"), day("2032-01-01")
    measured = measure_all(Timeline(events=(one,)), on)(entry_on(one, on))
    assert sentences.outcome_words(one, measured) == words


@pytest.mark.parametrize(
    ("keys", "words", "short"),
    [
        ("promises: [{due: 2019}], outcome: {date: 2021-04-29}", "1 y 3 m to 2 y 4 m late", "1 y 3 m+ late"),
        ("promises: [{due: 2018}], outcome: {date: 2018-12-07}", "kept", "kept"),
        ("promises: [{due: 2018}], outcome: {date: 2018-12-07, result: failed}", "kept (failed)", "kept"),
        ("promises: [{due: 2019-05-01}], outcome: {date: 2019-05-02}", "1 d late", "1 d late"),
        ("promises: [{due: 2019-05-02}], outcome: {date: 2019-05-01}", "1 d early", "1 d early"),
        ("promises: [{due: 2021}], outcome: {date: 2019}", "1 y to 3 y early", "1 y+ early"),
        ("promises: [{due: 2022-06}], outcome: {date: 2022}", "unclear", "unclear"),
        ("promises: [{due: 2020-11~}], outcome: {date: 2020-12-05}", "maybe 5 d to 2 m late", "maybe 5 d+ late"),
        ("promises: [{due: ../2016}, {said: 2017-01-01, due: 2038}]", "21 y+ late (open)", "21 y+ late"),
        ("promises: [{due: 2021}]", "10 y+ late (open)", "10 y+ late"),
        ("promises: [{due: 2035}]", "open", "open"),
        ("promises: [{due: 2036}, {said: 2030-01-01, due: 2034}]",
         "open, now promised earlier", "open, now promised earlier"),
        ("promises: [{due: 2021/..}]", "no end", "no end"),
        ("promises: [{due: 2036}, {said: 2030-01-01}]", "withdrawn", "withdrawn"),
        ("promises: [{due: 2017}], outcome: {date: 2026-05-01, result: cancelled}",
         "cancelled, 8 y 4 m after the date promised", "cancelled, 8 y 4 m after the date promised"),
        ("promises: [{due: 2017}], outcome: {date: 2016, result: cancelled}", "cancelled", "cancelled"),
    ],
)  # fmt: skip
def test_verdicts_in_words(keys: str, words: str, short: str) -> None:
    one, on = event(f"id: x, {keys}"), day("2032-01-01")
    measured = measure_all(Timeline(events=(one,)), on)(entry_on(one, on))
    assert measured is not None
    assert (sentences.verdict_words(measured), sentences.short_verdict(measured)) == (words, short)


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        (f"promises: [{NASA}]", "x: a new event, promised for 2030"),
        ("date: 2027-10", "x: a new event, Oct 2027"),
        ("note: soon", "x: a new event, without a date"),
    ],
)
def test_a_new_event(keys: str, words: str) -> None:
    assert sentences.new_event_words(event(f"id: x, {keys}")) == words
