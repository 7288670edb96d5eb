"""EDTF first, then phrases; and how a file refuses a phrase."""

import datetime as dt
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spacetl.dates import Date, parse
from spacetl.dates.phrases import edtf_for, read_date, why_not_edtf
from spacetl.errors import BadDate, InvalidDate, UnsupportedDate

TODAY = dt.date(2026, 11, 22)


@pytest.mark.parametrize(
    ("phrase", "message"),
    [
        ("late 2027", "'late 2027' is not an EDTF date; write 2027-39 (September to December)"),
        ("March 2019", "'March 2019' is not an EDTF date; write 2019-03"),
        ("winter 2018", "'winter 2018' is not an EDTF date; write 2018-24 (December to February)"),
        ("around Q3 2026", "'around Q3 2026' is not an EDTF date; write 2026-35~ (July to September)"),
        ("by 2030", "'by 2030' is not an EDTF date; write ../2030"),
        (" 2019", "' 2019' is not an EDTF date; write 2019"),
        ("31 Feb 2019", "'31 Feb 2019' is not a date: there is no 31st in February 2019"),
        ("201u", "'201u' is not an EDTF date; write 201X"),
        ("-0044", "'-0044' is EDTF, but negative years are not supported; years run from 0001 to 9999"),
        (
            "this year",
            "'this year' is not an EDTF date and depends on the day it was said; write the date it meant",
        ),
        ("+9999y", "'+9999y' is not an EDTF date and depends on the day it was said; write the date it meant"),
        (
            "between 2020 and 2018",
            (
                "'between 2020 and 2018' reads as 2020/2018: "
                "'2020/2018' is not an EDTF date: its end lies before its start"
            ),
        ),
    ],
)
def test_what_a_file_says_to_a_text(phrase: str, message: str) -> None:
    assert why_not_edtf(phrase) == message


def test_what_a_file_says_to_a_phrase_whose_day_is_known() -> None:
    assert why_not_edtf("next year", said=TODAY) == "'next year' is not an EDTF date; write 2027"


def test_a_phrase_says_its_own_error_for_what_is_nearly_edtf() -> None:
    with pytest.raises(InvalidDate, match=r"^'2027-13' is not a date: there is no month 13"):
        read_date("2027-13", TODAY)
    with pytest.raises(InvalidDate, match="FULLWIDTH DIGIT TWO"):
        read_date("\uff12\uff10\uff12\uff17", TODAY)
    with pytest.raises(UnsupportedDate, match="sets are not supported"):
        read_date("[2026,2027]", TODAY)


@pytest.mark.parametrize("text", ["between 2020 and 2018", "winter 9999", "+9999y", "-9999y", "after 9999", "by Y17E7"])
def test_a_phrase_out_of_the_calendar_is_refused(text: str) -> None:
    with pytest.raises(InvalidDate):
        read_date(text, TODAY)
    assert edtf_for(text, said=TODAY) is None


def test_a_phrase_may_be_as_long_as_a_date() -> None:
    assert read_date("late" + " " * 92 + "2027", TODAY).date.text == "2027-39"


@pytest.mark.parametrize(
    "text",
    [
        "March\t2019",
        "March\u00a02019",
        "late\n2027",
        "\x1b[31mlate 2027",
        "late " * 30 + "2027",
        "late" + " " * 100 + "2027",
        "",
        " ",
    ],
)
def test_only_blanks_stand_between_words(text: str) -> None:
    with pytest.raises(InvalidDate) as refused:
        read_date(text, TODAY)
    assert str(refused.value).isprintable()


PIECES = [
    "by",
    "the",
    "end",
    "of",
    "2027",
    "March",
    "31",
    "late",
    "around",
    "NET",
    "Q3",
    "between",
    "and",
    "-",
    "/",
    "+5y",
]


@given(st.text(max_size=60) | st.lists(st.sampled_from(PIECES)).map(" ".join))
def test_any_text_is_read_or_refused_in_one_clean_line(text: str) -> None:
    date, error = read_or_refused(text)
    if date:
        assert parse(date.text) == date
        assert edtf_for(text, TODAY) in {None, date.text}
    else:
        assert str(error).isprintable()
        assert why_not_edtf(text).isprintable()


def read_or_refused(text: str) -> tuple[Date | None, BadDate | None]:
    try:
        return read_date(text, TODAY).date, None
    except BadDate as error:
        return None, error


@given(st.text("0123456789-/.?~%XTYES", min_size=1, max_size=12), st.dates(), st.dates())
def test_edtf_is_read_the_same_on_any_day(text: str, one: dt.date, other: dt.date) -> None:
    try:
        date = parse(text)
    except BadDate:
        return
    assert read_date(text, one) == read_date(text, other) == (date, "EDTF")


def test_edtf_today_and_most_phrases_do_without_dateutil() -> None:
    code = (
        "import sys, datetime; from spacetl.dates.phrases import read_date\n"
        "for text in ('2019', '2026-03/..', 'today', 'Q3 2026', 'late 2027', 'by 2030', 'this year'):\n"
        "    read_date(text, datetime.date(2026, 11, 22))\n"
        "print('dateutil' in sys.modules)"
    )
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert loaded.stdout == "False\n"
