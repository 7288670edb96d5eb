"""Each key does what the table of keys says."""

import re
from pathlib import Path

import pytest
from msgspec.structs import replace
from tests.browse.driving import Desk, browse
from tests.making import day
from tests.running import TODAY

from spacetl.browse.app import Browser
from spacetl.browse.keys import KEYS
from spacetl.query import Query, Sort, Status
from spacetl.reports.report import Chart, Grouping, Table

THREE = """
sources:
  paper: {title: A paper, url: "https://example.org/paper"}
  local: {title: A file, url: "file:///etc/passwd"}
events:
  - {id: a, title: Apple, agency: NASA, promises: [{said: 2010-05-01, due: 2015, source: paper}]}
  - {id: b, title: Banana, agency: ESA, tags: [fruit], promises: [{said: 2012-01-01, due: 2030, source: local}]}
  - {id: c, title: Cherry, agency: ESA, date: 2031}
"""


@pytest.fixture
def three(tmp_path: Path) -> Path:
    path = tmp_path / "three.yaml"
    path.write_text(THREE, encoding="utf-8")
    return path


def test_every_key_has_an_action() -> None:
    for key in KEYS:
        assert hasattr(Browser, f"action_{key.action.partition('(')[0]}"), key
    names = [name for key in KEYS for name in key.name.split(",")]
    assert len(names) == len(set(names))


def test_the_cursor_begins_at_what_is_not_over_and_moves(three: Path) -> None:
    async def play(desk: Desk) -> None:
        assert desk.chosen == "a"  # overdue
        for keys, chosen in (
            ("down", "b"), ("j", "c"), ("down", "c"), ("up", "b"), ("k", "a"), ("up", "a"), ("end", "c"), ("home", "a"),
            ("pagedown", "c"), ("pageup", "a"),
        ):  # fmt: skip
            await desk.press(keys)
            assert desk.chosen == chosen

    browse(play, three)


def test_a_click_chooses(three: Path) -> None:
    async def play(desk: Desk) -> None:
        for line, chosen in ((4, "c"), (3, "b"), (1, "b"), (8, "b")):  # two events, the headings, below all rows
            await desk.pilot.click("#rows", offset=(5, line - 1))
            assert desk.chosen == chosen

    browse(play, three)


def test_the_arrows_choose_while_a_filter_is_typed(three: Path) -> None:
    async def play(desk: Desk) -> None:
        await desk.press("slash", "e", "down", "s")
        assert (desk.ids, desk.chosen) == (["b", "c"], "b")
        await desk.press("down")
        assert desk.chosen == "c"
        await desk.press("tab")
        await desk.pilot.click("#rows", offset=(5, 1))
        assert (await desk.press("h"), desk.query.search)[1] == "esh"

    browse(play, three)


def test_the_card_follows_the_cursor(three: Path) -> None:
    async def play(desk: Desk) -> None:
        assert any(line.startswith("Apple  ") and "overdue 2015" in line for line in desk.lines)
        lines = await desk.press("down")
        assert any(line.startswith("Banana  ") and "upcoming 2030" in line for line in lines)

    browse(play, three)


def test_brackets_step_through_the_statements_and_t_returns(three: Path) -> None:
    async def play(desk: Desk) -> None:
        lines = await desk.press("left_square_bracket")
        assert lines[0].startswith("As of 1 Jan 2012  3 events")
        lines = await desk.press("left_square_bracket")
        assert lines[0].startswith("As of 1 May 2010  2 events")
        assert desk.ids == ["a", "c"]
        await desk.press("left_square_bracket")
        assert desk.message == "nothing was said earlier"
        lines = await desk.press("right_square_bracket")
        assert lines[0].startswith("As of 1 Jan 2012")
        assert "quit" in desk.message
        lines = await desk.press("t")
        assert lines[0].startswith("Today 23 Nov 2026")
        await desk.press("right_square_bracket")
        assert desk.message == "nothing was said later"

    browse(play, three)


def test_braces_step_by_years(three: Path) -> None:
    async def play(desk: Desk) -> None:
        await desk.press("left_curly_bracket")
        assert desk.app.state.day == day("2025-11-23")
        await desk.press("right_curly_bracket")
        assert desk.app.state.day == TODAY

    browse(play, three)


def test_a_filter_narrows_while_it_is_typed(three: Path) -> None:
    async def play(desk: Desk) -> None:
        await desk.press("slash", "b", "a")
        assert desk.ids == ["b"]
        lines = await desk.press("q")  # a letter like any other
        assert (desk.ids, lines[-1]) == ([], "baq")
        assert "0 events" in lines[0]
        await desk.press("backspace", "enter")
        assert (desk.ids, desk.query.search) == (["b"], "ba")
        await desk.press("slash", "escape")
        assert (desk.ids, desk.query.search) == (["a", "b", "c"], "")
        await desk.press("slash", "c", "h", "enter", "escape")
        assert desk.query.search == ""

    browse(play, three)


def test_the_chosen_event_stays_chosen(three: Path) -> None:
    async def play(desk: Desk) -> None:
        await desk.press("down", "slash", "n", "enter")
        assert (desk.ids, desk.chosen) == (["a", "b"], "b")  # Banana, and an apple of NASA
        await desk.press("r")
        assert (desk.ids, desk.chosen) == (["b", "a"], "b")

    browse(play, three)


def test_c_draws(three: Path) -> None:
    async def play(desk: Desk) -> None:
        lines = await desk.press("c")
        assert "┬" in lines[2]
        assert "▒" in lines[4]
        lines = await desk.press("c")
        assert lines[1].startswith("When")

    browse(play, three)


@pytest.mark.parametrize(
    ("keys", "part", "value"),
    [
        (("a", "down", "enter"), "agencies", ("ESA",)),
        (("a", "end", "enter"), "agencies", ("NASA",)),
        (("s", "down", "enter"), "statuses", (Status.OVERDUE,)),
        (("b", "down", "enter"), "sort", Sort.TITLE),
        (("b", "end", "enter"), "sort", Sort.PROMISES),
        (("b", "escape"), "sort", None),
        (("r",), "reverse", True),
    ],
)
def test_lists_change_the_query(three: Path, keys: tuple[str, ...], part: str, value: object) -> None:
    async def play(desk: Desk) -> None:
        await desk.press(*keys)
        assert getattr(desk.query, part) == value

    browse(play, three)


def test_a_list_opens_at_what_holds_and_gives_it_back(three: Path) -> None:
    async def play(desk: Desk) -> None:
        await desk.press("a", "enter")
        assert desk.ids == ["a"]
        await desk.press("a", "home", "enter")
        assert desk.ids == ["a", "b", "c"]

    browse(play, three, query=Query(agencies=("NASA",)))


def test_g_groups_and_the_cursor_passes_headings(three: Path) -> None:
    async def play(desk: Desk) -> None:
        lines = await desk.press("g", "home", "enter")
        assert desk.app.state.grouping is Grouping.AGENCY
        assert lines[2:7] == ["NASA", *lines[3:4], "ESA", *lines[5:7]]
        for key, chosen in (("home", "a"), ("down", "b"), ("down", "c"), ("up", "b"), ("up", "a"), ("up", "a")):
            await desk.press(key)
            assert desk.chosen == chosen

    browse(play, three)


def test_tab_goes_to_the_card_and_back() -> None:
    async def play(desk: Desk) -> None:
        before = desk.chosen
        await desk.press("tab", "down", "down")
        assert desk.app.card.scroll_offset.y == 2
        await desk.press("escape", "down")
        assert desk.chosen != before

    browse(play)


def test_on_a_small_screen_tab_shows_the_card(three: Path) -> None:
    async def play(desk: Desk) -> None:
        assert desk.lines[1].startswith("When")
        lines = await desk.press("tab")
        assert lines[1].startswith("Apple")
        lines = await desk.press("tab")
        assert lines[1].startswith("When")

    browse(play, three, size=(40, 12))


def test_enter_opens_the_source_if_it_is_of_the_web(three: Path) -> None:
    async def play(desk: Desk) -> None:
        await desk.press("o")
        assert desk.message == "https://example.org/paper"
        for _ in "bc":
            await desk.press("down", "o")
            assert desk.message == "the source of this date has no web address"

    assert browse(play, three).visited == ["https://example.org/paper"]


def test_y_copies_the_id(three: Path) -> None:
    async def play(desk: Desk) -> None:
        await desk.press("y")
        assert desk.app.clipboard == "a"
        assert desk.message.startswith("a: copied")

    browse(play, three)


def test_x_writes_what_is_shown(three: Path) -> None:
    async def play(desk: Desk) -> None:
        await desk.press("x", *"a.csv", "enter")
        assert desk.message == "a.csv: written"
        await desk.press("c", "x", *"a.svg", "enter")
        await desk.press("x", "slash", *"bad", "slash", "enter")
        assert desk.message == "/bad/: no such directory; nothing was written"
        await desk.press("x", "escape")
        assert "quit" in desk.message

    (table, first), (drawn, second) = browse(play, three).written
    assert (first, second) == ("a.csv", "a.svg")
    assert isinstance(table, Table)
    assert len(table.rows) == 3
    assert isinstance(drawn, Chart)


def test_the_help_has_every_key(three: Path) -> None:
    async def play(desk: Desk) -> None:
        lines = await desk.press("question_mark")
        text = " ".join(re.sub(r"[│┌┐└┘─]", " ", "\n".join(lines)).split())
        for key in KEYS:
            assert " ".join(key.about.split()) in text
        lines = await desk.press("escape")
        assert lines[1].startswith("When")

    browse(play, three, size=(100, 60))


@pytest.mark.parametrize("key", ["y", "o", "e", "tab", "c", "left_square_bracket", "r", "pagedown", "end"])
def test_nothing_to_choose_does_no_harm(tmp_path: Path, key: str) -> None:
    path = tmp_path / "empty.yaml"
    path.write_text("events: []", encoding="utf-8")

    async def play(desk: Desk) -> None:
        assert "0 events" in desk.lines[0]
        await desk.press(key)
        assert desk.chosen == ""
        if key in ("y", "o", "e"):
            assert desk.message == "there is no event here"

    browse(play, path)


@pytest.mark.parametrize(("key", "code"), [("q", 0), ("ctrl+c", 130)])
def test_leaving(three: Path, key: str, code: int) -> None:
    async def play(desk: Desk) -> None:
        await desk.press("slash" if code else "c", key)
        assert desk.app.return_code == code

    browse(play, three)


def test_an_agency_that_was_not_known_yet(three: Path) -> None:
    async def play(desk: Desk) -> None:
        lines = await desk.press("left_curly_bracket")
        assert desk.ids
        desk.app.show(replace(desk.app.state, day=day("2001-01-01")))
        await desk.pilot.pause()
        lines = desk.lines
        assert lines[0].startswith("As of 1 Jan 2001  No events: no agency 'NASA'")

    browse(play, three, query=Query(agencies=("NASA",)))
