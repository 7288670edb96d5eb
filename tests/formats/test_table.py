import json
import re

import pytest
from rich.cells import cell_len
from tests import hostile
from tests.running import Cli, Result

AS_OF = ("--as-of", "2026-11-23")
REPORTS = [("upcoming",), ("list",), ("show", "tianhe-launch"), ("history",), ("slips",), ("agencies",)]
SGR = re.compile(r"\x1b\[([\d;]*)m")


def on_terminal(cli: Cli, *arguments: str, columns: int = 80, **environ: str) -> Result:
    return cli(*arguments, terminal=True, environ={"COLUMNS": str(columns), "PAGER": "", "NO_COLOR": "1", **environ})


def ids(value: object) -> str:
    return " ".join(value) if isinstance(value, tuple) else str(value)


@pytest.mark.parametrize("report", REPORTS, ids=ids)
@pytest.mark.parametrize("columns", [40, 60, 80, 100, 120, 200])
def test_a_report_fits_the_terminal(cli: Cli, report: tuple[str, ...], columns: int) -> None:
    run = on_terminal(cli, *report, *AS_OF, columns=columns)
    assert run.out
    assert max(map(cell_len, run.out.splitlines())) <= columns


@pytest.mark.parametrize("report", REPORTS, ids=ids)
def test_a_pipe_gets_it_whole_whatever_the_terminal(cli: Cli, report: tuple[str, ...]) -> None:
    whole = cli(*report, *AS_OF)
    assert cli(*report, *AS_OF, environ={"COLUMNS": "20"}) == whole
    assert "\x1b" not in whole.out
    assert "…" not in whole.out


@pytest.mark.parametrize("report", REPORTS, ids=ids)
def test_a_wide_terminal_shows_what_a_pipe_gets(cli: Cli, report: tuple[str, ...]) -> None:
    wide = on_terminal(cli, *report, *AS_OF, columns=400).out
    assert wide.split() == cli(*report, *AS_OF).out.split()
    if report[0] != "show":  # whose notes are prose, wrapped for the eye
        assert wide == cli(*report, *AS_OF).out


@pytest.mark.parametrize("columns", [1, 5, 12, 20, 30, 40, 79])
def test_dates_stay_whole_at_any_width(cli: Cli, columns: int) -> None:
    lines = on_terminal(cli, "list", *AS_OF, columns=columns).out.splitlines()
    assert any(line.strip().endswith("22-24 May 2012") or "22-24 May 2012  " in line for line in lines)
    assert any("29 Apr 2021" in line for line in lines)


def test_titles_wrap_at_blanks(cli: Cli) -> None:
    file = cli.file(f"events: [{{title: {'word ' * 30}, date: 2028, agency: NASA}}]")
    lines = on_terminal(cli, "list", "-f", file, *AS_OF, columns=70).out.splitlines()
    assert len(lines) > 3
    assert {word for line in lines[2:] for word in line.split()} == {"word"}


def test_where_columns_do_not_fit_each_value_has_a_line(cli: Cli) -> None:
    file = cli.file("events: [{title: Moon landing, date: 2028-07-20, agency: NASA}, {title: Mars, date: 2040}]")
    assert on_terminal(cli, "list", "-f", file, *AS_OF, columns=32).out.splitlines() == [
        "When     20 Jul 2028",
        "Event    Moon landing",
        "Agency   NASA",
        "Status   upcoming",
        "",
        "When     2040",
        "Event    Mars",
        "Status   upcoming",
    ]
    assert on_terminal(cli, "list", "-f", file, *AS_OF, columns=20).out.splitlines() == [
        "20 Jul 2028", "Moon landing", "NASA", "upcoming", "", "2040", "Mars", "upcoming",
    ]  # fmt: skip


def test_all_columns_stand_below_each_other(cli: Cli) -> None:
    columns = "id,title,agencies,tags,status,date,earliest,latest,source"
    out = on_terminal(cli, "list", "--search", "tianhe", "--columns", columns, *AS_OF).out
    assert out.startswith("id        tianhe-launch\ntitle     Tianhe core module launch\nagencies  CMSA\n")


def test_a_title_without_blanks_is_broken_anywhere(cli: Cli) -> None:
    file = cli.file(f"events: [{{title: {'x' * 300}, date: 2028}}]")
    out = on_terminal(cli, "list", "-f", file).out
    assert out.count("x") == 300
    assert max(map(len, out.splitlines())) == 80


def test_a_web_address_is_never_broken(cli: Cli) -> None:
    out = on_terminal(cli, "list", "--columns", "id,date,source", "--search", "change-5-launch", *AS_OF, columns=50).out
    assert out.splitlines() == [
        "id      change-5-launch",
        "date    2020-11-23",
        "source  "
        + cli("list", "--columns", "source", "--search", "change-5-launch", "--no-header", *AS_OF).out.strip(),
    ]


def test_wide_characters_are_aligned(cli: Cli) -> None:
    file = cli.file("events: [{title: 空间站, date: 2028, agency: A}, {title: station, date: 2029, agency: B}]")
    first, second = cli("list", "-f", file).out.splitlines()[1:]
    assert cell_len(first[: first.index(" A ")]) == cell_len(second[: second.index(" B ")])


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "gb18030"])
@pytest.mark.parametrize("columns", ["id,title,agencies", "title,agencies,date"])
def test_columns_stay_aligned_where_letters_are_lacking(cli: Cli, encoding: str, columns: str) -> None:
    file = cli.file("events: [{title: 天和 → é…, date: 2028, agency: A}, {title: station, date: 2029, agency: B}]")
    first, second = cli("list", "-f", file, "--columns", columns, encoding=encoding).out.splitlines()[1:]
    assert cell_len(first[: first.index("A")]) == cell_len(second[: second.index("B")])
    assert ("天和" in first) is (encoding == "gb18030")


@pytest.mark.parametrize("columns", [20, 80, 200])
def test_hostile_texts(cli: Cli, columns: int) -> None:
    out = on_terminal(cli, "list", "-f", cli.file(hostile.timeline()), "--as-of", "2020-01-01", columns=columns).out
    assert not any(ord(character) < 32 and character != "\n" for character in out)
    assert not re.search("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]", out)
    assert "[bold]markup[/bold]" in out.replace("\n", " ")
    assert ":rocket:" in out


def test_a_row_is_a_line_in_a_pipe(cli: Cli) -> None:
    out = cli("list", "-f", cli.file(hostile.timeline()), "--as-of", "2020-01-01").out
    assert len(out.splitlines()) == len(hostile.TEXTS) + 1


def test_columns_and_no_header(cli: Cli) -> None:
    assert (
        cli("list", "--columns", "id,date", "--search", "tianhe").out
        == "id             date\ntianhe-launch  2021-04-29\n"
    )
    assert cli("list", "--columns", "id,date", "--search", "tianhe", "--no-header").out == "tianhe-launch  2021-04-29\n"


def test_a_card_without_a_table_and_header(cli: Cli) -> None:
    file = cli.file("events: [{title: Moon base}]")
    assert cli("show", "moon-base", "-f", file, "--no-header").out.split() == ["Moon", "base", "undated"]


def test_only_columns_that_wrap_fit_any_width(cli: Cli) -> None:
    lines = on_terminal(cli, "list", "--columns", "title", "--search", "tianhe", columns=1).out.split()
    assert "".join(lines) == "Tianhecoremodulelaunch"


def test_no_rows_are_no_lines(cli: Cli) -> None:
    run = cli("list", "--search", "no such text")
    assert (run.code, run.out, run.err) == (0, "", "0 events.\n")


@pytest.mark.parametrize("title", ["\x1b[31mred", "a\u202eb", "good\rEVIL"])
def test_hints_are_clean_too(cli: Cli, title: str) -> None:
    file = cli.file(f"events: [{{title: {json.dumps(title)}, date: 2001}}]")
    run = cli("upcoming", "-f", file)
    assert "The most recent event" in run.err
    assert title not in run.err


@pytest.mark.parametrize("report", REPORTS, ids=ids)
def test_colours_that_can_be_read_on_dark_and_on_light(cli: Cli, report: tuple[str, ...]) -> None:
    out = on_terminal(cli, *report, *AS_OF, NO_COLOR="").out
    codes = {code for match in SGR.findall(out) for code in match.split(";")}
    # bold, faint, red, green, magenta, cyan: no black, white, yellow, no grounds, no bright ones
    assert codes <= {"0", "1", "2", "31", "32", "35", "36"}
    assert SGR.sub("", out) == on_terminal(cli, *report, *AS_OF).out


def test_every_colour_ends_on_its_line(cli: Cli) -> None:
    for line in on_terminal(cli, "list", *AS_OF, NO_COLOR="").out.splitlines():
        assert SGR.findall(line)[-1:] in ([], ["0"])


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "latin-1"])
def test_other_encodings(cli: Cli, encoding: str) -> None:
    out = cli("show", "tianhe-launch", *AS_OF, encoding=encoding).out
    assert "CMSA (China Manned Space Agency) - space station - launch" in out
    assert cli("list", "-f", cli.file(hostile.timeline()), *AS_OF, encoding=encoding).code == 0


def test_columns_are_narrowed_before_rows_fall_apart(cli: Cli) -> None:
    file = cli.file("""
events:
  - {title: A very long title of a mission that goes on and on, agency: NASA, date: 2026-04/2027-03}
  - {title: Short, agency: ESA, promises: [{said: 2010-01-01, due: 2012}]}
""")
    lines = on_terminal(cli, "list", "-f", file, *AS_OF, columns=52).out.splitlines()
    assert lines[0].split() == ["When", "Event", "Agency", "Status", "Verdict"]
    assert any(line.startswith("Apr 2026 to ") for line in lines)  # a date is broken at its `to` only
    assert any(line.startswith("Mar 2027") for line in lines)
    assert max(map(cell_len, lines)) <= 52


def test_columns_of_zeros_are_left_out_where_there_is_no_room(cli: Cli) -> None:
    file = cli.file("events: [{title: A, agency: NASA, promises: [{by: NASA, said: 2010-01-01, due: 2012}]}]")
    assert "Kept" in on_terminal(cli, "speakers", "-f", file, *AS_OF, columns=100).out
    narrow = on_terminal(cli, "speakers", "-f", file, *AS_OF, columns=60).out
    assert ("Kept" in narrow, "Late" in narrow, "1 (1 late)" in narrow) == (False, False, True)
