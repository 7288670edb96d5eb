"""Properties of every date of the profile, tested on dates generated together with the days they must mean."""

import calendar
import datetime as dt

from hypothesis import assume, given
from hypothesis import strategies as st

from spacetl.dates import Certainty, Date, Precision, parse

Made = tuple[str, dt.date, dt.date]  # EDTF, earliest, latest

MARKS = ["", "?", "~", "%"]
# first month and number of months of 21 to 41, independent of the program's own table
GROUPS = [
    *[(3, 3), (6, 3), (9, 3), (12, 3)] * 2,
    *[(9, 3), (12, 3), (3, 3), (6, 3)],
    *[(1, 3), (4, 3), (7, 3), (10, 3), (1, 4), (5, 4), (9, 4), (1, 6), (7, 6)],
]

any_day = st.dates()


def month_end(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])


@st.composite
def points(draw: st.DrawFn) -> Made:
    day = draw(any_day)
    year, month = f"{day.year:04}", f"{day.month:02}"
    decade, century = day.year // 10 * 10, day.year // 100 * 100
    made: list[Made] = [
        (day.isoformat(), day, day),
        (f"{year}-{month}", day.replace(day=1), month_end(day.year, day.month)),
        (f"{year}-{month}-XX", day.replace(day=1), month_end(day.year, day.month)),
        (year, dt.date(day.year, 1, 1), dt.date(day.year, 12, 31)),
        (f"{year}-XX", dt.date(day.year, 1, 1), dt.date(day.year, 12, 31)),
        (f"{year}-XX-XX", dt.date(day.year, 1, 1), dt.date(day.year, 12, 31)),
    ]
    if decade:
        made.append((f"{year[:3]}X", dt.date(decade, 1, 1), dt.date(decade + 9, 12, 31)))
    if century:
        made.append((f"{year[:2]}XX", dt.date(century, 1, 1), dt.date(century + 99, 12, 31)))
    return draw(st.sampled_from(made))


@st.composite
def groups(draw: st.DrawFn) -> Made:
    year = draw(st.integers(1, 9998))
    code = draw(st.integers(21, 41))
    month, months = GROUPS[code - 21]
    until = month + months - 1
    return f"{year:04}-{code}", dt.date(year, month, 1), month_end(year + (until > 12), (until - 1) % 12 + 1)


@st.composite
def intervals(draw: st.DrawFn) -> tuple[str, dt.date | None, dt.date | None]:
    start, first, _ = draw(points() | groups())
    end, _, last = draw(points() | groups())
    shape = draw(st.sampled_from(["both", "start", "end"]))
    nothing = draw(st.sampled_from(["", ".."]))
    if shape == "start":
        return f"{start}/{nothing}", first, None
    if shape == "end":
        return f"{nothing}/{end}", None, last
    assume(first <= last)
    return f"{start}/{end}", first, last


edtf = st.one_of(points(), groups(), intervals())
dates = st.builds(lambda made, mark: parse(marked(made[0], mark)), edtf, st.sampled_from(MARKS))


def marked(text: str, mark: str) -> str:
    """The text with the mark at its end, or at the end of its start if its end takes none."""
    if text.endswith(("/", "/..")):
        start, slash, end = text.partition("/")
        return f"{start}{mark}{slash}{end}"
    return text + mark


@given(edtf)
def test_the_span_is_that_of_the_calendar(made: tuple[str, dt.date | None, dt.date | None]) -> None:
    text, earliest, latest = made
    date = parse(text)
    assert (date.earliest, date.latest) == (earliest, latest)
    assert (date.precision is Precision.INTERVAL) == ("/" in text)
    assert not date.qualified


@given(dates)
def test_what_is_printed_reads_as_the_same_date(date: Date) -> None:
    again = parse(str(date))
    assert all(getattr(again, field) == getattr(date, field) for field in Date.__slots__)


@given(dates)
def test_the_earliest_day_is_never_after_the_latest(date: Date) -> None:
    assert date.earliest or date.latest
    assert date.earliest is None or date.latest is None or date.earliest <= date.latest


@given(edtf, st.sampled_from(["?", "~", "%"]), any_day, any_day)
def test_a_qualifier_leaves_the_span_and_turns_surely_into_possibly(
    made: tuple[str, dt.date | None, dt.date | None], mark: str, one: dt.date, other: dt.date
) -> None:
    plain, qualified = parse(made[0]), parse(marked(made[0], mark))
    assert (qualified.earliest, qualified.latest) == (plain.earliest, plain.latest)
    assert (qualified.approximate, qualified.uncertain) == (mark in "~%", mark in "?%")
    known = plain.within(one, other)
    assert qualified.within(one, other) is (Certainty.POSSIBLE if known is Certainty.SURE else known)
    assert not qualified.surely_before(parse("9999-12-31"))


@given(dates, any_day, any_day, any_day, any_day)
def test_a_date_in_a_range_is_in_every_wider_one(
    date: Date, one: dt.date, two: dt.date, three: dt.date, four: dt.date
) -> None:
    first, second, third, fourth = sorted([one, two, three, four])
    inner, outer = date.within(second, third), date.within(first, fourth)
    if inner is not Certainty.NO:
        assert outer is not Certainty.NO
        assert date.within(None, fourth) is not Certainty.NO
        assert date.within(first, None) is not Certainty.NO
    if inner is Certainty.SURE:
        assert outer is Certainty.SURE


@given(dates, dates)
def test_two_dates_are_surely_ordered_possibly_ordered_or_overlap(one: Date, other: Date) -> None:
    if one.surely_before(other):
        assert one.possibly_before(other)
        assert not one.overlaps(other)
        assert not other.possibly_before(one)
        assert one.sort_key < other.sort_key
    assert one.overlaps(other) == other.overlaps(one)
    assert one.overlaps(other) or one.possibly_before(other) or other.possibly_before(one)


@given(dates, dates)
def test_the_sort_key_distinguishes_any_two_dates(one: Date, other: Date) -> None:
    assert (one.sort_key == other.sort_key) == (one == other)
    assert (one.sort_key < other.sort_key) or (other.sort_key < one.sort_key) or one == other
