"""Importing files from the command line."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests import hostile
from tests.processes import environment
from tests.running import Cli

FILES = Path(__file__).parents[1] / "importers" / "files"
PLAN = "Mission,NET,Provider\nArtemis II,NET March 2026,NASA\nMoon base,around 2030,NASA\n"


def test_a_whole_timeline_is_printed(cli: Cli) -> None:
    run = cli("import", "-", stdin=PLAN.encode())
    assert (run.code, run.err) == (0, "2 new events, 2 new promises, 0 outcomes, 0 unchanged.\n")
    assert run.out.startswith(
        "# yaml-language-server: $schema=timeline.schema.json\n#\n# Imported from standard input on 2026-11-23."
    )
    path = cli.file(run.out)
    assert cli("check", path).code == 0
    assert [event["date"] for event in json.loads(cli("list", "-f", path, "-O", "json").out)] == ["2026-03/..", "2030~"]


def test_what_is_new_is_added_as_a_diff(cli: Cli) -> None:
    path = cli.file(cli("import", "-", stdin=PLAN.encode()).out)
    later = PLAN.replace("March 2026", "April 2026") + "X,2031,ESA\n"
    run = cli("import", "-", "--into", path, "--said", "today", "--by", "NASA", stdin=later.encode())
    assert run.code == 0
    assert run.err == "1 new event, 2 new promises, 0 outcomes, 1 unchanged.\n"
    assert "+      - {said: 2026-11-23, by: NASA, due: 2026-04/..}\n" in run.out
    before = Path(path).read_bytes()
    assert cli("import", "-", "--into", path, stdin=later.encode()).out == ""
    assert Path(path).read_bytes() == before
    assert "-      - {said: 2026-11-23, by: NASA, due: 2026-04/..}\n" in cli("undo", "-f", path).out


def test_what_cannot_be_read_is_reported_with_its_place_and_the_rest_imported(cli: Cli) -> None:
    run = cli("import", str(FILES / "plan.csv"), str(FILES / "launches.json"))
    assert run.code == 1
    assert [line.rpartition("/")[2].partition(";")[0] for line in run.err.splitlines()] == [
        "plan.csv:5: the title is empty",
        "plan.csv:9: 'Flown' appears twice",
        "launches.json: $.results[3]: the precision 'Fortnight' is not known",
        "launches.json: $.results[4]: the status 'Scrubbed for ever' is not known",
        "9 new events, 6 new promises, 3 outcomes, 0 unchanged",
        "4 problems",
    ]
    assert cli("check", cli.file(run.out)).code == 0


def test_an_odd_entry_is_reported_and_the_others_are_written(cli: Cli) -> None:
    entry = "BEGIN:VEVENT\nUID:{0}\nSUMMARY:{0}\nDTSTART:20270310\nEND:VEVENT\n"
    calendar = f"BEGIN:VCALENDAR\n{entry.format('A')}{entry.format('B')}END:VCALENDAR\n"
    run = cli("import", "-", stdin=calendar.replace("UID:A", "UID:A\nUID:a").encode())
    assert run.code == 1
    assert run.err.splitlines() == [
        "<stdin>: VEVENT 1: it has 2 UID; it may have one",
        "1 new event, 1 new promise, 0 outcomes, 0 unchanged.",
        "1 problem; the other entries were read.",
    ]
    assert "- id: b\n" in run.out


@pytest.mark.parametrize("source", ["https://[x", "https://x\u2100y", "x" * 2000, "https://" + "x" * 2000])
def test_any_source(cli: Cli, source: str) -> None:
    path = cli.file(cli("import", "-", stdin=f"title,date,source\nMoon,2027,{source}\n".encode()).out)
    assert source in cli("show", "moon", "-f", path, "-O", "json").out


def test_abbreviations_that_cannot_be_ids(cli: Cli) -> None:
    launches = json.loads((FILES / "launches.json").read_bytes())["results"][:2]
    for launch, odd in zip(launches, ("<<", "x" * 2000), strict=True):
        launch["launch_service_provider"]["abbrev"] = odd
        for update in launch.get("updates", ()):
            update["info_url"] = ""
    run = cli("import", "-", stdin=json.dumps(launches).encode())
    assert (run.code, run.err) == (
        0,
        "2 new events, 3 new promises, 1 outcome, 0 unchanged; 1 update without a date.\n",
    )
    assert "agency: SpaceX\n" in run.out


def test_two_launches_with_the_title_of_one_event(cli: Cli) -> None:
    path = cli.file("events: [{title: Falcon 9, date: 2016}]\n")
    table = "#Launch_Tag\tLaunch_Date\tName\tLaunch_Code\n1\t2016\tFalcon 9\tOS\n2\t2017\tFalcon 9\tOS\n"
    run = cli("import", "-", "--into", path, "--match", "title", stdin=table.encode())
    assert run.code == 1
    assert run.err.startswith("<stdin>:3: 'Falcon 9' is the title of falcon-9, which is gcat 1 there; correct one")
    assert "refs: {gcat: 1}" in run.out


def test_strict_writes_nothing(cli: Cli) -> None:
    path = cli.file("events: []\n")
    for into in ((), ("--into", path)):
        run = cli("import", str(FILES / "plan.csv"), "--strict", *into)
        assert (run.code, run.out) == (1, "")
        assert run.err.endswith("spacetl: 2 problems; nothing was written (--strict)\n")
    assert Path(path).read_text() == "events: []\n"


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("nothing.csv",), 1, "nothing.csv: no such file"),
        (("{}", "--from", "cvs"), 2, "no format 'cvs' to import; did you mean csv?"),
        (("{}", "--from", "ics"), 1, "not iCalendar; found 'Mission,"),
        (("{}", "--from", "gcat"), 1, "not a launch list: it has no header that begins with #Launch_Tag"),
        (
            ("{}", "--columns", "titel=Mission"),
            2,
            "--columns: no field 'titel'; did you mean title?",
        ),
        (("{}", "--columns", "Mission"), 2, "--columns: 'Mission' is not FIELD=COLUMN; write it like title=Mission"),
        (("{}", "--columns", "due=Slot"), 1, "no column 'Slot'"),
        (("{}", "--match", "name"), 2, "no field 'name' to match by; use title"),
        (("{}", "--dry-run"), 2, "--dry-run requires --into"),
        (("{}", "--said", "2026"), 2, "--said must be a single day"),
        (("{}", "--into", "@article"), 2, "@article is read-only"),
        (("{}", "--into", "-"), 2, "standard input cannot be edited"),
        ((), 2, "FILE... is missing"),
    ],
)
def test_what_cannot_be_imported(cli: Cli, arguments: tuple[str, ...], code: int, message: str) -> None:
    plan = cli.file(PLAN, "plan.csv")
    run = cli("import", *(argument.format(plan) for argument in arguments))
    assert (run.code, run.out) == (code, "")
    assert message in run.err
    assert len(run.err.splitlines()) == 1


def test_our_own_exports_come_back_with_the_same_dates(cli: Cli) -> None:
    kept = ("id", "title", "agencies", "tags", "date", "earliest", "latest", "result", "source")
    ours = [*csv.DictReader(io.StringIO(cli("export").out))]
    back = cli.file(cli("import", "-", stdin=cli("export").out.encode()).out, "back.yaml")
    theirs = [*csv.DictReader(io.StringIO(cli("export", "-f", back).out))]
    assert [{key: row[key] for key in kept} for row in theirs] == [{key: row[key] for key in kept} for row in ours]
    ours = [row for row in ours if row["earliest"] and row["latest"]]  # a calendar holds no others
    days = {row["id"]: (row["earliest"], row["latest"]) for row in ours}
    back = cli.file(cli("import", "-", stdin=cli("export", "-O", "ics").out.encode()).out, "calendar.yaml")
    theirs = [*csv.DictReader(io.StringIO(cli("export", "-f", back).out))]
    assert {row["id"]: (row["earliest"], row["latest"]) for row in theirs} == days
    assert [row["title"] for row in theirs] == [row["title"] for row in ours]


def test_our_own_export_brings_nothing_new_to_its_timeline(cli: Cli) -> None:
    path = cli.file("events:\n  - {title: A, promises: [{due: 2028}]}\n  - {title: B, date: 2029}\n  - {title: C}\n")
    exported = cli("export", "-f", path).out
    run = cli("import", "-", "--into", path, stdin=exported.encode())
    assert (run.out, run.err) == ("", "0 new events, 0 new promises, 0 outcomes, 3 unchanged.\n")


def test_hostile_texts_stay_what_they_are(cli: Cli) -> None:
    table = io.StringIO(newline="")
    rows = csv.writer(table)
    rows.writerow(("id", "title", "date", "by", "note", "url"))
    rows.writerows((f"e{n}", text, "2027", text, text, text) for n, text in enumerate(hostile.TEXTS))
    run = cli("import", "-", stdin=table.getvalue().encode())
    path = cli.file(run.out)
    assert run.code == 0
    held = {row["id"]: row["title"] for row in json.loads(cli("list", "-f", path, "-O", "json").out)}
    for number, text in enumerate(hostile.TEXTS):
        assert held[f"e{number}"] == text.removeprefix("'").strip()
    assert len(held) == len(hostile.TEXTS)


def test_a_detailed_launch_becomes_its_history(cli: Cli) -> None:
    path = cli.file(cli("import", str(FILES / "launches.json")).out)
    shown = json.loads(cli("show", "falcon-9-block-5-nrol-97", "-f", path, "-O", "json").out)
    assert [(promise["said"], promise["due"], promise["source"]) for promise in shown["promises"]] == [
        ("2026-01-27", "2026-07", "https://page.example/july"),
        ("2026-03-02", "2026-35", "https://page.example/q3"),
        ("2026-11-23", "2026-36", None),
    ]
    assert shown["refs"] == {"ll2": "11111111-0000-4000-8000-000000000001"}
    assert "ll2 11111111-0000-4000-8000-000000000001" in cli("show", "falcon-9-block-5-nrol-97", "-f", path).out


@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
def test_a_timeline_that_is_printed_is_utf_8_whatever_the_console_says(encoding: str) -> None:
    run = subprocess.run(
        (sys.executable, "-m", "spacetl", "import", "-"),
        input="title,date\nMond \N{FULL MOON SYMBOL},2027\n".encode(),
        env=environment(PYTHONIOENCODING=encoding),
        capture_output=True,
        check=True,
    )
    assert "title: Mond \N{FULL MOON SYMBOL}" in run.stdout.decode("utf-8")
