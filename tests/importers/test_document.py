"""docs/importing.md says how each date is read; its tables are run."""

import datetime
import json
import re
from pathlib import Path

import pytest

from spacetl.dates import parse
from spacetl.importers import IMPORT_FORMATS, Item, Terms, read
from spacetl.importers.csv import COLUMN_FIELDS
from spacetl.importers.gcat import vague_date
from spacetl.importers.ll2 import PRECISIONS
from spacetl.importers.updates import Update, read_update

TEXT = (Path(__file__).parents[2] / "docs" / "importing.md").read_text(encoding="utf-8")
TERMS = Terms(datetime.date(2026, 11, 23))


def table(heading: str) -> list[list[str]]:
    """The rows of the table whose heading begins like this."""
    found = re.search(rf"^\| {re.escape(heading)} .*\n\| -.*\n((?:\|.*\n)+)", TEXT, re.MULTILINE)
    assert found
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in found[1].splitlines()]


@pytest.mark.parametrize(("net", "precision", "edtf"), table("net"))
def test_a_precision_of_launch_library(net: str, precision: str, edtf: str) -> None:
    launch = {"id": "x", "name": "X", "net": net, "net_precision": {"name": precision}, "status": {"id": 2}}
    (item,) = read(json.dumps(launch).encode(), IMPORT_FORMATS["ll2"], TERMS)
    assert isinstance(item, Item)
    assert [str(promise.due) for promise in item.promises] == [edtf]


def test_every_precision_is_in_the_document() -> None:
    assert {row[1].casefold() for row in table("net")} == PRECISIONS.keys()


@pytest.mark.parametrize(("text", "edtf"), table("date"))
def test_a_vague_date(text: str, edtf: str) -> None:
    found = vague_date(text)
    assert found is not None
    assert (str(found.date), found.scheduled) == (edtf, False)


@pytest.mark.parametrize(
    ("text", "edtf"),
    [("2027 Juns", "2027-06"), ("2027 Jun?s", "2027-05?/2027-07?"), ("2027s", "2027"), ("2027 Q1s", "2027-33")],
)
def test_a_scheduled_date(text: str, edtf: str) -> None:
    found = vague_date(text)
    assert found is not None
    assert (str(found.date), found.scheduled) == (edtf, True)


@pytest.mark.parametrize(("status", "becomes"), table("STATUS"))
def test_the_document_names_every_status_of_a_calendar(status: str, becomes: str) -> None:
    assert status
    assert becomes


def test_the_fields_of_a_table() -> None:
    assert {field: tuple(headers.split(", ")) for field, headers in table("field")} == COLUMN_FIELDS


@pytest.mark.parametrize(("comment", "day", "edtf"), table("update | of | EDTF"))
def test_an_update_that_is_read(comment: str, day: str, edtf: str) -> None:
    assert read_update(comment, datetime.date.fromisoformat(day)) == Update(parse(edtf))


@pytest.mark.parametrize(("comment", "day", "reason"), table("update | of | not"))
def test_an_update_that_is_not_read(comment: str, day: str, reason: str) -> None:
    assert read_update(comment, datetime.date.fromisoformat(day)) == Update(None, reason)


@pytest.mark.parametrize(
    "comment", ["Liftoff!", "Weather 90% GO", "May be delayed.", "Official Webcast, 5 June", "Adding Long March 8"]
)
def test_an_update_that_names_no_date(comment: str) -> None:
    assert read_update(comment, TERMS.said) == Update()
