"""How soon `spacetl browse` shows something, and how long a key takes: .venv/bin/python benchmarks/browse.py [ROUNDS].

The first frame is compared with the imports that it needs. A key is measured in milliseconds of processor time, which
other work on the machine does not change, from the key to the painted screen.
"""

import asyncio
import datetime
import io
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import generate
from measuring import PYTHON, SPACETL, Job, measured, print_table
from spacetl.browse.app import Browser
from spacetl.browse.state import BrowserState, Callbacks, Scope
from spacetl.files.load import load_files
from spacetl.query import Query

IMPORTS = "import textual.app, textual.widgets"
# a terminal that exits at the first frame
FRAME = """
import os, pty, sys
pid, terminal = pty.fork()
if not pid:
    os.environ.update(TERM="xterm-256color", COLUMNS="120", LINES="40")
    os.execv(sys.argv[1], sys.argv[1:])
seen = b""
while b"Verdict" not in seen:
    seen += os.read(terminal, 65536)
"""


async def _keys(path: str, keys: dict[str, list[str]]) -> dict[str, list[float]]:
    """The seconds of processor time that each key takes."""
    today = datetime.date(2026, 11, 23)
    timeline = load_files([path], io.BytesIO())
    state = BrowserState(Scope(timeline, Query(), today), today)
    taken: dict[str, list[float]] = {}
    app = Browser(state, Callbacks(load=lambda: timeline))
    async with app.run_test(size=(120, 40)) as pilot:
        for name, pressed in keys.items():
            taken[name] = []
            for key in pressed:
                start = time.process_time()
                app.simulate_key(key)
                await pilot._wait_for_screen()  # noqa: SLF001 - `pause` waits for an idle machine too
                taken[name].append(time.process_time() - start)
    return taken


def _print_keys(count: int, folder: Path, rounds: int) -> None:
    keys = {
        "[": ["left_square_bracket"] * rounds,
        "[ in the chart": ["c", *["left_square_bracket"] * rounds],
        "down": ["c", "t", *["down"] * rounds],
        "page down": ["pagedown"] * rounds,
    }
    for name, seconds in asyncio.run(_keys(str(generate.file(folder, count, "timeline.yaml")), keys)).items():
        print(f"{count:7,} events  {name:15}  {median(seconds) * 1000:6.1f} ms, at most {max(seconds) * 1000:.1f}")


def main() -> None:
    """Print the first frames, then the keys."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        large = generate.file(folder, 10_000, "timeline.yaml")
        framed = (PYTHON, "-c", FRAME, *SPACETL, "browse")
        jobs = [
            Job("imports", (PYTHON, "-c", IMPORTS)),
            Job("first frame", framed),
            Job("first frame, 10,000 events", (*framed, "-f", str(large)), {"SPACETL_CACHE": scratch}),
        ]
        print_table(measured(jobs, rounds), ["imports"])
        for count in (1_000, 10_000):
            _print_keys(count, folder, rounds)


if __name__ == "__main__":
    main()
