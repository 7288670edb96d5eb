"""The rows of `diff`, one for each kind of change."""

from typing import Any

from tests.making import timeline

from spacetl.formats import Style, records
from spacetl.reports.diff import diff
from spacetl.reports.report import Table

OLD = timeline("""
agencies: {NASA: {name: N}}
events:
  - {id: plain, title: Plain, agency: NASA, date: 2028}
  - {id: gone, title: Gone, agency: NASA, promises: [{said: 2017-06-07, by: Li, due: 2019}]}
  - {id: core, title: Core, promises: [{said: 2017-06-07, by: Li, due: 2019}]}
  - {id: iss, title: ISS, promises: [{said: 2020-01-01, by: NASA, due: 2028}, {said: 2022-01-01, by: NASA, due: 2030}]}
  - {id: was, title: Was, promises: [{said: 2020-01-01, by: NASA, due: 2028}], outcome: {date: 2021}}
""")
NEW = timeline("""
sources: {paper: {title: A paper, url: "https://example.org/paper"}}
events:
  - {id: plain, title: Plain, agency: NASA, tags: [b, a], date: 2028-05}
  - id: core
    title: Core
    promises: [{said: 2017-06-07, by: Li, due: 2018}]
    outcome: {date: 2021-04-29, source: paper}
  - id: iss
    title: ISS
    promises:
      - {said: 2020-01-02, by: NASA, due: 2028}
      - {said: 2022-01-01, by: NASA, due: 2030}
      - {said: 2023-01-01, by: ESA, due: 2031, source: paper}
      - {said: 2024-01-01, by: NASA}
      - {said: 2025-01-01, by: NASA, due: 2031~}
  - {id: idea, title: Idea}
  - id: new
    title: New
    promises: [{said: 2024-01-01, due: 2030}, {said: 2025-01-01, by: Wu, due: 2031, source: paper}]
  - {id: was, title: Was, promises: [{said: 2020-01-01, by: NASA, due: 2028}]}
""")


def seen(table: Table[Any]) -> list[list[str]]:
    return [[field.cell(row).text for field in table.fields] for row in table.rows]


def test_what_people_see() -> None:
    table = diff(OLD, NEW)
    assert [field.heading for field in table.fields] == ["Event", "Change", "Was", "Now", "By", "Said"]
    assert seen(table) == [
        ["Core", "due corrected", "2019", "2018", "Li", "7 Jun 2017"],
        ["Core", "done", "2018", "29 Apr 2021", "", "29 Apr 2021"],
        ["Gone", "event removed", "2019", "", "Li", "7 Jun 2017"],
        ["Idea", "new event", "", "no date", "", ""],
        ["ISS", "said corrected", "1 Jan 2020", "2 Jan 2020", "NASA", "2 Jan 2020"],
        ["ISS", "later by 1 y", "2030", "2031", "ESA", "1 Jan 2023"],
        ["ISS", "withdrawn", "2031", "no date", "NASA", "1 Jan 2024"],
        ["ISS", "wider", "2031", "around 2031", "NASA", "1 Jan 2025"],
        ["New", "new event", "", "2031", "Wu", "1 Jan 2025"],
        ["Plain", "tags corrected", "", "a, b", "", ""],
        ["Plain", "date corrected", "2028", "May 2028", "", ""],
        ["Was", "outcome removed", "2021", "", "", "31 Dec 2021"],
        ["agency NASA", "agency removed", "N", "", "", ""],
        ["source paper", "new source", "", "A paper", "", ""],
    ]
    assert table.hint == ("14 changes.",)


def test_corrected_refs() -> None:
    old, new = (
        timeline(f"events: [{{title: A, id: a, refs: {refs}}}]") for refs in ("{gcat: '1'}", "{gcat: '3', ll2: x}")
    )
    table = diff(old, new)
    assert seen(table) == [["A", "refs corrected", "gcat 1", "gcat 3, ll2 x", "", ""]]
    (row,) = records(table, Style())
    assert (row["was"], row["now"]) == (("gcat 1",), ("gcat 3", "ll2 x"))


def test_what_machines_get() -> None:
    rows = list(records(diff(OLD, NEW), Style()))
    assert list(rows[0]) == [
        "part", "change", "key", "id", "title", "agencies", "said", "by", "was", "now",
        "slip_min_days", "slip_max_days", "source",
    ]  # fmt: skip
    found = {(row["id"], row["part"], row["change"], row["key"]): row for row in rows}
    slip = found["iss", "promise", "later", None]
    assert slip | {"title": None} == {
        "part": "promise", "change": "later", "key": None, "id": "iss", "title": None, "agencies": (),
        "said": "2023-01-01", "by": "ESA", "was": "2030", "now": "2031", "slip_min_days": 1, "slip_max_days": 729,
        "source": "https://example.org/paper",
    }  # fmt: skip
    assert found["plain", "event", "corrected", "tags"]["now"] == ("a", "b")
    assert found["iss", "promise", "corrected", "said"]["was"] == "2020-01-01"
    assert found["core", "promise", "corrected", "due"]["slip_min_days"] is None  # corrected, not slipped
    assert found["gone", "event", "removed", None]["agencies"] == ("NASA",)
    assert found["NASA", "agency", "removed", None]["title"] is None
    assert found["new", "event", "added", None]["source"] == "https://example.org/paper"


def test_the_title_of_the_timeline_and_of_an_outcome_its_date() -> None:
    old = timeline("{title: A, events: [{id: e, title: E, promises: [{due: 2019}], outcome: {date: 2020}}]}")
    new = timeline(
        "{title: B, events: [{id: e, title: E, promises: [{due: 2019}], outcome: {date: 2021, result: failed}}]}"
    )
    assert [row[:4] for row in seen(diff(old, new))] == [
        ["the timeline", "title corrected", "A", "B"],
        ["E", "outcome date corrected", "2020", "2021"],
        ["E", "outcome result corrected", "done", "failed"],
    ]


def test_no_changes() -> None:
    table = diff(NEW, NEW)
    assert (list(table.rows), table.hint) == ([], ("No changes.",))
