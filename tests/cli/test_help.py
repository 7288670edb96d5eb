import re

import pytest
from tests.processes import screen, shell
from tests.running import Cli

from spacetl.cli.manual import MANUAL

WRITING = {"add", "promise", "outcome", "edit", "undo"}
HELPS = [("--help",), *((name, "--help") for name in MANUAL)]


def ids(arguments: tuple[str, ...]) -> str:
    return " ".join(arguments)


@pytest.mark.parametrize("arguments", HELPS, ids=ids)
def test_a_help_fits_a_screen(cli: Cli, arguments: tuple[str, ...]) -> None:
    run = cli(*arguments)
    lines = run.out.splitlines()
    assert (run.code, run.err) == (0, "")
    assert len(lines) <= 46
    assert max(map(len, lines)) <= 80
    assert run.out.isascii()
    assert "Examples:" in lines
    assert "Exit codes:" in run.out


@pytest.mark.parametrize(("columns", "width"), [("1", 50), ("40", 50), ("90", 90), ("200", 100), ("abc", 80)])
def test_a_help_at_any_width(cli: Cli, columns: str, width: int) -> None:
    run = cli("list", "--help", terminal=True, environ={"COLUMNS": columns})
    assert width - 12 < max(map(len, run.out.splitlines())) <= max(width, 80)
    assert cli("list", "--help", environ={"COLUMNS": columns}) == cli("list", "--help")


def test_h_is_help(cli: Cli) -> None:
    assert cli("-h") == cli("--help")
    assert cli("list", "-h") == cli("list", "--help")


def test_every_command_is_listed(cli: Cli) -> None:
    commands = re.findall(
        r"^  (\w+)  ", cli("--help").out.partition("Commands:\n")[2].partition("\n\n")[0], re.MULTILINE
    )
    assert sorted(commands) == sorted(MANUAL)


def test_all_exit_codes_are_documented(cli: Cli) -> None:
    codes = " ".join(cli("--help").out.partition("Exit codes: ")[2].split())
    assert [code.split()[0] for code in codes.split("; ")] == ["0", "1", "2", "130"]


@pytest.mark.parametrize(
    ("page", "example"),
    [(name, line) for name in MANUAL if name != "browse" for line in MANUAL[name].examples],  # test_browse has its own
)
def test_every_example_works(cli: Cli, monkeypatch: pytest.MonkeyPatch, page: str, example: str) -> None:
    monkeypatch.chdir(cli.folder)
    for name in ("mine.yaml", "old.yaml"):
        cli.file("events: [{title: Moon landing, date: 2028}]", name)
    cli.file("2019\n", "dates.txt")
    (cli.folder / "timelines").mkdir()
    cli.file("events: [{title: Moon landing, date: 2028}]", "timelines/a.yaml")
    environ: dict[str, str] = {}
    if page == "import":
        cli.file("Mission,NET,Provider\nArtemis II,2026,NASA\n", "plan.csv")
        cli.file('{"id": "u", "name": "X", "net": "2026-07-31T00:00:00Z", "net_precision": {"name": "Month"}, '
                 '"status": {"id": 1}}', "launches.json")  # fmt: skip
        cli.file("events: []", "launches.yaml")
    if page in WRITING:
        ours = cli.file("events: [{title: Moon landing, promises: [{due: 2028}]}]", "ours.yaml")
        environ = {"SPACETL_FILE": ours, "SPACETL_STATE": str(cli.folder / "state"), "EDITOR": "true"}
        cli("promise", "moon-landing", "2029", "-f", ours)  # for `undo`
    if page == "new":
        (cli.folder / "mine.yaml").unlink()
    history = "git() { cat mine.yaml; }\n"  # whose last commit changed nothing
    alias = f"shopt -s expand_aliases\nalias spacetl='{'$spacetl'}'\n"
    run = shell(f"{alias}{history}cd '{cli.folder}' && {example}", **environ)
    assert (run.returncode, run.stderr.count(b"Traceback")) == (0, 0), run.stderr


def test_a_help_offers_the_formats_that_a_command_has(cli: Cli) -> None:
    assert "-O, --format FORMAT  table, svg or html.\n" in cli("chart", "--help").out
    assert "svg" not in cli("list", "--help").out


def test_groups_stand_in_their_order(cli: Cli) -> None:
    headings = re.findall(r"^(\w[\w ]+):$", cli("show", "--help").out, re.MULTILINE)
    assert headings == ["Arguments", "Which timeline", "Output", "Examples"]


def test_help_on_a_terminal() -> None:
    shown = screen("list", "--help")
    assert shown.code == 0
    assert "\x1b" not in shown.raw


def test_the_version(cli: Cli) -> None:
    assert re.fullmatch(r"spacetl \d+\.\d+\.\d+\n", cli("--version").out)
