"""Days at 0001-01-01 and 9999-12-31: as of them, on them, and in timelines with such dates."""

import datetime
import itertools
import json
import re
from collections.abc import Iterable

import pytest
from tests.formats.test_every_format import ARGUMENTS, OF_NO_DAY, reports
from tests.making import ENDS
from tests.running import TODAY, Cli

from spacetl.formats import FORMATS

FIRST, LAST = ENDS
AT_THE_ENDS = """
title: The ends
events:
  - {id: tianhe-launch, title: All of it, agency: A, promises: [
      {said: 0001-01-01, by: B, due: 0001-01-01~}, {said: 0001-06-01, by: B, due: 9998},
      {said: 9999-12-31, by: B, due: 9999-12-31}]}
  - {title: Early, promises: [{said: 0001-01-01, due: 9999~}], outcome: {date: 0001-01-01}}
  - {title: Late, promises: [{due: 0001}], outcome: {date: 9999-12-31, result: failed}}
  - {title: Open, agency: A, promises: [{said: 9999-12-31, due: ../9999}]}
  - {title: From, promises: [{said: 0001-01-01, due: 9999-12-31/..}, {said: 9999-12-31}]}
  - {title: Plain, date: 9999-12-31}
  - {title: Idea}
"""
AGAIN = AT_THE_ENDS.replace("due: 9998", "due: ../0001").replace("Plain, date: 9999-12-31", "Plain, date: 0001-01-01")
PHRASES = ("today", "0001~", "../9999", "by late 9999", "NET Q4 9999", "before 0002", "after 9998")
OPTIONS = [
    ("upcoming", "--within", "0d"),
    ("list", "--since", "today", "--surely"),
    ("list", "--where", "due<0001-01-01 or due>9999-12-31 or late>999999y or late<-999999y"),
    ("slips", "--baseline", "today"),
    ("chart", "--since", "today"),
    ("chart", "--until", "today", "-O", "svg", "--group", "none"),
    ("chart", "--since", "today", "--until", "today", "-O", "html"),
]


@pytest.mark.parametrize("day", ["0001-01-01", "0001-06-01", "9999-12-31"])
@pytest.mark.parametrize(
    ("text", "formats"),
    [
        (AT_THE_ENDS, tuple(FORMATS)),
        ("events: []", ("table", "html")),
        ("events: [{id: tianhe-launch, title: X, date: 9999-12}]", ("table", "html")),
    ],
)
def test_every_report_in_every_format(cli: Cli, day: str, text: str, formats: Iterable[str]) -> None:
    mine, other, today = cli.file(text), cli.file(AGAIN, "other.yaml"), datetime.date.fromisoformat(day)

    def written(*arguments: str, on: datetime.date = today) -> None:
        run = cli(*arguments, today=on)
        assert run.code == (arguments[0] == "diff") or re.search("cannot be written as|no event", run.err)

    for report, name in itertools.product((*reports(), "chart"), formats):
        if report in OF_NO_DAY:
            written(report, *((mine, other) if report == "diff" else PHRASES), "-O", name)
        else:
            written(report, *ARGUMENTS.get(report, ()), "-f", mine, "-O", name)
            written(report, *ARGUMENTS.get(report, ()), "-f", mine, "-O", name, "--as-of", day, on=TODAY)
    for options in OPTIONS:
        written(*options, "-f", mine)
    written("check", mine)


@pytest.mark.parametrize(
    ("day", "hint"),
    [
        (FIRST, "See everything with `spacetl list`."),
        (datetime.date(1, 6, 1), "Halfway to the first promise: --as-of 0001-03-18. Everything: `spacetl list`."),
        (LAST, "Halfway to the first promise: --as-of 5000-07-02. Everything: `spacetl list`."),
    ],
)
def test_upcoming_names_no_day_before_the_first(cli: Cli, day: datetime.date, hint: str) -> None:
    assert hint in cli("-f", cli.file(AT_THE_ENDS), today=day).err.splitlines()


@pytest.mark.parametrize(
    ("condition", "titles"),
    [
        ("due<0001-01-01", []),
        ("due>9999-12-31", []),
        ("late>=9998y", ["All of it", "Late"]),
        ("late>=999999y", []),
        ("late<999999y", ["All of it", "Late"]),
        ("late<=-999999y", []),
        ("late>-999999y", ["All of it", "Late"]),
    ],
)
def test_nothing_lies_beyond_the_calendar(cli: Cli, condition: str, titles: list[str]) -> None:
    run = cli("list", "-f", cli.file(AT_THE_ENDS), "--where", condition, "-O", "json", today=LAST)
    assert sorted(event["title"] for event in json.loads(run.out)) == titles


@pytest.mark.parametrize("day", ENDS)
@pytest.mark.parametrize("command", ["promise", "add", "outcome"])
def test_what_is_typed_on_a_day_at_an_end_is_written(cli: Cli, command: str, day: datetime.date) -> None:
    mine = cli.file("events: [{id: x, title: X}]\n")
    typed = {"promise": ("x", "today", "--said", "today"), "add": ("New", "--due", "today"), "outcome": ("x", "today")}
    assert cli(command, *typed[command], "-f", mine, today=day).code == 0
    assert day.isoformat() in cli("export", "-f", mine, today=day).out
