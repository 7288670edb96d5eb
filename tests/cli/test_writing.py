import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from tests.processes import PROGRAM, environment, process
from tests.running import Cli

SMALL = "events: [{title: Moon landing, date: 2028, agency: NASA}]\n"


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("x.csv", "id,title,"),
        ("x.CSV", "id,title,"),
        ("x.tsv", "id\ttitle\t"),
        ("x.json", "["),
        ("x.ndjson", "{"),
        ("x.jsonl", "{"),
        ("x.md", "# Promises of spaceflight: List\n"),
        ("x.markdown", "# Promises of spaceflight: List\n"),
        ("x.ics", "BEGIN:VCALENDAR"),
        ("x.txt", "Promises of spaceflight: List\n"),
        ("x", "Promises of spaceflight: List\n"),
    ],
)
def test_the_extension_gives_the_format(cli: Cli, name: str, begins: str) -> None:
    target = cli.folder / name
    run = cli("list", "-o", str(target))
    assert (run.code, run.out) == (0, "")
    assert target.read_text().startswith(begins)


def test_a_format_beats_the_ending(cli: Cli) -> None:
    cli("list", "-O", "json", "-o", str(cli.folder / "x.csv"))
    assert (cli.folder / "x.csv").read_text().startswith("[")


def test_export_without_an_ending_is_csv(cli: Cli) -> None:
    cli("export", "-o", str(cli.folder / "x"))
    assert (cli.folder / "x").read_text().startswith("id,title,")


@pytest.mark.parametrize("name", ["x.xls", "x.yaml", "x.pdf"])
@pytest.mark.parametrize("command", ["list", "export"])
def test_an_unknown_ending_is_refused(cli: Cli, command: str, name: str) -> None:
    run = cli(command, "-o", str(cli.folder / name))
    assert run.code == 2
    assert "names no format; add -O table|csv|" in run.err
    assert not (cli.folder / name).exists()


def test_a_file_holds_what_a_pipe_gets(cli: Cli) -> None:
    for name in ("csv", "json", "md", "ics", "txt"):
        target = cli.folder / f"x.{name}"
        run = cli("list", "-o", str(target))
        assert run.err.startswith(f"{target}: 25 rows written.\n")
        piped = cli("list", "-O", {"md": "markdown", "txt": "table"}.get(name, name)).out
        assert target.read_bytes().decode().endswith(piped)  # a text for people says above what it is about


def test_the_old_file_is_replaced_whole_and_keeps_its_mode(cli: Cli) -> None:
    target = cli.folder / "x.csv"
    target.write_text("old " * 10_000)
    target.chmod(0o640)
    assert cli("export", "-o", str(target)).code == 0
    assert target.read_bytes().decode() == cli("export").out
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert [path.name for path in cli.folder.iterdir()] == ["x.csv"]


def test_a_new_file_has_the_usual_mode(cli: Cli) -> None:
    before = os.umask(0o027)
    cli("export", "-o", str(cli.folder / "x.csv"))
    os.umask(before)
    assert stat.S_IMODE((cli.folder / "x.csv").stat().st_mode) == 0o640


def test_a_link_is_followed(cli: Cli) -> None:
    folder = cli.folder / "elsewhere"
    folder.mkdir()
    link = cli.folder / "x.csv"
    link.symlink_to(folder / "real.csv")
    for _ in ("made", "replaced"):
        assert cli("export", "-o", str(link)).code == 0
        assert link.is_symlink()
        assert (folder / "real.csv").read_text().startswith("id,")


@pytest.mark.parametrize("how", ["same", "symbolic", "hard", "spelt otherwise"])
def test_the_timeline_is_never_written_over(cli: Cli, how: str) -> None:
    file = cli.file(SMALL, "mine.csv")
    target = cli.folder / "other.csv"
    match how:
        case "same":
            target = Path(file)
        case "symbolic":
            target.symlink_to(file)
        case "hard":
            target.hardlink_to(file)
        case _:
            target = cli.folder / "." / "x" / ".." / "mine.csv"
            (cli.folder / "x").mkdir()
    run = cli("list", "-f", file, "-o", str(target))
    assert run.code == 2
    assert run.err.endswith(": this is the timeline being read; write to another file\n")
    assert Path(file).read_text() == SMALL


def test_nor_one_on_standard_input(tmp_path: Path) -> None:
    file = tmp_path / "mine.csv"
    file.write_text(SMALL)
    with file.open() as stdin:
        assert process("list", "-f", "-", "-o", str(file), stdin=stdin).returncode == 2
    assert file.read_text() == SMALL


def test_nor_the_one_of_the_environment(cli: Cli) -> None:
    file = cli.file(SMALL, "mine.csv")
    assert cli("list", "-o", file, environ={"SPACETL_FILE": file}).code == 2


@pytest.mark.parametrize(
    ("path", "code", "message"),
    [
        ("", 2, "--output: the file's name is empty"),
        ("missing/x.csv", 1, "missing/x.csv: there is no directory {here}/missing; nothing was written"),
        (".", 1, ".: is a directory; give the name of a file in it"),
        ("folder/", 1, "folder/: is a directory; give the name of a file in it"),
        ("file/x.csv", 1, "file/x.csv: not a directory; nothing was written"),
        (f"{'x' * 300}.csv", 1, f"{'x' * 300}.csv: file name too long; nothing was written"),
        ("a\0b.csv", 2, "a\\x00b.csv: not a valid file name"),
        ("\x1b[31m/x.csv", 1, "\\x1b[31m/x.csv: there is no directory {here}/\\x1b[31m; nothing was written"),
    ],
)
def test_where_no_file_can_be(cli: Cli, monkeypatch: pytest.MonkeyPatch, path: str, code: int, message: str) -> None:
    monkeypatch.chdir(cli.folder)
    Path("file").touch()
    run = cli("export", "-o", path)
    assert (run.code, run.out, run.err) == (code, "", f"spacetl: {message.format(here=cli.folder)}\n")
    assert [each.name for each in cli.folder.iterdir()] == ["file"]


def test_a_report_that_is_refused_touches_nothing(cli: Cli) -> None:
    target = cli.folder / "x.csv"
    target.write_text("old")
    for arguments in (("--columns", "nope"), ("--agency", "nope"), ("-O", "nope"), ("-f", "missing.yaml")):
        assert cli("list", "-o", str(target), *arguments).code in (1, 2)
    assert cli("agencies", "-O", "ics", "-o", str(target)).code == 2
    assert target.read_text() == "old"
    assert [path.name for path in cli.folder.iterdir()] == ["x.csv"]


@pytest.mark.parametrize("path", ["-", "/dev/stdout"])
def test_standard_output(cli: Cli, path: str) -> None:
    assert cli("export", "-o", path) == cli("export")


def test_devices(cli: Cli) -> None:
    run = cli("export", "-o", "/dev/null")
    assert (run.code, run.out) == (0, "")
    assert not Path("/dev/null").is_file()
    assert process("export", "-o", "/dev/fd/1").stdout == process("export").stdout


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_device(cli: Cli) -> None:
    run = cli("export", "-o", "/dev/full")
    assert (run.code, run.err) == (1, "spacetl: /dev/full: no space left on device; nothing was written\n")


def test_a_fifo(cli: Cli) -> None:
    fifo = cli.folder / "x.csv"
    os.mkfifo(fifo)
    read: list[str] = []
    reader = threading.Thread(target=lambda: read.append(fifo.read_bytes().decode()))
    reader.start()
    run = cli("export", "-o", str(fifo))
    reader.join(timeout=60)
    assert (run.code, read) == (0, [cli("export").out])
    assert stat.S_ISFIFO(fifo.stat().st_mode)


def test_a_file_size_limit_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "x.csv"
    target.write_text("old")
    command = f"ulimit -f 1; exec {sys.executable} {' '.join(PROGRAM)} export -o {target}"
    run = subprocess.run(
        ("bash", "-c", command),  # noqa: S607
        env=environment(),
        capture_output=True,
        check=False,
    )
    assert run.returncode == 1
    assert run.stderr.decode() == f"spacetl: {target}: file too large; nothing was written\n"
    assert target.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["x.csv"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anything")
def test_read_only(cli: Cli) -> None:
    target = cli.folder / "x.csv"
    target.write_text("old")
    target.chmod(0o444)
    assert cli("export", "-o", str(target)).err == f"spacetl: {target}: permission denied; nothing was written\n"
    cli.folder.chmod(0o555)
    assert cli("export", "-o", str(cli.folder / "y.csv")).code == 1
    cli.folder.chmod(0o755)
    assert target.read_text() == "old"
    assert [path.name for path in cli.folder.iterdir()] == ["x.csv"]


def test_a_file_says_what_it_is_about(cli: Cli) -> None:
    target = cli.folder / "x.md"
    cli("slips", "--baseline", "2017-06-07", "--agency", "CNSA", "--where", "later>=1", "-o", str(target))
    assert target.read_text().splitlines()[2].startswith("Agency CNSA, where later\\>=1; as known on 23 Nov 2026; ")
    cli("list", "--title", "Mine", "-o", str(target))
    assert target.read_text().startswith("# Mine\n")
    cli("chart", "--tag", "moon", "--title", "Mine", "-o", str(cli.folder / "x.svg"))
    drawn = (cli.folder / "x.svg").read_text()
    assert ("Mine, as known on 23 Nov 2026" in drawn, "; tag moon" in drawn) == (True, True)
    page = cli("chart", "--tag", "moon", "--title", "Mine", "-O", "html").out
    assert '<h1>Mine</h1><p class="dim">tag moon</p>' in page
