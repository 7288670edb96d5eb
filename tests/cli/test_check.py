"""`spacetl check`: what it finds, how it reports it, and its exit code."""

import json
import os
import socket
from pathlib import Path

import pytest
from tests.running import Cli

ROOT = Path(__file__).parents[2]
TIMELINES = ROOT / "tests" / "timelines"
GOOD = "events:\n  - {title: Moon landing, promises: [{said: 2017-06-07, due: 2028, source: s}]}\nsources: {s: {}}\n"
BAD = "events:\n  - {tittle: Moon landing, date: late 2027}\n"
WARNED = "events:\n  - {title: Moon landing, promises: [{said: 2017-06-07, due: 2028}]}\n"


def test_a_file_without_problems_says_what_it_holds(cli: Cli) -> None:
    path = cli.file(GOOD)
    assert cli("check", path) == (0, f"{path}: 1 event, 1 promise, no problems\n", "")


def test_twelve_events_and_seventy_five_promises(cli: Cli) -> None:
    promises = ", ".join("{said: 2017-06-07, due: 2028, source: s}" for _ in range(25))
    events = "".join(f"  - {{title: x, promises: [{promises if n < 3 else ''}]}}\n" for n in range(12))
    path = cli.file(f"events:\n{events}sources: {{s: {{}}}}\n")
    assert cli("check", path).out == f"{path}: 12 events, 75 promises, no problems\n"


def test_every_problem_is_a_line(cli: Cli) -> None:
    path = cli.file(BAD)
    done = cli("check", path)
    assert done.out.splitlines() == [
        f"{path}:2:6: unknown key 'tittle'; did you mean title?",
        f"{path}:2:34: 'late 2027' is not an EDTF date; write 2027-39 (September to December)",
    ]
    assert (done.code, done.err) == (1, "2 problems in 1 file.\n")


def test_nine_events_with_a_mistake_each_are_nine_lines(cli: Cli) -> None:
    done = cli("check", str(TIMELINES / "invalid" / "nine_events.yaml"))
    places = [":".join(line.partition(".yaml:")[2].split(":")[:2]) for line in done.out.splitlines()]
    assert places == ["3:6", "5:11", "6:38", "9:5", "10:39", "11:12", "13:12", "15:26", "16:49"]
    assert done.err == "9 problems in 1 file.\n"


def test_a_report_shows_the_same_problems_on_stderr(cli: Cli) -> None:
    path = cli.file(BAD)
    done = cli("list", "-f", path)
    assert (done.code, done.out, done.err) == (1, "", cli("check", path).out)


def test_warnings_fail_only_if_strict(cli: Cli) -> None:
    path = cli.file(WARNED)
    done = cli("check", path)
    assert done.code == 0
    assert done.out.splitlines() == [
        f"{path}:2:38: warning: a promise without a source; add where it can be read",
        f"{path}: 1 event, 1 promise, no problems, 1 warning",
    ]
    assert cli("check", "--strict", path)[:2] == (1, done.out)


def test_several_files_are_each_checked_by_themselves(cli: Cli) -> None:
    good, same = cli.file(GOOD, "good.yaml"), cli.file(GOOD, "same.yaml")
    bad, missing = cli.file(BAD, "bad.yaml"), str(cli.folder / "missing.yaml")
    done = cli("check", good, bad, missing, same)
    assert done.code == 1
    assert done.out.splitlines()[2:] == [
        f"{missing}: no such file",
        f"{good}: 1 event, 1 promise, no problems",
        f"{same}: 1 event, 1 promise, no problems",
    ]
    assert done.err == "3 problems in 2 of 4 files.\n"


def test_an_empty_name(cli: Cli) -> None:
    assert cli("check", "").out == "'': the name is empty; give a file\n"


def test_without_a_file_the_one_in_the_environment_or_the_bundled_one_is_checked(cli: Cli) -> None:
    path = cli.file(BAD)
    assert cli("check", environ={"SPACETL_FILE": path}).code == 1
    bundled = cli("check", "--strict")
    assert bundled.code == 0
    assert bundled.out.endswith(" promises, no problems\n")


def test_json_is_an_array_of_all(cli: Cli) -> None:
    bad, warned = cli.file(BAD, "bad.yaml"), cli.file(WARNED, "warned.yaml")
    done = cli("check", "-O", "json", bad, warned, str(cli.folder))
    assert done.code == 1
    assert done.err == ""
    found = json.loads(done.out)
    assert found[0] == {
        "path": bad,
        "line": 2,
        "column": 6,
        "severity": "error",
        "text": "unknown key 'tittle'; did you mean title?",
    }
    assert [each["severity"] for each in found] == ["error", "error", "warning", "error"]
    assert (found[3]["line"], found[3]["column"], found[3]["text"]) == (None, None, "is a directory; give a file")
    assert json.loads(cli("check", "-O", "JSON", cli.file(GOOD)).out) == []


def test_github_gets_a_workflow_command_for_each(cli: Cli) -> None:
    bad = cli.file(BAD + '  - {title: "100%", "a\\r\\n%::": x}\n', "a,b:100%.yaml")
    shown = bad.replace("%", "%25").replace(",", "%2C").replace(":", "%3A")
    done = cli("check", "-O", "github", bad, cli.file(WARNED, "warned.yaml"), cli.file(GOOD, "good.yaml"))
    lines = done.out.splitlines()
    assert lines[0] == f"::error file={shown},line=2,col=6::unknown key 'tittle'; did you mean title?"
    assert lines[2].startswith(f"::error file={shown},line=3,col=21::unknown key 'a\\r\\n%25::'")
    assert lines[3].startswith("::warning file=")
    assert len(lines) == 4
    assert done.code == 1


def test_people_see_the_first_hundred_and_machines_all(cli: Cli) -> None:
    path = cli.file("events:\n" + "  - {title: x, date: soon}\n" * 250)
    lines = cli("check", path).out.splitlines()
    assert len(lines) == 101
    assert lines[-1] == "and 150 more; --all shows them"
    every = cli("check", "--all", path)
    assert (every.code, every.err) == (1, "250 problems in 1 file.\n")
    assert every.out.splitlines()[:100] == lines[:100]
    assert len(every.out.splitlines()) == 250
    assert len(json.loads(cli("check", "-O", "json", path).out)) == 250
    assert cli("list", "-f", path).err.splitlines()[100] == "and 150 more problems"


def test_another_format_is_refused_with_those_there_are(cli: Cli) -> None:
    done = cli("check", "-O", "jsn")
    assert (done.code, done.out) == (2, "")
    assert "no format 'jsn' for check; did you mean json?" in done.err


def test_standard_input_is_called_so(cli: Cli) -> None:
    assert cli("check", "-", stdin=BAD.encode()).out.startswith("<stdin>:2:6: unknown key")
    empty = cli("check", "-")
    assert (empty.code, empty.out.partition(";")[0]) == (1, "<stdin>: no events in this file")
    assert cli("list", "-f", "-").err.startswith("<stdin>: no events in this file")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("two words.yaml", "two words.yaml"),
        ("line\nbreak.yaml", "line\\nbreak.yaml"),
        ("[red].yaml", "[red].yaml"),
        ("\x1b[31m.yaml", "\\x1b[31m.yaml"),
        (os.fsdecode(b"\xff.yaml"), "\\udcff.yaml"),
    ],
)
def test_names_of_files_are_shown_cleaned(cli: Cli, name: str, shown: str) -> None:
    path = cli.folder / name
    path.write_text(BAD, encoding="utf-8")
    for arguments in (["check", str(path)], ["check", "-O", "github", str(path)], ["list", "-f", str(path)]):
        done = cli(*arguments)
        assert done.code == 1
        assert len((done.out + done.err).splitlines()) >= 2
        assert f"{cli.folder}/{shown}".replace("%", "%25") in done.out + done.err
        assert "\x1b" not in done.out + done.err
    assert json.loads(cli("check", "-O", "json", str(path)).out)[0]["path"] == f"{cli.folder}/{shown}"


def test_what_is_no_file_is_refused_by_name(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    (cli.folder / "broken").symlink_to("nowhere")
    (cli.folder / "loop").symlink_to("loop")
    with socket.socket(socket.AF_UNIX) as listening:
        monkeypatch.chdir(cli.folder)  # the path of a socket is short
        listening.bind("socket")
        reasons = {
            "/dev/zero": "not a regular file",
            "socket": "not a regular file",
            str(cli.folder): "is a directory; give a file",
            "broken": "no such file",
            "loop": "too many levels of symbolic links",
            "nul\0": "not a valid file name",
        }
        for path, reason in reasons.items():
            done = cli("check", path)
            assert done.code == 1
            assert reason in done.out
