"""Make docs/chart.svg and docs/page.html, which the README shows: .venv/bin/python docs/make_chart.py."""  # noqa: INP001 - a script

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "docs" / "chart.svg"
PAGE = ROOT / "docs" / "page.html"
CHART = ("chart", "--file", str(ROOT / "data" / "timeline.yaml"))
ARGUMENTS = (*CHART, "--as-of", "2022-06-01", "--tag", "moon", "--tag", "rocket", "--tag", "space station")
PAGE_ARGUMENTS = (*CHART, "--as-of", "2026-11-23")

if __name__ == "__main__":
    for arguments, target in ((ARGUMENTS, TARGET), (PAGE_ARGUMENTS, PAGE)):
        subprocess.run([sys.executable, "-m", "spacetl", *arguments, "-o", str(target)], check=True)  # noqa: S603 - ourselves
