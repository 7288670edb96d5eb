import datetime
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.making import day, timeline, timelines

from spacetl.formats.chart import TextPlotArea, chart_lines, plot_row
from spacetl.formats.lines import width_of
from spacetl.formats.marks import Mark
from spacetl.query import Query
from spacetl.reports.axis import Axis
from spacetl.reports.chart import chart
from spacetl.reports.report import ChartRow, ChartSpan, Tone
from spacetl.timeline import Event, Promise, Timeline

TODAY = day("2020-06-15")
NOW = {Mark.DONE, Mark.FAILED, Mark.CANCELLED, Mark.POINT, Mark.SURE, Mark.POSSIBLE}


def lines(shown: Timeline, width: int = 80, *, ascii_only: bool = False, query: Query | None = None) -> list[str]:
    made = chart(shown, query or Query(), TODAY)
    return ["".join(cell.text for cell in line) for line in chart_lines(made, width, ascii_only=ascii_only)]


def marks(keys: str, *, first: str = "2016-01-01", last: str = "2025-12-31", columns: int = 20) -> str:
    """The drawing of the one event with these keys: two columns per year, from 2016 to 2025, as of June 2020."""
    shown = chart(timeline(f"events: [{{title: T, {keys}}}]"), Query(), TODAY)
    placed = plot_row(shown.rows[0], TextPlotArea(Axis(day(first), day(last)), columns, TODAY))
    return "".join(placed[column].mark.glyph if column in placed else " " for column in range(columns))


@pytest.mark.parametrize(
    ("keys", "drawn"),
    [
        ("date: 2018-05-20", "    ◆   │           "),
        ("date: 2018", "    ▒▒  │           "),
        ("date: 2017/2019", "  ▒▒██▒▒│           "),
        ("promises: [{due: 2022~}]", "        │   ▒▒      "),
        ("promises: [{due: 2018}, {due: 2022}]", "    ░░──│───▒▒      "),
        ("promises: [{due: 2022}, {due: 2018}], outcome: {date: 2018-02-01}", "    ●░──│───░░      "),
        ("promises: [{due: 2018}], outcome: {date: 2019-08-01, result: failed}", "    ░░─✗│           "),
        ("promises: [{due: 2018}], outcome: {date: 2019, result: cancelled}", "    ░░▒○│           "),
        ("promises: [{due: 2018}]", "    ▒▒┄┄!           "),
        ("promises: [{due: 2019~}]", "      ▒▒?           "),
        ("promises: [{due: 2019/..}]", "      ▒▒│╌╌╌╌╌╌╌╌╌╌▸"),
        ("promises: [{due: ../2022}]", "◂╌╌╌╌╌╌╌│╌╌╌▒▒      "),
        ("promises: [{said: 2018-01-01, due: ../2022}]", "    ╌╌╌╌│╌╌╌▒▒      "),
        ("promises: [{due: 2018/..}, {due: ../2022}, {due: 2024}]", "    ░░▸─│──◂░░──▒▒  "),
        ("promises: [{due: 2018}, {}]", "    ░░  │           "),
        ("date: 2010", "‹       │           "),
        ("date: 2030", "        │          ›"),
        ("date: 2010/2017", "‹█▒▒    │           "),
        ("promises: [{due: 2010}, {due: 2022}]", "‹───────│───▒▒      "),
        ("promises: [{due: 2030/..}]", "        │          ›"),
    ],
)
def test_marks(keys: str, drawn: str) -> None:
    assert marks(keys) == drawn


def test_a_few_sure_days_are_a_point_until_there_is_room_for_them() -> None:
    keys = "date: 2020-06-06/2020-06-08"
    assert marks(keys).count("◆") == 1
    assert marks(keys, first="2020-06-01", last="2020-06-20") == "     ███      │     "


def test_what_is_overdue_after_the_window_is_not_overdue_in_it() -> None:
    assert marks("promises: [{due: 2018}]", first="2010-01-01", last="2015-12-31") == "›".rjust(20)


def test_a_warning_is_in_its_tone_and_ghosts_are_dim() -> None:
    shown = chart(timeline("events: [{title: T, promises: [{due: 2017}, {due: 2018}]}]"), Query(), TODAY)
    placed = plot_row(shown.rows[0], TextPlotArea(Axis(day("2016-01-01"), day("2020-12-31")), 10, TODAY))
    tones = {each.mark: each.tone for each in placed.values()}
    assert tones == {
        Mark.GHOST: Tone.DIM,
        Mark.POSSIBLE: Tone.WARNING,
        Mark.LATE: Tone.WARNING,
        Mark.OVERDUE: Tone.WARNING,
    }


SLIPPED = timeline("""
events:
  - {title: A launch with a title that is rather long, agencies: [NASA, Roscosmos, ESA, JAXA, CSA],
     promises: [{due: 2017}, {due: 2019}], outcome: {date: 2020-03-01}}
  - {title: 长征五号首飞, agency: CNSA, promises: [{due: 2021}]}
""")


def test_side_by_side() -> None:
    assert [line.rstrip() for line in lines(SLIPPED, 76)] == [
        "                        2017    2018    2019    2020    2021",
        "                        ┬───────┬───────┬───────┬───────┬───────",
        "NASA, Roscosmos, ESA, JAXA, CSA                    │",
        " A launch with a title  ░░░░░░░░────────░░░░░░░░─● │              1 Mar 2020",
        " that is rather long                               │",
        "CNSA                                               │",
        " 长征五号首飞                                      │    ▒▒▒▒▒▒▒▒  2021",
        "                                                   ╰ 15 Jun 2020",
        "",
        " ● done   ▒ some day in here   ░ promised before   ─ moved",
    ]


def test_the_words_above_the_marks_where_it_is_narrow() -> None:
    assert [line.rstrip() for line in lines(SLIPPED, 45)] == [
        "2017     2018     2019     2020     2021",
        "┬────────┬────────┬────────┬────────┬────────",
        "NASA, Roscosmos, ESA, JAXA +1  │",
        " A launch with a title that is     1 Mar 2020",
        " rather long",
        "░░░░░░░░░─────────░░░░░░░░░─●  │",
        "CNSA                           │",
        " 长征五号首飞                            2021",
        "                               │    ▒▒▒▒▒▒▒▒▒",
        "                               ╰ 15 Jun 2020",
        "",
        " ● done   ▒ some day in here",
        " ░ promised before   ─ moved",
    ]


def test_the_words_on_slips_where_it_is_wide() -> None:
    assert lines(SLIPPED, 120)[3].endswith("  1 Mar 2020  2 y 2 m+ late")


def test_the_as_of_day_beyond_the_window_is_named_at_its_edge() -> None:
    def foot(since: str, until: str) -> str:
        return lines(SLIPPED, 76, query=Query(since=day(since), until=day(until)))[-3]

    assert foot("2017-01-01", "2018-12-31").endswith(" 15 Jun 2020 ›")
    assert foot("2021-01-01", "2022-12-31").strip() == "‹ 15 Jun 2020"


def test_an_empty_timeline_is_not_drawn() -> None:
    assert lines(Timeline(events=())) == []


DAYS = st.dates(day("1950-01-01"), day("2080-12-31"))


@st.composite
def areas(draw_: st.DrawFn) -> TextPlotArea:
    first, last = sorted((draw_(DAYS), draw_(DAYS)))
    return TextPlotArea(Axis(first, last), draw_(st.integers(10, 150)), draw_(DAYS))


def days_of(column: int, area: TextPlotArea) -> tuple[float, float]:
    """The days that a column and its neighbours show, counted from the first of the axis."""
    each = area.axis.days / area.columns
    return (column - 1) * each, (column + 2) * each


def near(column: int, span: ChartSpan, area: TextPlotArea) -> bool:
    start, end = days_of(column, area)
    first, last = ((each - area.axis.first).days for each in (span.first, span.last))
    return first < end and last + 1 > start


@given(timelines(), areas())
def test_every_mark_lies_in_its_dates_columns_to_within_one(shown: Timeline, area: TextPlotArea) -> None:
    for row in chart(shown, Query(), TODAY).rows:
        for column, each in plot_row(row, area).items():
            assert 0 <= column < area.columns
            if each.mark in NOW:
                assert row.now is not None
                assert near(column, row.now, area)
            if each.mark is Mark.GHOST:
                assert any(near(column, span, area) for span in row.before)


@given(timelines(), areas())
def test_every_date_on_the_axis_is_marked(shown: Timeline, area: TextPlotArea) -> None:
    for row in chart(shown, Query(), TODAY).rows:
        placed = plot_row(row, area)
        for column in whole_columns(row, area):
            assert placed[column].mark not in {Mark.AS_OF, Mark.TRAIL, Mark.GHOST}


def whole_columns(row: ChartRow, area: TextPlotArea) -> Iterator[int]:
    """The columns whose days are all days of the current date."""
    if row.now is not None and not area.is_point(row.now):
        for column in range(area.columns):
            start, end = column * area.axis.days / area.columns, (column + 1) * area.axis.days / area.columns
            first, last = ((each - area.axis.first).days for each in (row.now.first, row.now.last))
            if first <= start and end <= last + 1:
                yield column


ADDRESS = "See https://example.org/" + "long/" * 40
TITLES = st.just(ADDRESS) | st.text(
    st.characters(categories=["L", "N", "P", "Z", "S", "M", "C"]), min_size=1, max_size=60
)


@given(
    st.lists(st.tuples(TITLES, st.lists(TITLES, max_size=3)), max_size=4),
    timelines(),
    st.integers(40, 200),
    st.booleans(),
)
def test_no_line_is_longer_than_the_width(
    named: list[tuple[str, list[str]]], shown: Timeline, width: int, plain: bool
) -> None:
    more = tuple(
        Event(title=title, agencies=tuple(agencies), promises=(Promise(said=datetime.date(2000, 1, number + 1)),))
        for number, (title, agencies) in enumerate(named)
    )
    for line in lines(Timeline(events=(*shown.events, *more)), width, ascii_only=plain):
        assert width_of(line) <= width
        assert line.isascii() or not plain
