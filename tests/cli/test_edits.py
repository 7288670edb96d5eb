"""Writing a timeline from the command line."""

import datetime
import errno
import fcntl
import json
import os
import re
from pathlib import Path

import pytest
from tests.running import TODAY, Cli

TEXT = """\
# mine
agencies:
  NASA: {name: National Aeronautics and Space Administration}
sources:
  page: {title: A page, url: "http://www.nasa.gov/iss/"}
events:
  - id: iss-retirement
    title: ISS retires
    agency: NASA
    promises:
      - {said: 2026-03-24, by: NASA, due: 2030, source: page}   # of many
  - {title: IAC, date: 2027-10}
  - {title: Apollo 11, promises: [{due: 1969}], outcome: {date: 1969-07-20}}
"""


@pytest.fixture
def mine(cli: Cli) -> Path:
    return Path(cli.file(TEXT))


def added(text: str) -> list[str]:
    """The lines that a diff adds or removes."""
    return [line for line in text.splitlines()[2:] if line[0] in "+-"]


def test_a_promise_is_shown_as_a_diff_and_said_in_words(cli: Cli, mine: Path) -> None:
    run = cli("promise", "iss-retirement", "2032", "--by", "NASA", "--said", "yesterday", "-f", str(mine))
    assert run.code == 0
    assert added(run.out) == ["+      - {said: 2026-11-22, by: NASA, due: 2032}"]
    assert run.err == "iss-retirement: 2032, later by 2 y than NASA said on 24 Mar 2026\n"
    assert "due: 2032" in mine.read_text(encoding="utf-8")


def test_dates_are_phrases_seen_from_the_day_they_were_said(cli: Cli, mine: Path) -> None:
    run = cli("promise", "iss-retirement", "next year", "--said", "7 June 2017", "-f", str(mine))
    assert added(run.out) == ["+      - {said: 2017-06-07, due: 2018}"]
    assert "the date in force stays 2030" in run.err


def test_a_withdrawn_promise_has_no_date(cli: Cli, mine: Path) -> None:
    run = cli("promise", "iss-retirement", "--withdrawn", "--note", "In doubt: no money.", "-f", str(mine))
    assert added(run.out) == ["+      - {said: 2026-11-23, note: 'In doubt: no money.'}"]
    assert "no date any more, after 2030" in run.err


def test_a_known_source_is_found_by_its_address(cli: Cli, mine: Path) -> None:
    for given in ("page", "https://nasa.gov/iss", "HTTPS://www.nasa.gov/iss/#news"):
        run = cli("promise", "iss-retirement", "2032", "--source", given, "--dry-run", "-f", str(mine))
        assert added(run.out) == ["+      - {said: 2026-11-23, due: 2032, source: page}"]


def test_a_new_source_is_listed(cli: Cli, mine: Path) -> None:
    call = ("iss-retirement", "2032", "--source", "https://www.spacenews.com/a?b#c", "-f", str(mine))
    run = cli("promise", *call, "--source-title", "A: title", "--publisher", "SpaceNews")
    assert added(run.out) == [
        "+  spacenews.com-2026-11-23: {title: 'A: title', publisher: SpaceNews, url: 'https://www.spacenews.com/a?b#c'}",
        "+      - {said: 2026-11-23, due: 2032, source: spacenews.com-2026-11-23}",
    ]
    other = cli("promise", "iss-retirement", "2033", "--source", "https://spacenews.com/other", "-f", str(mine))
    assert "source: spacenews.com-2026-11-23-2}" in other.out


def test_an_outcome(cli: Cli, mine: Path) -> None:
    run = cli("outcome", "iss-retirement", "yesterday", "--result", "FAILED", "--source", "page", "-f", str(mine))
    assert added(run.out) == ["+    outcome: {date: 2026-11-22, result: failed, source: page}"]
    assert run.err == "iss-retirement: failed 22 Nov 2026, 3 y 1 m to 4 y 2 m early (promised: 2030)\n"


def test_what_is_cancelled_is_neither_late_nor_early(cli: Cli, mine: Path) -> None:
    run = cli("outcome", "iss-retirement", "yesterday", "--result", "cancelled", "-f", str(mine))
    assert run.err == "iss-retirement: cancelled 22 Nov 2026 (promised: 2030)\n"
    run = cli("slips", "-f", str(mine), "--search", "retire")
    assert "cancelled\n" in run.out


def test_an_outcome_that_is_not_over_says_when_it_will_be_known(cli: Cli, mine: Path) -> None:
    run = cli("outcome", "iss-retirement", "2026", "--dry-run", "-f", str(mine))
    assert "Reports show it from 31 Dec 2026 on; give the exact day if you can.\n" in run.err
    run = cli("outcome", "iss-retirement", "tomorrow", "--dry-run", "-f", str(mine))
    assert "Reports show it from 24 Nov 2026 on.\n" in run.err


@pytest.mark.parametrize("call", ["promise iss-retirement 2032", "add Base --due 2040"])
def test_what_was_said_tomorrow_says_when_it_will_be_shown(cli: Cli, mine: Path, call: str) -> None:
    run = cli(*call.split(), "--said", "tomorrow", "--dry-run", "-f", str(mine))
    assert "\nReports show it from 24 Nov 2026 on.\n" in run.err
    assert "Reports" not in cli(*call.split(), "--dry-run", "-f", str(mine)).err


def test_the_same_promise_twice_is_refused(cli: Cli, mine: Path) -> None:
    call = ("promise", "iss-retirement", "2032", "--by", "NASA", "-f", str(mine))
    assert cli(*call).code == 0
    run = cli(*call)
    assert (run.code, run.out) == (2, "")
    assert run.err == "spacetl: iss-retirement already has exactly this promise; nothing was written\n"


def test_events_with_a_promise_a_date_or_neither(cli: Cli, mine: Path) -> None:
    where = ("-f", str(mine))
    assert cli("add", "Moon landing", "-a", "nasa", "--due", "late 2028", "--by", "NASA", *where).code == 0
    assert (
        cli("add", "Moon landing", "--date", "2029", "--note", "Another.", "--tag", "moon", "--tag", "x", *where).err
        == "There is already an event with this title; `spacetl promise moon-landing` adds a date to it.\n"
        "moon-landing-2: a new event, 2029\n"
    )
    run = cli("add", "Mars", "--id", "red", *where)
    assert run.err == "red: a new event, without a date\n"
    events = {row["id"]: row for row in json.loads(cli("list", "-O", "json", *where).out)}
    assert [events[name]["date"] for name in ("moon-landing", "moon-landing-2", "red")] == ["2028-39", "2029", None]
    assert events["moon-landing"]["agencies"] == ["NASA"]
    assert events["moon-landing-2"]["tags"] == ["moon", "x"]


def test_an_agency_that_is_not_listed_is_accepted_and_reported(cli: Cli, mine: Path) -> None:
    run = cli("add", "Mars", "-a", "NASSA", "--date", "2040", "-f", str(mine))
    assert "agency: NASSA" in run.out
    assert run.err.startswith("The agency 'NASSA' is new; did you mean NASA?")


def test_a_dry_run_writes_nothing(cli: Cli, mine: Path) -> None:
    run = cli("add", "Mars", "--dry-run", "-f", str(mine))
    assert added(run.out)
    assert run.err.endswith("Nothing was written (--dry-run).\n")
    assert mine.read_text(encoding="utf-8") == TEXT
    assert "has not edited it" in cli("undo", "-f", str(mine)).err


@pytest.mark.parametrize(
    ("line", "code", "message"),
    [
        ("promise soyuz 2032", 2, "no event 'soyuz'"),
        ("promise iss-retirment 2032", 2, "no event 'iss-retirment'; did you mean iss-retirement?"),
        ("promise iss-retirement soon", 2, "DUE: 'soon' is not a date; write it like 2027"),
        ("promise iss-retirement", 2, "such as 2032 or 'late 2027', or --withdrawn"),
        ("promise iss-retirement 2032 --withdrawn", 2, "such as 2032 or 'late 2027', or --withdrawn"),
        ("promise iac 2028", 2, "iac has a plain date (2027-10)"),
        (
            "promise iss-retirement 2032 --said 2017",
            2,
            "--said must be a single day, such as 2017-06-07 or yesterday; found '2017'",
        ),
        ("promise iss-retirement 2032 --said 2026-12-01", 2, "--said: 2026-12-01 is in the future"),
        ("promise iss-retirement 2032 --said no", 2, "--said: 'no' is not a date"),
        ("promise iss-retirement 2032 --source pag", 2, "no source 'pag' is listed in the file; did you mean page?"),
        ("promise iss-retirement 2032 --source page --publisher X", 2, "'page' is listed already"),
        ("promise iss-retirement 2032 --publisher X", 2, "but there is none"),
        ("promise iss-retirement 2032 --by ''", 2, "--by is empty; write text"),
        ("promise iss-retirement 2032 --by \udcff", 2, "--by contains bytes that are not UTF-8"),
        (
            f"promise iss-retirement 2032 --note {'x' * 70_000}",
            2,
            "--note has 70,000 characters; a text has at most 65,536",
        ),
        ("outcome iss-retirement 2031", 2, "DATE: an outcome must be in the past; found '2031'"),
        ("outcome iss-retirement 2026-01-01/..", 2, "DATE: an outcome must be in the past"),
        ("outcome iss-retirement 2026-01-01 --result don", 2, "no result 'don'; did you mean done?"),
        ("outcome apollo-11 1969", 2, "apollo-11 already has an outcome (done 1969-07-20)"),
        ("outcome iac 2026", 2, "iac has a plain date"),
        ("add x --id iac", 2, "there is already an event 'iac'"),
        ("add x --id 'a b'", 2, "--id: an id must be one word; found 'a b', write a-b"),
        ("add '' --date 2028", 2, "TITLE is empty"),
        ("add x --tag 'a;b'", 2, "--tag cannot contain a semicolon"),
        ("add x --agency 'a;b'", 2, "--agency: an agency's id cannot contain a semicolon"),
        ("add x --date 2028 --due 2029", 2, "give only one of them"),
        ("add x --by NASA", 2, "--by describes a promise; give its date with --due"),
        ("add x y", 2, "unexpected argument 'y'"),
    ],
)
def test_what_cannot_be_is_one_line_and_changes_nothing(
    cli: Cli, mine: Path, line: str, code: int, message: str
) -> None:
    words = [word.strip("'") for word in re.findall(r"'[^']*'|\S+", line)]
    run = cli(*words, "-f", str(mine))
    assert (run.code, run.out) == (code, "")
    assert message in run.err
    assert len(run.err.splitlines()) == 1
    assert mine.read_text(encoding="utf-8") == TEXT


def test_a_file_with_problems_is_reported_and_not_edited(cli: Cli) -> None:
    path = cli.file("events:\n  - {title: Moon, due: 2028}\n  - {title: Mars, date: soon}\n")
    run = cli("add", "x", "-f", path)
    assert run.code == 1
    assert [line.partition("yaml:")[2][:4] for line in run.err.splitlines()] == ["2:19", "3:25"]


def test_what_is_no_file_to_edit(cli: Cli, mine: Path) -> None:
    for given, code, message in (
        (("-f", "-"), 2, "standard input cannot be edited; give a file with -f"),
        (
            (),
            2,
            "name one with -f or $SPACETL_FILE, or create one with `spacetl new mine.yaml`",
        ),
        (("-f", "@article"), 2, "@article is read-only; copy it with `spacetl new mine.yaml --from @article`"),
        (("-f", str(mine.parent)), 2, "not a regular file"),
        (("-f", str(mine) + "x"), 1, f"no such file; create it with `spacetl new {mine}x`"),
        (("-f", "/dev/null"), 2, "not a regular file"),
        (("-f", str(mine), "-f", cli.file("events: []", "other.yaml")), 2, "; give one -f"),
    ):
        for line in (("add", "x"), ("undo",)):
            run = cli(*line, *given)
            assert (run.code, run.out, len(run.err.splitlines())) == (code, "", 1), given
            assert message in run.err


def test_of_several_files_the_one_that_has_the_event_is_edited(cli: Cli, mine: Path) -> None:
    other = cli.file("events: [{title: Moon, promises: [{due: 2028}]}]", "other.yaml")
    assert cli("promise", "moon", "2029", "-f", str(mine), "-f", other).code == 0
    assert "2029" in Path(other).read_text(encoding="utf-8")
    run = cli("promise", "mon", "2029", "-f", str(mine), "-f", other)
    assert (run.code, run.err) == (2, f"spacetl: no event 'mon' in {mine} or {other}\n")


def test_the_environment_names_the_file(cli: Cli, mine: Path) -> None:
    assert cli("promise", "iss-retirement", "2032", environ={"SPACETL_FILE": str(mine)}).code == 0


def test_mode_and_symlink_are_kept(cli: Cli, mine: Path) -> None:
    mine.chmod(0o640)
    link = mine.with_name("link.yaml")
    link.symlink_to(mine.name)
    assert cli("add", "x", "-f", str(link)).code == 0
    assert link.is_symlink()
    assert mine.stat().st_mode & 0o777 == 0o640
    assert "title: x" in mine.read_text(encoding="utf-8")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_file_that_may_not_be_written(cli: Cli, mine: Path) -> None:
    mine.chmod(0o444)
    run = cli("add", "x", "-f", str(mine))
    assert (run.code, run.out) == (1, "")
    assert "permission denied; nothing was written" in run.err
    assert mine.read_text(encoding="utf-8") == TEXT


def test_undo_puts_back_edit_by_edit(cli: Cli, mine: Path) -> None:
    texts = [mine.read_bytes()]
    ticks = iter(range(10**18, 10**18 + 100))
    for number, line in enumerate((("add", "x"), ("promise", "x", "2030"), ("outcome", "x", "2026-11-01"))):
        assert cli(*line, "-f", str(mine), clock=lambda: next(ticks)).code == 0
        texts.append(mine.read_bytes())
        assert len(texts) == number + 2
    shown = cli("undo", "--dry-run", "-f", str(mine))
    assert added(shown.out) == [
        "-  - {id: x, title: x, promises: [{said: 2026-11-23, due: 2030}], outcome: {date: 2026-11-01}}",
        "+  - {id: x, title: x, promises: [{said: 2026-11-23, due: 2030}]}",
    ]
    assert mine.read_bytes() == texts.pop()
    while texts:
        assert cli("undo", "-f", str(mine)).code == 0
        assert mine.read_bytes() == texts.pop()
    run = cli("undo", "-f", str(mine))
    assert (run.code, run.out) == (1, "")
    assert "nothing to undo; spacetl has not edited it" in run.err


def test_undo_is_refused_once_the_file_changed(cli: Cli, mine: Path) -> None:
    cli("add", "x", "-f", str(mine))
    text = mine.read_text(encoding="utf-8") + "# by hand\n"
    mine.write_text(text, encoding="utf-8")
    run = cli("undo", "-f", str(mine))
    assert (run.code, run.out) == (1, "")
    assert "cannot undo; the file has changed since spacetl last edited it" in run.err
    assert mine.read_text(encoding="utf-8") == text


def test_an_edit_needs_no_folder_for_what_it_replaced(cli: Cli, mine: Path) -> None:
    for folder in ("off", "/dev/null/x"):
        run = cli("add", "x", "-f", str(mine), environ={"SPACETL_STATE": folder})
        assert run.code == 0
        assert run.err.startswith("`spacetl undo` will not know this edit: /dev/null/x: ") == (folder != "off")
    assert "nothing to undo" in cli("undo", "-f", str(mine), environ={"SPACETL_STATE": "off"}).err


@pytest.mark.parametrize("number", [errno.ENOLCK, errno.EOPNOTSUPP, errno.EBADF])
def test_a_file_system_without_locks(cli: Cli, mine: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    def flock(_file: object, _operation: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(fcntl, "flock", flock)
    assert cli("add", "x", "-f", str(mine)).code == 0
    assert cli("undo", "-f", str(mine)).code == 0
    assert mine.read_text() == TEXT


def test_a_file_of_several_names_says_that_the_others_keep_the_old_text(cli: Cli, mine: Path) -> None:
    (cli.folder / "other.yaml").hardlink_to(mine)
    run = cli("add", "x", "-f", str(mine))
    assert run.err.startswith(f"{mine}: it had 2 names (hard links); under the others it stays as it was\n")
    assert (cli.folder / "other.yaml").read_text() == TEXT
    assert "hard links" not in cli("add", "y", "-f", str(mine)).err


def test_a_diff_is_coloured_on_a_terminal_and_cleaned(cli: Cli, mine: Path) -> None:
    call = ("promise", "iss-retirement", "2032", "--by", "\x1b[31mred", "--dry-run", "-f", str(mine))
    shown = cli(*call, terminal=True, environ={"TERM": "xterm"}).out
    assert "\x1b[32m+      - {said: 2026-11-23" in shown
    assert "\x1b[31m" not in shown
    assert "\x1b" not in cli(*call, terminal=True, environ={"NO_COLOR": "1"}).out
    assert "\x1b" not in cli(*call).out


def test_a_new_timeline_grows_by_commands_alone(cli: Cli) -> None:
    path = str(cli.folder / "new.yaml")
    run = cli("new", path, "--title", "Ours: the plan")
    assert (run.code, run.out) == (0, "")
    assert cli("check", "--strict", path).out.endswith("0 events, 0 promises, no problems\n")
    for number in range(5):
        call = ("add", f"Flight {number}", "-a", "NASA", "--due", str(2027 + number), "--source", "https://x.example/")
        assert cli(*call, "-f", path).code == 0
    text = Path(path).read_text(encoding="utf-8")
    assert "title: 'Ours: the plan'\n" in text
    assert text.count("\n\n  - id: flight-") == 4
    assert text.count("https://x.example/") == 1
    assert cli("check", "--strict", path).code == 0
    assert len(json.loads(cli("list", "-f", path, "-O", "json").out)) == 5


def test_a_copy_is_the_same_but_for_its_schema(cli: Cli) -> None:
    path = cli.folder / "copy.yaml"
    assert cli("new", str(path), "--from", "@article").code == 0
    ours = (Path(__file__).parents[2] / "data" / "timeline.yaml").read_text(encoding="utf-8")
    assert path.read_text(encoding="utf-8").splitlines()[1:] == ours.splitlines()[1:]
    assert path.read_text(encoding="utf-8").startswith("# yaml-language-server: $schema=timeline.schema.json\n")
    assert cli("promise", "iss-retirement", "2032", "-f", str(path)).code == 0


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("{}",), 1, "already exists; give another name, or add to it with `spacetl add 'Moon landing' -f"),
        (("{}/x.yaml",), 1, "not a directory; nothing was written"),
        (("{}.none/x.yaml",), 1, "mine.yaml.none; nothing was written"),
        (("",), 1, "'': no such directory; nothing was written"),
        (("/",), 1, "/: is a directory; give the name of a file in it"),
        (("a\0b",), 1, "not a valid file name"),
        (("{}.new", "--from", "@artcle"), 2, "no timeline '@artcle'; did you mean @article?"),
        (("{}.new", "--from", "{}.none"), 1, "no such file"),
        (("{}.new", "--from", "@article", "--title", "x"), 2, "--title is for an empty timeline"),
        (("{}.new", "--title", ""), 2, "--title is empty"),
    ],
)
def test_a_timeline_that_cannot_be_begun(
    cli: Cli, mine: Path, arguments: tuple[str, ...], code: int, message: str
) -> None:
    run = cli("new", *(argument.format(mine) for argument in arguments))
    assert (run.code, run.out, len(run.err.splitlines())) == (code, "", 1)
    assert message in run.err
    assert sorted(path.name for path in cli.folder.iterdir()) == ["mine.yaml"]
    assert mine.read_text(encoding="utf-8") == TEXT


def test_today_in_another_time_zone_may_be_tomorrow(cli: Cli, mine: Path) -> None:
    tomorrow = str(TODAY + datetime.timedelta(days=1))
    assert cli("promise", "iss-retirement", "2032", "--said", "tomorrow", "-f", str(mine)).code == 0
    assert tomorrow in mine.read_text(encoding="utf-8")
