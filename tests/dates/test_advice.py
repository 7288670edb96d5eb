"""Messages: one line, the text quoted, nothing that a terminal would obey, and the right spelling."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from spacetl.dates import parse
from spacetl.errors import BadDate, InvalidDate


def refused(text: str) -> str | None:
    try:
        parse(text)
    except BadDate as error:
        return str(error)
    return None


def message(text: str) -> str:
    says = refused(text)
    assert says is not None
    return says


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("\uff12\uff10\uff12\uff17", "'\uff12' (U+FF12 FULLWIDTH DIGIT TWO) is not an ASCII digit; write 2"),
        ("٢٠٢٧", "'٢' (U+0662 ARABIC-INDIC DIGIT TWO) is not an ASCII digit; write 2"),
        ("2027\u201303", "'\u2013' (U+2013 EN DASH) is not an ASCII hyphen; write -"),
        ("2027\u221203", "'\u2212' (U+2212 MINUS SIGN) is not an ASCII hyphen; write -"),
        ("2027\u00a0", r"'\xa0' (U+00A0 NO-BREAK SPACE) is a space; a date contains no spaces"),
        ("2027\n", r"'\n' (U+000A) is a space; a date contains no spaces"),
        ("2027\u2028", r"'\u2028' (U+2028 LINE SEPARATOR) is a space; a date contains no spaces"),
        ("2027\uff1f", "'\uff1f' (U+FF1F FULLWIDTH QUESTION MARK) is not allowed in a date; write ?"),
        ("\x1b[31m2027", r"'\x1b' (U+001B) is not allowed in a date"),
        ("2027\x9b", r"'\x9b' (U+009B) is not allowed in a date"),
        ("\u202e2027", r"'\u202e' (U+202E RIGHT-TO-LEFT OVERRIDE) is not allowed in a date"),
        ("2027\udc80", r"'\udc80' (U+DC80) is not allowed in a date"),
    ],
)
def test_a_foreign_character_is_named(text: str, says: str) -> None:
    assert message(text) == f"{text!r} is not an EDTF date: {says}"


@given(st.text(max_size=200) | st.text("0123456789-/.?~%XuxTYES[]{}, ", max_size=110))
@example("\x1b]0;title\x07")
@example("2027\r2028")
def test_any_text_is_a_date_or_is_refused_in_one_clean_line(text: str) -> None:
    says = refused(text)
    if says is None:
        assert parse(text).text == text
    else:
        assert says.isprintable()
        assert len(says) < 400


@given(st.text("0123456789-/.?~%XuxTYES[]{},: ", max_size=24))
def test_what_a_message_says_to_write_is_a_date(text: str) -> None:
    _, write, advice = (refused(text) or "").rpartition("; write ")
    if write and not any(word in advice for word in ("like", "the end")):
        assert parse(advice)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("199u", "199X"),
        ("19uu", "19XX"),
        ("1999-uu-uu", "1999-XX-XX"),
        ("199x", "199X"),
        ("1999?~", "1999%"),
        ("1999~?/2001-05?~", "1999%/2001-05%"),
        ("1999-05-07/unknown", "1999-05-07/"),
        ("open/1999", "../1999"),
        (" 1999", "1999"),
        ("1999 - 05", "1999-05"),
        ("1999-5", "1999-05"),
        ("1999-0507", "1999-05-07"),
        ("1999-2001", "1999/2001"),
        ("1999-Q4", "1999-36"),
        ("1999q1", "1999-33"),
        ("Y-0044", None),
        ("1999/05/07", "1999-05-07"),
        ("1999/05", "1999-05"),
        ("..1999", "../1999"),
        ("1999-05-07t12:30:00z", "1999-05-07T12:30:00Z"),
        ("1999-05-07 12:30", "1999-05-07T12:30:00"),
        ("1999-05-07T12:30:00+0530", "1999-05-07T12:30:00+05:30"),
    ],
)
def test_an_old_or_loose_spelling_gets_the_right_one(old: str, new: str | None) -> None:
    says = message(old)
    if new is None:
        assert says == f"'{old}' is not an EDTF date; EDTF spells it -0044, but negative years are not supported"
    else:
        assert says == f"'{old}' is not an EDTF date; write {new}"
        assert parse(new).text == new


@pytest.mark.parametrize("text", ["05/06/07", "7/6/2017", "1.5.1998", "19", "199", "202603", "abcd", "199/2001"])
def test_nothing_is_proposed_where_the_meaning_would_be_guessed(text: str) -> None:
    assert message(text) == (
        f"'{text}' is not an EDTF date; write it like 2027-03-05, 2027-03, 2027-39, 2027, 2027~ or 2027/2028"
    )


def test_markup_is_left_letter_for_letter() -> None:
    assert message("[red]").startswith("'[red]' is not")


def test_invalid_comes_before_unsupported() -> None:
    with pytest.raises(InvalidDate, match="no day 30 in -0044-02"):
        parse("-0044-02-30")
