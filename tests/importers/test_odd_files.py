"""What is odd in a file is refused with its place, or read; the rest is taken."""

import datetime
import re

import pytest
from tests.importers.test_formats import SAID, calendar, items_of, launch, summary

from spacetl.errors import SpacetlError
from spacetl.importers import Item, Terms

LAUNCH_LIST = "#Launch_Tag\tLaunch_Date\tMission\tLaunch_Code\n"
FIRST, LAST = datetime.date.min, datetime.date.max
SOUND = "BEGIN:VEVENT\r\nUID:sound\r\nSUMMARY:Sound\r\nDTSTART:20270310\r\nEND:VEVENT\r\n"


def entry(*lines: str) -> str:
    return calendar("UID:1", "SUMMARY:x", *lines).replace("END:VCALENDAR", f"{SOUND}END:VCALENDAR")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\r\r\n"])
def test_every_line_end(end: str) -> None:
    table = f"Mission,NET{end}Dragonfly,July 2028{end}{end}Gateway,2029{end}"
    assert [summary(found) for found in items_of(table)] == [("Dragonfly", "now 2028-07"), ("Gateway", "now 2029")]
    listed = f"{LAUNCH_LIST}1\t2016\tX\tOS\n2\t2017\tY\tOF\n".replace("\n", end)
    assert [summary(found) for found in items_of(listed)] == [("X", "done 2016"), ("Y", "failed 2017")]
    dates = calendar("UID:1", "SUMMARY:a long", "  title", "DTSTART:20270310").replace("\r\n", end)
    assert [summary(found) for found in items_of(dates)] == [("a long title", "now 2027-03-10")]


def test_line_ends_that_differ_and_those_in_a_cell() -> None:
    found = items_of('Mission;NET\r\nA;2027\r"B\rb";2028\n"C\r\nc";2029')
    assert [summary(each) for each in found] == [("A", "now 2027"), ("B\rb", "now 2028"), ("C\r\nc", "now 2029")]
    (item,) = items_of('\n\n"The\nmission";NET\nA;2027\n', terms=Terms(SAID, None, {"title": "the mission"}))
    assert summary(item) == ("A", "now 2027")


@pytest.mark.parametrize("odd", ["\x0b", "\x0c", "\x1c", "\x85", "\u2028"])
def test_what_only_python_takes_for_a_line_end(odd: str) -> None:
    (item,) = items_of(f"{LAUNCH_LIST}1\t2016\tX{odd}2\tOS\n")
    assert isinstance(item, Item)
    assert item.title == f"X{odd}2"


def test_rows_that_are_no_csv() -> None:
    found = items_of('Mission,NET\n"A"a,2027\n"B"b,"2027"\nC\x00,2028\n\x00,2028\nD,2029\n')
    assert [str(summary(each))[:32] for each in found] == [
        "line 2: not CSV: ',' expected af",
        "line 3: not CSV: ',' expected af",
        "('C\\x00', 'now 2028')",
        "line 5: the title is empty; foun",
        "('D', 'now 2029')",
    ]


@pytest.mark.parametrize("text", ['Mission,"NET"s\nA,2027\n', 'Mission,NET\n"A"a,"b\nc",2027\n', 'Mission,NET\nA,"20'])
def test_a_table_whose_rows_cannot_be_told_apart(text: str) -> None:
    with pytest.raises(SpacetlError, match=r"line \d: "):
        items_of(text)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("0000?", None),
        ("0001?", None),
        ("9999?", None),
        ("9999 Dec?", None),
        ("9999 Dec 31?", None),
        ("0001 Jan  1?", None),
        ("9999 Dec 31", "9999-12-31"),
        ("2016 Jun  8." + "9" * 5000 + "?", None),
        ("9990s?", None),
        ("0C", None),
        ("99C?", None),
        ("100C", None),
    ],
)
def test_vague_dates_at_either_end_of_the_calendar(text: str, date: str | None) -> None:
    found, sound = items_of(f"{LAUNCH_LIST}1\t{text}\tX\tOS\n2\t2016\tY\tOS\n", terms=Terms(LAST))
    assert summary(sound) == ("Y", "done 2016")
    wrong = re.escape("does not exist, or not within the years 0001 to 9999") + "|is not a date in this catalogue"
    assert summary(found) == ("X", f"done {date}") if date else re.search(f"^line 2: '.*' {wrong}$", summary(found))


@pytest.mark.parametrize(
    "line",
    [
        "UID:2", "SUMMARY:y", "DTSTART:20270310", "DTSTART;VALUE=DATE:20270101", "DTEND:20270312", "DURATION:P1D",
        "STATUS:CONFIRMED", "URL:https://y.example", "LAST-MODIFIED:20261003T120000Z", "DTSTAMP:20261003T120000Z",
    ],
)  # fmt: skip
def test_a_property_that_is_there_twice(line: str) -> None:
    sound = {"UID": [], "SUMMARY": [], "DTSTART": ["DTSTART:20270101"]}
    name = re.split("[:;]", line)[0]
    found = items_of(entry(*sound.get(name, [line]), line))
    assert [summary(each) for each in found] == [
        f"VEVENT 1: it has 2 {name}; it may have one",
        ("Sound", "now 2027-03-10"),
    ]


@pytest.mark.parametrize(
    ("lines", "result"),
    [
        (["DTSTART:99991231"], ("x", "now 9999-12-31")),
        (["DTSTART:99991231T235959Z"], ("x", "now 9999-12-31")),
        (["DTSTART:99990101", "DTEND:99991231"], ("x", "now 9999-01-01/9999-12-30")),
        (["DTSTART:00010101"], ("x", "now 0001-01-01")),
        (["DTSTART:00010101T000000Z"], ("x", "now 0001-01-01")),
        (["DTSTART:00010101", "DTEND:00010101"], ("x", "now 0001-01-01")),
        (["DTSTART:00000101"], "DTSTART '00000101' is not a time; write it like 20270310 or 20270310T120000Z"),
        (["DTSTART:20270310", "DTEND:"], "DTEND is empty; write it like 20270310 or 20270310T120000Z"),
        (["DTSTART:2027-03-10"], "DTSTART '2027-03-10' is not a time; write it like 20270310 or 20270310T120000Z"),
        (
            ["DTSTART;TZID=Asia/Tokyo:00010101T000000"],
            "DTSTART '00010101T000000' is in UTC outside the years 0001 to 9999",
        ),
        (
            ["DTSTART:99991231", "DTEND;TZID=America/New_York:99991231T230000"],
            "DTEND '99991231T230000' is in UTC outside the years 0001 to 9999",
        ),
        (["DTSTART:20270310", "DTEND:20270310T120000"], "one of DTSTART and DTEND is a day, the other a time"),
        (["DTSTART;TZID=America:20270310T120000"], "the time zone 'America' of DTSTART is not known"),
        (["DTSTART;TZID=" + "x" * 999 + ":20270310T120000"], "the time zone 'xxxx"),
        (["DTSTART;TZID=" + "." * 9999 + ":20270310T120000"], "the time zone '....."),
        (["DTSTART;TZID=" + "x/" * 9999 + ":20270310T120000"], "the time zone 'x/x/"),
        (["DTSTART;TZID=W. Europe Standard Time:20270310T003000"], ("x", "now 2027-03-09")),
        (["DTSTART;TZID=UTC-02:20270310T230000"], ("x", "now 2027-03-11")),
        (["DTSTART;TZID=a,b:20270310T120000"], "the time zone 'a,b' of DTSTART is not known"),
        (["DTSTART:99991231", "DURATION:P1W"], "DURATION 'P1W' is not a length of time, or ends outside the"),
        (["DTSTART:20270310", "DURATION:P999999999W"], "DURATION 'P999999999W' is not a length"),
        (["DTSTART:20270310", "DURATION:P" + "9" * 5000 + "D"], "DURATION 'P9999"),
        (["DTSTART:20270310", "DURATION:-P1D"], "it ends before it begins; correct its DTEND or DURATION"),
        (["DTSTART:20270310T120000", "DTEND:20270310T115959"], "it ends before it begins"),
        (["DTSTART:20270310T120000Z", "DTEND:20270310T120000Z"], ("x", "now 2027-03-10")),
        (["DTSTART:20270310", "DURATION:P"], "DURATION 'P' is not a length of time, or ends outside the"),
        (["DTSTART:20270310", "DURATION:PT"], "DURATION 'PT' is not a length of time"),
        (["DTSTART:20270310", "DURATION:P1M"], "DURATION 'P1M' is not a length of time"),
        (["DTSTART:20270310", "DURATION:PT3H"], "DURATION 'PT3H' has hours, but DTSTART is a day; write it like P2D"),
        (["DTSTART:20270310", "DTEND:20270312", "DURATION:P2D"], "it has DTEND and DURATION; an entry has one of them"),
        (["DTSTART:20270310", "STATUS:CANCELLED", "DTSTAMP:soon"], "DTSTAMP 'soon' is not a time"),
        (["DTSTART:20270310", "DTSTAMP:soon", "GEO:x", "CATEGORIES;X=:y"], ("x", "now 2027-03-10")),
        (["DTSTART:20270310", "nonsense"], "found 'nonsense'; a line is NAME:VALUE, like SUMMARY:Launch"),
        (["DTSTART:20270310", "no such line: x"], "found 'no such line: x'; a line is NAME:VALUE, like SUMMARY:Launch"),
        (["DTSTART:+2270310T120000Z"], "DTSTART '+2270310T120000Z' is not a time"),
        (["DTSTART;TZID=/x/Europe/Berlin:20270310T003000"], "the time zone '/x/Europe/Berlin' of DTSTART is not known"),
        (["DTSTART:20270310", "BEGIN:VALARM", "DTEND:x"], "BEGIN:VALARM without END:VALARM"),
        (["DTSTART:20270310", "END:VALARM"], "found 'END:VALARM' without its BEGIN"),
    ],
)
def test_an_odd_entry_leaves_the_others_as_they_are(lines: list[str], result: tuple[str] | str) -> None:
    odd, sound = items_of(entry(*lines))
    assert summary(sound) == ("Sound", "now 2027-03-10")
    if isinstance(result, str):
        assert str(summary(odd)).startswith(f"VEVENT 1: {result}")
    else:
        assert summary(odd) == result


def test_what_is_odd_outside_of_the_entries() -> None:
    found = items_of(entry("DTSTART:2027").replace("BEGIN:VEVENT", "nonsense\r\nBEGIN:VEVENT", 1) + "\r\nfooter\r\n")
    assert [str(summary(each)).split(";")[0] for each in found] == [
        "outside of the calendar: found 'footer'",
        "VCALENDAR 1: found 'nonsense'",
        "VEVENT 1: DTSTART '2027' is not a time",
        "('Sound', 'now 2027-03-10')",
    ]
    unended = calendar("UID:1", "SUMMARY:x", "DTSTART:20270310").replace("END:VEVENT\r\n", SOUND)
    assert [summary(each) for each in items_of(unended)] == [
        "VEVENT 1: BEGIN:VEVENT without END:VEVENT",
        ("Sound", "now 2027-03-10"),
    ]


def test_entries_nested_without_end() -> None:
    deep = 100_000
    inner = "BEGIN:VEVENT\r\n" * deep + SOUND + "END:VEVENT\r\n" * deep
    found = items_of(f"BEGIN:VCALENDAR\r\n{inner}END:VCALENDAR\r\n")
    assert len(found) == deep + 1
    assert summary(found[-1]) == ("Sound", "now 2027-03-10")


def zoned(*lines: str) -> str:
    """A calendar with a time zone of its own, made of these lines."""
    zone = ("BEGIN:VTIMEZONE", "TZID:Here", "BEGIN:STANDARD", *lines, "END:STANDARD", "END:VTIMEZONE", "BEGIN:VEVENT")
    return entry("DTSTART;TZID=Here:20270310T030000").replace("BEGIN:VEVENT", "\r\n".join(zone), 1)


HERE = ("DTSTART:19700101T000000", "TZOFFSETFROM:+0400", "TZOFFSETTO:+0400")


@pytest.mark.parametrize("more", ["TZNAME:H", "X-LIC-LOCATION:Here", "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU"])
def test_a_time_zone_that_the_calendar_describes(more: str) -> None:
    assert [summary(found) for found in items_of(zoned(*HERE, more))] == [
        ("x", "now 2027-03-09"),
        ("Sound", "now 2027-03-10"),
    ]


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ((), "the time zone 'Here' cannot be read: mandatory DTSTART not found"),
        ((*HERE[:2], "TZOFFSETTO:+9999"), "the time zone 'Here' has TZOFFSETTO '+9999'; it is not supported"),
        ((*HERE, "TZOFFSETTO:+0500"), "it has 2 TZOFFSETTO; it may have one"),
        ((*HERE, "RRULE:FREQ=SECONDLY"), "the time zone 'Here' has RRULE 'FREQ=SECONDLY'; it is not supported"),
        ((*HERE, "RRULE:FREQ=YEARLY;INTERVAL=0"), "the time zone 'Here' has RRULE 'FREQ=YEARLY;INTERVAL=0'; it is not"),
        ((*HERE, "RRULE:FREQ=YEARLY;FREQ=SECONDLY"), "the time zone 'Here' has RRULE 'FREQ=YEARLY;FREQ=SECONDLY'"),
        ((*HERE, "RRULE:FREQ=YEARLY;BYMONTH=x"), "the time zone 'Here' cannot be read: "),
    ],
)
def test_a_time_zone_that_cannot_be_read(lines: tuple[str, ...], message: str) -> None:
    odd, sound = items_of(zoned(*lines))
    assert str(summary(odd)).startswith(f"VEVENT 1: {message}")
    assert summary(sound) == ("Sound", "now 2027-03-10")


def test_a_time_zone_with_a_line_that_is_none() -> None:
    assert [str(summary(each)).split(";")[0] for each in items_of(zoned(*HERE, "nonsense"))] == [
        "STANDARD 1: found 'nonsense'",
        "VEVENT 1: the time zone 'Here' cannot be read: found 'nonsense'",
        "('Sound', 'now 2027-03-10')",
    ]


def test_a_calendar_in_other_bytes() -> None:
    text = calendar("UID:1", "SUMMARY:Lancement à Kourou", "DTSTART:20270310")
    assert summary(items_of(text.encode().replace(b"\xa0", b"\r\n \xa0"))[0]) == (
        "Lancement à Kourou",
        "now 2027-03-10",
    )
    with pytest.raises(SpacetlError, match="not UTF-8"):
        items_of(text.encode("latin-1"))


@pytest.mark.parametrize(
    ("net", "precision", "result"),
    [
        ("9999-12-30T00:00:00Z", "Week", "the Week of '9999-12-30T00:00:00Z' is not within the years 0001 to 9999"),
        ("9999-12-31T00:00:00Z", "Fiscal Year", "the Fiscal Year of '9999-12-31T00:00:00Z' is not within the years"),
        ("9999-12-31T00:00:00Z", "Decade", "now 999X"),
        ("9999-12-31T23:00:00-05:00", "Day", "'9999-12-31T23:00:00-05:00' is not a time"),
        ("0001-01-01T00:00:00+05:00", "Day", "'0001-01-01T00:00:00+05:00' is not a time"),
        ("0001-01-01T00:00:00Z", "Week", "now 0001-01-01~/0001-01-07~"),
        ("0001-01-01T00:00:00Z", "Quarter 1", "now 0001-33"),
    ],
)
def test_launches_at_either_end_of_the_calendar(net: str, precision: str, result: str) -> None:
    (found,) = items_of(launch(net=net, net_precision={"name": precision}))
    assert result in str(summary(found))


@pytest.mark.parametrize("part", ["[", '{"results":', '[{"net":'])
def test_json_nested_without_end(part: str) -> None:
    with pytest.raises(SpacetlError, match="JSON that is nested too deeply to contain launches"):
        items_of(part * 200_000)


@pytest.mark.parametrize(
    ("odd", "message"),
    [
        (launch(name="\ud800"), "not JSON"),
        (launch(net=float("nan")), "not JSON"),
        (launch(status={"id": 10**400}), "$[0]"),
        (launch(status=[[[{}]]]), "$[0].status: not a launch: expected object | null, found array"),
        (launch(updates="none"), "$[0].updates: not a launch: expected array, found str"),
        ('"x"', "$[0]: not a launch: expected object, found str"),
    ],
)
def test_json_that_is_odd(odd: str, message: str) -> None:
    text = f"[{odd}, {launch()}]"
    if message.startswith("$"):
        refused, sound = items_of(text)
        assert str(summary(refused)).startswith(message)
        assert summary(sound) == ("X", "now 2026-12")
    else:
        with pytest.raises(SpacetlError, match=f"^{message}"):
            items_of(text)


@pytest.mark.parametrize("said", [FIRST, LAST])
def test_any_day_of_the_file(said: datetime.date) -> None:
    kinds = (
        "title,date,result\nx,2025,done\ny,tomorrow,\ny,yesterday,\n",
        launch(status={"id": 3}),
        f"{LAUNCH_LIST}1\t2016\tX\tOS\n",
        entry("DTSTART:20270310", "STATUS:CANCELLED"),
    )
    for kind in kinds:
        assert items_of(kind, terms=Terms(said))


def test_an_outcome_needs_an_end() -> None:
    found = items_of("title,date,result\nx,NET March 2026,done\ny,by 2025,done\n")
    assert [summary(each) for each in found] == [
        "line 2: done in 2026-03/.., which has no end; write when it came",
        ("y", "done ../2025"),
    ]


def test_an_entry_larger_than_any_event() -> None:
    tags = ";".join(f"{number}{'x' * 60_000}" for number in range(20))
    odd, sound = items_of(f"title,date,tags\nx,2027,{tags}\ny,2027,\n")
    assert summary(odd) == "line 2: it has 1,200,291 bytes; an event has at most 262,144"
    assert summary(sound) == ("y", "now 2027")
