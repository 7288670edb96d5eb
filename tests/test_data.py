"""The timelines that come with the program, and what docs/data.md says of them."""

import csv
import re
from collections import Counter
from itertools import combinations
from pathlib import Path

import pytest
from tests.running import Cli

from spacetl.cli.inputs import BUNDLED, bundled_path
from spacetl.files import Content
from spacetl.files.check import check_content
from spacetl.files.load import load
from spacetl.query import is_hindsight, is_past
from spacetl.text import one_letter_off
from spacetl.timeline import Event, Promise, Timeline, agency_names, speaker_names

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


def passages() -> list[dict[str, str]]:
    with (ROOT / "data" / "flagships.passages.csv").open(encoding="utf-8", newline="") as file:
        return [*csv.DictReader(file)]


def test_every_statement_of_the_flagships_can_be_found_again() -> None:
    held: list[tuple[str, str, str | None, str, str | None]] = []
    for event in load([content("@flagships")]).events:
        for promise in event.promises:
            due = "" if promise.due is None else promise.due.text
            held.append((event.id, str(promise.said), promise.by, due, promise.source))
        if (outcome := event.outcome) is not None:
            held.append((event.id, outcome.date.text, outcome.result, "", outcome.source))
    assert len(set(held)) == len(held)
    rows = passages()
    named = Counter((row["event"], row["said"], row["by"], row["due"], row["source"]) for row in rows)
    assert named == Counter(held)
    assert all(0 < len(row["words"].split()) <= 12 for row in rows)


def test_every_outcome_of_the_flagships_has_a_second_page() -> None:
    outcomes = {event.id: event.outcome for event in load([content("@flagships")]).events if event.outcome is not None}
    second = {row["event"]: row["second"] for row in passages() if row["second"]}
    assert second.keys() == outcomes.keys()
    assert all(url.startswith("http") for url in second.values())


def statements(name: str) -> list[tuple[Event, Promise]]:
    return [(event, promise) for event in load([content(name)]).events for promise in event.promises]


def sayers(promise: Promise) -> list[str]:
    return [] if promise.by is None else [each.strip() for each in promise.by.split("/")]


def test_they_can_be_read_together() -> None:
    assert len(load(content(name) for name in BUNDLED).events) > 100


IN_BOTH = {  # events of the article, each with the one of the flagships that it repeats
    "change-7": "change-7-launch",
    "change-8": "change-8-launch",
    "china-crewed-landing": "china-crewed-moon-landing",
    "haven-1": "haven-1-launch",
    "xuntian": "xuntian-launch",
}


def test_what_both_tell_is_the_same() -> None:
    article, flagships = ({event.id: event for event in load([content(name)]).events} for name in BUNDLED)
    for here, there in IN_BOTH.items():
        one, other = article[here], flagships[there]
        assert (one.promises, one.outcome) == (other.promises, other.outcome)
        assert (one.agencies, one.tags) == (other.agencies, other.tags)
    assert {event.id for event in article.values() if "@flagships" in (event.note or "")} == IN_BOTH.keys()


@pytest.mark.parametrize("name", BUNDLED)
def test_nothing_was_said_after_the_outcome(name: str) -> None:
    assert [(event.id, each.said) for event, each in statements(name) if is_hindsight(each, event)] == []


@pytest.mark.parametrize("name", BUNDLED)
def test_nothing_was_promised_for_days_before_it_was_said(name: str) -> None:
    assert [(event.id, each.said) for event, each in statements(name) if is_past(each)] == []


@pytest.mark.parametrize("name", BUNDLED)
def test_who_gave_two_dates_on_one_day_has_a_note(name: str) -> None:
    for event in load([content(name)]).events:
        for one, other in combinations(event.promises, 2):
            if one.said == other.said and {*sayers(one)} & {*sayers(other)}:
                assert one.note or other.note, (event.id, one.said)


def test_a_speaker_has_one_spelling() -> None:
    both = load(content(name) for name in BUNDLED)
    agencies, listed = agency_names(both.agencies), speaker_names(both.speakers)
    said = {each for name in BUNDLED for _, promise in statements(name) for each in sayers(promise)}
    assert {each for each in said if each not in agencies and listed.get(each, each) != each} == set()
    names = said | agencies.keys() | listed.keys()
    strangers = said - agencies.keys() - listed.keys()
    assert {each: near for each in strangers if (near := one_letter_off(each, names - {each}))} == {}
    folded = Counter(each.casefold() for each in said)
    assert {each for each, times in folded.items() if times > 1} == set()


def test_the_document_gives_every_tag_its_meaning() -> None:
    _, _, section = DOCUMENT.read_text(encoding="utf-8").partition("\n## Tags\n")
    meanings = dict(re.findall(r"`([^`]+)`:\s+([^;]+?)[;.]\s", section.partition("\n## ")[0]))
    used = {tag for name in BUNDLED for event in load([content(name)]).events for tag in event.tags}
    assert all(meanings.values())
    assert used == meanings.keys()


@pytest.mark.parametrize("name", BUNDLED)
def test_tags_agree_with_titles(name: str) -> None:
    for event in load([content(name)]).events:
        launch = re.search(r"\b(launch|flies|first .*flight|flight \()", event.title) is not None
        crew = re.search(r"(?<!un)\bcrew(ed)?\b", event.title) is not None
        assert ("launch" in event.tags) == launch, event.title
        assert "crew" in event.tags or not crew, event.title
        assert "first flight" not in event.tags or "launch" in event.tags, event.title


@pytest.mark.parametrize("name", BUNDLED)
def test_addresses_lead_back_to_the_page(name: str) -> None:
    passing = re.compile(r"PHPSESSID|utm_|[?&](page|amp|from|ref|src)=(\d+|rss|hp)(&|$)|/page[/-]\d+/?$", re.IGNORECASE)
    urls = [source.url for source in load([content(name)]).sources.values() if source.url is not None]
    assert [url for url in urls if passing.search(url)] == []


def test_the_document_counts_the_days_of_reports(update_golden: bool) -> None:
    days = re.compile(r"\bday of the (first )?(report|copy|account|page|post)\b", re.IGNORECASE)
    reported = sum(days.search(promise.note or "") is not None for _, promise in statements("@flagships"))
    text = DOCUMENT.read_text(encoding="utf-8")
    fresh, counted = re.subn(r"(the\s+days\s+of\s+)\d+(\s+promises)", rf"\g<1>{reported}\g<2>", text)
    if update_golden:
        DOCUMENT.write_text(fresh, encoding="utf-8")
    assert counted == 1
    assert text == fresh or update_golden


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
