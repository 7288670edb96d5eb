"""docs/spacetl.1 says what the help says, in roff that its readers accept; pytest --update-golden writes it again."""

import re
import shutil
import subprocess

import pytest
from docs.make_man import TARGET, literal, page_of, prose
from tests.processes import environment

from spacetl.cli.app import COMMANDS
from spacetl.cli.manual import MANUAL


def read_by(*command: str) -> subprocess.CompletedProcess[str]:
    """What a program that reads man pages makes of the page, on a terminal of 80 columns."""
    return subprocess.run(
        (*command, str(TARGET)),
        env=environment(MANWIDTH="80", LC_ALL="C.UTF-8", GROFF_NO_SGR="1", MANPAGER="cat"),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_the_page_is_fresh(update_golden: bool) -> None:
    if update_golden:
        TARGET.write_text(page_of(), encoding="utf-8")
    assert page_of() == TARGET.read_text(encoding="utf-8"), "run docs/make_man.py"


def test_every_command_and_option_is_there() -> None:
    page = TARGET.read_text(encoding="utf-8")
    assert re.findall(r"^\.SS spacetl (\w+)", page, re.MULTILINE) == list(MANUAL)
    for command in COMMANDS.values():
        options = [param for param in command.params if param.param_type_name == "option"]
        assert [name for option in options for name in option.opts if f"\\fB{literal(name)}\\fR" not in page] == []


@pytest.mark.skipif(shutil.which("groff") is None, reason="no groff here")
def test_groff_has_nothing_to_say() -> None:
    run = read_by("groff", "-man", "-Tutf8", "-ww", "-P-cbou")
    assert (run.returncode, run.stderr) == (0, "")
    lines = [line.strip() for line in run.stdout.splitlines()]
    examples = {example for page in MANUAL.values() for example in page.examples}
    assert examples <= set(lines)  # to be copied: each on one line, with plain hyphens and quotes
    assert [line for line in run.stdout.splitlines() if len(line) > 80 and line.strip() not in examples] == []
    assert [line for line in lines if line.endswith("\u2010")] == []  # no word is broken


@pytest.mark.skipif(shutil.which("mandoc") is None, reason="no mandoc here")
def test_mandoc_only_misses_a_date() -> None:
    run = read_by("mandoc", "-T", "lint", "-W", "warning")  # a day would be out of date at the next change
    assert [line for line in run.stdout.splitlines() if "missing date" not in line] == []


@pytest.mark.parametrize(
    ("text", "roff"),
    [
        (".csv is first", r"\&.csv is first"),
        ("'late 2027' and --as-of", r"\(aqlate 2027\(aq and \fB\-\-as\-of\fR"),
        ("- is standard input", r"\- is standard input"),
        ("`slips --by WHO` and `list`", r"\fBslips \-\-by WHO\fR and \fBlist\fR"),
        ("a tab, \\t, or ~", r"a tab, \et, or \(ti"),
        ("$SPACETL_FILE else FORCE_COLOR", r"\fB$SPACETL_FILE\fR else \fBFORCE_COLOR\fR"),
        ("One. Two: Three; four.", "One.\nTwo:\nThree; four."),
        (f"{'x' * 77} .csv", f"{'x' * 77}\n\\&.csv"),
    ],
)
def test_prose(text: str, roff: str) -> None:
    assert prose(text) == roff
