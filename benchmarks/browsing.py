"""The system's own Chromium, headless and controlled through its driver."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from selenium import webdriver

NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = (
    "--headless=new",
    "--no-sandbox",  # root has none
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
)


def found() -> tuple[str, str] | None:
    """The paths of the browser and of its driver; None unless both are installed."""
    program = next(filter(None, map(shutil.which, NAMES)), None)
    driver = shutil.which("chromedriver")
    return (program, driver) if program and driver else None


@contextmanager
def browser() -> Iterator[webdriver.Chrome]:
    """A browser that quits at the end of the block; its log contains all console messages of a page.

    Raises:
        FileNotFoundError: Chromium or its driver is not installed.
    """
    paths = found()
    if paths is None:
        raise FileNotFoundError("no Chromium with its driver: apt-get install chromium chromium-driver")
    options = webdriver.ChromeOptions()
    options.binary_location, driver = paths
    for argument in ARGUMENTS:
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    started = webdriver.Chrome(options=options, service=webdriver.ChromeService(driver))
    try:
        yield started
    finally:
        started.quit()
