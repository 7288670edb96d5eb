"""Timelines of any size, the same for the same seed, and the same events in the formats of other programs.

The timeline has two promises per event, and an outcome for those that came true. The other programs keep one date per
event: they get the first day of the current one.
"""

import argparse
import csv
import datetime
import json
import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple, TextIO

TODAY = datetime.date(2026, 11, 23)
AGENCIES = ("CNSA", "CMSA", "NASA", "ESA", "JAXA", "Roscosmos", "ISRO", "CSA", "UKSA", "KARI", "DLR", "CNES")
WORDS = ("Lunar", "Orbital", "Deep", "Solar", "Polar", "Crewed", "Cargo", "Relay", "Sample", "Heavy")
THINGS = ("lander", "station module", "telescope", "rover", "return capsule", "relay satellite", "probe", "launcher")
SPEAKERS = ("Yang Liwei", "Programme office", "Director general", "Annual report", "Press briefing")
SOURCES = tuple(f"report-{number:03}" for number in range(200))
FIRST, DAYS = datetime.date(1990, 1, 1), 18_000  # to 2039


class Made(NamedTuple):
    """An event: its current date, and what was said about it."""

    id: str
    title: str
    agency: str
    day: datetime.date
    first_said: datetime.date
    first_due: str
    last_said: datetime.date
    last_due: str
    by: str
    source: str


def made(count: int, seed: int = 2017) -> Iterator[Made]:
    """`count` events."""
    dice = random.Random(seed)  # noqa: S311 - the same events every time are what is wanted
    for number in range(count):
        day = FIRST + datetime.timedelta(dice.randrange(DAYS))
        slipped = day - datetime.timedelta(dice.randrange(1500))
        said = min(slipped, TODAY) - datetime.timedelta(365 + dice.randrange(2000))
        words, thing = dice.choice(WORDS), dice.choice(THINGS)
        yield Made(
            id=f"event-{number:07}",
            title=f"{words} {thing} {number}",
            agency=dice.choice(AGENCIES),
            day=day,
            first_said=said,
            first_due=_vague(slipped, dice),
            last_said=said + datetime.timedelta(200),
            last_due=day.isoformat() if dice.random() < 0.5 else f"{day:%Y-%m}",
            by=dice.choice(SPEAKERS),
            source=dice.choice(SOURCES),
        )


def _vague(day: datetime.date, dice: random.Random) -> str:
    quarter = f"{day.year}-{33 + (day.month - 1) // 3}"
    return dice.choice((f"{day.year}", f"{day.year}~", f"{day:%Y-%m}", quarter, f"{day.year}/{day.year + 1}"))


def write_timeline(events: Iterator[Made], out: TextIO) -> None:
    """Write the events as a timeline of spacetl."""
    out.write("title: Made by a seed\nagencies:\n")
    out.writelines(f"  {agency}: {{name: Agency {agency}, country: Nowhere}}\n" for agency in AGENCIES)
    out.write("sources:\n")
    out.writelines(f"  {source}: {{title: Report, url: 'https://example.org/{source}'}}\n" for source in SOURCES)
    out.write("events:\n")
    out.writelines(_entry(event) for event in events)


def _entry(event: Made) -> str:
    outcome = f"    outcome: {{date: {event.day}, source: {event.source}}}\n" if event.day <= TODAY else ""
    return (
        f"  - id: {event.id}\n    title: {event.title}\n    agency: {event.agency}\n    tags: [made, launch]\n"
        f"    promises:\n"
        f"      - {{said: {event.first_said}, by: {event.by}, due: {event.first_due}, source: {event.source}}}\n"
        f"      - {{said: {event.last_said}, by: {event.by}, due: {event.last_due}, source: {event.source}}}\n{outcome}"
    )


def write_csv(events: Iterator[Made], out: TextIO) -> None:
    """Write the events for miller, duckdb, sqlite-utils and csvkit."""
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(("date", "agency", "title"))
    rows.writerows((event.day, event.agency, event.title) for event in events)


def write_json(events: Iterator[Made], out: TextIO) -> None:
    """Write the events for jq."""
    json.dump([{"date": str(event.day), "agency": event.agency, "title": event.title} for event in events], out)


def write_yaml(events: Iterator[Made], out: TextIO) -> None:
    """Write the events for nushell and yq; spacetl reads them too."""
    out.write("events:\n")
    out.writelines(
        f"  - date: '{event.day}'\n    agency: {event.agency}\n    title: {event.title}\n" for event in events
    )


def write_journal(events: Iterator[Made], out: TextIO) -> None:
    """Write the events for hledger."""
    out.writelines(f"{event.day} {event.title}\n    {event.agency}  1\n    events\n\n" for event in events)


def write_beancount(events: Iterator[Made], out: TextIO) -> None:
    """Write the events for bean-query."""
    out.writelines(f'{event.day} event "{event.agency}" "{event.title}"\n' for event in events)


def write_recfile(events: Iterator[Made], out: TextIO) -> None:
    """Write the events for recsel."""
    out.write("%rec: Event\n%type: date date\n\n")
    out.writelines(f"date: {event.day}\nagency: {event.agency}\ntitle: {event.title}\n\n" for event in events)


def write_reminders(events: Iterator[Made], out: TextIO) -> None:
    """Write the events for remind."""
    out.writelines(f"REM {event.day} MSG {event.agency} {event.title}\n" for event in events)


def write_calendar(count: int, folder: Path) -> None:
    """Write the events for khal: a folder with one file per event."""
    folder.mkdir()
    for event in made(count):
        body = f"UID:{event.id}\nDTSTART;VALUE=DATE:{event.day:%Y%m%d}\nSUMMARY:{event.title}"
        text = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:made\nBEGIN:VEVENT\n{body}\nEND:VEVENT\nEND:VCALENDAR\n"
        (folder / f"{event.id}.ics").write_text(text.replace("\n", "\r\n"), newline="")


FORMATS: dict[str, Callable[[Iterator[Made], TextIO], None]] = {
    "timeline.yaml": write_timeline,
    "csv": write_csv,
    "json": write_json,
    "yaml": write_yaml,
    "journal": write_journal,
    "beancount": write_beancount,
    "rec": write_recfile,
    "rem": write_reminders,
}


def file(folder: Path, count: int, ending: str) -> Path:
    """The file of `count` events in the format with this ending, made if it does not exist."""
    path = folder / f"e{count}.{ending}"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="utf-8") as out:
            FORMATS[ending](made(count), out)
        time.sleep(2.5)  # spacetl does not cache a file that was only just written
    return path


def main() -> None:
    """Write one timeline to a folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, help="how many events")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--format", choices=FORMATS, default="timeline.yaml")
    options = parser.parse_args()
    print(file(options.folder, options.count, options.format))


if __name__ == "__main__":
    main()
