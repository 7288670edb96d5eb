"""Files to import that nobody should write: made of sound and odd parts, some of them spoilt, and noise."""

import json
from collections.abc import Callable, Sequence
from random import Random
from typing import Any

ODD = (
    "", " ", "x", "Moon", "moon", "0", "-", "*", "?", "null", "é", "\u200b", "\x00", "\x0b", "\x0c", "\x1c", "\x85",
    "\u2028", "\r", "\n", "\t", '"', "'", ";", ",", "|", "\\", "\\n", "#", ": ", "- ", "=1", "\ufeff", "\ud800",
    "\U0001f680", "x" * 300, "a@spacetl", "x;y;x", "1" * 5000, "{", "[", "&a", "!x", "%", "@", "`", "x: y #z", "<<",
    "https://x.example", "http://", "https://[x", "https://x\u2100y", "http://" + "x" * 2000, "https://x:99999/ é",
)  # fmt: skip
DAYS = ("2026-11-23", "2027-03-05", "2026-03-01")
ODD_DAYS = ("0000-01-01", "0001-01-01", "0001-01-02", "2026-02-30", "9999-12-30", "9999-12-31", "10000-01-01")
TIMES = ("T00:00:00Z", "T12:00:00Z", "")
ODD_TIMES = ("T23:59:59+14:00", "T23:59:59-14:00", "T12", "T24:00:00", "T00:00:00.000001Z", "T00:00:00+25:00")
DATES = (
    "2026",
    "2027-33",
    "202X",
    "2027~",
    "../2030",
    "2028/..",
    "NET March 2027",
    "next year",
    "late 2027",
    "by 2030",
)
ODD_DATES = (
    *ODD_DAYS, "0000", "0001", "9999", "2028/2027", "9999-12?", "this year", "later this year", "tomorrow",
    "yesterday", "+5y", "-5y", "+999999d", "TBD", "Y12345", "-0001", "2027-21", "early 0001", "NET 9999", "c. 9999",
    "9999/..",
)  # fmt: skip


def one(random: Random, sound: Sequence[str], *odd: Sequence[str]) -> str:
    """Mostly one of the sound texts, else one of the odd ones."""
    return random.choice(sound if random.random() < 0.8 else random.choice(odd))


def few(random: Random, most: int) -> range:
    return range(random.randrange(most + 1))


def date_of(random: Random) -> str:
    return one(random, random.choice((DATES, DAYS)), ODD_DATES, ODD_DATES, ODD)


def moment_of(random: Random) -> str:
    return one(random, DAYS, ODD_DAYS) + one(random, TIMES, ODD_TIMES)


def table(random: Random) -> bytes:
    makers: dict[str, Callable[[], str]] = {
        "title": lambda: one(random, "abcdef", ODD),
        "date": lambda: date_of(random),
        "id": lambda: one(random, "uvwxyz", ODD),
        "agency": lambda: one(random, ("NASA", "ESA; NASA", "x"), ODD),
        "tags": lambda: one(random, ("a", "a; b"), ODD),
        "said": lambda: one(random, ("", *DAYS), ODD_DAYS, ODD_DATES),
        "by": lambda: one(random, ("", "x"), ODD),
        "result": lambda: one(random, ("", "done", "failed", "cancelled"), ODD),
        "source": lambda: one(random, ("https://x.example", "A page"), ODD),
        "note": lambda: one(random, ("", "x"), ODD),
        "promises": lambda: one(random, "01", ODD),
        "other": lambda: one(random, "x", ODD),
    }
    names = ["title", "date", *random.sample([*makers], random.randrange(6))]
    rows = [names, *([makers[name]() for name in names] for _ in range(4))]
    mark, end = one(random, (",",), ";", "\t", "|"), one(random, ("\n", "\r\n"), ("\r", "\r\r\n"))
    return end.join(mark.join(cell_of(random, cell, mark) for cell in row) for row in rows).encode(errors="replace")


def cell_of(random: Random, text: str, mark: str) -> str:
    if random.random() < 0.02:
        return text
    doubled = text.replace('"', '""')
    return f'"{doubled}"' if random.random() < 0.2 or any(each in text for each in f'{mark}"\r\n') else text


def launch_list(random: Random) -> bytes:
    times = ("", "", " 2359", " 24h", " 2355:57", ".98")
    odd_times = (" 9999", " 2355:57.5", "." + "9" * 5000, "." + "0" * 400)
    lines = [f"#Launch_Tag\tLaunch_Date\tLV_Type\tMission\tAgency\t{random.choice(('Launch_Code', 'LaunchCode'))}"]
    for number in range(4):
        year = one(random, ("2016", "2025", "2027"), ("0000", "0001", "9998", "9999"))
        part = one(random, ("", " Jun", " Q1", " Dec 31", " Jan  1"), (" Foo", " Jun 31", " Jan  0", " Q9"))
        period = one(random, ("2010s", "21C"), ("0000s", "9990s", "0C", "1C", "99C", "100C", "000s"))
        date = period if random.random() < 0.2 else year + part
        date += one(random, times if part[-1:] == "1" else ("",), odd_times)
        cells = [
            one(random, (f"2016-{number}",), ODD),
            one(random, (date + one(random, ("", "?"), ("s", "?s")),), ODD),
            *(one(random, ("x", "-"), ODD) for _ in range(3)),
            one(random, ("OS", "OF"), ("OU", "S"), ODD),
        ]
        lines.append("\t".join(cells))
    return one(random, ("\n", "\r\n"), ("\r", "\r\r\n")).join(lines).encode(errors="replace")


ZONE = ("BEGIN:STANDARD", "DTSTART:19700101T000000", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0200", "TZNAME:Z")
ODD_ZONE = (
    "DTSTART:00010101T000000", "DTSTART;VALUE=DATE:20260101", "DTSTART:x", "TZOFFSETTO:-1400", "TZOFFSETTO:+9999",
    "TZOFFSETFROM:x", "TZOFFSETFROM:-2359", "RDATE:20270101T000000", "RDATE:x", "RRULE:", "RRULE:FREQ=SECONDLY",
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", "RRULE:FREQ=YEARLY;INTERVAL=0",
    "RRULE:FREQ=YEARLY;BYMONTH=99;BYDAY=9XX", "RRULE:FREQ=YEARLY;UNTIL=20300101T000000Z",
    "RRULE:FREQ=YEARLY;UNTIL=1;COUNT=0", "RRULE:COUNT=1", "RRULE:FREQ=YEARLY;BYDAY=1000MO;BYMONTHDAY=-99",
    "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "DTSTART:99991231T235959",
    "RRULE:FREQ=YEARLY;BYDAY=MO,TU;BYMONTHDAY=1,,2", "RRULE:FREQ=YEARLY;WKST=XX",
    "RRULE:FREQ=YEARLY;BYMONTH=" + "9" * 5000,
)  # fmt: skip
LINES = ("STATUS:CANCELLED", "STATUS:TENTATIVE", "URL:https://x.example", "DURATION:P1D", "DURATION:PT1H", "GEO:1;2")
ODD_LINES = (
    "UID:", "UID:1", "UID:a@spacetl", "SUMMARY:", "SUMMARY;LANGUAGE=x:y (z)", "URL:x", "DURATION:-P1D", "DURATION:P",
    "DURATION:P9999999W", "DURATION:P" + "9" * 5000 + "D", "DURATION:P999999999D", "DURATION:PT", "RRULE:FREQ=DAILY",
    "RDATE:", "BEGIN:VALARM", "END:VALARM", "BEGIN:VEVENT", "END:VEVENT", "END:VCALENDAR", "nonsense", ":", ";",
    "GEO:x", "CATEGORIES;X=:a", "ATTACH;VALUE=BINARY:!", "EXDATE:x", "FREEBUSY:x", " folded", "\tfolded",
    "DTSTAMP:soon", "DTEND:", "LAST-MODIFIED:", "X:\x00", "SUMMARY:\ud800", "PRIORITY:x", 'ORGANIZER;CN="x:mailto:y',
    "DTSTART:20270101,20280101",
)  # fmt: skip


def calendar(random: Random) -> bytes:
    lines = ["BEGIN:VCALENDAR"]
    if random.random() < 0.5:
        zone = [*ZONE, *(random.choice(ODD_ZONE) for _ in few(random, 2)), "END:STANDARD"]
        if random.random() < 0.2:
            del zone[random.randrange(len(zone))]
        lines += ["BEGIN:VTIMEZONE", "TZID:Here", *zone, "END:VTIMEZONE"]
    for number in range(4):
        name = random.choice(("DTEND", "DTEND", "DTSTAMP", "LAST-MODIFIED"))
        entry = [f"UID:{number}", f"SUMMARY:x{number}", time_line(random, "DTSTART")]
        entry += [random.choice((one(random, LINES, ODD_LINES), time_line(random, name))) for _ in few(random, 2)]
        if random.random() < 0.1:
            entry.append(random.choice(entry))
        lines += ["BEGIN:VEVENT", *entry, "END:VEVENT"]
    lines += ["END:VCALENDAR"]
    return one(random, ("\r\n", "\n"), ("\r", "\r\r\n")).join(lines).encode(errors="replace")


def time_line(random: Random, name: str) -> str:
    zones = ("", "", ";TZID=Asia/Tokyo", ";TZID=America/New_York", ";TZID=Here", ";VALUE=DATE")
    odd_zones = (
        ";TZID=W. Europe Standard Time", ";TZID=../x", ";TZID=America", ";TZID=a,b", ";TZID=", ';TZID=""',
        ";TZID=/x/Here", ";TZID=" + "x" * 300, ";TZID=\x00", ";VALUE=PERIOD", ";VALUE=BOOLEAN", ';X="a:b;c"', ";=",
        ";TZID=Here;TZID=There",
    )  # fmt: skip
    time = one(random, ("", "T000000", "T120000Z"), ("T235959", "T235960", "T250000Z", "T", "T00Z", "T\u0660" * 6))
    return name + one(random, zones, odd_zones) + ":" + one(random, DAYS, ODD_DAYS).replace("-", "") + time


PRECISIONS = (
    "Second",
    "Day",
    "Week",
    "Month",
    "Quarter 1",
    "Quarter 4",
    "Year Half 2",
    "Year",
    "Fiscal Year",
    "Decade",
)


def launches(random: Random) -> bytes:
    made = [launch(random, number) for number in range(random.randrange(1, 4))]
    wholes = (
        lambda: made[0],
        lambda: {"results": json_of(random, 2)},
        lambda: {"results": [*made, json_of(random, 2)]},
    )
    whole: Any = {"results": made} if random.random() < 0.7 else random.choice(wholes)()
    text = json.dumps(whole, ensure_ascii=random.random() < 0.5)
    if random.random() < 0.1:
        text = text.replace('"name"', random.choice(('"id"', '"net"')), 1)  # a key that is there twice
    return text.encode(errors="replace")


def launch(random: Random, number: int) -> dict[str, Any]:
    made: dict[str, Any] = {
        "id": str(number),
        "name": f"x{number}",
        "net": moment_of(random),
        "net_precision": {"id": 1, "name": one(random, PRECISIONS, ODD)},
        "status": {"id": random.choice((1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10))},
        "launch_service_provider": {"name": one(random, ("NASA", "ESA"), ODD), "abbrev": one(random, ("N", "E"), ODD)},
        "launch_designator": one(random, ("", "2026-001"), ODD),
        "updates": [
            {
                "comment": date_of(random) + random.choice(("", ".")),
                "info_url": one(random, ("", "https://x.example"), ODD),
                "created_on": moment_of(random),
            }
            for _ in few(random, 2)
        ],
    }
    if random.random() < 0.2:
        made[random.choice([*made, "lsp_name"])] = json_of(random, 3)
    return made


def json_of(random: Random, depth: int) -> Any:
    """Something, nested at most so deep."""
    match random.randrange(7 if depth else 5):
        case 0:
            return random.choice((0, -1, 1.5, 1e300, 2**63, 2**64, 10**30, 10**400, float("nan"), float("inf")))
        case 1:
            return random.choice((None, True, False))
        case 2:
            return moment_of(random)
        case 3 | 4:
            return random.choice(ODD)
        case 5:
            return [json_of(random, depth - 1) for _ in few(random, 2)]
        case _:
            return {random.choice(("id", "name", "abbrev", "x")): json_of(random, depth - 1) for _ in range(3)}


MAKERS: dict[str, Callable[[Random], bytes]] = {
    "ll2": launches,
    "gcat": launch_list,
    "ics": calendar,
    "csv": table,
}


def odd_file(random: Random, kind: str) -> bytes:
    """A file that is meant to be of a kind."""
    chance = random.random()
    if chance < 0.05:
        return random.randbytes(random.randrange(200))
    made = MAKERS[kind](random)
    return made if chance < 0.6 else spoilt(random, made)


def spoilt(random: Random, data: bytes) -> bytes:
    """The bytes with a few of them changed, lost, doubled or moved."""
    for _ in range(random.randrange(1, 4)):
        start, end = sorted(random.randrange(len(data) + 1) for _ in range(2))
        end = min(end, start + random.choice((1, 1, 8, 80)))
        part, lines = data[start:end], data.split(b"\n")
        number = random.randrange(len(lines))
        match random.randrange(8):
            case 0:
                data = data[:start] + random.randbytes(1) + data[start + 1 :]
            case 1:
                data = data[:start] + data[end:]
            case 2:
                data = data[:end] + part + data[end:]
            case 3:
                data = data[:start] + data[end:] + part
            case 4:
                data = b"\n".join([*lines[:number], lines[number], *lines[number:]])
            case 5:
                data = b"\n".join(lines[:number] + lines[number + 1 :])
            case 6:
                data = data[:start] + random.choice(ODD).encode(errors="replace") + data[start:]
            case _:
                data = data[:start] + part[:1] * random.choice((2, 50, 2000)) + data[end:]
    return data
