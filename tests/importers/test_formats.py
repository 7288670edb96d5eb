"""What each format makes of its files, and what it refuses."""

import datetime
import json
from pathlib import Path
from typing import Any

import pytest

from spacetl.errors import SpacetlError
from spacetl.importers import IMPORT_FORMATS, Item, Notice, Refusal, Terms, detected_format, read

HERE = Path(__file__).parent
SAID = datetime.date(2026, 11, 23)
TERMS = Terms(SAID)


def items_of(text: str | bytes, kind: str | None = None, terms: Terms = TERMS) -> list[Item | Refusal]:
    data = text.encode() if isinstance(text, str) else text
    found = read(data, IMPORT_FORMATS[kind] if kind else detected_format(data), terms)
    return [each for each in found if not isinstance(each, Notice)]


def summary(found: Item | Refusal) -> Any:
    """An item in short: its title, its dates and what came of it."""
    if isinstance(found, Refusal):
        return f"{found.place}: {found.text}"
    dates = [f"{promise.said or 'now'} {promise.due}" for promise in found.promises]
    if found.date is not None:
        dates.append(f"on {found.date}")
    if found.outcome is not None:
        dates.append(f"{found.outcome.result} {found.outcome.date}")
    return (found.title, *dates)


def launch(**keys: Any) -> str:
    made = {
        "id": "u",
        "name": "X",
        "net": "2026-12-01T00:00:00Z",
        "net_precision": {"name": "Month"},
        "status": {"id": 1},
    }
    return json.dumps({key: value for key, value in (made | keys).items() if value is not ...})


def calendar(*lines: str) -> str:
    return "\r\n".join(("BEGIN:VCALENDAR", "VERSION:2.0", "BEGIN:VEVENT", *lines, "END:VEVENT", "END:VCALENDAR", ""))


@pytest.mark.parametrize(
    ("name", "kind"), [("launches.json", "ll2"), ("launch.tsv", "gcat"), ("events.ics", "ics"), ("plan.csv", "csv")]
)
def test_a_file_is_recognised_by_its_content(name: str, kind: str) -> None:
    data = (HERE / "files" / name).read_bytes()
    assert detected_format(data).name == kind
    assert detected_format(b"\xef\xbb\xbf\r\n" + data).name == kind


def test_launches() -> None:
    assert [summary(found) for found in items_of((HERE / "files" / "launches.json").read_bytes())] == [
        ("Falcon 9 Block 5 | NROL-97", "2026-01-27 2026-07", "2026-03-02 2026-35", "now 2026-36"),
        ("Ariane 64 | Galileo L14", "done 2025-12-17"),
        ("Long March 12A | Demo", "failed 2025-12-23"),
        "$.results[3]: the precision 'Fortnight' is not known",
        "$.results[4]: the status 'Scrubbed for ever' is not known",
    ]


def test_a_launch_keeps_what_it_is_known_by() -> None:
    item = items_of((HERE / "files" / "launches.json").read_bytes())[1]
    assert isinstance(item, Item)
    assert item.refs == {"ll2": "11111111-0000-4000-8000-000000000002", "cospar": "2025-301"}
    assert item.agencies == ("Arianespace",)
    assert [*item.described] == ["ASA"]


@pytest.mark.parametrize(
    ("status", "result"), [(3, "done"), (9, "done"), (4, "failed"), (7, "failed"), (1, None), (2, None), (5, None),
                           (6, None), (8, None)],
)  # fmt: skip
def test_the_status_of_a_launch(status: int, result: str | None) -> None:
    (item,) = items_of(launch(status={"id": status}, net="2026-11-01T00:00:00Z"))
    assert isinstance(item, Item)
    assert (item.outcome.result if item.outcome else None) == result
    assert bool(item.promises) == (result is None)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (launch(net_precision=None), "$: net without a net_precision"),
        (launch(net_precision={"name": "Era"}), "$: the precision 'Era' is not known"),
        (launch(net="soon"), "$: 'soon' is not a time"),
        (launch(status=None), "$: the status 'None' is not known"),
        (launch(name=7), "$.name: not a launch: expected str, found int"),
        (launch(name="\u200b"), "$: the title is empty; found '\\u200b', which has no visible character"),
        (launch(name="x" * 70_000), "$: the title has 70,000 characters; a text has at most 65,536"),
        (launch(id=...), "$: not a launch: object missing required field id"),
        ('{"results": [7]}', "$.results[0]: not a launch: expected object, found int"),
    ],
)
def test_what_is_no_launch_is_refused_with_its_path(text: str, message: str) -> None:
    assert [summary(found) for found in items_of(text)] == [message]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "the file is empty"),
        ("  \n", "the file is empty"),
        ("<!DOCTYPE html><title>502</title>", "it is a web page or XML"),
        ('{"results": [{"id": "x"', "not JSON: it ends too early"),
        ('{"detail": "Request was throttled."}', "an answer without launches: 'Request was throttled.'"),
        ('{"a": 1}', "JSON without launches"),
        ("[1, 2", "not JSON"),
        ("#Launch_Tag\tMission\n", "not a launch list: it lacks the column Launch_Tag or Launch_Date"),
        ("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\n", "the calendar is cut off: no END:VCALENDAR"),
        ("BEGIN:VCALENDAR\r\nnonsense\r\nEND:VCALENDAR\r\n", "not iCalendar"),
        ("Mission,Agency\nx,y\n", "no column for the date among 'Mission', 'Agency'; name it, like --columns due=NET"),
        ('Mission,NET\n"A,2026\nB,2027\n', "not CSV at line 3: unexpected end of data"),
        ("Day\n2026\n", "no column for the title among 'Day'; name it, like --columns title=Mission"),
        (b"title,date\n\xff,2026\n", "not UTF-8 at byte 11"),
        ("title,date\n".encode("utf-16"), "not UTF-8 but UTF-16"),
    ],
)
def test_what_is_no_file_of_its_format_is_refused(text: str | bytes, message: str) -> None:
    with pytest.raises(SpacetlError, match=f"^{message}".replace("(", r"\(")):
        items_of(text)


def test_the_general_catalog() -> None:
    assert [summary(found) for found in items_of((HERE / "files" / "launch.tsv").read_bytes())] == [
        ("Falcon 9 | Turksat 5A", "done 2021-01-08"),
        ("Long March 2C | Yaogan 33", "failed 2019-05-22"),
        ("Vostok | Test", "done 1960-12-22?/1960-12-24?"),
        "line 7: the launch code 'OU' means neither success nor failure",
        "line 8: '3M' is not a date in this catalogue",
        ("Starship | Moon", "now 2027-06"),
        ("A-4",),
    ]


def test_the_other_list_of_the_general_catalog_has_a_line_for_each_piece() -> None:
    lines = "#Launch_Tag\tLaunch_Date\tPiece\tName\tLV_Type\tAgency\tLaunchCode\n# Updated 2026\n"
    row = "2021-001\t2021 Jan  8 0215\t2021-001{}\tTurksat {}\tFalcon 9\tSPX/NASA\tOS\n"
    (item,) = items_of(lines + row.format("A", "5A") + row.format("B", "5B"))
    assert summary(item) == ("Falcon 9 | Turksat 5A", "done 2021-01-08")
    assert isinstance(item, Item)
    assert item.agencies == ("SPX", "NASA")


@pytest.mark.parametrize(
    "text", ["2016 Foo  8", "2016 Jun 31", "2016 Jun  8 24", "soon", "2016-06-08", "0000 Jan?", "99C"]
)
def test_what_is_no_vague_date(text: str) -> None:
    (found,) = items_of(f"#Launch_Tag\tLaunch_Date\tLaunch_Code\n2016-001\t{text}\tOS\n")
    assert isinstance(found, Refusal) or text == "99C"


def test_a_calendar() -> None:
    assert [summary(found) for found in items_of((HERE / "files" / "events.ics").read_bytes())] == [
        ("IAC 2027", "now 2027-10-04/2027-10-08"),
        ("Launch in the night", "now 2026-12-02"),
        ("Some month", "now 2027-03?"),
        ("Long ago", "now 2020-05-01"),
        ("Called off", "cancelled 2026-10-03"),
        "VEVENT 6: it recurs (RRULE); an event happens once",
        "VEVENT 7: the time zone 'Mars/Olympus' of DTSTART is not known",
        "VEVENT 8: no UID; an entry is identified by it",
    ]


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (("UID:1", "SUMMARY:x"), "VEVENT 1: no DTSTART; it says when an entry begins, like DTSTART:20270310"),
        (("UID:1", "SUMMARY:x", "DTSTART:soon"), "VEVENT 1: "),
        (("UID:1", "DTSTART:20260101"), "VEVENT 1: no SUMMARY"),
    ],
)
def test_an_entry_that_cannot_be_read(lines: tuple[str, ...], message: str) -> None:
    (found,) = items_of(calendar(*lines))
    assert str(summary(found)).startswith(message)


def test_times_are_days_in_utc() -> None:
    lines = (
        "UID:1",
        "SUMMARY:x",
        "DTSTART;TZID=America/New_York:20271231T220000",
        "DTEND;TZID=America/New_York:20280101T010000",
    )
    assert [summary(found) for found in items_of(calendar(*lines))] == [("x", "now 2028-01-01")]
    lines = ("UID:1", "SUMMARY:x", "DTSTART:20271231T220000", "DURATION:PT1H")
    assert [summary(found) for found in items_of(calendar(*lines))] == [("x", "now 2027-12-31")]


def test_a_table() -> None:
    assert [summary(found) for found in items_of((HERE / "files" / "plan.csv").read_bytes())] == [
        ("Artemis II", "2026-01-17 2026-03/.."),
        ("Moon; base", "now 2030~"),
        ("X", "now None"),
        "line 5: the title is empty",
        ("An idea",),
        ("Flown", "done 2025-12"),
        "line 9: 'Flown' appears twice; give each row an id of its own in a column `id`",
        ('Quoted "name"\nwith a break', "now 2027"),
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_table_with_any_delimiter_and_named_columns(delimiter: str) -> None:
    text = "\n".join(delimiter.join(row) for row in (("Vehicle", "Slot", "Who did"), ("X", "Q3 2027", "ESA")))
    columns = {"title": "vehicle", "due": "Slot", "agency": "who_did"}
    (item,) = items_of(text, terms=Terms(SAID, "me", columns))
    assert summary(item) == ("X", "now 2027-35")
    assert isinstance(item, Item)
    assert (item.agencies, item.promises[0].by, item.refs) == (("ESA",), "me", {"csv": "X"})


def test_a_column_that_is_not_there() -> None:
    with pytest.raises(SpacetlError, match="no column 'Vehcle'; did you mean Vehicle"):
        items_of("Vehicle,Date\nx,2026\n", terms=Terms(SAID, None, {"title": "Vehcle"}))


def test_a_cell_that_our_own_csv_disarmed_is_what_it_was() -> None:
    (item,) = items_of("title,date\n'=SUM(A1),2027\n")
    assert summary(item) == ("=SUM(A1)", "now 2027")


def test_result_that_is_none() -> None:
    (found,) = items_of("title,date,result\nx,2025,don\n")
    assert summary(found) == "line 2: no result 'don'; did you mean done?"


def test_a_result_without_a_date() -> None:
    (found,) = items_of("title,date,result\nx,,done\n")
    assert summary(found) == "line 2: 'done' without a date; write when it came"


def test_an_outcome_after_the_day_of_the_file() -> None:
    (found,) = items_of("title,date,result\nx,2030,done\n")
    assert summary(found) == "line 2: done in 2030, after the day of the file (2026-11-23); correct one of them"


def test_texts_of_megabytes_are_refused_and_the_rest_taken() -> None:
    found = items_of(f"title,date\n{'x' * 3_000_000},2026\ny,2027\n")
    assert [str(summary(each))[:60] for each in found] == [
        "line 2: the title has 3,000,000 characters; a text has at mo",
        "('y', 'now 2027')",
    ]
