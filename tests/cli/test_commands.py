import json
from pathlib import Path

import pytest
from tests.running import Cli

SMALL = "events:\n  - {title: Moon landing, date: 2028, agency: NASA}\n"


def test_the_smallest_file(cli: Cli) -> None:
    run = cli("list", "-f", cli.file(SMALL))
    assert run.code == 0
    assert run.out.splitlines()[1].split("  ")[:3] == ["2028", "Moon landing", "NASA"]


def test_no_command_is_upcoming(cli: Cli) -> None:
    assert cli() == cli("upcoming")
    assert cli("--as-of", "2017-06-07", "-a", "CNSA") == cli("upcoming", "--as-of", "2017-06-07", "-a", "CNSA")


@pytest.mark.parametrize(
    ("before", "command"),
    [
        (["-n", "1"], ["list"]),
        (["--as-of", "2017"], ["slips", "--reverse"]),
        (["--as-of=2017", "--search", "a b"], ["history"]),
        (["--tag", "moon", "-O", "csv"], ["list"]),
        (["--as-of", "2017-06-07"], ["show", "tianhe-launch"]),
        (["-f", "@flagships"], ["list", "-f", "@article"]),
        (["--limit", "3"], ["list", "--limit", "5"]),
        (["--search", "list"], ["list"]),
        (["-f", "@flagships"], ["list", "-h"]),
    ],
)
def test_options_may_stand_before_the_command(cli: Cli, before: list[str], command: list[str]) -> None:
    assert cli(*before, *command) == cli(command[0], *before, *command[1:])


def test_a_file_from_the_environment(cli: Cli) -> None:
    run = cli("list", environ={"SPACETL_FILE": cli.file(SMALL)})
    assert "Moon landing" in run.out


def test_a_file_beats_the_environment(cli: Cli) -> None:
    other = cli.file("events: [{title: Other, date: 2029}]", "other.yaml")
    run = cli("list", "-f", cli.file(SMALL), environ={"SPACETL_FILE": other})
    assert "Moon landing" in run.out
    assert "Other" not in run.out


def test_several_files_are_merged(cli: Cli) -> None:
    run = cli("list", "-f", cli.file(SMALL), "-f", cli.file("events: [{title: Mars, date: 2040}]", "mars.yaml"))
    assert [line.split("  ")[1] for line in run.out.splitlines()[1:]] == ["Moon landing", "Mars"]


def test_standard_input(cli: Cli) -> None:
    assert "Moon landing" in cli("list", "-f", "-", stdin=SMALL.encode()).out


def test_an_agency_that_is_mistyped(cli: Cli) -> None:
    run = cli("list", "--agency", "NASSA")
    assert (run.code, run.out) == (2, "")
    assert run.err == "spacetl: no agency 'NASSA' in this timeline; did you mean NASA?\n"


@pytest.mark.parametrize("command", ["upcoming", "list", "history", "slips", "agencies", "speakers", "chart"])
def test_an_agency_that_is_a_country(cli: Cli, command: str) -> None:
    run = cli(command, "--agency", "china")
    ours = cli(command, "-a", "CNSA", "-a", "CMSA", "-a", "CASC", "-a", "CSA-CN")
    assert (run.code, run.out) == (0, ours.out)
    assert run.err == f"No agency 'china'; showing the 4 agencies of China.\n{ours.err}"
    assert cli(command, "--agency", "china", "--quiet").err == ""


def test_a_country_of_one_agency_and_for_machines(cli: Cli) -> None:
    assert cli("list", "-a", "Canada").err.startswith("No agency 'Canada'; showing the one agency of Canada.\n")
    assert cli("export", "-a", "Canada") == cli("export", "-a", "CSA")
    assert cli("list", "--where", "agency:canada").out == cli("list", "-a", "CSA").out


@pytest.mark.parametrize("text", ["", "# nothing\n", "---\n", "a: [", "- 1\n"])
def test_a_file_that_is_no_timeline(cli: Cli, text: str) -> None:
    path = cli.file(text)
    run = cli("list", "-f", path)
    assert (run.code, run.out) == (1, "")
    assert run.err.startswith(path)
    assert run.err.count("\n") == 1


def test_a_file_that_is_missing(cli: Cli, tmp_path: Path) -> None:
    run = cli("list", "-f", str(tmp_path / "none.yaml"))
    assert (run.code, run.out) == (1, "")
    assert "none.yaml: no such file" in run.err


def test_export_writes_csv_by_default(cli: Cli, tmp_path: Path) -> None:
    assert cli("export", "-f", cli.file(SMALL)).out.startswith("id,title,agencies,")
    assert cli("export", "-f", cli.file(SMALL), "-o", str(tmp_path / "events.json")).out == ""
    assert json.loads((tmp_path / "events.json").read_text())[0]["id"] == "moon-landing"


def test_within_is_counted_from_the_as_of_day(cli: Cli) -> None:
    rows = json.loads(cli("upcoming", "--as-of", "2017-06-07", "--within", "18m", "-O", "json").out)
    assert [row["id"] for row in rows if row["status"] == "upcoming"] == ["change-4-launch"]


def test_what_only_possibly_lies_in_the_range_is_marked(cli: Cli) -> None:
    run = cli("list", "--since", "2030-06", "-a", "JAXA")
    assert run.out.count("2030 ?") == 2
    assert "--surely leaves those out" in run.err
    assert cli("list", "--since", "2030-06", "-a", "JAXA", "--surely").out == ""


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("list", "--as-of", "2027-02-31"), "--as-of: '2027-02-31' is not a date: there is no day 31 in 2027-02"),
        (("list", "--as-of", "TBD"), "--as-of: 'TBD' is not a date: there is none; leave the date out"),
        (("list", "--as-of", "2027/.."), "--as-of: '2027/..' has no end; give a day, a month or a year"),
        (("list", "--since", "2030", "--until", "2027"), "the range is empty"),
        (("list", "--status", "don"), "no status 'don'; did you mean done?"),
        (("list", "--sort", "dat"), "no sort key 'dat'; did you mean date?"),
        (("list", "-O", "jsn"), "no format 'jsn'; did you mean json?"),
        (("list", "--columns", "id,titel"), "no column 'titel' in list; did you mean title?"),
        (("upcoming", "--within", "soon"), "--within: 'soon' is not a length of time"),
        (("show", "tianhe-lunch"), "no event 'tianhe-lunch'; did you mean tianhe-launch?"),
        (("slips", "--baseline", "no"), "--baseline: 'no' is not a date"),
        (("list", "--tag", "mon"), "no tag 'mon' in this timeline; did you mean moon?"),
    ],
)
def test_wrong_usage_is_one_line_and_exit_code_2(cli: Cli, arguments: tuple[str, ...], words: str) -> None:
    run = cli(*arguments)
    assert (run.code, run.out) == (2, "")
    assert run.err.count("\n") == 1
    assert words in run.err


def test_dates_are_read_one_by_one(cli: Cli) -> None:
    run = cli("date", "2019", "31 Feb", "around 2022", "-O", "json")
    assert run.code == 2
    assert [row["edtf"] for row in json.loads(run.out)] == ["2019", "2022~"]
    assert run.err == "spacetl: '31 Feb' is not a date: there is no 31st in February\n"


def test_dates_from_standard_input_keep_their_line_numbers(cli: Cli) -> None:
    run = cli("date", "-", "-O", "ndjson", stdin=b"2019\n\nnope\nlate 2017\n")
    assert [json.loads(line)["edtf"] for line in run.out.splitlines()] == ["2019", "2017-39"]
    assert run.err.startswith("<stdin>:3: 'nope'")


def test_strict_dates_take_edtf_only(cli: Cli) -> None:
    assert cli("date", "--edtf", "2017-39").code == 0
    run = cli("date", "--edtf", "late 2017")
    assert (run.code, run.out) == (2, "")


@pytest.mark.parametrize(
    ("texts", "read"),
    [
        (("-6m",), ["2026-05-23"]),
        (("2019", "-6m", "-2w"), ["2019", "2026-05-23", "2026-11-09"]),
        (("-0044",), []),
        (("--edtf", "-0044"), []),
        (("--edtf", "-1985-04/..", "2019"), ["2019"]),
    ],
)
def test_a_minus_and_a_digit_are_no_option(cli: Cli, texts: tuple[str, ...], read: list[str]) -> None:
    run = cli("date", *texts, "-O", "ndjson")
    assert [json.loads(line)["edtf"] for line in run.out.splitlines()] == read
    assert "option" not in run.err
    assert ("negative years are not supported" in run.err) is (run.code == 2)


def test_a_date_beside_an_option_that_needs_a_value(cli: Cli) -> None:
    assert cli("list", "--since", "-6m").code == 0
    assert cli("show", "-1").err.startswith("spacetl: no event '-1'; ")


@pytest.mark.parametrize("limit", ["9" * 18, "9" * 20, "9" * 5000, "0" * 30 + "99"])
def test_a_limit_beyond_all_rows_is_none(cli: Cli, limit: str) -> None:
    assert cli("list", "-n", limit).out == cli("list").out


def test_a_limit_may_begin_with_noughts(cli: Cli) -> None:
    assert cli("list", "-n", "000").out == ""
    assert cli("list", "-n", "0" * 30 + "2").out == cli("list", "-n", "2").out


def test_names_of_columns_and_colours_in_any_case(cli: Cli) -> None:
    for command in (
        ("list", "-O", "csv"),
        ("list", "-O", "ndjson"),
        ("list",),
        ("show", "tianhe-launch", "-O", "json"),
    ):
        assert cli(*command, "--columns", "TITLE,Id").out == cli(*command, "--columns", "title,id").out
    assert "\x1b[" in cli("list", "--color", "ALWAYS").out
    assert cli("list", "--color", "Never", terminal=True, environ={"PAGER": ""}).out.count("\x1b[") == 0


def test_the_record_of_a_date(cli: Cli) -> None:
    (record,) = json.loads(cli("date", "circa 2022", "-O", "json").out)
    assert record == {
        "input": "circa 2022",
        "edtf": "2022~",
        "earliest": "2022-01-01",
        "latest": "2022-12-31",
        "approximate": True,
        "uncertain": False,
        "words": "around 2022",
    }


def test_the_card_of_a_plain_entry_has_no_empty_table(cli: Cli) -> None:
    assert cli("show", "moon-landing", "-f", cli.file(SMALL)).out.splitlines()[0].startswith("Moon landing")
    assert "Said" not in cli("show", "moon-landing", "-f", cli.file(SMALL)).out


def test_help_is_a_command_too(cli: Cli) -> None:
    assert cli("help") == cli("--help")
    assert cli("help", "show") == cli("show", "--help")
    assert cli("-V") == cli("--version")


def test_columns_by_what_people_see(cli: Cli) -> None:
    run = cli("list", "--columns", "event,WHEN,id", "--limit", "1", "-q")
    assert run.out.split("\n")[0].split() == ["Event", "When", "id"]
    assert run.err == ""
    shown = cli("show", "tianhe", "--columns", "Said,move")
    assert "Said" in shown.out
    assert "no column 'When'" in cli("list", "--columns", "When", "-O", "csv").err


def test_an_event_by_how_its_id_begins_or_its_title(cli: Cli) -> None:
    assert cli("show", "tianhe") == cli("show", "Tianhe core module launch") == cli("show", "tianhe-launch")
    assert "'change' may be change-4-launch (Chang'e-4 launch), change-5" in cli("show", "change").err


def test_the_same_file_by_two_paths(cli: Cli) -> None:
    path = cli.file("events: []")
    assert "given twice; give each file once" in cli("list", "-f", path, "-f", path.replace("/mine", "/./mine")).err
