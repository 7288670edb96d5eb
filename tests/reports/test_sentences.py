import pytest
from tests.making import event

from spacetl.reports import sentences

NASA = "{said: 2026-03-24, by: NASA, due: 2030}"


@pytest.mark.parametrize(
    ("promises", "words"),
    [
        (NASA, "x: 2030, its first promise"),
        (f"{NASA}, {{said: 2026-11-01, due: 2032}}", "x: 2032, 2 y later than THAT (slip)"),
        (f"{NASA}, {{said: 2026-11-01, due: 2028}}", "x: 2028, 2 y earlier than THAT (pull-in)"),
        (f"{NASA}, {{said: 2026-11-01, due: 2032-06}}",
         "x: Jun 2032, 1 y 5 m to 2 y 6 m later than THAT (slip)"),
        (f"{NASA}, {{said: 2026-11-01, due: 2032/..}}", "x: from 2032, at least 1 y later than THAT (slip)"),
        (f"{NASA}, {{said: 2026-11-01, due: 2030-06}}", "x: Jun 2030, narrower than THAT (firmed)"),
        (f"{NASA}, {{said: 2026-11-01, due: 2029/2031}}", "x: 2029 to 2031, wider than THAT (loosened)"),
        (f"{NASA}, {{said: 2026-11-01, due: 2030}}", "x: 2030, as THAT (reaffirmed)"),
        (f"{NASA}, {{said: 2026-11-01, due: 2030-06/2033}}",
         "x: Jun 2030 to 2033, possibly later than THAT (slip)"),
        (f"{NASA}, {{said: 2026-11-01}}", "x: no date any more, after 2030, which THAT (withdrawn)"),
        ("{due: 2030}, {said: 2026-11-01, due: 2031}", "x: 2031, 1 y later than was said (slip)"),
        ("{said: 2026-11-01}", "x: no date, its first promise"),
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
            "x: done 5 Feb 2031, 1 m to 1 y 2 m later than first promised (2030)",
        ),
        (
            f"promises: [{NASA}], outcome: {{date: 2030-02-05, result: failed}}",
            "x: failed 5 Feb 2030, as first promised (2030)",
        ),
        ("outcome: {date: 2030-02-05, result: cancelled}", "x: cancelled 5 Feb 2030"),
    ],
)  # fmt: skip
def test_an_outcome_is_compared_with_the_first_promise(keys: str, words: str) -> None:
    assert sentences.outcome_words(event(f"id: x, {keys}")) == words


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
