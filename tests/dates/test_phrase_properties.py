"""A date as spacetl shows it, typed back, means the same days."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from spacetl.dates import parse, words
from spacetl.dates.phrases import read_date

years = st.integers(1, 9998)
codes = [*range(1, 13), *range(21, 29), *range(33, 42)]

in_words = st.one_of(
    st.dates().map(str),
    years.map("{:04}".format),
    st.builds("{:04}-{:02}".format, years, st.sampled_from(codes)),
    st.integers(1, 999).filter(lambda decade: decade % 10).map("{:03}X".format),
)
bounds = st.one_of(
    st.dates().map(str),
    years.map("{:04}".format),
    st.builds("{:04}-{:02}".format, years, st.integers(1, 12) | st.integers(21, 24)),
)


@given(in_words, st.sampled_from(["", "~"]), st.dates())
def test_the_words_of_a_date_read_as_the_same_days(text: str, mark: str, today: dt.date) -> None:
    date = parse(text + mark)
    again = read_date(words(date), today).date
    assert (again.earliest, again.latest, again.approximate) == (date.earliest, date.latest, date.approximate)


@given(bounds, st.dates())
def test_by_in_words_reads_as_the_same_end(text: str, today: dt.date) -> None:
    date = parse(f"../{text}")
    again = read_date(words(date), today).date
    assert (again.earliest, again.latest) == (None, date.latest)


@given(bounds, bounds)
def test_before_and_after_leave_no_day_between(one: str, other: str) -> None:
    today = dt.date(2026, 11, 22)
    date = parse(one)
    assert date.earliest
    assert date.latest
    if date.earliest > dt.date.min:
        assert read_date(f"before {one}", today).date.latest == date.earliest - dt.timedelta(1)
    if date.latest < dt.date.max:
        assert read_date(f"after {one}", today).date.earliest == date.latest + dt.timedelta(1)
    if one <= other[:4]:
        between = read_date(f"between {one} and {other}", today).date
        assert (between.earliest, between.latest) == (date.earliest, parse(other).latest)
