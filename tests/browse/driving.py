"""Drive the browser in this process: keys in, the text of the screen out; what it asks of the callbacks is recorded."""

import asyncio
import datetime
import io
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from tests.running import TODAY

from spacetl.browse.state import BrowserState, Callbacks, Scope
from spacetl.errors import SpacetlError
from spacetl.files.load import load_files
from spacetl.query import Query
from spacetl.reports.report import Report

pytest.importorskip("textual", reason="Textual is not installed: pip install -e '.[dev]'")

from textual.pilot import Pilot
from textual.strip import Strip

from spacetl.browse.app import Browser

ARTICLE = Path(__file__).parents[2] / "data" / "timeline.yaml"
USUAL = (80, 24)

Play = Callable[["Desk"], Awaitable[None]]


class World:
    """The callbacks of a browser: files that can change, a web browser, a place for reports."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.visited: list[str] = []
        self.written: list[tuple[Report, str]] = []

    def callbacks(self) -> Callbacks:
        return Callbacks(
            load=lambda: load_files([str(self.path)], io.BytesIO()),
            stamp=lambda: self.path.read_bytes() if self.path.exists() else None,
            write=self._write,
            visit=self._visit,
        )

    def _visit(self, address: str) -> bool:
        self.visited.append(address)
        return True

    def _write(self, report: Report, _day: datetime.date, name: str) -> None:
        if name.startswith("/bad/"):
            raise SpacetlError(f"{name}: no such directory; nothing was written")
        self.written.append((report, name))


class Desk:
    """A running browser."""

    def __init__(self, app: Browser, pilot: Pilot[Any], world: World) -> None:
        self.app = app
        self.pilot = pilot
        self.world = world

    async def press(self, *keys: str) -> list[str]:
        """Press the keys, and return the lines of the screen afterwards."""
        await self.pilot.press(*keys)
        return self.lines

    async def resize(self, width: int, height: int) -> list[str]:
        await self.pilot.resize_terminal(width, height)
        await self.pilot.pause()
        return self.lines

    @property
    def lines(self) -> list[str]:
        """The lines on the screen."""
        return [strip.text.rstrip() for strip in self.strips]

    @property
    def strips(self) -> list[Strip]:
        """The lines on the screen, with their styles."""
        return self.app.screen._compositor.render_strips(self.app.size)  # noqa: SLF001 - there is no other way

    @property
    def chosen(self) -> str:
        """The id of the event under the cursor, "" for none."""
        entry = self.app.rows.chosen
        return "" if entry is None else entry.event.id

    @property
    def ids(self) -> list[str]:
        """The ids of the events in the rows."""
        return [row.event.id for row in self.app.rows.rows if not isinstance(row, tuple)]

    @property
    def query(self) -> Query:
        return self.app.state.scope.query

    @property
    def message(self) -> str:
        """The last line of the screen."""
        return self.lines[-1]


def browse(
    play: Play,
    path: Path = ARTICLE,
    *,
    day: datetime.date = TODAY,
    query: Query | None = None,
    size: tuple[int, int] = USUAL,
) -> World:
    """Run `play` with a browser of the file at `path`, as known on `day`."""
    world = World(path)

    async def run() -> None:
        callbacks = world.callbacks()
        app = Browser(BrowserState(Scope(callbacks.load(), query or Query(), TODAY), day), callbacks)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await play(Desk(app, pilot, world))

    asyncio.run(run())
    return world
