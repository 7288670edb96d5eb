"""The page of a table in a real browser."""

import json

from tests.formats.page.conftest import Opened
from tests.running import Cli

ROWS = "return [...document.querySelectorAll('tbody tr')].filter((row) => !row.hidden)"
COLUMN = ROWS + ".map((row) => row.cells[{}].textContent)"


def open_report(opened: Opened, cli: Cli, *arguments: str) -> None:
    path = cli.folder / "table.html"
    assert cli(*arguments, "-o", str(path)).code == 0
    opened.go(str(path))


def test_it_is_sorted_by_meaning(opened: Opened, cli: Cli) -> None:
    open_report(opened, cli, "list")
    titles = [row["title"] for row in json.loads(cli("list", "-O", "json").out)]
    assert opened.run(COLUMN.format(1)) == titles
    opened.button("When").click()
    assert opened.run(COLUMN.format(1)) == titles
    opened.button("When").click()
    assert opened.run(COLUMN.format(0))[-1] == "22-24 May 2012"
    opened.button("Verdict").click()
    assert opened.run(COLUMN.format(4))[:3] == ["kept", "kept", "kept"]
    assert opened.run("return document.querySelectorAll('[aria-sort]').length") == 1
    opened.button("Verdict").click()
    assert opened.run(COLUMN.format(4))[0] == "13 y+ late"
    assert opened.run(COLUMN.format(4))[-1] == ""
    opened.button("Verdict").click()
    assert opened.run(COLUMN.format(1)) == titles


def test_it_is_filtered_by_a_text(opened: Opened, cli: Cli) -> None:
    open_report(opened, cli, "history")
    opened.find("input").send_keys("WU yanhua")
    assert set(opened.run(COLUMN.format(2))) == {"Wu Yanhua"}
    assert opened.find("[role=status]").text.endswith(" of 111 rows")


def test_several_tables_and_few_rows(opened: Opened, cli: Cli) -> None:
    open_report(opened, cli, "slips", "--agency", "roscosmos")
    opened.driver.find_elements("css selector", "thead button")[0].click()
    open_report(opened, cli, "list", "--search", "no such text")
    assert opened.run(COLUMN.format(0)) == []
    open_report(opened, cli, "list", "--no-header")
    assert len(opened.run(COLUMN.format(0))) == 16
