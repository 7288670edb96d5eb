"""A date as spacetl shows it, typed back, means the same days; no advice changes a date."""

import datetime as dt
import os
import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from spacetl.dates import Date, advice, named_days, parse, words
from spacetl.dates.edtf import may_be_years
from spacetl.dates.phrases import read_date
from spacetl.errors import BadDate, InvalidDate

EXAMPLES = int(os.environ.get("EXAMPLES", "2000"))
TODAY = dt.date(2026, 11, 22)

years = st.integers(1, 9998)
codes = [*range(1, 13), *range(21, 42)]
near_years = st.integers(1990, 2040)

days = st.dates() | st.dates(dt.date(2026, 1, 1), dt.date(2027, 12, 31))
points = st.one_of(
    days.map(str),
    days.map(lambda day: f"{day:%Y-%m}".rjust(7, "0")),
    days.map(lambda day: f"{day:%Y-%m}-XX".rjust(10, "0")),
    years.map("{:04}".format),
    near_years.map("{}".format),
    years.map("{:04}-XX".format),
    st.builds("{:04}-{:02}".format, years | near_years, st.sampled_from(codes)),
    st.integers(1, 999).map("{:03}X".format),
    st.integers(195, 210).map("{}X".format),
    st.integers(1, 99).map("{:02}XX".format),
)
marked = st.builds(str.__add__, points, st.sampled_from(["", "", "?", "~", "%"]))
bounds = st.one_of(
    st.dates().map(str),
    years.map("{:04}".format),
    st.builds("{:04}-{:02}".format, years, st.integers(1, 12) | st.integers(21, 24)),
)


@st.composite
def profile(draw: st.DrawFn) -> Date:
    """Any date of the profile."""
    start = draw(marked)
    text = draw(st.sampled_from(["{0}", "{0}/{1}", "../{0}", "{0}/..", "/{0}", "{0}/"])).format(start, draw(marked))
    try:
        return parse(text)
    except BadDate:  # reversed
        assume(False)
        raise


def named_by_years(date: Date) -> bool:
    """Whether the date is open, and its start a decade or century that only its first year can stand for: `200X/..`."""
    start = date.text.partition("/")[0]
    return date.latest is None and re.search("[0-9]0X[?~%]?$|XX[?~%]?$", start) is not None


@settings(max_examples=EXAMPLES)
@given(profile(), st.dates())
def test_the_words_of_a_date_read_as_the_same_days(date: Date, today: dt.date) -> None:
    again = read_date(words(date), today).date
    assert (again.earliest, again.latest) == (date.earliest, date.latest)
    assert (again.approximate, again.uncertain) == (date.approximate, date.uncertain)
    assert named_by_years(date) or named_days(again) == named_days(date)
    assert words(again) == words(date)


@given(bounds, bounds)
def test_before_and_after_leave_no_day_between(one: str, other: str) -> None:
    assume(not advice.two_readings(one) and not advice.two_readings(other))
    date = parse(one)
    assert date.earliest
    assert date.latest
    if date.earliest > dt.date.min:
        assert read_date(f"before {one}", TODAY).date.latest == date.earliest - dt.timedelta(1)
    if date.latest < dt.date.max:
        assert read_date(f"after {one}", TODAY).date.earliest == date.latest + dt.timedelta(1)
    if one <= other[:4]:
        between = read_date(f"between {one} and {other}", TODAY).date
        assert (between.earliest, between.latest) == (date.earliest, parse(other).latest)


def loose_days(day: dt.date) -> list[str]:
    """A day as people spell it who do not know EDTF, with only one reading."""
    year, month, number = f"{day.year:04}", day.month, day.day
    return [
        f"{year}-{month}-{number}",
        f"{year}/{month:02}/{number:02}",
        f"{year}/{month}/{number}",
        f"{year}.{month:02}.{number:02}",
        f"{year}{month:02}{number:02}",
        f"{year}-{month:02}{number:02}",
        f"+{day}",
        f" {day} ",
        f"{year} - {month:02} - {number:02}",
        f"{day} 12:30",
        f"{day}t12:30:00z",
        f"{day}T12:30:00.5+0530",
        f"{day}?~",
        f"open/{day}",
        f"{day}/unknown",
        f"{day}..",
        f"..{day}",
        f"{day}..{day}",
    ]


def loose_parts(year: int, month: int, part: int) -> list[tuple[str, str]]:
    """A part of a year as people spell it, and its EDTF."""
    return [
        (f"{year}-{month}", f"{year}-{month:02}"),
        (f"{year}/{month:02}", f"{year}-{month:02}"),
        (f"{year} - {month:02}", f"{year}-{month:02}"),
        (f"{year}-Q{part}", f"{year}-{32 + part}"),
        (f"{year}q{part}", f"{year}-{32 + part}"),
        (f"{year}-H{1 + part // 3}", f"{year}-{40 + part // 3}"),
        (f"{year}-{year + part}", f"{year}/{year + part}"),
        (f"{year}..{year + part}", f"{year}/{year + part}"),
        (f"{str(year)[:3]}u", f"{str(year)[:3]}X"),
        (f"{year}-{month:02}-uu", f"{year}-{month:02}"),
    ]


def advised(text: str) -> list[str]:
    """What the messages of files and of prompts say to write for a text; nothing for examples and for two readings."""
    says = []
    for read in (parse, lambda text: read_date(text, TODAY).date):
        try:
            says.append(read(text).text)
        except BadDate as error:
            _, write, advice = str(error).rpartition("; write ")
            if write and not advice.startswith(("it like", "the ")) and " or " not in advice:
                says.append(advice)
    return says


@settings(max_examples=EXAMPLES // 4)
@given(st.dates(dt.date(1300, 1, 1)), st.data())
def test_no_advice_changes_a_day(day: dt.date, data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(loose_days(day)))
    for advice_given in advised(text):
        date = parse(advice_given)
        assert {date.earliest, date.latest} <= {day, None}, (text, advice_given)


@settings(max_examples=EXAMPLES // 4)
@given(st.integers(1300, 9990), st.integers(1, 12), st.integers(1, 4), st.data())
def test_no_advice_changes_a_part_of_a_year(year: int, month: int, part: int, data: st.DataObject) -> None:
    text, edtf = data.draw(st.sampled_from(loose_parts(year, month, part)))
    for advice_given in advised(text):
        date, right = parse(advice_given), parse(edtf)
        assert (date.earliest, date.latest) == (right.earliest, right.latest), (text, advice_given)


@settings(max_examples=EXAMPLES // 4)
@given(st.integers(1, 9998), st.sampled_from(["{}-{}", "{}/{}", "{} - {}", "{} / {}", "{}- {}", "NET {}-{}", "{}/{} "]))
def test_two_years_never_become_a_part_of_a_year(year: int, form: str) -> None:
    text = form.format(f"{year:04}", f"{(year + 1) % 100:02}")
    years = f"{year:04}/{year + 1:04}"
    if 1 <= (year + 1) % 100 <= 12 and form in {"{}-{}", "NET {}-{}"}:
        return  # 2009-10 is October
    with pytest.raises(InvalidDate) as refused:
        read_date(text, TODAY)
    assert years in str(refused.value) or "NET" in form
    if "NET" not in form and not may_be_years(text):
        with pytest.raises(InvalidDate) as refused:
            parse(text)
        assert years in str(refused.value)
