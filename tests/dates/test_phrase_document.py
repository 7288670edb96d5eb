"""docs/dates.md is the test: every row of its tables on phrases."""

import datetime as dt
from pathlib import Path

import pytest

from spacetl.dates import parse
from spacetl.dates.phrases import edtf_for, read_date, why_not_edtf
from spacetl.errors import InvalidDate

DOCUMENT = Path(__file__).parents[2] / "docs" / "dates.md"

TODAY = dt.date(2026, 11, 22)
ANOTHER_DAY = dt.date(1999, 2, 28)


def rows(heading: str) -> list[list[str]]:
    """The cells of all tables under a heading, without their heads and rules."""
    section = DOCUMENT.read_text(encoding="utf-8").split(f"\n### {heading}\n")[1].split("\n### ")[0]
    lines = [line for line in section.splitlines() if line.startswith("| `")]
    return [[cell.strip("`") for cell in line.removeprefix("| ").removesuffix(" |").split(" | ")] for line in lines]


ALONE = [*rows("Periods"), *rows("Marks, bounds and ranges")]
FROM_TODAY = rows("Phrases that depend on the day")
REFUSED = rows("What is refused")


@pytest.mark.parametrize(("phrase", "edtf", "how"), ALONE)
def test_a_phrase_reads_the_same_on_any_day(phrase: str, edtf: str, how: str) -> None:
    assert read_date(phrase, TODAY) == read_date(phrase, ANOTHER_DAY) == (parse(edtf), how)
    assert edtf_for(phrase) == (None if phrase == edtf else edtf)


@pytest.mark.parametrize(("phrase", "edtf", "how"), ALONE)
def test_case_and_blanks_do_not_matter(phrase: str, edtf: str, how: str) -> None:
    assert read_date(f"  {phrase.upper()} ".replace(" ", "  "), TODAY) == (parse(edtf), how)


@pytest.mark.parametrize(("phrase", "edtf", "how"), FROM_TODAY)
def test_a_phrase_that_needs_a_day(phrase: str, edtf: str, how: str) -> None:
    assert read_date(phrase, TODAY) == (parse(edtf), how)
    assert read_date(phrase, ANOTHER_DAY) != (parse(edtf), how)
    assert edtf_for(phrase, said=TODAY) == edtf
    assert edtf_for(phrase) is None


@pytest.mark.parametrize(("phrase", "message"), REFUSED)
def test_a_phrase_that_is_refused(phrase: str, message: str) -> None:
    with pytest.raises(InvalidDate) as refused:
        read_date(phrase, TODAY)
    assert str(refused.value) == f"'{phrase}' is not a date{message}"
    assert edtf_for(phrase, said=TODAY) is None
    assert why_not_edtf(phrase).startswith(f"'{phrase}' is not a")
