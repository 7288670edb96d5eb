import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spacetl.text import clean, clean_lines

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
