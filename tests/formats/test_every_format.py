"""Every report in every format: written and read back, or refused by name."""

import csv
import io
import itertools
import json
import shutil
import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import vobject
from markdown_it import MarkdownIt
from tests import hostile
from tests.running import Cli, Result
from tests.webpage import harmless

from spacetl.cli.app import COMMANDS
from spacetl.formats import FORMATS

AS_OF = ("--as-of", "2026-11-23")
BUNDLED = str(Path(__file__).parents[2] / "data" / "timeline.yaml")
ARGUMENTS = {
    "show": ("tianhe-launch",),
    "date": ("2019", "late 2017", "2026-03/.."),
    "diff": (BUNDLED, BUNDLED),
}
OF_NO_DAY = ("date", "diff")


def reports() -> list[str]:
    """The commands that take both a format and columns, by name."""
    options = {name: {o for p in each.params for o in p.opts} for name, each in COMMANDS.items()}
    return [name for name, known in options.items() if {"--format", "--columns"} <= known]


EVERY = list(itertools.product((each for each in reports() if each != "diff"), FORMATS))  # tests/cli/test_diff.py


def arguments_of(report: str) -> tuple[str, ...]:
    return (report, *ARGUMENTS.get(report, ()), *(() if report in OF_NO_DAY else AS_OF))


def read_separated(text: str, delimiter: str = ",") -> int:
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    assert {len(row) for row in rows} == {len(rows[0])}
    return len(rows) - 1


def read_json(text: str) -> int:
    document = json.loads(text)
    assert isinstance(document, list | dict)
    return len(document) if isinstance(document, list) else len(document["promises"]) + bool(document["outcome"])


def read_ndjson(text: str) -> int:
    return sum(isinstance(json.loads(line), dict) for line in text.splitlines())


def read_markdown(text: str) -> int:
    """The number of rows of the first table; nothing in the text may be a link, a heading, code or HTML."""
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(text)
    kinds = [token.type for token in tokens] + [child.type for token in tokens for child in token.children or ()]
    assert not {"link_open", "image", "heading_open", "html_inline", "html_block", "code_inline", "em_open"} & set(
        kinds
    )
    return kinds[: kinds.index("tbody_close") if "tbody_close" in kinds else 0].count("tr_open") - 1 if kinds else 0


def read_ics(text: str) -> int:
    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    components: Any = vobject.readComponents(text)
    (calendar,) = components
    uids = [event.uid.value for event in calendar.contents.get("vevent", [])]
    assert len(set(uids)) == len(uids)
    return len(uids)


def read_svg(text: str) -> int:
    return len(ET.fromstring(text))  # noqa: S314 - our own


def read_html(text: str) -> int:
    """The number of rows of its tables, without groups and headings."""
    return sum("tbody" in each.within and not each.is_a("group") for each in harmless(text).named("tr"))


READERS: dict[str, Callable[[str], int]] = {
    "table": lambda text: len(text.splitlines()) - 1,
    "csv": read_separated,
    "tsv": lambda text: read_separated(text, "\t"),
    "json": read_json,
    "ndjson": read_ndjson,
    "markdown": read_markdown,
    "ics": read_ics,
    "svg": read_svg,
    "html": read_html,
}


def fits(run: Result) -> bool:
    """Whether the report was written; otherwise assert that it was refused properly."""
    if run.code == 0:
        return True
    assert run.code == 2
    assert run.out == ""
    named = run.err.strip().partition(", only as ")[2].partition("; ")[0]
    assert "cannot be written as" in run.err
    assert set(named.split(", ")) < set(FORMATS)
    return False


@pytest.mark.parametrize(("report", "name"), EVERY)
def test_every_report_in_every_format(cli: Cli, report: str, name: str) -> None:
    run = cli(*arguments_of(report), "-O", name)
    if fits(run):
        assert READERS[name](run.out) > 0


@pytest.mark.parametrize(("report", "name"), EVERY)
def test_every_report_of_hostile_texts(cli: Cli, report: str, name: str) -> None:
    if report == "date":
        return
    file = cli.file(hostile.timeline())
    event = ("e0",) if report == "show" else ()
    run = cli(report, *event, "-f", file, "--as-of", "2020-01-01", "-O", name, terminal=True, environ={"PAGER": ""})
    if fits(run):
        assert READERS[name](run.out) >= 1
        assert "\x9b" not in run.out
        assert "\u202e" not in run.out
        assert "\x1b[31mred" not in run.out


@pytest.mark.parametrize(("report", "name"), EVERY)
def test_every_report_without_rows(cli: Cli, report: str, name: str) -> None:
    if report in ARGUMENTS:
        return
    run = cli(report, "--search", "no such text", *AS_OF, "-O", name)
    if fits(run) and name != "svg":
        assert READERS[name](run.out) <= 0
        assert "ttributeError" not in run.err


@pytest.mark.parametrize("report", ["upcoming", "list", "history", "slips", "agencies", "speakers"])
def test_all_formats_have_the_same_rows(cli: Cli, report: str) -> None:
    rows = read_json(cli(report, *AS_OF, "-O", "json").out)
    for name in ("csv", "tsv", "ndjson", "markdown"):
        assert READERS[name](cli(report, *AS_OF, "-O", name).out) == rows


@pytest.mark.parametrize("report", ["upcoming", "list", "history", "slips", "agencies", "speakers", "export"])
@pytest.mark.parametrize("file", ["bundled", "hostile"])
def test_csv_is_equal_to_json(cli: Cli, report: str, file: str) -> None:
    source = ("-f", cli.file(hostile.timeline())) if file == "hostile" else ()
    records = json.loads(cli(report, *source, *AS_OF, "-O", "json").out)
    text = cli(report, *source, *AS_OF, "-O", "csv", "--raw").out
    header, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    assert [dict(zip(header, row, strict=True)) for row in rows] == [
        {name: as_cell(value) for name, value in record.items()} for record in records
    ]


def as_cell(value: object) -> str:
    """A value of a record as a cell of CSV."""
    if isinstance(value, list):
        return ";".join(value)
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)


@pytest.mark.skipif(shutil.which("jq") is None, reason="jq is not installed")
@pytest.mark.parametrize("name", ["json", "ndjson"])
def test_jq_reads_it(cli: Cli, name: str) -> None:
    run = cli("list", "-f", cli.file(hostile.timeline()), *AS_OF, "-O", name)
    filter_ = "[.[] | .title]" if name == "json" else "[., inputs | .title]"
    read = subprocess.run(("jq", filter_), input=run.out.encode(), capture_output=True, check=True)  # noqa: S607
    assert sorted(json.loads(read.stdout)) == sorted(hostile.TEXTS)


@pytest.mark.parametrize("name", ["CSV", "Json", "TABLE"])
def test_a_format_in_any_case(cli: Cli, name: str) -> None:
    assert cli("list", *AS_OF, "-O", name) == cli("list", *AS_OF, "-O", name.lower())


def test_an_unknown_format_lists_them(cli: Cli) -> None:
    run = cli("list", "-O", "jsn")
    assert run.code == 2
    assert run.err.startswith("spacetl: no format 'jsn'; did you mean json?")
