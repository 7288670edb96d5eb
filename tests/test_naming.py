import pytest

from spacetl.naming import quoted, shown, suggestion

FORMATS = ("table", "csv", "tsv", "json", "ics")


@pytest.mark.parametrize(
    ("typed", "meant"), [("cvs", "csv"), ("tvs", "tsv"), ("jsno", "json"), ("TABEL", "table"), ("isc", "ics")]
)
def test_letters_that_changed_places_are_seen_through(typed: str, meant: str) -> None:
    assert suggestion(typed, FORMATS) == f"; did you mean {meant}?"


def test_nothing_near_is_no_suggestion() -> None:
    assert suggestion("spreadsheet", FORMATS) == ""


def test_a_name_is_suggested_as_it_is_written_first() -> None:
    assert suggestion("nasaa", ("NASA", "nasa")) == "; did you mean NASA?"


def test_what_a_terminal_would_obey_is_shown_as_an_escape() -> None:
    assert shown("a\x1b[31m\u202eb") == "a\\x1b[31m\\u202eb"
    assert quoted("x" * 50, most=5) == "'xxxxx…'"
