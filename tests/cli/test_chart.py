import re
from pathlib import Path

import pytest
from docs.make_chart import ARGUMENTS, TARGET
from tests.golden_files import assert_golden
from tests.running import Cli

from spacetl.formats.lines import width_of

NARROW = "events: [{title: Alone, date: 2030-05-04}]"
CENTURIES = "events: [{title: First, date: '0724'}, {title: Second, date: 13XX}, {title: Third, date: 2028~}]"
WEEK = """
events:
  - {title: Opening, date: 2026-11-20}
  - {title: Sessions, date: 2026-11-21/2026-11-24}
  - {title: Launch, promises: [{said: 2026-11-01, due: 2026-11-19}, {said: 2026-11-19, due: 2026-11-25}]}
"""
FIFTY = "events:\n" + "".join(
    f"  - {{title: Launch number {number}, date: {2000 + number}-0{number % 9 + 1}, agency: A{number % 7}}}\n"
    for number in range(50)
)


@pytest.mark.parametrize("width", [40, 80, 120, 200])
@pytest.mark.parametrize("as_of", ["2017-06-07", "2022-06-01", "2026-11-23"])
def test_the_bundled_timeline(cli: Cli, width: int, as_of: str, update_golden: bool) -> None:
    run = cli("chart", "--as-of", as_of, environ={"COLUMNS": str(width)})
    assert run.code == 0
    assert_golden(f"chart-{as_of}-{width}.txt", run.out, update=update_golden)


def test_ascii_where_the_terminal_has_no_more(cli: Cli, update_golden: bool) -> None:
    environ = {"COLUMNS": "100", "PAGER": "", "NO_COLOR": "1"}
    run = cli("chart", "--as-of", "2018-02-01", terminal=True, encoding="ascii", environ=environ)
    assert run.out.isascii()
    assert_golden("chart-ascii.txt", run.out, update=update_golden)


@pytest.mark.parametrize("text", [NARROW, CENTURIES, WEEK, FIFTY], ids=["one day", "centuries", "one week", "fifty"])
@pytest.mark.parametrize("width", [40, 71, 72, 80, 200])
def test_extremes_fit(cli: Cli, text: str, width: int) -> None:
    run = cli("chart", "-f", cli.file(text), environ={"COLUMNS": str(width)})
    lines = run.out.splitlines()
    assert run.code == 0
    assert max(map(width_of, lines)) <= width
    assert re.search(r"\d{4}", "".join(lines[:2])) or "Nov" in lines[0]
    titles = re.findall(r"title: ([^,}]+)", text)
    assert [title for title in titles if title not in run.out] == []


WIDE = "events: [{title: 中华人民共和国的空间站和飞船, agency: 中国国家航天局, date: 2027-05/2028-06}]"


@pytest.mark.parametrize("width", range(1, 46))
@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
def test_any_width(cli: Cli, width: int, encoding: str) -> None:
    environ = {"COLUMNS": str(width), "PAGER": "", "NO_COLOR": "1"}
    for file in ((), ("-f", cli.file(WIDE))):
        run = cli("chart", *file, terminal=True, encoding=encoding, environ=environ)
        assert run.code == 0
        assert max(map(width_of, run.out.splitlines())) <= max(width, 40)


def test_an_empty_timeline_draws_nothing_and_says_so(cli: Cli) -> None:
    run = cli("chart", "-f", cli.file("events: []"))
    assert (run.code, run.out) == (0, "")
    assert run.err.startswith("Nothing to draw as of 23 Nov 2026.")


def test_a_pipe_gets_eighty_columns_and_no_escapes(cli: Cli) -> None:
    run = cli("chart")
    assert max(map(width_of, run.out.splitlines())) in range(70, 81)
    assert "\x1b" not in run.out


def test_a_terminal_gets_its_colours(cli: Cli) -> None:
    run = cli("chart", "--as-of", "2018-02-01", "--search", "UN projects", terminal=True, environ={"COLUMNS": "100"})
    warning, as_of = re.search(r"\x1b\[([\d;]+)m▒", run.out), re.search(r"\x1b\[([\d;]+)m│", run.out)
    assert warning
    assert as_of
    assert warning[1] != as_of[1]
    assert re.search(rf"\x1b\[{warning[1]}m▒+┄*!\x1b", run.out)


def test_the_range_is_the_window(cli: Cli) -> None:
    run = cli("chart", "--since", "2018", "--until", "2019", environ={"COLUMNS": "100"})
    rows = {line.split("  ")[0].strip(): line for line in run.out.splitlines()}
    assert "2018" in run.out.splitlines()[0]
    assert "2020" not in run.out.splitlines()[0]
    assert "‹ " in rows["GLEX 2017, Beijing"]
    assert rows["GLEX 2017, Beijing"].endswith("6-8 Jun 2017")
    assert rows["ISS brought down"].split()[-2:] == ["›", "2030"]
    assert "23 Nov 2026 ›" in run.out


def test_groups(cli: Cli) -> None:
    def heads(by: str) -> list[str]:
        lines = cli("chart", "--group", by, environ={"COLUMNS": "100"}).out.split("\n\n")[0].splitlines()[2:-1]
        return [line.partition("  ")[0] for line in lines if not line.startswith(" ")]

    assert "NASA, Roscosmos, ESA, JAXA, CSA" in heads("agency")
    assert set(heads("Tag")) >= {"conference", "policy", "moon", "rocket", "space station"}
    assert heads("none") == []


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (
            ("-O", "csv"),
            "chart cannot be written as csv, only as table, svg, html; use `spacetl list -O csv` for its events",
        ),
        (("-o", "chart.ics"), "chart cannot be written as ics"),
        (("--group", "agnecy"), "no group 'agnecy'; did you mean agency?"),
        (("--columns", "id"), "no option '--columns'"),
        (("--since", "2019", "--until", "2018"), "range is empty"),
    ],
)
def test_what_does_not_fit_is_refused(cli: Cli, arguments: tuple[str, ...], words: str) -> None:
    run = cli("chart", *arguments)
    assert (run.code, run.out) == (2, "")
    assert words in run.err


def test_only_a_chart_is_a_picture(cli: Cli) -> None:
    run = cli("list", "-O", "svg")
    assert (run.code, run.out) == (2, "")
    assert "list cannot be written as svg" in run.err


def test_the_picture_of_the_documents_is_fresh(cli: Cli, tmp_path: Path) -> None:
    drawn = tmp_path / "chart.svg"
    assert cli(*ARGUMENTS, "-o", str(drawn)).code == 0
    assert drawn.read_text() == TARGET.read_text(), "run docs/make_chart.py"


def test_the_extension_gives_the_format(cli: Cli, tmp_path: Path) -> None:
    for ending in ("svg", "txt"):
        assert cli("chart", "-o", str(tmp_path / f"chart.{ending}")).code == 0
    assert (tmp_path / "chart.svg").read_text().startswith("<svg ")
    lines = (tmp_path / "chart.txt").read_text(encoding="utf-8").splitlines()
    assert max(map(width_of, lines)) in range(90, 101)


MANY = "events:\n" + "".join(
    f"  - {{title: Launch {number}, date: {1990 + number // 300}-{number % 12 + 1:02}-01}}\n" for number in range(2400)
)


def test_no_more_rows_than_anybody_reads(cli: Cli) -> None:
    """The rows are those in the range asked for, and stderr says how many there are."""
    run = cli("chart", "-f", cli.file(MANY), "--since", "1994")
    assert run.out.count("Launch") == 1000
    assert "1 Jan 1990" not in run.out
    assert run.err == "1,000 of 1,200 events as of 23 Nov 2026; -n draws more.\n"


def test_as_many_rows_as_are_asked_for(cli: Cli) -> None:
    run = cli("chart", "-f", cli.file(MANY), "-n", "1100")
    assert run.out.count("Launch") == 1100
    assert run.err == "1,100 of 2,400 events as of 23 Nov 2026.\n"
