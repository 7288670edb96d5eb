"""The page of a chart in a real browser."""

import datetime
import json
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.select import Select
from selenium.webdriver.support.wait import WebDriverWait
from tests import hostile
from tests.formats.page.conftest import Opened
from tests.running import Cli
from tests.webpage import Webpage

from spacetl.dates import parse, words

FIFTY = [datetime.date(2003, 12, 31) + datetime.timedelta(number * 171) for number in range(49)]


def view(page: Opened) -> dict[str, list[str]]:
    """The view in the page's address."""
    return parse_qs(urlsplit(page.driver.current_url).fragment)


def test_fifty_days_are_as_they_are_listed(page: Opened, cli: Cli) -> None:
    for day in [*FIFTY, datetime.date(2026, 11, 23)]:
        page.show(f"#day={day}")
        listed = {
            row["title"]: [words(parse(row["date"])) if row["date"] else "no date", row["status"]]
            for row in json.loads(cli("list", "--as-of", str(day), "-O", "json").out)
        }
        shown = {title: [when, status.removeprefix("maybe ")] for title, (when, status, _) in page.rows.items()}
        assert shown == listed, day


def test_without_an_address_it_shows_the_day_it_was_made_for(page: Opened) -> None:
    assert page.day == "23 Nov 2026"
    assert len(page.rows) == 16
    assert page.rows["Chang'e-4 launch"] == ["7 Dec 2018", "done", "11 m+ late"]
    assert "any day since 30 Dec 2003" in page.find("#news").text


def test_the_keys_move_from_change_to_change(page: Opened) -> None:
    slider = page.find("#day")
    slider.send_keys(Keys.LEFT, Keys.LEFT)
    page.wait("return document.getElementById('as-of').textContent === '10 Mar 2026'")
    assert slider.get_attribute("aria-valuetext") == "10 Mar 2026"
    page.press("[")
    page.press("]")
    page.press("]")
    page.wait("return document.getElementById('as-of').textContent === '24 Mar 2026'")
    assert "International Space Station retires: 2030, narrower (NASA)" in page.find("#news").text
    slider.send_keys(Keys.HOME)
    page.wait("return document.getElementById('back').disabled")
    page.button("\u203a").click()
    page.wait("return document.getElementById('as-of').textContent === '31 Dec 2003'")
    assert page.rows["Chang'e-5 samples on Earth"] == ["by 2020", "due", ""]


def test_the_line_can_be_dragged(page: Opened) -> None:
    axis = page.find(".axis")
    wide = round(axis.rect["width"])

    def drag(start: int, way: int) -> None:
        held = ActionChains(page.driver).move_to_element_with_offset(axis, start, 0).click_and_hold()
        held.move_by_offset(way, 0).release().move_by_offset(5, 0).perform()

    drag(wide // 4, -wide // 8)
    page.wait("return document.getElementById('as-of').textContent.endsWith(' 2020')")
    drag(-wide // 4, -wide // 2)
    page.wait("return document.getElementById('back').disabled")


def test_the_drawing_follows(page: Opened) -> None:
    rows = "const rows = [...document.querySelectorAll('tr.event')];"
    svg = f"{rows} return rows.find((row) => row.textContent.startsWith('Long March 5 flies')).querySelector('td svg')"

    def drawing() -> str:
        return str(page.run(f"{svg}.innerHTML"))

    def late() -> str:
        return str(page.run(f"{svg}.querySelector('.overdue').getAttribute('x2')"))

    page.show("#day=2019-08-05")
    assert re.findall(r'class="warning ([a-z-]+)"', drawing()) == ["overdue", "possible"]
    before = late()
    assert before == page.run("return document.getElementById('as-of-line').getAttribute('x1')")
    page.show("#day=2019-12-22")
    assert float(late()[:-1]) > float(before[:-1])
    page.show("#day=2019-12-27")
    assert 'class="good done"' in drawing()


def test_the_script_draws_as_the_page_was_written(page: Opened, cli: Cli) -> None:
    def numbers(attributes: dict[str, str]) -> dict[str, object]:
        return {name: float(text[:-1]) if text.endswith("%") else text for name, text in attributes.items()}

    written = Webpage((cli.folder / "page.html").read_text(encoding="ascii"))
    shapes = [each for each in written.elements if {"tbody", "svg"} <= set(each.within)]
    page.show("#day=2010-01-01")
    page.show("#day=2026-11-23")
    page.run("dispatchEvent(new Event('beforeprint'))")
    drawn = page.run("""
        return [...document.querySelectorAll("tbody svg *")].map((each) => [each.tagName,
          Object.fromEntries([...each.attributes].map(({name, value}) => [name, value]))])
    """)
    assert len(drawn) > 60
    for one, (name, attributes) in zip(shapes, drawn, strict=True):
        assert one.name == name
        assert numbers(one.attributes) == pytest.approx(numbers(attributes), abs=0.006)


def test_filters_and_their_counts(page: Opened) -> None:
    Select(page.find("#agency")).select_by_value("NASA")
    page.wait("return document.querySelectorAll('tr.event:not([hidden])').length === 2")
    Select(page.find("#agency")).select_by_value("")
    Select(page.find("#tag")).select_by_value("moon")
    page.wait("return document.querySelectorAll('tr.event:not([hidden])').length === 4")
    page.find("body").send_keys("/")
    assert page.driver.switch_to.active_element.get_attribute("id") == "search"
    page.press("RELAY")
    page.wait("return document.querySelectorAll('tr.event:not([hidden])').length === 1")
    assert set(page.rows) == {"Queqiao relay satellite launch"}
    assert page.find(".chip:has([value=done])").get_attribute("textContent") == "1 done"
    page.find(".chip [value=upcoming]").click()
    page.wait("return !document.getElementById('none').hidden")
    page.wait("return location.hash.includes('status')")
    assert view(page) == {"tag": ["moon"], "status": ["upcoming"], "q": ["RELAY"]}
    page.button("Show all").click()
    page.wait("return document.querySelectorAll('tr.event:not([hidden])').length === 16 && !location.hash")


def test_a_view_can_be_linked(page: Opened, cli: Cli) -> None:
    address = "#day=2018-05-01&agency=CNSA&status=upcoming&event=change-4-launch"
    page.go(str(cli.folder / "page.html"), address)
    assert page.day == "1 May 2018"
    assert set(page.rows) == {"Chang'e-4 launch", "Chang'e-5 launch", "Chang'e-5 samples on Earth"}
    card = page.find("#card")
    assert "upcoming, around Dec 2018" in card.text
    assert "Wu Yanhua" in card.text
    assert "Leonard David" not in card.text
    page.show("#day=2018-09-01&event=change-4-launch")
    assert "Leonard David" in card.text
    page.show("#agency=nobody&status=nothing&event=none&day=0001-01-01")
    assert page.day == "30 Dec 2003"
    page.show("#day=today")
    assert page.day == "23 Nov 2026"


def test_a_card_opens_and_closes_by_keyboard(page: Opened) -> None:
    opener = page.button("Tianhe core module launch")
    opener.send_keys(Keys.ENTER)
    assert page.driver.switch_to.active_element.text == "Tianhe core module launch"
    assert opener.get_attribute("aria-expanded") == "true"
    links = page.run("return [...document.querySelectorAll('#card a')].map((a) => [a.href, a.rel])")
    assert len(links) > 5
    assert all(href.startswith("http") and "noopener" in rel for href, rel in links)
    page.wait("return location.hash === '#event=tianhe-launch'")
    page.press(Keys.ESCAPE)
    assert not page.find("#card").is_displayed()
    assert page.driver.switch_to.active_element == opener


def test_play_runs_through_the_days_until_it_is_paused(page: Opened) -> None:
    page.button("Play").click()
    page.wait("return document.getElementById('day').value >= 3")
    page.button("Pause").click()
    stopped = page.day
    page.wait("return location.hash.startsWith('#day=2')")
    assert page.day == stopped
    page.run("document.getElementById('day').value = 99")
    page.find("#day").send_keys(Keys.LEFT)
    page.button("Play").click()
    page.wait("return document.getElementById('play').textContent === 'Play'")
    assert page.day == "23 Nov 2026"


def test_headings_sort(page: Opened) -> None:
    def order() -> list[str]:
        return list(page.rows)

    grouped = order()
    page.button("Verdict").click()
    assert page.rows[order()[0]][2] == "kept"
    page.button("Verdict").click()
    assert order()[0] == "International Space Station retires"
    assert not page.rows[order()[-1]][2]
    assert page.find("[aria-sort]").text.startswith("Verdict")
    page.button("Verdict").click()
    assert order() == grouped
    page.button("Event").click()
    assert order() == sorted(order(), key=str.casefold)


def test_it_says_what_changed_only_once_it_rests(page: Opened) -> None:
    page.wait("return document.getElementById('spoken').textContent !== ''")
    slider = page.find("#day")
    before = page.find("#spoken").get_attribute("textContent")
    slider.send_keys(Keys.LEFT)
    assert page.find("#spoken").get_attribute("textContent") == before
    page.wait("return document.getElementById('spoken').textContent.startsWith('24 Mar 2026: 16 events. ')")


def test_reduced_motion_moves_nothing_by_itself(page: Opened) -> None:
    page.show("#day=2018-01-01")
    assert page.run("return document.getAnimations().length") > 0
    page.looks(1280, prefers_reduced_motion="reduce")
    page.run("for (const each of document.getAnimations()) each.cancel()")
    page.show("#day=2017-01-01")
    assert page.run("return document.getAnimations().length") == 0


@pytest.mark.parametrize("width", [320, 400, 800, 1280, 1920])
def test_it_fits_any_window(page: Opened, width: int) -> None:
    page.looks(width)
    page.show("#day=2018-05-01&event=change-4-launch")
    assert page.run("return document.scrollingElement.scrollWidth") <= width
    assert page.run("return document.querySelector('tr.chosen svg').clientWidth") > 200
    assert all(when for when, *_ in page.rows.values())


def test_print_has_no_controls(page: Opened) -> None:
    page.looks(800, medium="print")
    assert not any(page.find(selector).is_displayed() for selector in ("#play", "#day", "#filters", "#keys"))
    assert page.find("#as-of").is_displayed()
    assert len(page.rows) == 16


def accessible_names(page: Opened) -> set[str]:
    """What a screen reader finds; the browser makes it of the page some time after it has loaded."""
    nodes = page.driver.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    return {node.get("name", {}).get("value", "") for node in nodes if not node["ignored"]}


def test_without_scripts_it_shows_its_day(page: Opened, cli: Cli) -> None:
    page.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        page.go(str(cli.folder / "page.html"))
        WebDriverWait(page.driver, 30).until(lambda _: "Chang'e-4 launch" in accessible_names(page))
        names = accessible_names(page)
    finally:
        page.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
    assert {"23 Nov 2026", "Chang'e-4 launch", "7 Dec 2018"} <= names
    assert not {"Play", "Search"} & names


@pytest.mark.parametrize("width", [400, 1280])
def test_a_screen_reader_finds_a_table(page: Opened, width: int) -> None:
    page.looks(width)
    nodes = page.driver.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    roles = [node["role"]["value"] for node in nodes if not node["ignored"]]
    assert roles.count("table") == 1
    assert roles.count("rowheader") >= 16
    assert roles.count("cell") >= 48
    assert roles.count("slider") == 1


def test_a_hostile_timeline_runs_nothing(opened: Opened, cli: Cli) -> None:
    path = cli.folder / "page.html"
    attack = "<img src=x onerror=window.harm=1><script>window.harm=1</script>"
    text = hostile.timeline().replace("# heading", json.dumps(attack)[1:-1])
    assert cli("chart", "-f", cli.file(text), "-o", str(path)).code == 0
    opened.go(str(path), "#event=e18")
    assert opened.find("#card h2").text == attack
    assert opened.run("return document.images.length + document.scripts.length") == 2
    assert opened.run("return performance.getEntriesByType('resource').length") == 0
    assert opened.complaints == []
    opened.run(
        "document.body.append(Object.assign(document.createElement('script'), {textContent: 'window.harm = 1'}))"
    )
    assert opened.run("return window.harm") is None
    assert len(opened.complaints) == 1
