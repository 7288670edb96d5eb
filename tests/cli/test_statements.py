"""What is said at once of a statement that was typed: what it means, and what looks like a slip of the fingers."""

import shlex

import pytest
from tests.running import Cli

TEXT = """\
agencies:
  CNSA: {name: China National Space Administration}
  Roscosmos: {country: Russia}
speakers:
  SpaceNews: {press: true}
events:
  - id: landing
    title: Moon landing
    agency: CNSA
    promises: [{said: 2020-01-01, by: Bill Nelson, due: 2024}, {said: 2024-01-09, by: Bill Nelson, due: 2026-09}]
  - {id: apollo, title: Apollo 11, promises: [{due: 1969}], outcome: {date: 1969-07-20}}
  - {id: luna, title: Luna 26, promises: [{due: 2024}], outcome: {date: 2025-05, result: cancelled}}
"""

PASSED = "which had passed when it was said, so that it counts for nothing"


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ("promise landing 2028 --by Nasa", "landing: 2028, later by 1 y 3 m+ than Bill Nelson said on 9 Jan 2024\n"),
        ("promise landing 2025", f"landing: 2025, {PASSED}\nThese days have passed; was --said forgotten?\n"),
        ("promise landing 2023 --said 2024-02-01", f"landing: 2023, {PASSED}\n"),
        ("promise landing 2028 --by 'Bill Nelsen'", "The speaker 'Bill Nelsen' is new; did you mean Bill Nelson?\n"),
        ("promise landing 2028 --by 'CNSA / SpaceNew'", "The speaker 'SpaceNew' is new; did you mean SpaceNews?\n"),
        ("promise landing 2028 --by Roskosmos", "The speaker 'Roskosmos' is new; did you mean Roscosmos?\n"),
        ("add Again --due 2019 --agency CNSA", "forgotten? For a date that nobody promised, use --date.\n"),
        ("add Again --due 2029 --agency Roskosmos", "The agency 'Roskosmos' is new; did you mean Roscosmos?\n"),
        ("add Again --due 2029 --by 'Bill Nelsons'", "The speaker 'Bill Nelsons' is new; did you mean Bill Nelson?\n"),
        ("outcome landing 2023-05-05", "The promise said after it will count for nothing; check the days.\n"),
        ("outcome landing 2019-05-05", "2 promises said after it will count for nothing; check the days.\n"),
        ("outcome landing 2026-11-05", "landing: done 5 Nov 2026, 1 y 10 m to 2 y 11 m late (promised: 2024)\n"),
    ],
)
def test_what_is_said_of_it(cli: Cli, call: str, said: str) -> None:
    run = cli(*shlex.split(call), "-f", cli.file(TEXT))
    assert run.code == 0
    assert said in run.err


@pytest.mark.parametrize("name", ["CNSA", "Nelson", "spacenews", "Xinhua", "Jim Bridenstine"])
def test_a_name_that_is_known_or_far_from_all_is_no_mistake(cli: Cli, name: str) -> None:
    run = cli("promise", "landing", "2028", "--by", name, "-f", cli.file(TEXT))
    assert run.code == 0
    assert "did you mean" not in run.err


@pytest.mark.parametrize(
    ("call", "refused"),
    [
        ("promise apollo 1970", "apollo was done 20 Jul 1969; give an earlier --said, or correct the outcome"),
        ("promise luna 2028", "luna was cancelled May 2025; if it is on again, make its outcome a promise without"),
    ],
)
def test_a_promise_of_what_is_over_is_refused(cli: Cli, call: str, refused: str) -> None:
    path = cli.file(TEXT)
    run = cli(*shlex.split(call), "-f", path)
    assert (run.code, run.out) == (2, "")
    assert refused in run.err
    assert f"with `spacetl edit {call.split()[1]}`" in run.err


def test_what_was_said_before_it_was_over_is_taken(cli: Cli) -> None:
    assert cli("promise", "apollo", "1970", "--said", "1969-07-20", "-f", cli.file(TEXT)).code == 0


@pytest.mark.parametrize(("option", "result"), [("--failed", "failed"), ("--cancelled", "cancelled")])
def test_a_result_has_an_option_of_its_own(cli: Cli, option: str, result: str) -> None:
    assert f"result: {result}" in cli("outcome", "Moon landing", "yesterday", option, "-f", cli.file(TEXT)).out
    refused = cli("outcome", "landing", "yesterday", option, "--result", "done", "-f", cli.file(TEXT))
    assert (refused.code, "give one result" in refused.err) == (2, True)


def test_a_source_may_be_a_title(cli: Cli) -> None:
    path = cli.file(TEXT)
    run = cli("promise", "landing", "2028", "--source", "ESA press release", "-f", path)
    assert "ESA press release-2026-11-23: {title: ESA press release}" in run.out
    again = cli("promise", "landing", "2029", "--source", "ESA press release", "-f", path)
    assert "title:" not in "".join(line for line in again.out.splitlines() if line.startswith("+"))


def test_agencies_in_one_option_are_asked_for_one_by_one(cli: Cli) -> None:
    run = cli("add", "X", "-a", "CNSA,Roscosmos", "--due", "2030", "-f", cli.file(TEXT))
    assert run.err.rstrip().endswith("--agency takes one agency at a time; write --agency CNSA --agency Roscosmos")
    run = cli("add", "X", "-a", "European Space Agency", "--due", "2030", "-f", cli.file(TEXT))
    assert "The agency 'European Space Agency' is new\n" in run.err
