"""What people see, compared with reviewed files: the same commands on several terminals and in a pipe."""

import shlex

import pytest
from rich.cells import cell_len
from tests.golden_files import assert_golden
from tests.running import Cli

COMMANDS = (
    "upcoming",
    "upcoming --as-of 2017-06-07",
    "list",
    "list --since 2017 --until 2018",
    "show tianhe-launch",
    "show iss-retirement --as-of 2017-06-07",
    "history --since 2020",
    "slips",
    "slips --baseline 2017-06-07 --agency cmsa",
    "agencies",
    "speakers --sort slip --limit 4",
    "date 2019 'late 2017' 2026-03/..",
    "list --columns id,date,first_promise,slip_min_days,source --agency cnsa",
)


def shown(cli: Cli, *, terminal: bool = True, **environ: str) -> str:
    """A transcript of the commands with what they print; ESC is written as its escape."""
    text = ""
    for command in COMMANDS:
        run = cli(*shlex.split(command), terminal=terminal, environ=environ)
        text += f"$ spacetl {command}\n{run.out}{run.err}\n"
    return text.replace("\x1b", "\\x1b")


@pytest.mark.parametrize("columns", ["20", "40", "80", "120", "200"])
def test_a_terminal(cli: Cli, update_golden: bool, columns: str) -> None:
    assert_golden(f"terminal-{columns}.txt", shown(cli, COLUMNS=columns, PAGER="", NO_COLOR="1"), update=update_golden)


def test_colours(cli: Cli, update_golden: bool) -> None:
    assert_golden("terminal-colours.txt", shown(cli, COLUMNS="100", PAGER=""), update=update_golden)


def test_a_pipe(cli: Cli, update_golden: bool) -> None:
    assert_golden("pipe.txt", shown(cli, terminal=False), update=update_golden)


@pytest.mark.parametrize("file", ["@article", "@flagships"])
def test_reports_are_tables_at_eighty_columns(cli: Cli, update_golden: bool, file: str) -> None:
    text = ""
    for report in ("upcoming", "list", "slips", "speakers", "history", "agencies"):
        whole = cli(report, "-f", file, terminal=True, environ={"COLUMNS": "80", "PAGER": "", "NO_COLOR": "1"}).out
        assert max(map(cell_len, whole.splitlines())) <= 80
        assert len(whole.splitlines()[0].split()) > 3  # a line of headings
        short = cli(
            report, "-f", file, "-n", "12", terminal=True, environ={"COLUMNS": "80", "PAGER": "", "NO_COLOR": "1"}
        )
        text += f"$ spacetl {report} -f {file} -n 12\n{short.out}{short.err}\n"
    assert_golden(f"eighty-{file[1:]}.txt", text, update=update_golden)
