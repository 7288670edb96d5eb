"""The same command gives the same bytes, whatever the hash seed, the time zone and the day."""

import itertools
import subprocess
import sys
from pathlib import Path

from tests import hostile
from tests.formats.test_every_format import AS_OF, OF_NO_DAY, reports
from tests.processes import environment

from spacetl.formats import FORMATS

ZONES = ("Pacific/Kiritimati", "Etc/GMT+12", "UTC")
SCRIPT = """
import sys
from spacetl.cli.main import main, session_of_process
for line in sys.stdin.read().splitlines():
    main(line.split(), session_of_process())
    sys.stdout.flush()
"""


def commands(file: Path) -> str:
    """A line for each report in each format, of the bundled timeline and of a file whose events are all due at once."""
    arguments = {"show": "tianhe-launch"}
    lines = (
        f"{report} {arguments.get(report, '')} {' '.join(AS_OF)} -O {name}"
        for report, name in itertools.product((each for each in reports() if each not in OF_NO_DAY), FORMATS)
    )
    tied = (f"{report} -f {file} {' '.join(AS_OF)} -O csv" for report in ("list", "upcoming", "history", "slips"))
    return "\n".join((*lines, *tied))


def test_six_hash_seeds_and_three_time_zones(tmp_path: Path) -> None:
    file = tmp_path / "hostile.yaml"
    file.write_text(hostile.timeline())
    text = commands(file).encode()
    runs = [
        subprocess.Popen(
            (sys.executable, "-c", SCRIPT),
            env=environment(PYTHONHASHSEED=str(seed), TZ=zone),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for seed, zone in zip(range(6), itertools.cycle(ZONES), strict=False)
    ]
    outputs = {run.communicate(text) for run in runs}
    assert len(outputs) == 1
    ((out, err),) = outputs
    assert out.count(b"\n") > 500
    assert b"Traceback" not in err


def test_today_is_the_local_day(tmp_path: Path) -> None:
    """At any time, the date in Kiritimati is one or two days ahead of that in the zone twelve hours behind UTC."""
    file = tmp_path / "x.yaml"
    file.write_text("events: [{title: X, date: 2000-01-01}]")
    script = (
        "from spacetl.cli.main import main, session_of_process; "
        "main(['date', 'today', '-O', 'csv'], session_of_process())"
    )
    days = []
    for zone in ZONES[:2]:
        run = subprocess.run((sys.executable, "-c", script), env=environment(TZ=zone), capture_output=True, check=True)
        days.append(run.stdout.splitlines()[1].split(b",")[1])
    assert days[0] > days[1]
