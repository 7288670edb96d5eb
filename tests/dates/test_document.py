"""docs/dates.md is the test: every row of its tables on dates."""

import datetime as dt
from pathlib import Path

import pytest

from spacetl.dates import Certainty, parse, words
from spacetl.errors import InvalidDate, UnsupportedDate

DOCUMENT = Path(__file__).parents[2] / "docs" / "dates.md"


def rows(heading: str) -> list[list[str]]:
    """The cells of a section's table, without its head and its rule."""
    section = DOCUMENT.read_text(encoding="utf-8").split(f"\n## {heading}\n")[1].split("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("| `")]
    return [[cell.strip("`") for cell in line.removeprefix("| ").removesuffix(" |").split(" | ")] for line in lines]


def day(text: str) -> dt.date | None:
    return None if text in {"open", "unknown"} else dt.date.fromisoformat(text)


@pytest.mark.parametrize(("text", "earliest", "latest", "precision", "shown"), rows("What is accepted"))
def test_what_is_taken(text: str, earliest: str, latest: str, precision: str, shown: str) -> None:
    date = parse(text)
    assert (date.text, date.earliest, date.latest) == (text, day(earliest), day(latest))
    assert (date.precision, words(date)) == (precision, shown)
    assert (date.open_start, date.unknown_start) == (earliest == "open", earliest == "unknown")
    assert (date.open_end, date.unknown_end) == (latest == "open", latest == "unknown")
    assert date.approximate == ("~" in text or "%" in text)
    assert date.uncertain == ("?" in text or "%" in text)


@pytest.mark.parametrize(("code", "earliest", "latest", "precision", "shown"), rows("Parts of a year"))
def test_parts_of_a_year(code: str, earliest: str, latest: str, precision: str, shown: str) -> None:
    date = parse(f"2026-{code}")
    assert (date.earliest, date.latest) == (day(earliest), day(latest))
    assert (date.precision, words(date)) == (precision, shown)


def test_every_part_of_a_year_is_in_the_document() -> None:
    assert [row[0] for row in rows("Parts of a year")] == [str(code) for code in range(21, 42)]


@pytest.mark.parametrize(("text", "because", "instead"), rows("EDTF that is refused"))
def test_edtf_that_is_refused(text: str, because: str, instead: str) -> None:
    with pytest.raises(UnsupportedDate) as refused:
        parse(text)
    assert str(refused.value) == f"'{text}' is EDTF, but {because}; {instead}"
    if instead.startswith("write ") and "like" not in instead:
        assert parse(instead.removeprefix("write "))


@pytest.mark.parametrize(("text", "message"), rows("What is not EDTF"))
def test_what_is_not_edtf(text: str, message: str) -> None:
    with pytest.raises(InvalidDate) as refused:
        parse(text)
    assert str(refused.value) == f"'{text}' is not an EDTF date{message}"
    if message.startswith("; write ") and "like" not in message:
        assert parse(message.removeprefix("; write "))


@pytest.mark.parametrize(("text", "bounds", "lies"), rows("Two dates, and a date in a range"))
def test_a_date_in_a_range(text: str, bounds: str, lies: str) -> None:
    earliest, latest = bounds.split(" to ")
    assert parse(text).within(day(earliest), day(latest)) is Certainty(lies)
