import io
from pathlib import Path

import pytest
from docs.make_chart import PAGE, PAGE_ARGUMENTS
from hypothesis import given
from tests import hostile, making
from tests.making import day, timelines
from tests.running import Cli
from tests.webpage import Element, Webpage, harmless

from spacetl.errors import UsageError
from spacetl.formats import FORMATS, Style, write
from spacetl.query import Query, Status
from spacetl.reports.chart import chart
from spacetl.reports.page import chart_with_page
from spacetl.reports.report import Grouping
from spacetl.timeline import Timeline

TODAY = day("2020-06-15")


def page_of(shown: Timeline, query: Query | None = None) -> Webpage:
    out = io.StringIO()
    write(chart_with_page(shown, query or Query(), TODAY, Grouping.AGENCY), FORMATS["html"], out, Style())
    return harmless(out.getvalue())


def cells(page: Webpage, name: str = "td") -> list[Element]:
    return [each for each in page.named(name) if "tbody" in each.within]


ONE = making.timeline("""
title: "Slips & <more>"
agencies: {A: {name: "Agency \\" & <b>", aliases: [B]}}
sources:
  web: {publisher: The "Web" & <co>, url: 'https://x.example/?a=1&b="2"'}
  bad: {publisher: Bad, url: 'javascript:alert(1)'}
  ftp: {publisher: Old, url: 'ftp://x.example'}
events:
  - {title: T <1>, agency: B, tags: [moon], note: 'N < & "', promises: [
      {said: 2015-01-01, due: 2017, source: web}, {said: 2018-01-01, due: 2019, by: Me, source: bad, note: why}],
     outcome: {date: 2021-01-01, source: ftp}}
  - {title: Later, promises: [{said: 2020-12-01, due: 2030}]}
  - {title: Old, date: 2001-05-06}
""")


def test_without_scripts_it_is_the_chart_of_its_day() -> None:
    page = page_of(ONE)
    rows = {each.text for each in page.named("tr", "event") if "hidden" not in each.attributes}
    assert rows == {"T <1>A2019overduelate", "Old6 May 2001past"}
    assert [each.text for each in page.named("tr", "event") if "hidden" in each.attributes] == ["Later"]
    assert page.named("strong")[0].text == "15 Jun 2020"
    (title,) = page.named("title")
    assert title.text == page.named("h1")[0].text == "Slips & <more>"
    assert all(
        "hidden" in each.attributes for each in page.elements if each.attributes.get("id") in ("filters", "keys")
    )


def test_the_drawing_is_that_of_the_chart() -> None:
    page = page_of(ONE)
    shown = [each for each in page.named("rect") if "tbody" in each.within]
    assert [each.attributes["class"] for each in shown] == ["dim ghost", "warning possible"]
    (late,) = [each for each in page.named("line", "overdue") if "tbody" in each.within]
    (today,) = page.named("line", "as-of")
    assert late.attributes["x2"] == today.attributes["x1"]
    assert [each.attributes["href"] for each in page.named("use") if "tbody" in each.within] == ["#point"]
    ids = [each.attributes["id"] for each in page.elements if "id" in each.attributes]
    assert len(set(ids)) == len(ids)
    assert {each.attributes["href"][1:] for each in page.named("use")} <= set(ids)


def test_the_legend_explains_the_marks_of_all_days() -> None:
    assert [each.text for each in page_of(ONE).named("li")] == [
        "done", "that day", "some day in here", "overdue", "promised before", "moved",
    ]  # fmt: skip


def test_what_the_script_reads() -> None:
    data = page_of(ONE).data
    assert [stop[:2] for stop in data["stops"]][:3] == [
        ["2001-05-05", "5 May 2001"], ["2001-05-06", "6 May 2001"], ["2001-05-07", "7 May 2001"],
    ]  # fmt: skip
    assert data["stops"][-1][0] == "2021-01-01"
    assert data["stops"][data["day"]][0] == "2020-06-15"
    event = next(each for each in data["events"] if each["id"] == "t-1")
    assert [data["stops"][state[0]][0] for state in event["states"]] == [
        "2015-01-01",
        "2017-01-01",
        "2018-01-01",
        "2019-01-01",
        "2020-01-01",
        "2021-01-01",
    ]
    assert [data["statuses"][state[1]][0] for state in event["states"]] == [
        *("upcoming", "due", "upcoming", "due", "overdue", "done")
    ]
    assert [data["whens"][state[2]] for state in event["states"]][-3:] == ["2019", "2019", "1 Jan 2021"]
    assert event["agency"] == "B"
    assert [data["agencies"][number] for number in event["agencies"]] == ["A"]
    sources = [data["cells"][statement[5]] for statement in event["told"]]
    assert sources == [
        ['The "Web" & <co>', "dim", 'https://x.example/?a=1&b="2"'],
        ["Bad", "dim"],
        ["Old", "dim"],
    ]


def test_words_are_listed_in_their_order() -> None:
    data = page_of(ONE).data
    assert data["whens"] == ["6 May 2001", "2017", "2019", "1 Jan 2021", "2030"]
    assert data["slips"] == ["", "late", "1 y+ late", "3 y+ late"]
    assert [words for words, *_ in data["statuses"]] == ["overdue", "due", "upcoming", "done", "past"]


def test_only_a_query_that_asks_for_it_leaves_states_out() -> None:
    page = page_of(ONE, Query(statuses=(Status.OVERDUE,)))
    assert page.data["statuses"] == [["overdue", "overdue", "warning"]]
    assert {each["id"]: len(each["states"]) for each in page.data["events"]} == {"t-1": 2, "later": 0, "old": 0}


def test_what_was_said_while_an_event_was_left_out_lies_between_two_stops() -> None:
    data = page_of(ONE, Query(statuses=(Status.OVERDUE,))).data
    event = next(each for each in data["events"] if each["id"] == "t-1")
    assert [day for day, *_ in data["stops"]] == ["2020-01-01", "2020-06-15", "2021-01-01"]
    assert [since for since, *_ in event["told"]] == [-0.5, -0.5, 2]


def test_hostile_texts_stay_texts() -> None:
    page = page_of(making.timeline(hostile.timeline()))
    titles = {each["title"] for each in page.data["events"]}
    assert "</script><!-- -->" in titles
    assert "中华人民共和国的空间站 is wide" in titles
    assert any(each.text.startswith("</script><!-- -->") for each in cells(page, "th"))


@pytest.mark.parametrize("arguments", [("list",), ("show", "e22"), ("history",), ("slips",)], ids=lambda each: each[0])
def test_hostile_tables_stay_tables(cli: Cli, arguments: tuple[str, ...]) -> None:
    page = harmless(cli(*arguments, "-f", cli.file(hostile.timeline()), "-O", "html").out)
    assert "</script><!-- -->" in page.named("body")[0].text


@pytest.mark.parametrize("shown", [Timeline(events=()), making.timeline("events: [{title: Idea}]")])
def test_hardly_anything_is_a_page_too(shown: Timeline) -> None:
    page = page_of(shown)
    assert [day for day, *_ in page.data["stops"]] == ["2020-06-14", "2020-06-15"][-1 - len(shown.events) :]
    assert [each.text for each in page.named("tr", "event")] == [f"{each.title}no dateundated" for each in shown.events]
    (nothing,) = [each for each in page.named("p") if each.attributes.get("id") == "none"]
    assert ("hidden" in nothing.attributes) == bool(shown.events)


@given(timelines())
def test_nothing_lies_outside_the_drawing(shown: Timeline) -> None:
    page = page_of(shown)
    for event in page.data["events"]:
        for _, start, end in event["marks"]:
            assert -1 <= start <= end <= 101


def test_a_table_is_sorted_by_what_its_cells_mean(cli: Cli) -> None:
    file = cli.file(
        "events: [{title: b, date: 2019-12-01}, {title: A, date: 2019-02}, {title: c}, {title: d, date: '0999'}]"
    )
    page = harmless(cli("list", "-f", file, "-O", "html").out)
    places = {row[1].text: [each.attributes.get("data-order") for each in row[:2]] for row in rows_of(page)}
    assert places == {"d": ["0", "3"], "A": ["1", "0"], "b": ["2", "1"], "c": [None, "2"]}


def rows_of(page: Webpage) -> list[list[Element]]:
    row: list[list[Element]] = []
    for each in page.elements:
        if each.name == "tr" and "tbody" in each.within:
            row.append([])
        if each.name == "td":
            row[-1].append(each)
    return row


def test_a_table_of_chosen_columns(cli: Cli) -> None:
    page = harmless(cli("list", "--columns", "id,promises", "-O", "html", "-n", "2").out)
    assert [each.text for each in page.named("th")] == ["id", "promises"]
    assert [row[0].text for row in rows_of(page)] == ["glex-2012", "shared-destiny-notion"]
    assert not harmless(cli("list", "-O", "html", "--no-header").out).named("th")


def test_a_card_links_its_sources(cli: Cli) -> None:
    page = harmless(cli("show", "tianhe-launch", "-O", "html").out)
    links = {each.text: each.attributes["href"] for each in page.named("a")}
    assert links["Xinhua / China Daily"].startswith("https://global.chinadaily.com.cn/")
    assert page.named("h1")[0].text == "Tianhe core module launch"


def test_it_names_its_day_if_it_has_one(cli: Cli) -> None:
    assert "As known on 7 Jun 2017" in cli("upcoming", "--as-of", "2017-06-07", "-O", "html").out
    assert "as known on" not in cli("date", "2019", "-O", "html").out


def test_a_chart_of_one_day_only_is_refused() -> None:
    with pytest.raises(UsageError, match="only one day"):
        write(chart(ONE, Query(), TODAY), FORMATS["html"], io.StringIO(), Style())


def test_the_page_of_the_bundled_timeline_is_small(cli: Cli, tmp_path: Path) -> None:
    target = tmp_path / "page.htm"
    assert cli("chart", "-o", str(target)).code == 0
    assert target.stat().st_size < 150_000


def test_the_page_of_the_documents_is_fresh(cli: Cli, tmp_path: Path) -> None:
    made = tmp_path / "page.html"
    assert cli(*PAGE_ARGUMENTS, "-o", str(made)).code == 0
    assert made.read_text() == PAGE.read_text(), "run docs/make_chart.py"
