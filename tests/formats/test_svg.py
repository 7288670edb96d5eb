import io
import re
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from tests import hostile, making
from tests.making import day, timelines

from spacetl.formats import FORMATS, Style, write
from spacetl.query import Query
from spacetl.reports.chart import chart
from spacetl.timeline import Timeline

TODAY = day("2020-06-15")
SVG = "{http://www.w3.org/2000/svg}"


def picture(shown: Timeline, query: Query | None = None) -> ET.Element:
    out = io.StringIO()
    write(chart(shown, query or Query(), TODAY), FORMATS["svg"], out, Style())
    assert out.getvalue().isascii()
    return ET.fromstring(out.getvalue())  # noqa: S314 - we wrote it


def of_class(root: ET.Element, kind: str) -> list[ET.Element]:
    """The elements of a row with the class."""
    return [each for row in root.iter(f"{SVG}g") for each in row if kind in each.get("class", "").split()]


def left(element: ET.Element) -> float:
    return float(element.get("x") or element.get("x1") or element.get("cx") or "nan")


ONE = making.timeline("""
title: "Slips & <more>"
events: [{title: T, promises: [{due: 2017}, {due: 2019}], outcome: {date: 2021-01-01}}]
""")


def test_geometry_is_that_of_the_days() -> None:
    root = picture(ONE)
    first, second = of_class(root, "ghost")
    (done,) = of_class(root, "done")
    (trail,) = of_class(root, "trail")
    ticks = [each for each in root.iter(f"{SVG}line") if each.get("class") == "grid"]
    years = {2017 + number // 2: left(each) for number, each in enumerate(ticks) if number % 2 == 0}
    assert list(years) == [2017, 2018, 2019, 2020, 2021]
    assert (left(first), left(second)) == (years[2017], years[2019])
    assert left(done) == pytest.approx(years[2021], abs=3)
    assert left(trail) == left(first)
    assert float(trail.get("x2", 0)) == pytest.approx(left(done), abs=3)


def test_the_texts_are_there() -> None:
    texts = [each.text for each in picture(ONE).iter(f"{SVG}text")]
    assert {"Slips & <more>", "as known on 15 Jun 2020", "T", "1 Jan 2021", "3 y+ late", "15 Jun 2020"} <= set(texts)
    assert texts[-3:] == ["done", "promised before", "moved"]


def test_hostile_texts_stay_texts() -> None:
    root = picture(making.timeline(hostile.timeline()))
    assert {each.tag.removeprefix(SVG) for each in root.iter()} <= {
        *("svg", "title", "style", "rect", "text", "line", "g", "path", "circle"),
    }


def test_an_empty_timeline_is_a_picture_too() -> None:
    assert "Nothing to draw" in [each.text for each in picture(Timeline(events=())).iter()]


@given(timelines())
def test_nothing_lies_outside_the_picture(shown: Timeline) -> None:
    root = picture(shown)
    width = float(root.get("width", 0))
    for row in root.iter(f"{SVG}g"):
        for each in row:
            for name in ("x", "x1", "x2", "cx"):
                assert 0 <= float(each.get(name, 0)) <= width
            start = re.match(r"M(-?[\d.]+) ", each.get("d", "M0 "))
            assert start
            assert 0 <= float(start[1]) <= width
