"""How long importing a table of 100,000 rows takes, compared with loading the resulting timeline."""

import csv
import random
import sys
import tempfile
from pathlib import Path

from measuring import SPACETL, Job, measured, print_table, spacetl

ROUNDS = 5
DATES = ("{y}", "NET March {y}", "Q3 {y}", "late {y}", "{y}-07-15", "15 June {y}", "around {y}")


def write(path: Path, count: int) -> None:
    """Write a table like those of launch providers."""
    chance = random.Random(12)  # noqa: S311 - it need not be secret
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(("Mission", "NET", "Provider", "Said", "By", "URL"))
        for number in range(count):
            due = chance.choice(DATES).format(y=chance.randint(2020, 2040))
            said = f"{chance.randint(2010, 2019)}-0{chance.randint(1, 9)}-1{chance.randint(0, 9)}"
            by, url = chance.choice(("NASA", "Somebody else")), f"https://page.example/{chance.randint(1, 500)}"
            rows.writerow((f"Flight {number}", due, chance.choice(("NASA", "ESA", "CNSA")), said, by, url))


def main() -> None:
    """Print the table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as scratch:
        table, timeline = Path(scratch, "plan.csv"), Path(scratch, "timeline.yaml")
        write(table, count)
        shell = f"{' '.join(SPACETL)} import '{table}' > '{timeline}'"
        jobs = [
            Job("import", ("sh", "-c", shell)),
            spacetl("list", "list", "--no-cache", "-n", "1", "-f", str(timeline)),
        ]
        runs = measured(jobs, ROUNDS)
        print(f"{count:,} rows, {timeline.stat().st_size / 1e6:.0f} MB of YAML")
        print_table(runs, ["list"])


if __name__ == "__main__":
    main()
