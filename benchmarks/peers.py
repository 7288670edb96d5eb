"""The same question about the same events, put to spacetl and to whichever other programs are installed.

The question: the events of 2025 and 2026, by date. The timeline has two promises per event and perhaps an outcome; the
other programs keep only one date per event, and get one. Those not installed are named and left out.
"""

import shlex
import shutil
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

from generate import file, write_calendar
from measuring import RANGE, FailedError, Job, clear, measured, print_table, run, spacetl

ROUNDS = 3
MOST_FOR_KHAL = 10_000  # it fills a cache of its own first, which takes too long for more


class Peer(NamedTuple):
    """A program: the ending of the format that it reads, and its command; {} is the file, {table} the file's name."""

    ending: str
    line: str


PEERS = (
    Peer("csv", """mlr --csv filter '$date>="2025-01-01" && $date<="2026-12-31"' then sort -f date {}"""),
    Peer(
        "csv",
        """duckdb -csv -c "select * from '{}' where date between '2025-01-01' and '2026-12-31' order by date" """,
    ),
    Peer(
        "csv",
        """sqlite-utils memory {} --csv
        "select * from {table} where date between '2025-01-01' and '2026-12-31' order by date" """,
    ),
    Peer(
        "csv",
        """csvsql --no-inference {}
        --query "select * from {table} where date between '2025-01-01' and '2026-12-31' order by date" """,
    ),
    Peer(
        "json",
        """jq -r 'map(select(.date>="2025-01-01" and .date<="2026-12-31"))
        |sort_by(.date)|.[]|[.date,.agency,.title]|@csv' {}""",
    ),
    Peer(
        "yaml",
        """nu -n -c "open {} | get events | where date >= '2025-01-01' and date <= '2026-12-31'
        | sort-by date | to csv" """,
    ),
    Peer(
        "yaml",
        """yq -r '.events|map(select(.date>="2025-01-01" and .date<="2026-12-31"))
        |sort_by(.date)|.[]|[.date,.agency,.title]|@csv' {}""",
    ),
    Peer("journal", "hledger -f {} print -b 2025-01-01 -e 2027-01-01 -O csv"),
    Peer(
        "beancount",
        """bean-query -f csv {} "select date,type,description from events
        where date>=2025-01-01 and date<=2026-12-31 order by date" """,
    ),
    Peer(
        "rec",
        """recsel -t Event -e "date >> '2024-12-31' && date << '2027-01-01'" -S date -p date,agency,title {}""",
    ),
    Peer("rem", "remind -q -s24 {} 2025-01-01"),
)


def main() -> None:
    """Print the table, with the fastest first."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        jobs = [*_own(folder, count), *_others(folder, count)]
        print(f"the events of 2025 and 2026 out of {count:,}")
        runs = measured(jobs, ROUNDS)
        quickest = sorted(runs, key=lambda name: sorted(runs[name])[ROUNDS // 2])
        print_table({name: runs[name] for name in quickest}, ["spacetl, second look"])


def _others(folder: Path, count: int) -> Iterator[Job]:
    """The jobs of the other programs that are installed and can do them."""
    jobs = [_job(peer, folder, count) for peer in PEERS] + _after_export(folder, count)
    if count <= MOST_FOR_KHAL:
        jobs.append(_khal(folder, count))
    for job in jobs:
        if shutil.which(job.command[0]) is None:
            print(f"{job.command[0]} is not installed; it is left out")
            continue
        try:
            run(job)
        except FailedError as error:
            print(f"{error}; it is left out")
        else:
            yield job


def _own(folder: Path, count: int) -> Iterator[Job]:
    """Spacetl on its own timeline, and on the YAML with one date per event that the others get."""
    cache = folder / "caches"
    for ending, name in (("timeline.yaml", "spacetl"), ("yaml", "spacetl, one date per event")):
        listed = ("list", "-f", str(file(folder, count, ending)), *RANGE, "-O", "csv")
        yield spacetl(f"{name}, first look", *listed, cache=cache, before=partial(clear, cache))
        yield spacetl(f"{name}, second look", *listed, cache=cache)


def _job(peer: Peer, folder: Path, count: int) -> Job:
    """The command of a peer on its own file."""
    path = file(folder, count, peer.ending)
    command = shlex.split(peer.line.replace("{}", str(path)).replace("{table}", path.stem))
    return Job(command[0], command)


def _after_export(folder: Path, count: int) -> list[Job]:
    """DuckDB on the output of `spacetl export`, for those who outgrow a file."""
    jobs = []
    for ending, read in (("csv", "read_csv('{}', all_varchar=true)"), ("ndjson", "read_json('{}', sample_size=-1)")):
        path = folder / f"exported.{ending}"
        run(spacetl("export", "export", "-f", str(file(folder, count, "timeline.yaml")), "-o", str(path)))
        query = "where earliest between '2025-01-01' and '2026-12-31' order by earliest"
        jobs.append(Job(f"duckdb over our {ending}", ("duckdb", "-csv", "-c", f"from {read.format(path)} {query}")))
    return jobs


def _khal(folder: Path, count: int) -> Job:
    """Khal, with its own cache filled by the run before."""
    events, config = folder / "khal", folder / "khal.conf"
    write_calendar(count, events)
    config.write_text(
        f"[calendars]\n[[events]]\npath = {events}\n[sqlite]\npath = {folder / 'khal.db'}\n"
        "[locale]\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
    )
    return Job(
        "khal", ("khal", "-c", str(config), "list", "2025-01-01", "2026-12-31", "--format", "{start-date},{title}")
    )


if __name__ == "__main__":
    main()
