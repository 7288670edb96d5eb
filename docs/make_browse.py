"""Make docs/browse.svg, which the README shows: .venv/bin/python docs/make_browse.py."""  # noqa: INP001 - a script

import asyncio
import datetime
import io
import re
from pathlib import Path

from spacetl.browse.app import Browser
from spacetl.browse.state import BrowserState, Callbacks, Scope
from spacetl.files.load import load_files
from spacetl.query import Query

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "docs" / "browse.svg"
TODAY = datetime.date(2026, 11, 23)
DAY = datetime.date(2024, 1, 25)
KEYS = ("c", "slash", *"launch", "enter", *["down"] * 5)
FONTS = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)  # they would be fetched from the network


async def picture() -> str:
    """The screen after a few keys, as an SVG document."""
    timeline = load_files([str(ROOT / "data" / "flagships.yaml")], io.BytesIO())
    app = Browser(BrowserState(Scope(timeline, Query(), TODAY), DAY), Callbacks(load=lambda: timeline))
    async with app.run_test(size=(110, 34)) as pilot:
        await pilot.press(*KEYS)
        await pilot.pause()
        return FONTS.sub("", app.export_screenshot(title="spacetl browse -f @flagships"))


if __name__ == "__main__":
    TARGET.write_text(asyncio.run(picture()), encoding="utf-8")
