"""How time and memory grow with the number of events: the cost of one should not depend on how many there are."""

import tempfile
from functools import partial
from pathlib import Path
from statistics import median

from generate import file
from measuring import RANGE, Run, clear, measured, spacetl

COUNTS = (1_000, 10_000, 100_000, 1_000_000)
ROUNDS = 3


def main() -> None:
    """Print one line per size."""
    print("events     MB of YAML  first look  us/event  MB     MB/MB  second look  us/event")
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        start = _median(measured([spacetl("start", "upcoming")], ROUNDS)["start"]).seconds
        for count in COUNTS:
            path = file(folder, count, "timeline.yaml")
            size = path.stat().st_size / 1e6
            listed = ("list", "-f", str(path), *RANGE, "-O", "csv")
            cache = folder / f"caches-{count}"
            jobs = [
                spacetl("first", *listed, cache=cache, before=partial(clear, cache)),
                spacetl("second", *listed, cache=cache),
            ]
            runs = measured(jobs, ROUNDS)
            first, second = _median(runs["first"]), _median(runs["second"])
            each, again = (max(one.seconds - start, 0) * 1e6 / count for one in (first, second))
            print(
                f"{count:9,}  {size:10.1f}  {first.seconds:8.2f} s  {each:8.1f}  {first.megabytes:5.0f}"
                f"  {first.megabytes / size:5.1f}  {second.seconds:9.2f} s  {again:8.2f}"
            )


def _median(runs: list[Run]) -> Run:
    return Run(median(run.seconds for run in runs), median(run.megabytes for run in runs))


if __name__ == "__main__":
    main()
