"""What the screens state like, kept in golden files; no content of a file can harm them."""

from pathlib import Path

import pytest
from tests import hostile
from tests.browse.driving import Desk, browse
from tests.golden_files import assert_golden
from tests.making import day

from spacetl.text import clean

THEN = day("2022-06-01")


@pytest.mark.parametrize("drawn", [False, True], ids=["table", "chart"])
@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 30), (200, 60)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_screens(size: tuple[int, int], drawn: bool, update_golden: bool) -> None:
    async def play(desk: Desk) -> None:
        lines = await desk.press(*(["c"] if drawn else []), "end", "up")
        name = f"browse-{size[0]}x{size[1]}{'-chart' if drawn else ''}.txt"
        assert_golden(name, "\n".join(lines) + "\n", update=update_golden)

    browse(play, day=THEN, size=size)


def test_help(update_golden: bool) -> None:
    async def play(desk: Desk) -> None:
        assert_golden("browse-help.txt", "\n".join(await desk.press("question_mark")) + "\n", update=update_golden)

    browse(play, size=(80, 50))


def test_what_is_chosen_can_be_seen_without_colours() -> None:
    async def play(desk: Desk) -> None:
        firsts = [next(iter(strip)) for strip in desk.strips]
        reversed_ = [part.text for part in firsts if part.style is not None and part.style.reverse]
        assert len(reversed_) == 1
        assert reversed_[0].strip()
        await desk.press("s", "down")
        parts = [part for strip in desk.strips for part in strip if part.style is not None and part.style.underline]
        assert "".join(part.text for part in parts).strip() == "overdue"

    browse(play)


def test_a_resize_is_followed() -> None:
    async def play(desk: Desk) -> None:
        before = desk.lines
        lines = await desk.resize(200, 60)
        assert "│" in lines[10]
        for width, height in ((40, 12), (1, 1), (20, 5), (3, 40)):
            await desk.resize(width, height)
        lines = await desk.resize(80, 24)
        assert len(lines) == 24
        assert (lines[0], lines[-1]) == (before[0], before[-1])

    browse(play)


@pytest.mark.parametrize("size", [(40, 12), (200, 60)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_hostile_texts(tmp_path: Path, size: tuple[int, int]) -> None:
    path = tmp_path / "hostile.yaml"
    path.write_text(hostile.timeline(), encoding="utf-8")

    async def play(desk: Desk) -> None:
        for key in ("c", "c", "tab", "tab", "a", "escape", "slash"):
            lines = await desk.press(key)
            assert all(clean(line) == line for line in lines)
        await desk.press("escape")
        await desk.press("home")
        for _ in hostile.TEXTS:
            lines = await desk.press("down")
            assert all(clean(line) == line for line in lines)
            assert len(lines) == size[1]

    browse(play, path, size=size)


def test_markup_is_text(tmp_path: Path) -> None:
    path = tmp_path / "markup.yaml"
    path.write_text("events: [{title: '[bold]x[/bold] [/] :rocket:', date: 2030, agency: '[red]'}]", encoding="utf-8")

    async def play(desk: Desk) -> None:
        assert "[bold]x[/bold] [/] :rocket:" in desk.lines[2]
        lines = await desk.press("a")
        assert any("│[red]" in line for line in lines)

    browse(play, path)


def test_an_edit_elsewhere_shows_and_a_broken_file_keeps_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("events: [{title: One, date: 2030}]", encoding="utf-8")

    async def play(desk: Desk) -> None:
        path.write_text("events: [{title: One, date: 2030}, {title: Two, date: 2031}]", encoding="utf-8")
        desk.app.watch_files()
        await desk.pilot.pause()
        assert desk.ids == ["one", "two"]
        path.write_text("events: [{tittle: One}, {tittle: Two}]", encoding="utf-8")
        desk.app.watch_files()
        await desk.pilot.pause()
        assert desk.ids == ["one", "two"]
        assert "unknown key 'tittle'" in " ".join(desk.lines[1:4])
        path.unlink()
        desk.app.watch_files()
        await desk.pilot.pause()
        assert "no such file" in " ".join(desk.lines[1:4])
        path.write_text("events: [{title: Three, date: 2030}]", encoding="utf-8")
        desk.app.watch_files()
        await desk.pilot.pause()
        assert desk.ids == ["three"]
        assert desk.lines[1].startswith("When")

    browse(play, path)
