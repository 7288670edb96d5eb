import csv
import io

import pytest
from tests.running import Cli


def title_as(cli: Cli, title: str, *options: str) -> str:
    """The cell of a title, as a CSV reader gives it."""
    escaped = title.encode("unicode_escape").decode().replace('"', '\\"').replace("\\'", "'")
    file = cli.file(f'events: [{{id: x, title: "{escaped}", date: 2028}}]')
    run = cli("export", "-f", file, "--columns", "title", *options)
    delimiter = "\t" if "tsv" in options else ","
    (_, (cell,)) = csv.reader(io.StringIO(run.out, newline=""), strict=True, delimiter=delimiter)
    return cell


FORMULAS = ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\uff1d1", "\uff0b1"]


@pytest.mark.parametrize("title", FORMULAS)
def test_a_formula_is_disarmed(cli: Cli, title: str) -> None:
    assert title_as(cli, title) == "'" + title
    assert title_as(cli, title, "-O", "tsv") == "'" + title


@pytest.mark.parametrize("title", FORMULAS)
def test_raw_leaves_it(cli: Cli, title: str) -> None:
    assert title_as(cli, title, "--raw") == title


@pytest.mark.parametrize(
    "title",
    [
        'say "hi"',
        "a,b",
        "two\nlines",
        "two\r\nlines",
        " blanks ",
        "'quoted'",
        "1=1",
        "中文",
        "a;b",
        '"',
        ",",
        "a\tb",
        "a\rb",
    ],
)
def test_a_text_comes_back_the_same(cli: Cli, title: str) -> None:
    assert title_as(cli, title) == title
    assert title_as(cli, title, "-O", "tsv") == title


def test_a_number_is_no_formula(cli: Cli) -> None:
    file = cli.file("events: [{title: X, promises: [{due: 2020}], outcome: {date: 2018-12-31}}]")
    assert cli("export", "-f", file, "--columns", "slip_min_days").out == "slip_min_days\r\n-731\r\n"


def test_lines_end_as_rfc_4180_says(cli: Cli) -> None:
    out = cli("export").out
    assert out.endswith("\r\n")
    assert out.count("\n") == out.count("\r\n")
    assert not out.startswith("\ufeff")


def test_a_byte_order_mark_for_excel(cli: Cli) -> None:
    assert cli("export", "--bom").out == "\ufeff" + cli("export").out


def test_another_delimiter(cli: Cli) -> None:
    assert cli("export", "--columns", "id,date", "--delimiter", ";").out.startswith("id;date\r\n")
    assert cli("export", "--columns", "id,date", "--delimiter", r"\t").out.startswith("id\tdate\r\n")


@pytest.mark.parametrize("delimiter", ["", "ab", '"', "\n", "\r"])
def test_no_delimiter(cli: Cli, delimiter: str) -> None:
    run = cli("export", "--delimiter", delimiter)
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith("spacetl: --delimiter must be one character, such as ; or \\t")
    assert run.err.count("\n") == 1


def test_columns_and_no_header(cli: Cli) -> None:
    out = cli("export", "--columns", "date, id", "--no-header", "--search", "tianhe").out
    assert out == "2021-04-29,tianhe-launch\r\n"


def test_an_unknown_column(cli: Cli) -> None:
    run = cli("export", "--columns", "titel")
    assert run.code == 2
    assert run.err.startswith("spacetl: no column 'titel' in list; did you mean title?")


def test_no_events_are_a_header(cli: Cli) -> None:
    run = cli("export", "--search", "no such text", "--columns", "id,date")
    assert (run.code, run.out, run.err) == (0, "id,date\r\n", "0 events.\n")


def test_tsv_ends_its_lines_with_lf(cli: Cli) -> None:
    assert (
        cli("export", "-O", "tsv", "--columns", "id,date", "--search", "tianhe").out
        == "id\tdate\ntianhe-launch\t2021-04-29\n"
    )


@pytest.mark.parametrize("option", [("--delimiter", ";"), ("--bom",), ("--raw",)])
def test_an_option_that_says_nothing_to_the_format(cli: Cli, option: tuple[str, ...]) -> None:
    run = cli("list", *option)
    assert run.code == 2
    fits = "csv" if ";" in option else "csv and tsv"
    assert run.err == f"spacetl: {option[0]} is for {fits}, but the format is table; add -O csv\n"
