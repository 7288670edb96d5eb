"""The same bytes with a cache and without one."""

import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import json
from tests.making import timelines
from tests.running import Cli, Result

from spacetl.files.store import MIN_SIZE
from spacetl.timeline import Timeline, encode_date

PADDING = ("#" * 1023 + "\n") * (MIN_SIZE // 1024 + 1)
EXCERPTS = ("list", "export", "list --sort title", "show e0", "show e3", "show E0")
WHOLE = ("upcoming", "history", "slips", "agencies", "speakers", "chart")
FILTERS = (
    *("", "", "", "-a nasa", "-a cnsa -a esa", "-a jaxa", "-t moon", "-q event", "-s done", "--reverse", "-n 2"),
    *("--by cnsa", "--by nobody", "--where agency:nasa", "--where date>=2019", "--where by:cnsa", "--where source:s"),
)
RANGES = (
    *("", "--since 2050", "--since 2019 --surely", "--since 2020", "--until 2017", "--until 2010-01-01"),
    *("--since 2018-12-31", "--until 2020", "--since 2015 --until 2016", "--since 2019-12-31 --until 2020-01-02"),
)
FORMATS = ("table", "csv", "json", "markdown", "ics")


def later() -> int:
    """A clock so late that no file was written only just now."""
    return time.time_ns() + 60_000_000_000


def written(timeline: Timeline, folder: Path) -> str:
    path = folder / "random.yaml"
    path.write_text(PADDING + json.encode(timeline, enc_hook=encode_date).decode())
    return str(path)


def arguments() -> st.SearchStrategy[str]:
    filters = st.tuples(st.sampled_from(FILTERS), st.sampled_from(RANGES)).map(" ".join)
    commands = st.one_of(*map(st.sampled_from, (EXCERPTS, EXCERPTS, WHOLE)))
    asked = commands.flatmap(
        lambda name: st.just(name) if name.startswith("show") else filters.map(f"{name} {{}}".format)
    )
    as_of = st.sampled_from(("", "", "--as-of 2016-02-29", "--as-of 2009"))
    return st.tuples(asked, as_of, st.sampled_from(FORMATS).map("-O {}".format)).map(" ".join)


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(timelines(), arguments())
def test_the_same_with_a_cache(cli: Cli, timeline: Timeline, line: str) -> None:
    path = written(timeline, cli.folder)
    folder = cli.folder / "caches"

    def run(**environ: str) -> Result:
        return cli(*line.split(), "-f", path, clock=later, environ=environ)

    right = run()
    assert run(SPACETL_CACHE=str(folder)) == right
    assert len(list(folder.iterdir())) == 1
    assert run(SPACETL_CACHE=str(folder)) == right


def test_the_folder_of_the_user(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(cli.folder / "home"))
    path = cli.file(PADDING + "events: [{title: Some event, date: 2030}]")
    for _ in range(2):
        assert cli("list", "-f", path, clock=later, environ={"SPACETL_CACHE": ""}).code == 0
    assert [each.parent.name for each in cli.folder.rglob("*.spacetl")] == ["spacetl"]


@pytest.mark.parametrize("off", [("off", ()), ("caches", ("--no-cache",))])
def test_no_cache(cli: Cli, off: tuple[str, tuple[str, ...]]) -> None:
    variable, options = off
    wanted = variable if variable == "off" else str(cli.folder / variable)
    path = cli.file(PADDING + "events: [{title: Some event, date: 2030}]")
    cli("list", "-f", path, *options, clock=later, environ={"SPACETL_CACHE": wanted})
    assert [each.name for each in cli.folder.iterdir()] == ["mine.yaml"]


def test_a_cache_is_written_once(cli: Cli) -> None:
    path = cli.file(PADDING + "events: [{title: Some event, date: 2030}]")
    environ = {"SPACETL_CACHE": str(cli.folder / "caches")}
    cli("list", "-f", path, clock=later, environ=environ)
    (kept,) = (cli.folder / "caches").iterdir()
    before = kept.stat().st_mtime_ns
    assert cli("show", "some-event", "-f", path, clock=later, environ=environ).code == 0
    assert kept.stat().st_mtime_ns == before
