"""The timelines that come with the program, and what docs/data.md says of them."""

import csv
import re
from collections import Counter
from pathlib import Path

import pytest
from tests.running import Cli

from spacetl.cli.inputs import BUNDLED, bundled_path
from spacetl.files import Content
from spacetl.files.check import check_content
from spacetl.files.load import load
from spacetl.timeline import Timeline

ROOT = Path(__file__).parent.parent
DOCUMENT = ROOT / "docs" / "data.md"
ROW = re.compile(r"^\| `(@\w+)` \| (\[.*?\)) \|.*\|$", re.MULTILINE)


def content(name: str) -> Content:
    return Content(name, Path(bundled_path(name)).read_bytes())


def counts(timeline: Timeline) -> list[int]:
    """Its events, those that are finished, its promises, those withdrawn, its agencies and sources."""
    promises = [promise for event in timeline.events for promise in event.promises]
    finished = sum(event.outcome is not None for event in timeline.events)
    withdrawn = sum(promise.due is None for promise in promises)
    sizes = len(timeline.agencies), len(timeline.sources)
    return [len(timeline.events), finished, len(promises), withdrawn, *sizes]


def test_the_document_counts_right(update_golden: bool) -> None:
    text = DOCUMENT.read_text(encoding="utf-8")

    def counted(row: re.Match[str]) -> str:
        numbers = " | ".join(f"{number:,}" for number in counts(load([content(row[1])])))
        return f"| `{row[1]}` | {row[2]} | {numbers} |"

    assert {row[1] for row in ROW.finditer(text)} == BUNDLED.keys()
    fresh = ROW.sub(counted, text)
    if update_golden:
        DOCUMENT.write_text(fresh, encoding="utf-8")
    assert text == fresh or update_golden


@pytest.mark.parametrize("name", BUNDLED)
def test_nothing_is_to_be_said_about_it(name: str) -> None:
    result = check_content(content(name))
    assert (result.problems, result.warnings) == ([], [])


def test_every_statement_of_the_flagships_can_be_found_again() -> None:
    held: Counter[tuple[str, str, str | None]] = Counter()
    for event in load([content("@flagships")]).events:
        held.update((event.id, str(promise.said), promise.source) for promise in event.promises)
        if event.outcome is not None:
            held[event.id, event.outcome.date.text, event.outcome.source] += 1
    with (ROOT / "data" / "flagships.passages.csv").open(encoding="utf-8", newline="") as file:
        rows = [*csv.DictReader(file)]
    assert Counter((row["event"], row["said"], row["source"]) for row in rows) == held
    assert all(0 < len(row["words"].split()) <= 12 for row in rows)


def test_every_outcome_of_the_flagships_has_a_second_page() -> None:
    outcomes = {event.id: event.outcome for event in load([content("@flagships")]).events if event.outcome is not None}
    with (ROOT / "data" / "flagships.passages.csv").open(encoding="utf-8", newline="") as file:
        second = {row["event"]: row["second"] for row in csv.DictReader(file) if row["second"]}
    assert second.keys() == outcomes.keys()
    assert all(url.startswith("http") for url in second.values())


def test_there_is_enough_to_learn_from() -> None:
    events, finished, promises, *_ = counts(load([content("@flagships")]))
    assert (events >= 40, finished >= 20, events - finished >= 15, promises >= 250) == (True, True, True, True)


def test_they_are_found_by_name_and_copied(cli: Cli) -> None:
    assert "Artemis II launch" in cli("list", "-f", "@flagships").out
    run = cli("list", "-f", "@flagshps")
    assert (run.code, run.out) == (2, "")
    assert "no timeline '@flagshps'; did you mean @flagships? (for a file of that name write ./@flagshps)" in run.err
    path = str(cli.folder / "mine.yaml")
    assert cli("new", path, "--from", "@flagships").code == 0
    assert cli("list", "-f", path).out == cli("list", "-f", "@flagships").out


def test_the_default_names_the_other(cli: Cli) -> None:
    assert cli("upcoming").err.endswith("For the most anticipated missions: spacetl -f @flagships\n")
    path = cli.file("events: [{title: Moon, date: 2028}]")
    assert "@flagships" not in cli("upcoming", "-f", path).err
    assert "@flagships" not in cli("upcoming", environ={"SPACETL_FILE": path}).err
