"""Draws docs/chart.svg, the picture in the README: .venv/bin/python docs/make_chart.py."""  # noqa: INP001 - a script

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "docs" / "chart.svg"
ARGUMENTS = (
    *("chart", "--file", str(ROOT / "data" / "timeline.yaml"), "--as-of", "2022-06-01"),
    *("--tag", "moon", "--tag", "rocket", "--tag", "space station"),
)

if __name__ == "__main__":
    subprocess.run([sys.executable, "-m", "spacetl", *ARGUMENTS, "-o", str(TARGET)], check=True)  # noqa: S603 - ourselves
