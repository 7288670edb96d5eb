"""The timeline that comes with the program gets the story of the article of 7 June 2017 right."""

import csv
import io
import json
from typing import Any

import pytest
from tests.running import Cli

THE_TEN = {
    "change-4-launch", "change-5-launch", "tianhe-launch", "tiangong-complete", "iss-retirement",
    "cmsa-un-projects", "glex-2012", "glex-2017", "shared-destiny-notion", "belt-and-road-forum-2017",
}  # fmt: skip


def rows(cli: Cli, *arguments: str) -> dict[str, dict[str, Any]]:
    """The records of a report by their ids."""
    return {row["id"]: row for row in json.loads(cli(*arguments, "-O", "json").out)}


def test_it_holds_the_events_of_the_article(cli: Cli) -> None:
    assert rows(cli, "list").keys() >= THE_TEN


def test_what_was_to_come_when_the_article_appeared(cli: Cli) -> None:
    found = [(row["id"], row["date"], row["status"]) for row in rows(cli, "upcoming", "--as-of", "2017-06-07").values()]
    assert found == [
        ("glex-2017", "2017-06-06/2017-06-08", "due"),
        ("change-5-launch", "2017", "due"),
        ("change-5-return", "2017", "due"),
        ("cmsa-un-projects", "2017", "due"),
        ("china-crewed-landing", "../2035", "due"),
        ("change-4-launch", "2018", "upcoming"),
        ("tianhe-launch", "2019", "upcoming"),
        ("tiangong-complete", "2022~", "upcoming"),
        ("iss-retirement", "2024", "upcoming"),
    ]


def test_only_cnsa_as_csv(cli: Cli) -> None:
    run = cli("upcoming", "--as-of", "2017-06-07", "--agency", "cnsa", "-O", "csv")
    found = list(csv.DictReader(io.StringIO(run.out)))
    assert [row["id"] for row in found] == ["change-5-launch", "change-5-return", "change-4-launch"]
    assert {row["agencies"] for row in found} == {"CNSA"}
    assert run.err == ""


def test_what_is_to_come_today(cli: Cli) -> None:
    run = cli()
    assert run.code == 0
    assert len(rows(cli, "upcoming")) == 12
    assert "Chang'e-7 launch" in run.out
    assert "International Space Station retires" in run.out
    assert "in 4 years" in run.out
    assert "Halfway to the first promise: --as-of 2015-05-27" in run.err


@pytest.mark.parametrize(
    ("day", "due"),
    [
        ("2018-03-04", "2020"),
        ("2018-06-01", "../2019"),
        ("2018-07-09", "2020"),
        ("2017-06-07", "2019"),
        ("2010-10-27", "2020~"),
    ],
)
def test_the_core_module_as_it_was_promised(cli: Cli, day: str, due: str) -> None:
    assert rows(cli, "list", "--as-of", day)["tianhe-launch"]["date"] == due


def test_in_january_2019_one_probe_had_flown(cli: Cli) -> None:
    found = rows(cli, "list", "--as-of", "2019-01-10")
    assert (found["change-4-launch"]["status"], found["change-4-launch"]["date"]) == ("done", "2018-12-07")
    assert (found["change-5-launch"]["status"], found["change-5-launch"]["date"]) == ("due", "2019")


def test_in_2009_neither_was_known(cli: Cli) -> None:
    found = rows(cli, "list", "--as-of", "2009-01-01")
    assert not {"change-4-launch", "change-5-launch", "tianhe-launch"} & found.keys()


def test_the_chain_of_the_space_station(cli: Cli) -> None:
    card = json.loads(cli("show", "iss-retirement", "-O", "json").out)
    assert card["date"] == "2030"
    assert card["outcome"] is None
    years = [promise["due"].strip("./")[:4] for promise in card["promises"]]
    assert list(dict.fromkeys(years)) == ["2016", "2020", "2024", "2030"]


def test_slips_against_the_article(cli: Cli) -> None:
    found = rows(cli, "slips", "--baseline", "2017-06-07")
    measured = {name: (row["due"], row["slip_min_days"], row["slip_max_days"]) for name, row in found.items()}
    assert measured["tianhe-launch"] == ("2019", 485, 849)
    assert measured["change-5-launch"] == ("2017", 1058, 1265)
    assert measured["cmsa-un-projects"] == ("2017", 148, 356)
    assert measured["change-4-launch"] == ("2018~", -24, 340)
    assert measured["tiangong-complete"] == ("2022~", 0, 364)
    lines = cli("slips", "--baseline", "2017-06-07").out.splitlines()
    assert [line.split()[-1] for line in lines if "Chang'e-4" in line or "complete" in line] == ["kept", "kept"]


def test_a_year_is_a_whole_year_whatever_today_is(cli: Cli) -> None:
    for today in ("2026-01-01", "2026-06-30", "2026-12-31"):
        found = rows(cli, "list", "--as-of", today, "--since", "2019", "--until", "2019")
        assert list(found) == ["long-march-5-y3"]


def test_every_promise_has_a_source_that_can_be_found(cli: Cli) -> None:
    rows = json.loads(cli("history", "-O", "json").out)
    assert len(rows) > 90
    assert all(row["source"].startswith("http") or row["id"] == "iss-retirement" for row in rows)


def test_a_calendar_of_statements_links_to_pages(cli: Cli) -> None:
    urls = [line for line in cli("history", "-O", "ics").out.splitlines() if line.startswith("URL")]
    assert len(urls) > 50
    assert all(line.startswith("URL:http") for line in urls)
