"""The browser that the tests of a page share, and pages opened in it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from benchmarks.browsing import browser, found
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait
from tests.running import Cli

ARTICLE = Path(__file__).parents[2] / "article.yaml"  # which does not change with what is found

# the visible rows of events
ROWS = """
return [...document.querySelectorAll("tr.event")].filter((row) => row.offsetParent !== null).map((row) =>
  [row.querySelector("button").textContent, ...[...row.cells].slice(2).map((cell) => cell.textContent)])
"""
SHOW = """
const [address, done] = arguments;
if (location.hash === address) return done();
addEventListener("hashchange", () => done(), {once: true});
location.hash = address;
"""


class Opened:
    """A page in the browser."""

    def __init__(self, driver: Chrome) -> None:
        self.driver = driver

    def go(self, path: str, address: str = "") -> None:
        """Open the page at a path; `address` is a fragment."""
        self.driver.get("about:blank")
        self.driver.get_log("browser")  # type: ignore[no-untyped-call]
        self.driver.get(f"file://{path}{address}")

    def show(self, address: str) -> None:
        """Change the fragment, and wait until the page has been notified."""
        self.driver.execute_async_script(SHOW, address)

    def run(self, script: str, *arguments: Any) -> Any:
        """Run a script and return its result."""
        return self.driver.execute_script(script, *arguments)

    @property
    def rows(self) -> dict[str, list[str]]:
        """The date, status and slip of each visible event, by title."""
        return {title: words for title, *words in self.run(ROWS)}

    @property
    def day(self) -> str:
        """The day named on the page."""
        return self.find("#as-of").text

    def find(self, selector: str) -> WebElement:
        """The only element that matches a selector."""
        (element,) = self.driver.find_elements(By.CSS_SELECTOR, selector)
        return element

    def button(self, words: str) -> WebElement:
        """The button with these words."""
        return self.driver.find_element(By.XPATH, f'//button[normalize-space()="{words}"]')

    def press(self, keys: str) -> None:
        """Press keys where the focus is."""
        self.driver.switch_to.active_element.send_keys(keys)

    def wait(self, script: str) -> None:
        """Wait until a script returns a true value."""
        WebDriverWait(self.driver, 10, poll_frequency=0.02).until(lambda driver: driver.execute_script(script))

    def looks(self, width: int, height: int = 900, **media: str) -> None:
        """Set the size of the window and the user's preferences; `medium` is the medium to emulate."""
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        medium = media.pop("medium", "")
        features = [{"name": name.replace("_", "-"), "value": value} for name, value in media.items()]
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": medium, "features": features})

    @property
    def complaints(self) -> list[str]:
        """The messages on the browser's console."""
        return [entry["message"] for entry in self.driver.get_log("browser")]  # type: ignore[no-untyped-call]


@pytest.fixture(scope="session")
def driver() -> Iterator[Chrome]:
    if found() is None:
        pytest.skip("no Chromium with its driver is installed: apt-get install chromium chromium-driver")
    with browser() as started:
        yield started


@pytest.fixture
def opened(driver: Chrome) -> Iterator[Opened]:
    page = Opened(driver)
    page.looks(1280)
    yield page
    assert page.complaints == []


@pytest.fixture
def cli(tmp_path: Path) -> Cli:
    """The program, for which the timeline of the article as it once was is the usual one."""
    return Cli(tmp_path, {"SPACETL_FILE": str(ARTICLE)})


@pytest.fixture
def page(opened: Opened, cli: Cli) -> Opened:
    """The page of that timeline."""
    path = cli.folder / "page.html"
    assert cli("chart", "-o", str(path)).code == 0
    opened.go(str(path))
    return opened
