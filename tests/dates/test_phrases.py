"""EDTF first, then phrases; and how a file refuses a phrase."""

import datetime as dt
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spacetl.dates import Date, parse
from spacetl.dates.edtf import may_be_years
from spacetl.dates.phrases import DATE_EXAMPLES, coming, edtf_for, read_date, why_not_edtf
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
    "to",
    "or",
    "2026-27",
    "2026/27",
    "'27",
    "1Q27",
    "next",
    "year",
    "week",
    "winter",
    "perhaps",
    "in",
    "ago",
    "FY2027",
    "later",
    "before",
    "?",
    "2030s",
    "24/11/2026",
    "3/4/2027",
    "Friday",
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
    if may_be_years(text):
        with pytest.raises(InvalidDate, match=r" or .* to .*; write "):
            read_date(text, one)
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


@pytest.mark.parametrize(
    ("text", "said", "date"),
    [
        ("Dec 31", "2027-01-01", "2026-12-31"),
        ("Jan 2", "2026-12-29", "2027-01-02"),
        ("Jan 2", "2027-01-05", None),  # just over, and not of 2028
        ("Feb 29", "2027-11-02", "2028-02-29"),
        ("Feb 29", "2026-03-02", None),
        ("June 31", "2026-05-02", None),
        ("Q1", "2026-03-31", "2026-33"),
        ("Q1", "2026-10-02", "2027-33"),
        ("mid Q2", "2026-06-20", "2027-05"),
        ("H2", "2026-06-20", "2026-41"),
        ("second half", "2026-06-20", "2026-41"),
        ("late spring", "2026-06-20", "2027-05"),
        ("winter", "2026-02-20", "2025-24"),
        ("May", "2026-02-03", "2026-05"),
        ("early May", "2026-02-03", "2026-05-01/2026-05-10"),
        ("May-June", "2026-05-20", "2026-05/2026-06"),
        ("11-16 July", "2026-05-20", "2026-07-11/2026-07-16"),
        ("July 11-16", "2026-05-20", "2026-07-11/2026-07-16"),
        ("December 30-January 2", "2026-12-20", "2026-12-30/2027-01-02"),
        ("Thursday, June 25", "2026-06-20", "2026-06-25"),
        ("Friday, June 25", "2026-06-20", None),
        ("by June", "2026-02-03", "../2026-06"),
        ("NET June", "2026-02-03", "2026-06/.."),
        ("June 2026", "2026-02-03", None),  # it has its year
        ("2026-27", "2026-02-03", None),
        ("2026", "2026-02-03", None),
        ("by", "2026-02-03", None),
        ("next month", "2026-02-03", None),
        ("May slip to June", "2026-05-20", None),
        ("soon", "2026-05-20", None),
        ("tomorrow to late winter", "2026-05-20", None),
        ("", "2026-05-20", None),
        ("Dec 31", "0001-06-01", "0001-12-31"),
        ("Dec 31", "9999-12-31", "9999-12-31"),
    ],
)
def test_a_phrase_without_its_year_is_the_next_one_to_come(text: str, said: str, date: str | None) -> None:
    assert coming(text, dt.date.fromisoformat(said)) == (parse(date) if date else None)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("25 Aug", "its year is missing; the next is 25 Aug 2027"),
        ("22 Nov", "its year is missing; the next is 22 Nov 2026"),
        ("29 Feb", "its year is missing; the next is 29 Feb 2028"),
        ("Q3 to Q4", "its year is missing; the next is Q3 2026 to Q4 2026"),
        ("Friday 25 June", "its year is missing; the next is 25 Jun 2027"),
        ("late 2027 or not", "write it like 2027, 2027-03-05, March 2027, Q3 2027"),
        ("the 5th of Mrch 2027", "write it like 2027, 2027-03-05, March 2027"),
        ("March or so of 2027", "write it like 5 March 2027, March 2027, late March 2027 or 5-8 March 2027"),
        ("Q5 2027", "write it like Q3 2027, late Q3 2027, Q3 to Q4 2027 or H1 2027"),
        ("springtime 2027", "write it like spring 2027, late spring 2027"),
        ("Q1 FY2027", "write it like 2026-10/2027-09 or US FY2027"),
        ("in a year", "write it like next year, late next month"),
        ("Friday", "write it like Fri 5 March 2027"),
        ("13/13/2027", "write it like 2027-03-05 or 5 March 2027"),
        ("by then", "write it like by 2030, NET March 2027"),
        ("some 2030s", "write it like the 2030s, early 2030s"),
        ("soon", f"write it like {DATE_EXAMPLES}"),
    ],
)
def test_the_message_names_the_nearest_form(text: str, message: str) -> None:
    with pytest.raises(InvalidDate) as refused:
        read_date(text, TODAY)
    assert message in str(refused.value)


@pytest.mark.parametrize("text", ["[2026,2027]", "2019-XX-07", "2026?-03", "/", "XXXX", "Y12000", "-0044", "9999-24"])
def test_edtf_outside_the_profile_is_never_a_phrase(text: str) -> None:
    with pytest.raises(UnsupportedDate):
        read_date(text, TODAY)
