import pytest

from spacetl.text import no_such, quoted, shown, suggestion

FORMATS = ("table", "csv", "tsv", "json", "ics")


@pytest.mark.parametrize(
    ("typed", "meant"), [("cvs", "csv"), ("tvs", "tsv"), ("jsno", "json"), ("TABEL", "table"), ("isc", "ics")]
)
def test_letters_that_changed_places_are_seen_through(typed: str, meant: str) -> None:
    assert suggestion(typed, FORMATS) == f"; did you mean {meant}?"


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
