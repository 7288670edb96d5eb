"""How long each report on 100,000 events takes at the second look, compared with a start-up and with other programs.

DuckDB and Miller get the same events as CSV, one date per event; those not installed are named and left out.
"""

import shlex
import shutil
import sys
import tempfile
from pathlib import Path

from generate import file
from measuring import RANGE, SPACETL, Job, measured, print_table, spacetl

ROUNDS = 5
YEAR = ("--since", "2026-11-23", "--until", "2027-11-22")
REPORTS = {
    "show": ("show", "event-0000042"),
    "list, two years": ("list", *RANGE),
    "upcoming": ("upcoming",),
    "agencies": ("agencies",),
    "history, since 2026": ("history", "--since", "2026"),
    "chart, a year": ("chart", *YEAR),
    "speakers": ("speakers",),
    "export": ("export",),
    "list": ("list",),
    "slips": ("slips",),
}
PEERS = {
    "duckdb, two years": """duckdb -csv
    -c "from '{}' where date between '2025-01-01' and '2026-12-31' order by date" """,
    "duckdb, count by agency": """duckdb -csv -c "select agency, count(*) from '{}' group by agency" """,
    "duckdb, all by date": """duckdb -csv -c "from '{}' order by date" """,
    "mlr, two years": """mlr --csv filter '$date>="2025-01-01" && $date<="2026-12-31"' then sort -f date {}""",
    "mlr, count by agency": "mlr --csv count -g agency {}",
    "mlr, all by date": "mlr --csv sort -f date {}",
}


def main() -> None:
    """Print the table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        path, table = (str(file(folder, count, ending)) for ending in ("timeline.yaml", "csv"))
        start = spacetl("start-up", "upcoming")
        own = [spacetl(name, *line, "-f", path, cache=folder / "caches") for name, line in REPORTS.items()]
        own.insert(1, _completion(path, own[0]))
        print(f"{count:,} events, second look")
        print_table(measured([start, *own, *_others(table)], ROUNDS), [start.name])


def _completion(path: str, show: Job) -> Job:
    """Completion of an id by bash, with the cache of another job."""
    words = {
        "_SPACETL_COMPLETE": "complete_bash",
        "COMP_WORDS": f"spacetl\nshow\n-f\n{path}\nevent-00000",
        "COMP_CWORD": "4",
    }
    return Job("completion of an id", tuple(SPACETL), {**show.environ, **words})


def _others(table: str) -> list[Job]:
    """The jobs of the other programs that are installed."""
    jobs = [Job(name, shlex.split(line.replace("{}", table))) for name, line in PEERS.items()]
    missing = {job.command[0] for job in jobs if shutil.which(job.command[0]) is None}
    print("".join(f"{program} is not installed; it is left out\n" for program in sorted(missing)), end="")
    return [job for job in jobs if job.command[0] not in missing]


if __name__ == "__main__":
    main()
