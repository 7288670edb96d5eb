"""How long a timeline of 100,000 events takes, parsed or from the cache, compared with PyYAML's events alone."""

import sys
import tempfile
from functools import partial
from pathlib import Path

from generate import file
from measuring import PYTHON, RANGE, Job, clear, measured, print_table, spacetl

ROUNDS = 5
DRAIN = """
import gc, sys, yaml
gc.disable()
with open(sys.argv[1], "rb") as stream:
    event = yaml.CSafeLoader(stream).get_event
    while event() is not None:
        pass
"""
LOAD = """
import gc, io, os, sys
gc.disable()
from spacetl.files.load import load_files
timeline = load_files([sys.argv[1]], io.BytesIO())
os._exit(0)
"""


def main() -> None:
    """Print the table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as scratch:
        path = str(file(Path(scratch), count, "timeline.yaml"))
        cache = Path(scratch, "caches")
        listed = ("list", "-f", path, *RANGE, "-O", "csv")
        jobs = [
            spacetl("start-up", "upcoming"),
            Job("drain", (PYTHON, "-c", DRAIN, path)),
            Job("load", (PYTHON, "-c", LOAD, path)),
            spacetl("list, no cache", *listed),
            spacetl("list, first look", *listed, cache=cache, before=partial(clear, cache)),
            spacetl("list, second look", *listed, cache=cache),
            spacetl("list --agency, second", *listed, "--agency", "nasa", cache=cache),
            spacetl("show, second look", "show", "event-0000042", "-f", path, cache=cache),
            spacetl("upcoming, second look", "upcoming", "-n", "10", "-f", path, cache=cache),
            spacetl("export, second look", "export", "-f", path, cache=cache),
        ]
        print(f"{count:,} events, {Path(path).stat().st_size / 1e6:.0f} MB of YAML")
        runs = measured(jobs, ROUNDS)
        print_table(runs, ["drain", "start-up"])
        print(f"the cache takes {sum(each.stat().st_size for each in cache.iterdir()) / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
