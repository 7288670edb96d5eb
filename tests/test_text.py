import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spacetl.text import clean, clean_lines, natural, no_such, one_letter_off, quoted, shown, suggestion

FORMATS = ("table", "csv", "tsv", "json", "ics")


@pytest.mark.parametrize(
    ("typed", "meant"), [("cvs", "csv"), ("tvs", "tsv"), ("jsno", "json"), ("TABEL", "table"), ("isc", "ics")]
)
def test_letters_that_changed_places_are_seen_through(typed: str, meant: str) -> None:
    assert suggestion(typed, FORMATS) == f"; did you mean {meant}?"


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Roskosmos", "Roscosmos"),
        ("roscosmo", "Roscosmos"),
        ("Roscosmoss", "Roscosmos"),
        ("Rsocosmos", "Roscosmos"),
        ("Roscosmos", None),
        ("Roskozmos", None),
        ("Rosos", None),
        ("JAXXA", None),  # short names are too near to each other
    ],
)
def test_a_name_one_letter_off(name: str, found: str | None) -> None:
    assert one_letter_off(name, ["JAXA", "Roscosmos"]) == found


def test_nothing_near_is_no_suggestion() -> None:
    assert suggestion("spreadsheet", FORMATS) == ""


def test_several_names_go_one_at_a_time() -> None:
    assert suggestion("csv,json", FORMATS) == suggestion("CSV, x", FORMATS) == "; give one at a time"


@pytest.mark.parametrize(
    ("known", "otherwise", "hint"),
    [
        (("json",), "see there", "did you mean json?"),
        (("a", "b"), "", "use one of a, b"),
        (("a", "b"), "see there", "see there"),
        ((), "see there", "there are none"),
    ],
)
def test_a_name_that_is_not_known(known: tuple[str, ...], otherwise: str, hint: str) -> None:
    assert no_such("format", "jsno", known, " here", otherwise) == f"no format 'jsno' here; {hint}"


def test_a_name_is_suggested_as_it_is_written_first() -> None:
    assert suggestion("nasaa", ("NASA", "nasa")) == "; did you mean NASA?"


def test_what_a_terminal_would_obey_is_shown_as_an_escape() -> None:
    assert shown("a\x1b[31m\u202eb") == "a\\x1b[31m\\u202eb"
    assert quoted("x" * 50, most=5) == "'xxxxx…'"


OBEYED = [chr(code) for code in (*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029)]
TURNING = list("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@pytest.mark.parametrize("character", OBEYED + TURNING, ids=lambda character: f"U+{ord(character):04X}")
def test_nothing_a_terminal_obeys(character: str) -> None:
    assert character not in clean(f"a{character}b")
    assert clean(f"a{character}b")[0] + clean(f"a{character}b")[-1] == "ab"


@given(st.text())
def test_one_line_without_controls(text: str) -> None:
    cleaned = clean(text)
    assert len(cleaned.splitlines()) <= 1
    assert not any(unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"} for character in cleaned)
    assert clean(cleaned) == cleaned


@pytest.mark.parametrize("text", ["[bold]x[/]", ":rocket:", "é", "中文", "\u200d", "naïve — ‘quoted’", "a  b"])
def test_letters_stay_letters(text: str) -> None:
    assert clean(text) == text


def test_escape_is_shown() -> None:
    assert clean("\x1b[31mred") == "␛[31mred"


def test_line_breaks_are_one_blank() -> None:
    assert clean("one\r\n\ttwo\u2028three") == "one two three"


@given(st.text())
def test_lines_keep_their_ends_and_nothing_else(text: str) -> None:
    cleaned = clean_lines(text)
    assert cleaned.count("\n") == text.count("\n")
    assert not any(
        unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"} and character not in "\r\n\t"
        for character in cleaned
    )
    assert cleaned.replace("\r\n", "").count("\r") == 0


def test_plain_lines_are_the_same() -> None:
    assert clean_lines('id,title\r\na,"b\tc"\r\n') == 'id,title\r\na,"b\tc"\r\n'


def test_titles_are_sorted_as_people_do() -> None:
    titles = ["Zeta", "Ariane 10", "Ångström 2", "ariane 6", "Ariane", "10 years", "Ariane 06b", "9 lives"]
    sorted_titles = ["9 lives", "10 years", "Ångström 2", "Ariane", "ariane 6", "Ariane 06b", "Ariane 10", "Zeta"]
    assert sorted(titles, key=natural) == sorted_titles
    assert natural("1" * 5000) > natural("2")
