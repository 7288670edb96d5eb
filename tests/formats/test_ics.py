import datetime
import json
from collections.abc import Iterator
from typing import Any

import pytest
import vobject
from tests import hostile
from tests.running import Cli, Result

AS_OF = ("--as-of", "2026-11-23")


def events_in(run: Result) -> list[dict[str, Any]]:
    """The properties of each event, as a parser independent of the writer reads them."""
    return list(_events(run.out))


def _events(text: str) -> Iterator[dict[str, Any]]:
    components: Any = vobject.readComponents(text)
    (calendar,) = components
    for event in calendar.contents.get("vevent", []):
        yield {name: line[0].value for name, line in event.contents.items()}


def event_on(cli: Cli, date: str, more: str = "") -> dict[str, Any]:
    """The exported event of a file whose only event has this date."""
    file = cli.file(
        f"sources: {{s: {{url: 'https://x.example/a'}}}}\nevents: [{{id: x, title: X, date: {date}{more}}}]"
    )
    (event,) = events_in(cli("export", "-f", file, "-O", "ics", *AS_OF))
    return event


DAY = datetime.date


@pytest.mark.parametrize(
    ("date", "start", "end", "summary"),
    [
        ("2027-03-05", DAY(2027, 3, 5), DAY(2027, 3, 6), "X"),
        ("2027-03", DAY(2027, 3, 1), DAY(2027, 4, 1), "X (Mar 2027)"),
        ("2027", DAY(2027, 1, 1), DAY(2028, 1, 1), "X (2027)"),
        ("2024-02-29", DAY(2024, 2, 29), DAY(2024, 3, 1), "X"),
        ("2027-03-05~", DAY(2027, 3, 5), DAY(2027, 3, 6), "X (around 5 Mar 2027)"),
        ("2026-33", DAY(2026, 1, 1), DAY(2026, 4, 1), "X (Q1 2026)"),
        ("2027-12-31", DAY(2027, 12, 31), DAY(2028, 1, 1), "X"),
        ("0987-01-01", DAY(987, 1, 1), DAY(987, 1, 2), "X"),
    ],
)
def test_whole_days_with_an_exclusive_end(cli: Cli, date: str, start: DAY, end: DAY, summary: str) -> None:
    event = event_on(cli, date)
    assert (event["dtstart"], event["dtend"], event["summary"]) == (start, end, summary)


def test_days_are_dates(cli: Cli) -> None:
    out = cli("show", "tianhe-launch", "-O", "ics").out
    assert "DTSTART;VALUE=DATE:20210429\r\n" in out
    assert "DTEND;VALUE=DATE:20210430\r\n" in out


NO_DAYS, LAST_DAY = "no date, or one with an open end", "a date that ends on 9999-12-31, the last day there is"


@pytest.mark.parametrize(
    ("date", "why"),
    [
        *[(date, NO_DAYS) for date in ("2027/..", "../2027", "2027/")],
        *[(date, LAST_DAY) for date in ("9999", "9999-12-31")],
    ],
)
def test_what_has_no_days_is_left_out_and_counted(cli: Cli, date: str, why: str) -> None:
    file = cli.file(f"events: [{{title: X, date: {date}}}, {{title: Y, date: 2028}}]")
    run = cli("export", "-f", file, "-O", "ics")
    assert [event["summary"] for event in events_in(run)] == ["Y (2028)"]
    assert (run.code, run.err) == (0, f"1 event left out: {why}.\n")


def test_a_withdrawn_promise_has_no_days(cli: Cli) -> None:
    file = cli.file("events: [{title: X, promises: [{said: 2020-01-01, due: 2021}, {said: 2020-06-01}]}]")
    assert cli("export", "-f", file, "-O", "ics").err == f"1 event left out: {NO_DAYS}.\n"


def test_quiet_counts_nothing(cli: Cli) -> None:
    file = cli.file("events: [{title: X, date: 2027/..}]")
    assert cli("export", "-f", file, "-O", "ics", "--quiet").err == ""


@pytest.mark.parametrize(
    ("event", "status"),
    [
        ("date: 2020", "CONFIRMED"),
        ("promises: [{due: 2030}]", "TENTATIVE"),
        ("promises: [{due: 2020}]", "TENTATIVE"),
        ("promises: [{due: 2020}], outcome: {date: 2020}", "CONFIRMED"),
        ("promises: [{due: 2020}], outcome: {date: 2020, result: failed}", "CONFIRMED"),
        ("promises: [{due: 2020}], outcome: {date: 2020, result: cancelled}", "CANCELLED"),
    ],
)
def test_status(cli: Cli, event: str, status: str) -> None:
    run = cli("export", "-f", cli.file(f"events: [{{title: X, {event}}}]"), "-O", "ics", *AS_OF)
    assert events_in(run)[0]["status"] == status


def test_the_source_is_the_url(cli: Cli) -> None:
    assert event_on(cli, "2027", ", source: s")["url"] == "https://x.example/a"


def test_uids_last(cli: Cli) -> None:
    then = events_in(cli("list", "--as-of", "2017-06-07", "-O", "ics"))
    now = events_in(cli("list", *AS_OF, "-O", "ics"))
    assert {event["uid"] for event in then} < {event["uid"] for event in now}
    assert all(event["uid"].endswith("@spacetl") for event in now)


def test_the_same_statement_twice_has_two_uids(cli: Cli) -> None:
    promises = "{said: 2020-01-01, due: 2021}, {said: 2020-02-01, due: 2021}, {said: 2020-02-01, due: 2021}"
    file = cli.file(f"events: [{{id: x, title: X, promises: [{promises}]}}]")
    uids = [event["uid"] for event in events_in(cli("history", "-f", file, "-O", "ics"))]
    assert len(uids) == len(set(uids)) == 3


@pytest.mark.parametrize("text", ['a, b; c\\ d: e "f"', "one\ntwo", "\\n", ("é 中文 " * 20).strip()])
def test_text_is_escaped(cli: Cli, text: str) -> None:
    file = cli.file(f"events: [{{title: X, date: 2027-03-05, note: {json.dumps(text)}}}]")
    (event,) = events_in(cli("export", "-f", file, "-O", "ics"))
    assert event["description"].endswith(text)


def test_no_text_becomes_a_line_of_its_own(cli: Cli) -> None:
    run = cli("list", "-f", cli.file(hostile.timeline()), "--as-of", "2020-01-01", "-O", "ics")
    events = events_in(run)
    assert len(events) == len(hostile.TEXTS)
    names = {name for event in events for name in event}
    assert names == {
        "uid",
        "dtstamp",
        "dtstart",
        "dtend",
        "summary",
        "description",
        "status",
        "transp",
        "url",
        "x-spacetl-date",
    }
    assert run.out.split("\r\n").count("END:VCALENDAR") == 1
    assert not any(ord(character) < 32 for character in run.out.replace("\r\n", ""))


def test_no_events_are_a_calendar(cli: Cli) -> None:
    run = cli("export", "--search", "no such text", "-O", "ics")
    assert (run.code, events_in(run)) == (0, [])


def test_a_report_without_days(cli: Cli) -> None:
    run = cli("agencies", "-O", "ics")
    assert (run.code, run.out) == (2, "")
    assert run.err == (
        "spacetl: agencies cannot be written as ics, only as table, csv, tsv, json, ndjson, markdown, html\n"
    )
