"""axe-core finds nothing wrong with the pages."""

from importlib.resources import files

import pytest
from tests.formats.page.conftest import Opened
from tests.running import Cli

AXE = (files("axe_core_python") / "axe.min.js").read_text(encoding="utf-8")
CHECK = """
const done = arguments[0];
for (const each of document.getAnimations()) each.finish();
axe.run().then(({violations}) => done(violations.flatMap(
  ({id, nodes}) => nodes.map(({html, any}) => [id, html.slice(0, 200), any.map(({message}) => message).join()]))));
"""


def violations(opened: Opened) -> list[list[str]]:
    opened.run(AXE)
    found: list[list[str]] = opened.driver.execute_async_script(CHECK)
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [400, 1280])
def test_the_page_of_a_chart(page: Opened, width: int, scheme: str) -> None:
    page.looks(width, prefers_color_scheme=scheme)
    page.show("#day=2018-05-01&event=change-4-launch")
    assert violations(page) == []
    page.show("#day=2026-11-01&agency=CNSA&status=done")
    assert violations(page) == []


@pytest.mark.parametrize("report", [("list",), ("slips",), ("show", "tianhe-launch")], ids=lambda each: each[0])
def test_the_page_of_a_table(opened: Opened, cli: Cli, report: tuple[str, ...]) -> None:
    path = cli.folder / "table.html"
    assert cli(*report, "-o", str(path)).code == 0
    opened.go(str(path))
    for scheme in ("light", "dark"):
        opened.looks(1280, prefers_color_scheme=scheme)
        assert violations(opened) == []
