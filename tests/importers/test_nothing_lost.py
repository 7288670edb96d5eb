"""Nothing in other people's files is lost in silence, and nothing is invented: what each odd import says and writes."""

import json
from pathlib import Path
from typing import Any

import pytest
from tests.importers.test_formats import calendar, launch
from tests.running import Cli, Result

TODAY = "2026-11-23"
NOT_CHANGED = "in the file; it was not changed"
DONE = """\
events:
  - id: dragonfly
    title: Dragonfly
    promises: [{said: 2020-01-01, by: NASA, due: 2026}]
    outcome: {date: 2026-06-01}
    refs: {ics: a, ll2: u, csv: Dragonfly}
"""
OPEN = "events:\n  - {id: x, title: X, promises: [{said: 2026-10-01, due: %s}], refs: {ll2: u, ics: a, csv: X}}\n"


def imported(cli: Cli, text: str | bytes, *options: str, into: str | None = None) -> tuple[Result, str]:
    """The run of an import, and the timeline after it."""
    path = cli.file(into or "events: []\n")
    data = text.encode() if isinstance(text, str) else text
    run = cli("import", "-", "--into", path, *options, stdin=data)
    return run, Path(path).read_text(encoding="utf-8")


def entry(day: str, *more: str, uid: str = "a", title: str = "X") -> str:
    return calendar(f"UID:{uid}", f"SUMMARY:{title}", f"DTSTART:{day}", *more)


def entries(*made: str) -> str:
    inside = [each.partition("VERSION:2.0\r\n")[2].partition("END:VCALENDAR")[0] for each in made]
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{''.join(inside)}END:VCALENDAR\r\n"


def go(net: str, **more: Any) -> str:
    return launch(net=f"{net}T00:00:00Z", net_precision={"name": "Day"}, **more)


@pytest.mark.parametrize(
    ("file", "into"),
    [
        ("title,date\nDragonfly,June 2026\n", DONE),
        ("title,date\nDragonfly,2026\n", DONE),
        (entry("20260601", title="Dragonfly"), DONE),
        (go("2026-06-01", name="Dragonfly"), DONE),
        ("title,date\nX,2027-07/2027-09\n", OPEN % "2027-35"),
        ("title,date\nX,Q3 2027\n", OPEN % "2027-07/2027-09"),
        ("title,date\nX,2027-03-05\n", OPEN % "2027-03-05T12:00:00Z"),
        ("title,date\nX,2027-03-05 12:00\n", OPEN % "2027-03-05"),
    ],
)
def test_what_says_nothing_new_changes_nothing(cli: Cli, file: str, into: str) -> None:
    run, after = imported(cli, file, "--by", "Blogger", into=into)
    assert (run.code, run.err) == (0, "0 new events, 0 new promises, 0 outcomes, 1 unchanged.\n")
    assert after == into


@pytest.mark.parametrize(
    ("file", "into", "said"),
    [
        ("title,date\nDragonfly,2027\n", DONE, f"dragonfly: done 2026-06-01 here, 2027 {NOT_CHANGED}"),
        (entry("20270101", title="Dragonfly"), DONE, f"dragonfly: done 2026-06-01 here, 2027-01-01 {NOT_CHANGED}"),
        (go("2027-01-01", name="Dragonfly"), DONE, f"dragonfly: done 2026-06-01 here, 2027-01-01 {NOT_CHANGED}"),
        ("title,date,result\nDragonfly,2026-06-01,Failure\n", DONE,
         f"dragonfly: done 2026-06-01 here, failed 2026-06-01 {NOT_CHANGED}"),
        (entry("20261120"), OPEN % "2026-11-20", "x: 20 Nov 2026 has passed; record what came of it"),
        (entry("20261120"), OPEN % "2026-11-18", "x: 20 Nov 2026 has passed; record what came of it"),
        ("title,date\nX,Oct 2026\n", OPEN % "2026-10", "x: Oct 2026 has passed; record what came of it"),
        ("title,date\nX,\n", OPEN % "2027", f"x: 2027 here, no date {NOT_CHANGED}"),
    ],
)  # fmt: skip
def test_what_is_over_is_reported_and_changes_nothing(cli: Cli, file: str, into: str, said: str) -> None:
    run, after = imported(cli, file, into=into)
    assert (run.code, run.err.splitlines()[0]) == (0, said)
    assert after == into


@pytest.mark.parametrize(
    "file",
    [
        "title,date\nSputnik 1,1957-10-04\n",
        "Headline,Year,Month,Day\nSputnik 1,1957,10,4\n",
        entry("19571004", title="Sputnik 1"),
        "title,said,date\nSputnik 1,1999-01-01,1957-10-04\n",
    ],
)
def test_what_is_over_and_new_is_a_date_and_no_promise(cli: Cli, file: str) -> None:
    run, after = imported(cli, file)
    assert run.code == 0
    assert "date: 1957-10-04" in after
    assert "promises" not in after


def test_a_launch_that_was_not_recorded_when_it_was_over_is_left_out(cli: Cli) -> None:
    run, after = imported(cli, go("2026-11-20"), "-v")
    assert (run.code, after) == (0, "events: []\n")
    assert run.err == (
        "$: X: 2026-11-20, whose days had passed, without an outcome\n"
        "0 new events, 0 new promises, 0 outcomes, 0 unchanged; 1 event whose days had passed, without an outcome.\n"
    )
    _, after = imported(cli, go("2026-11-20", last_updated="2026-11-19T10:00:00Z"))
    assert "said: 2026-11-19" in after  # it was still to come when its source changed it last
    table = "#Launch_Tag\tLaunch_Date\tName\tLaunch_Code\nX1\t2026 Oct  1s\tA\t-\n"
    assert "1 event whose days had passed" in imported(cli, table)[0].err


@pytest.mark.parametrize("file", ["title,date\nX,TBD\n", "title,date\nX,tba\n", launch(net=None, status={"id": 2})])
def test_a_known_event_that_has_no_date_any_more_is_withdrawn(cli: Cli, file: str) -> None:
    run, after = imported(cli, file, into=OPEN % "2027")
    assert "1 new promise" in run.err
    assert f"{{said: {TODAY}" in after
    assert f"{{said: {TODAY}, due" not in after
    _, after = imported(cli, file)
    assert "promises" not in after


def test_a_flown_launch_without_a_precision_came_on_its_day(cli: Cli) -> None:
    for precision in (None, {"id": 1}, {"id": 5, "name": "Tag"}):
        flown = launch(net="1957-10-04T19:28:34Z", net_precision=precision, status={"id": 3})
        assert "outcome: {date: 1957-10-04}" in imported(cli, flown)[1]
    assert "2026-12" in imported(cli, launch(net_precision={"id": 7, "name": "Monat"}))[1]
    run, _ = imported(cli, launch(net=None, status={"id": 3, "name": "Launch Successful"}))
    assert "'Launch Successful' without a `net`, the day of the launch" in run.err


def test_a_designation_that_appears_later_is_added_and_finds_it(cli: Cli) -> None:
    run, after = imported(cli, launch(launch_designator="2026-123"), into=OPEN % "2026-12")
    assert "cospar: 2026-123" in after
    assert "1 unchanged" not in run.err
    table = "#Launch_Tag\tLaunch_Date\tName\tLaunch_Code\n2026-123\t2026 Oct  1\tA\tOS\n"
    run, after = imported(cli, table, into=after)
    assert run.err.startswith("0 new events")
    assert "gcat: 2026-123" in after


def test_two_entries_of_one_identity(cli: Cli) -> None:
    run, after = imported(cli, entries(entry("2027", uid="0"), entry("20270310", uid="0", title="Lander"),
                                       entry("20290310", uid="0", title="Orbiter")))  # fmt: skip
    assert run.code == 1
    assert "VEVENT 3: the ics id '0' is that of VEVENT 2, too; an event has an id of its own" in run.err
    assert "Orbiter" not in after
    april, march = entry("20270401", "SEQUENCE:2"), entry("20270301", "SEQUENCE:1")
    for order in ((april, march), (march, april)):
        run, after = imported(cli, entries(*order))
        assert (run.code, "due: 2027-04-01" in after, "2027-03-01" in after) == (0, True, False)
        assert "1 older version of an entry" in run.err
    twice = json.dumps([json.loads(launch()), json.loads(launch(name="Y"))])
    assert "$[1]: the ll2 id 'u' is that of $[0], too" in imported(cli, twice)[0].err
    table = "#Launch_Tag\tLaunch_Date\tName\tLaunch_Code\n1\t2016\tFalcon 9\tOS\n2\t2017\tFalcon 9\tOS\n"
    run, _ = imported(cli, table, "--match", "title", into="events: [{title: Falcon 9}]\n")
    assert run.code == 1
    assert "'Falcon 9' is the title of falcon-9, which is gcat 1 there" in run.err


def test_bytes_that_are_no_utf_8(cli: Cli) -> None:
    run, after = imported(cli, entry("20270310", title="Lancement à Kourou").encode("latin-1"))
    assert (run.code, after) == (1, "events: []\n")
    assert "not UTF-8 at byte" in run.err
    folded = entry("20270310", title="à Kourou").encode().replace("à".encode(), b"\xc3\r\n \xa0")
    assert "title: à Kourou" in imported(cli, folded)[1]


@pytest.mark.parametrize(
    ("file", "refused"),
    [
        ("title,date\nX,2027,gone\nY,2028\n", ":2: 3 cells for 2 columns; a cell with a delimiter goes in quotes"),
        ("title,date,result\nX,NET March 2026,done\nY,2028,\n", ":2: done in 2026-03/.., which has no end; write when"),
        ("title,date,result\nX,TBD,done\nY,2028,\n", ":2: 'done' without a date; write when it came"),
        ("title,date,said\nX,2030,2029-01-01\nY,2028,\n", ":2: said 2029-01-01, after the day of the file"),
        ("title,date,result\nX,2026,perhaps\nY,2028,\n", ":2: no result 'perhaps'"),
        (
            "title,date,end\nX,2028,2027\nY,2028,\n",
            ":2: '2028/2027' is not an EDTF date: its end lies before its start",
        ),
    ],
)
def test_a_row_that_is_odd_is_refused_and_the_others_are_taken(cli: Cli, file: str, refused: str) -> None:
    run, after = imported(cli, file)
    assert run.code == 1
    assert refused in run.err
    assert "title: Y" in after
    assert "title: X" not in after


def test_columns(cli: Cli) -> None:
    run, _ = imported(cli, "Mission,NET,NET\nX,2027,2028\n")
    assert "2 columns are called 'NET'; choose one by its number, 2 or 3, like --columns due=2" in run.err
    assert "due: 2028" in imported(cli, "Mission,NET,NET\nX,2027,2028\n", "--columns", "due=3")[1]
    comma = 'Mission,"Date, UTC"\nX,2027\n'
    assert "due: 2027" in imported(cli, comma, "--columns", "title=Mission,due=Date, UTC")[1]
    _, after = imported(cli, "Mission,NET,Tag\nX,2027,m-1\n", "--columns", "id=tag")
    assert "id: m-1" in after
    assert "tags" not in after


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ('"Fri Aug 07, 2026 05:12 UTC"', "2026-08-07"),
        ("2026-08-07 05:12:00+00:00", "2026-08-07"),
        ("2026-08-07T23:30:00-05:00", "2026-08-08"),
        ("1997 Nov 2 1225:00", "1997-11-02"),
        ('"NET 4th Quarter, 2027"', "2027-36/.."),
        ("NET 1st Half 2027", "2027-40/.."),
        ("1st quarter of 2027", "2027-33"),
        ('"Saturday, June 5 2027 at 12:30"', "2027-06-05"),
    ],
)
def test_dates_as_tables_write_them(cli: Cli, cell: str, written: str) -> None:
    assert f": {written}" in imported(cli, f"title,date\nX,{cell}\n")[1]


@pytest.mark.parametrize(
    ("text", "result"),
    [("Success", "done"), ("Failure", "failed"), ("Partial Failure", "failed"), ("Prelaunch Failure", "failed"),
     ("S", "done"), ("F", "failed"), ("Canceled", "cancelled")],
)  # fmt: skip
def test_results_as_tables_write_them(cli: Cli, text: str, result: str) -> None:
    _, after = imported(cli, f"Detail,Date,Status Mission\nX,2020-01-01,{text}\n")
    assert ("outcome: {date: 2020-01-01}" if result == "done" else f"result: {result}") in after


@pytest.mark.parametrize(
    ("file", "written"),
    [
        ("title,start,end\nX,2027-03-05,2027-03-08\n", "2027-03-05/2027-03-08"),
        ("title,start,end\nX,March 2027,May 2027\n", "2027-03/2027-05"),
        ("Year,Month,Day,End Year,End Month,End Day,Headline\n2027,3,5,2027,3,8,X\n", "2027-03-05/2027-03-08"),
        ("Year,Month,Day,End Year,Headline\n2027,3,,,X\n", "2027-03"),
        (f'{{"launches": [{launch()}]}}', "2026-12"),
        ("\ufeff" + launch(), "2026-12"),
        (launch().replace('"id": "u"', '"id": "u", "updates": [{"comment": "2027", "created_on": "2026-11-01", '
         '"info_url": ""}]'), "2027"),
    ],
)  # fmt: skip
def test_shapes_of_files(cli: Cli, file: str, written: str) -> None:
    run, after = imported(cli, file)
    assert run.code == 0
    assert f"due: {written}}}" in after


def test_a_calendar_that_cancels(cli: Cli) -> None:
    text = entry("20270310", "LAST-MODIFIED:20261101T000000Z").replace("VERSION:2.0", "VERSION:2.0\r\nMETHOD:CANCEL")
    assert "outcome: {date: 2026-11-01, result: cancelled}" in imported(cli, text, into=OPEN % "2027")[1]


def test_what_is_left_out_is_counted_and_listed(cli: Cli) -> None:
    to_do = "BEGIN:VTODO\r\nUID:t\r\nSUMMARY:Buy fuel\r\nEND:VTODO\r\nBEGIN:VJOURNAL\r\nUID:j\r\nEND:VJOURNAL\r\n"
    calendar_of = entry("20270310").replace("END:VCALENDAR", f"{to_do}END:VCALENDAR")
    run, _ = imported(cli, calendar_of)
    assert run.code == 0
    assert run.err.endswith("0 unchanged; 1 to-do not read; 1 journal not read.\n")
    assert "VTODO 1: Buy fuel, not read\n" in imported(cli, calendar_of, "-v")[0].err
    page = f'{{"count": 350, "next": "https://x", "results": [{launch()}]}}'
    assert imported(cli, page)[0].err.endswith("; 349 events on other pages (see `next`).\n")


def test_many_of_one_kind_are_one_line(cli: Cli) -> None:
    run, _ = imported(cli, json.dumps([{"title": "x"}] * 450))
    assert run.err.splitlines()[0].endswith("object missing required field id (and 449 more like it)")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"PK\x03\x04....", "it is a workbook such as .xlsx, or another zip file; save the table as CSV"),
        (b'[{"id": "x", "title": "X", "first_promise": "2027"}]', "JSON of spacetl itself; import what `spacetl exp"),
        (entry("20270310", "DTEND:").encode(), "DTEND is empty; write it like 20270310 or 20270310T120000Z"),
        (entry("2027-03-10T12:00:00Z").encode(), "is not a time; write it like 20270310 or 20270310T120000Z"),
    ],
)
def test_what_it_is_is_named(cli: Cli, data: bytes, said: str) -> None:
    run, _ = imported(cli, data)
    assert run.code == 1
    assert said in run.err


def test_an_entry_without_its_calendar_is_read(cli: Cli) -> None:
    bare = "BEGIN:VEVENT\r\nUID:a\r\nSUMMARY:X\r\nDTSTART:20270310\r\nEND:VEVENT\r\n"
    assert "due: 2027-03-10" in imported(cli, bare)[1]


def test_an_event_of_the_same_title_is_said(cli: Cli) -> None:
    run, after = imported(cli, "title,date\nMoon,2027\n", into="events: [{title: Moon, id: moon}]\n")
    assert run.err.startswith("moon: there was already an event with this title; --match title takes it for the same\n")
    assert "id: moon-2" in after


@pytest.mark.parametrize("name", ["@article", "@flagships"])
@pytest.mark.parametrize("ending", ["csv", "tsv", "ics"])
def test_an_own_export_changes_not_one_byte(cli: Cli, name: str, ending: str) -> None:
    path, there = str(cli.folder / "a.yaml"), str(cli.folder / f"a.{ending}")
    assert cli("new", path, "--from", name).code == 0
    assert cli("export", "-f", path, "-o", there).code == 0
    before = Path(path).read_bytes()
    run = cli("import", there, "--into", path, "--by", "Me")
    assert run.code == 0
    assert "0 new events, 0 new promises, 0 outcomes" in run.err
    assert Path(path).read_bytes() == before


def test_a_new_timeline_in_a_file(cli: Cli) -> None:
    path = cli.folder / "new.yaml"
    run = cli("import", "-", "-o", str(path), stdin="title,date\nMond 🌕,2027\n".encode())
    assert (run.code, run.out) == (0, "")
    assert "new.yaml was written." in run.err
    assert "Mond 🌕" in path.read_text(encoding="utf-8")
    refused = cli("import", "-", "-o", "x.yaml", "--into", str(path), stdin=b"title,date\n")
    assert (refused.code, "give one of them" in refused.err) == (2, True)


RENAMED = launch(name="Falcon 9 | Real name", launch_designator="2026-002", lsp_name="SpaceX")
OLD = """\
agencies:
  ULA: {name: United Launch Alliance}
events:
  - title: Unknown Payload   # of old
    agency: ULA
    promises: [{said: 2026-10-01, due: 2026-12}]
    refs: {ll2: u, cospar: 2026-001}
"""


def test_what_changed_at_the_source_is_reported(cli: Cli) -> None:
    run, after = imported(cli, RENAMED, into=OLD)
    assert run.code == 0
    assert run.err.splitlines()[:3] == [
        "unknown-payload: title 'Unknown Payload' here, 'Falcon 9 | Real name' in the file; --follow takes it over",
        "unknown-payload: agencies 'ULA' here, 'SpaceX' in the file; --follow takes it over",
        "unknown-payload: cospar id '2026-001' here, '2026-002' in the file; --follow takes it over",
    ]
    assert after == OLD


def test_what_changed_at_the_source_is_followed(cli: Cli) -> None:
    run, after = imported(cli, RENAMED, "--follow", into=OLD)
    assert run.err == "0 new events, 0 new promises, 0 outcomes, 1 renamed, 0 unchanged.\n"
    assert (
        after
        == """\
agencies:
  ULA: {name: United Launch Alliance}
events:
  - title: Falcon 9 | Real name   # of old
    agency: SpaceX
    promises: [{said: 2026-10-01, due: 2026-12}]
    id: unknown-payload
    refs: {ll2: u, cospar: 2026-002}
"""
    )
    assert imported(cli, RENAMED, "--follow", into=after)[1] == after


def test_updates_of_one_day_are_read_oldest_first_and_once(cli: Cli) -> None:
    updates = [
        {"comment": "NET August 16.", "created_on": "2026-08-15T18:58:00Z", "info_url": None},
        {"comment": "NET August 15 at 12:00 UTC.", "created_on": "2026-08-15T16:35:00Z", "info_url": None},
    ]
    made = go("2026-08-16", updates=updates, last_updated="2026-08-15T19:00:00Z")
    _, after = imported(cli, made, "--said", "2026-08-15")
    assert [line.strip() for line in after.splitlines() if "said:" in line] == [
        "- {said: 2026-08-15, by: Launch Library, due: 2026-08-15}",
        "- {said: 2026-08-15, by: Launch Library, due: 2026-08-16}",
    ]
    assert imported(cli, made, "--said", "2026-08-15", into=after)[1] == after


def test_net_a_month_and_a_net_of_that_month_are_one_promise(cli: Cli) -> None:
    updates = [{"comment": "NET July 2027.", "created_on": "2026-11-20T18:58:00Z", "info_url": None}]
    made = launch(net="2027-07-31T00:00:00Z", updates=updates)
    _, after = imported(cli, made)
    assert after.count("said:") == 1
    assert imported(cli, made, into=after)[1] == after


def test_an_update_that_names_a_date_and_is_not_read_is_listed_with_its_reason(cli: Cli) -> None:
    updates = [
        {"comment": "NET January 27 LT.", "created_on": "2026-11-20T18:58:00Z", "info_url": None},
        {"comment": "Weather 90% GO", "created_on": "2026-11-20T19:58:00Z", "info_url": None},
    ]
    run, _ = imported(cli, launch(updates=updates), "-v")
    assert run.code == 0
    assert run.err.splitlines()[0] == "$: X: 'NET January 27 LT.' of 20 Nov 2026, a day in local time"
    assert run.err.endswith("; 1 update not read that may give a date; 1 update without a date.\n")
