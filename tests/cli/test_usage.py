"""Wrong usage: exit code 2, one line that says what would be correct, nothing on stdout."""

import pytest
from tests.running import Cli


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["lst"], "no command 'lst'; did you mean list?"),
        (["frobnicate"], "no command 'frobnicate'; `spacetl --help` lists the commands"),
        (["[/]"], "no command '[/]'; `spacetl --help` lists the commands"),
        (["\x1b[31m"], "no command '\\x1b[31m'; `spacetl --help` lists the commands"),
        (["--sinc", "2019"], "no option '--sinc'; did you mean --since?"),
        (["list", "--from", "2019"], "no option '--from'; did you mean --since?"),
        (["list", "--fromm", "2019"], "no option '--fromm'; did you mean --since?"),
        (["list", "--csv"], "no option '--csv'; did you mean --format csv?"),
        (["show", "x", "--sine"], "no option '--sine'; see `spacetl show --help`"),
        (["list", "-Z"], "no option '-Z'; see `spacetl list --help`"),
        (["list", "--[red]"], "no option '--[red]'; see `spacetl list --help`"),
        (["list", "--since"], "--since requires a value; see `spacetl list --help`"),
        (["list", "--reverse=3"], "--reverse does not take a value; see `spacetl list --help`"),
        (["show"], "ID is missing; see `spacetl show --help`"),
        (["date"], "TEXT... is missing; see `spacetl date --help`"),
        (["show", "a", "b"], "unexpected argument 'b'; put the title in quotes, like 'a b'"),
        (["schema", "list"], "unexpected argument 'list'; see `spacetl schema --help`"),
        (["-6m"], "unexpected argument '-6m'; see `spacetl upcoming --help`"),
        (["-6m", "list"], "unexpected argument '-6m'; see `spacetl upcoming --help`"),
        (["list", "moon"], "unexpected argument 'moon'; did you mean --search moon?"),
        (["-n", "3", "blue", "moon"], "unexpected argument 'blue'; did you mean --search 'blue moon'?"),
        (["list", "moon" * 50], "unexpected argument '" + "moon" * 10 + "…'; see `spacetl list --help`"),
        (["schema", "moon"], "unexpected argument 'moon'; see `spacetl schema --help`"),
        (["--within", "5", "years"], "unexpected argument 'years'; write --within '5 years'"),
        (["--within=5", "years", "-n", "3"], "unexpected argument 'years'; write --within '5 years'"),
        (["--within", "5", "moons"], "unexpected argument 'moons'; did you mean --search moons?"),
        (["show", "x", "--as-of", "7", "June", "2017"], "unexpected argument 'June'; write --as-of '7 June 2017'"),
        (["list", "--since", "2019", "moon"], "unexpected argument 'moon'; did you mean --search moon?"),
        (["list", "-t", "space", "station"], "unexpected argument 'station'; write -t 'space station'"),
        (["list", "--surely", "x", "y"], "unexpected argument 'x'; did you mean --search 'x y'?"),
        (["add", "x", "--due", "NLT", "June", "2028"], "unexpected argument 'June'; write --due 'NLT June 2028'"),
        (["--within", "5y", "list"], "no option '--within'; see `spacetl list --help`"),
        (["--search", "a b", "show", "x"], "no option '--search'; see `spacetl show --help`"),
        (["--dry-run", "add", "x"], "no option '--dry-run'; see `spacetl --help`"),
        (["list", "-O", "ics", "--columns", "id"],
         "--columns is for table, csv, tsv, json, ndjson, markdown and html, but the format is ics; add -O table"),
        (["list", "--limit", "x"], "--limit: 'x' is not a whole number, 0 or more"),
        (["list", "--limit", "-1"], "--limit: '-1' is not a whole number, 0 or more"),
        (["list", "--limit", "٣"], "--limit: '٣' is not a whole number, 0 or more"),
        (["list", "--color", "alway"], "no color 'alway'; did you mean always?"),
        (["list", "--agency", "nassa"], "no agency 'nassa' in this timeline; did you mean NASA?"),
        (["list", "--tag", "mooon"], "no tag 'mooon' in this timeline; did you mean moon?"),
        (["show", "tianhe-lunch"], "no event 'tianhe-lunch'; did you mean tianhe-launch?"),
        (["list", "--since", "2030", "--until", "2027"],
         ("the range is empty: it begins on 2030-01-01 and ends on 2027-12-31; "
          "give an earlier --since or a later --until")),
        (["-X"], "no option '-X'; see `spacetl --help`"),
        (["version"], "no command 'version'; use --version"),
        (["remove", "x"], "no command 'remove'; `spacetl edit ID` opens the file at the event"),
        (["add", "Spectrum", "first", "flight"],
         "unexpected argument 'first'; put the title in quotes, like 'Spectrum first flight'"),
        (["promise", "x", "late", "2027"], "unexpected argument '2027'; put the date in quotes, like 'late 2027'"),
        (["speakers", "Bill Nelson"], "unexpected argument 'Bill Nelson'; did you mean --by 'Bill Nelson'?"),
        (["list", "-t", "moon,mars"], "no tag 'moon,mars' in this timeline; give one at a time"),
    ],
)  # fmt: skip
def test_wrong_usage(cli: Cli, arguments: list[str], message: str) -> None:
    run = cli(*arguments)
    assert (run.code, run.out, run.err) == (2, "", f"spacetl: {message}\n")


@pytest.mark.parametrize("arguments", [["list", "--format", ""], ["list", "--agency", ""], ["list", "--columns", ""],
                                       ["list", "--as-of", ""], ["list", "--sort", ""], ["list", "--status", ""],
                                       ["show", ""], [""]])  # fmt: skip
def test_an_empty_value(cli: Cli, arguments: list[str]) -> None:
    run = cli(*arguments)
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith("spacetl: ")
    assert run.err.count("\n") == 1


@pytest.mark.parametrize("text", ["[red]", "[/]", ":rocket:", "\x1b[31m", "a\nb", "\u202e", "x" * 5000, "%s", "{}"])
@pytest.mark.parametrize("option", ["--as-of", "--agency", "--tag", "--status", "--sort", "--columns", "--format",
                                    "--color", "--limit", "--delimiter", "--since", "--file"])  # fmt: skip
def test_any_text_is_reported_in_one_clean_line(cli: Cli, option: str, text: str) -> None:
    run = cli("list", option, text)
    assert run.code in (1, 2)
    assert run.out == ""
    assert run.err.count("\n") == 1
    assert len(run.err) < 1000 or option == "--file"
    assert not any(character in run.err[:-1] for character in "\x1b\u202e\n")


def test_the_end_of_options(cli: Cli) -> None:
    assert cli("show", "--", "-x").err.startswith("spacetl: no event '-x'; ")
