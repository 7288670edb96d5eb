"""The page of a chart in a browser: how large it is, how soon it is shown, and how long a step of the slider takes.

Needs Chromium and its driver. A step is measured until the frame that shows it has been painted, so a browser that
paints 60 times a second takes 17 ms for a step that costs nothing.
"""

import argparse
import datetime
import random
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from selenium.webdriver import Chrome

from browsing import browser
from generate import made
from measuring import SPACETL

PROMISES = 5
STEPS = """
const [stops, done] = arguments;
const slider = document.getElementById("day");
const painted = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
(async () => {
  const taken = [];
  for (const stop of stops) {
    const start = performance.now();
    slider.value = stop;
    slider.dispatchEvent(new Event("input", {bubbles: true}));
    await painted();
    taken.push(performance.now() - start);
  }
  done(taken);
})();
"""


def timeline(count: int) -> Iterator[str]:
    """The lines of a timeline with `count` events and five promises for each of them."""
    dice = random.Random(2017)  # noqa: S311 - the same events every time are what is wanted
    yield "title: Made by a seed\nevents:\n"
    for event in made(count):
        yield f"  - id: {event.id}\n    title: {event.title}\n    agency: {event.agency}\n"
        yield "    tags: [made, launch]\n    promises:\n"
        said = event.first_said
        for number in range(PROMISES):
            due = said + datetime.timedelta(300 + dice.randrange(900) + 200 * number)
            text = dice.choice((f"{due.year}", f"{due.year}~", f"{due:%Y-%m}", f"{due}"))
            yield f"      - {{said: {said}, by: {event.by}, due: {text}}}\n"
            said += datetime.timedelta(60 + dice.randrange(200))


def main() -> None:
    """Print one line per timeline."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=1000, help="how many events")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        made_up = Path(scratch) / "made.yaml"
        made_up.write_text("".join(timeline(options.count)), encoding="utf-8")
        with browser() as driver:
            print("timeline         written in  kB    shown in  steps  median  worst  jumps  median  worst")
            for name, arguments in (("bundled", ()), (f"{options.count:,} events", ("-f", str(made_up)))):
                page = Path(scratch) / "page.html"
                start = time.perf_counter()
                subprocess.run(
                    (*SPACETL, "chart", *arguments, "--as-of", "2026-11-23", "-o", page, "--quiet"), check=True
                )
                seconds = time.perf_counter() - start
                size = page.stat().st_size / 1000
                print(f"{name:15}  {seconds:8.1f} s  {size:6,.0f}  {_shown(driver, page):7,.0f} ms  {_steps(driver)}")


def _shown(driver: Chrome, page: Path) -> float:
    """The milliseconds from the request for the page to the end of its load event."""
    driver.get(page.as_uri())
    return float(driver.execute_script("return performance.getEntriesByType('navigation')[0].loadEventEnd"))


def _steps(driver: Chrome) -> str:
    last = int(driver.execute_script("return document.getElementById('day').max"))
    dice = random.Random(2017)  # noqa: S311 - the same
    start = max(last // 2 - 100, 0)
    near = driver.execute_async_script(STEPS, list(range(start, min(start + 200, last + 1))))
    far = driver.execute_async_script(STEPS, [dice.randrange(last + 1) for _ in range(60)])
    return "  ".join(f"{len(each):5}  {median(each):3.0f} ms  {max(each):2.0f} ms" for each in (near, far))


if __name__ == "__main__":
    main()
