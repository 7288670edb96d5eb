"""Programs run side by side: each round runs every one of them once, so that other work on the machine slows all alike.

Only ratios within one run mean anything; they are medians over the rounds.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

PYTHON = sys.executable
SPACETL = (PYTHON, "-m", "spacetl")
RANGE = ("--since", "2025-01-01", "--until", "2026-12-31")


class Job(NamedTuple):
    """A program to run.

    Attributes:
        name: what the table calls it.
        command: its command line.
        environ: variables to set for it.
        before: called before each run, not timed.
    """

    name: str
    command: Sequence[str]
    environ: Mapping[str, str] = {}
    before: Callable[[], object] | None = None


class Run(NamedTuple):
    """What a run took."""

    seconds: float
    megabytes: float


class FailedError(Exception):
    """A program exited with an error."""


def run(job: Job) -> Run:
    """Run a program and discard its output.

    Raises:
        FailedError: it exited with an error.
    """
    if job.before is not None:
        job.before()
    start = time.perf_counter()
    process = subprocess.Popen(
        job.command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, **job.environ}
    )
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise FailedError(f"{job.name}: exit code {process.returncode}: {' '.join(map(str, job.command))}")
    return Run(seconds, used.ru_maxrss / (1 << (20 if sys.platform == "darwin" else 10)))


def measured(jobs: Iterable[Job], rounds: int) -> dict[str, list[Run]]:
    """Run every job once per round, after one uncounted round; return the runs by the name of the job."""
    each = list(jobs)
    runs: dict[str, list[Run]] = {job.name: [] for job in each}
    for job in each:
        run(job)
    for _ in range(rounds):
        for job in each:
            runs[job.name].append(run(job))
    return runs


def ratio(runs: Mapping[str, list[Run]], name: str, base: str) -> float:
    """How many times as long as `base` the job with this name takes."""
    return median(one.seconds / other.seconds for one, other in zip(runs[name], runs[base], strict=True))


def print_table(runs: Mapping[str, list[Run]], bases: Sequence[str]) -> None:
    """Print one line per job: its seconds and megabytes, and its ratio to each of the bases."""
    widest = max(map(len, runs))
    print(f"{'':{widest}}  {'seconds':>8}  {'MB':>6}", *(f"{'/ ' + base:>{len(base) + 2}}" for base in bases), sep="  ")
    for name, each in runs.items():
        seconds, megabytes = median(one.seconds for one in each), median(one.megabytes for one in each)
        ratios = (f"{ratio(runs, name, base):{len(base) + 2}.2f}" for base in bases)
        print(f"{name:{widest}}  {seconds:8.3f}  {megabytes:6.0f}", *ratios, sep="  ")


def spacetl(name: str, *arguments: str, cache: Path | str = "off", before: Callable[[], object] | None = None) -> Job:
    """A run of spacetl with these arguments, with its caches in a folder or switched off."""
    return Job(name, (*SPACETL, *arguments), {"SPACETL_CACHE": str(cache)}, before)


def clear(folder: Path) -> None:
    """Remove the caches of a folder."""
    for each in folder.glob("*.spacetl"):
        each.unlink()
