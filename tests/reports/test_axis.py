import datetime
from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st
from tests.making import day

from spacetl.reports.axis import Axis, ticks, window


def axis(first: str, last: str) -> Axis:
    return Axis(day(first), day(last))


def labels(first: str, last: str, columns: int) -> list[str]:
    return [tick.label for tick in ticks(axis(first, last), columns)]


def test_a_day_has_its_column() -> None:
    june = axis("2017-06-01", "2017-06-30")
    assert [june.column(day(text), 30) for text in ("2017-06-01", "2017-06-07", "2017-06-30")] == [0, 6, 29]
    assert june.column(day("2017-05-31"), 30) == -1
    assert june.column(day("2017-07-01"), 30) == 30


def test_days_take_whole_columns() -> None:
    years = axis("2017-01-01", "2020-12-31")
    assert list(years.columns_of(day("2018-01-01"), day("2018-12-31"), 8)) == [2, 3]
    assert list(years.columns_of(day("2018-02-01"), day("2018-11-30"), 4)) == [1]
    assert list(years.columns_of(day("2018-12-31"), day("2018-12-31"), 4)) == [1]
    assert list(years.columns_of(day("2016-01-01"), day("2017-01-01"), 4)) == [0]
    assert list(years.columns_of(day("2020-12-31"), day("2030-01-01"), 4)) == [3]
    assert not years.columns_of(day("2016-01-01"), day("2016-12-31"), 4)
    assert not years.columns_of(day("2021-01-01"), day("2021-12-31"), 4)


def test_ticks_suit_the_span() -> None:
    assert labels("2017-06-05", "2017-06-08", 60) == ["5 Jun 2017", "6 Jun", "7 Jun", "8 Jun"]
    assert labels("2017-01-01", "2017-12-31", 72) == [
        *("2017", "Feb", "Mar", "Apr", "May", "Jun"),
        *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    ]
    assert labels("2016-10-01", "2017-12-31", 40) == ["Oct", "2017", "Apr", "Jul", "Oct"]
    assert labels("2014-03-01", "2018-12-31", 40) == ["2015", "2016", "2017", "2018"]
    assert labels("2012-01-01", "2031-12-31", 40) == ["2015", "2020", "2025", "2030"]
    assert labels("0712-01-01", "2028-12-31", 40) == ["0800", "1000", "1200", "1400", "1600", "1800", ""]
    assert labels("0001-01-01", "9999-12-31", 40) == ["2000", "4000", "6000", "8000"]


def test_the_year_stands_where_there_is_room_and_gives_way_to_a_second_label() -> None:
    assert labels("2017-06-05", "2017-06-11", 40) == ["5 Jun 2017", "7 Jun", "9 Jun", "11 Jun"]
    assert labels("2017-06-05", "2017-06-11", 30) == ["5 Jun", "7 Jun", "9 Jun 2017", ""]
    assert labels("2017-06-05", "2017-06-12", 40) == ["5 Jun 2017", "9 Jun"]


def test_a_label_without_room_is_left_out_but_not_its_tick() -> None:
    assert [(tick.day.year, tick.label) for tick in ticks(axis("2010-01-01", "2020-12-31"), 30)] == [
        *((2010, "2010"), (2012, "2012"), (2014, "2014")),
        *((2016, "2016"), (2018, "2018"), (2020, "")),
    ]


def test_one_day_alone_has_its_tick() -> None:
    assert labels("2017-06-07", "2017-06-07", 40) == ["7 Jun 2017"]


DAYS = st.dates()
AXES = st.tuples(DAYS, DAYS).map(lambda ends: Axis(min(ends), max(ends)))


@given(AXES, st.integers(10, 250))
@example(Axis(datetime.date.min, datetime.date.max), 10)
@example(Axis(datetime.date.max, datetime.date.max), 10)
def test_labels_never_collide_and_stay_inside(axis: Axis, columns: int) -> None:
    marks = ticks(axis, columns)
    labelled = [(tick.column, tick.label) for tick in marks if tick.label]
    assert labelled
    assert all(axis.contains(tick.day) and 0 <= tick.column < columns for tick in marks)
    assert all(place + len(label) < following for (place, label), (following, _) in pairwise(labelled))
    assert labelled[-1][0] + len(labelled[-1][1]) <= columns


@given(st.lists(DAYS, max_size=4), DAYS)
@example([], datetime.date.min)
@example([datetime.date.max], datetime.date.min)
def test_the_window_shows_all_marks(marks: list[datetime.date], today: datetime.date) -> None:
    shown = window(marks, today, None, None)
    assert all(shown.contains(mark) for mark in marks)


@given(st.lists(DAYS, max_size=4), DAYS, st.none() | DAYS, st.none() | DAYS)
def test_the_window_is_the_one_asked_for(
    marks: list[datetime.date], today: datetime.date, since: datetime.date | None, until: datetime.date | None
) -> None:
    if since and until and since > until:
        since, until = until, since
    shown = window(marks, today, since, until)
    assert shown.first <= shown.last
    assert since in (None, shown.first)
    assert until in (None, shown.last)


def test_the_window_is_rounded_and_shows_a_day_that_is_near() -> None:
    marks = [day("2015-03-01"), day("2020-05-01")]
    assert window(marks, day("2022-11-01"), None, None) == axis("2015-01-01", "2022-12-31")
    assert window(marks, day("2026-11-23"), None, None) == axis("2015-01-01", "2020-12-31")
    assert window([day("2017-06-07")], day("2017-06-07"), None, None) == axis("2017-06-04", "2017-06-10")
    assert window([day("2017-02-03")], day("2017-06-07"), None, None) == axis("2017-02-01", "2017-06-30")
