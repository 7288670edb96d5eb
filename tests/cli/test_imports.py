"""What a command imports: start-up takes as long as its imports."""

import json
import subprocess
import sys
from importlib.util import find_spec

import pytest
from tests.processes import environment

PROBE = """
import json, sys
sys.argv[0] = "spacetl"
from spacetl.cli.main import main, session_of_process
main(sys.argv[1:], session_of_process())
print("\\n" + json.dumps(sorted(sys.modules)))
"""
# by the command line, what it must not load; nothing at all loads Textual or Pydantic
SPARED = {
    "": {"icalendar", "rich.console", "rich.table"},
    "upcoming": {"icalendar", "rich", "platformdirs", "spacetl.dates.phrases", "importlib.resources", "tempfile"},
    "list": {"spacetl.query.conditions", "spacetl.query.compare", "spacetl.formats.chart"},
    "list --where agency:NASA -O csv": {"rich", "icalendar", "dateutil.parser"},
    "export": {
        "rich",
        "dateutil",
        "icalendar",
        "platformdirs",
        "spacetl.dates.phrases",
        "importlib.resources",
        "tempfile",
    },
    "list -O json": {"rich", "dateutil", "icalendar"},
    "export --since 2019": {"rich", "icalendar", "dateutil.parser", "spacetl.files.check"},
    "list -O ics": {"rich", "textual", "spacetl.dates.phrases"},
    "--help": {"rich", "dateutil", "icalendar", "yaml", "spacetl.dates.phrases", "spacetl.files.parse"},
    "list --help": {"rich", "dateutil", "icalendar", "yaml", "spacetl.dates.phrases", "spacetl.files.parse"},
    "--version": {"rich", "dateutil", "icalendar", "yaml", "spacetl.dates.phrases"},
    "date 2019": {"rich.console", "icalendar", "yaml", "dateutil.parser"},
}
NEVER = {"textual", "pydantic", "click", "importlib.metadata"}


def loaded(line: str, **environ: str) -> set[str]:
    run = subprocess.run(
        (sys.executable, "-c", PROBE, *line.split()), env=environment(**environ), capture_output=True, check=True
    )
    return set(json.loads(run.stdout.splitlines()[-1]))


@pytest.mark.parametrize("line", SPARED)
def test_a_command_imports_only_what_it_needs(line: str) -> None:
    assert loaded(line).isdisjoint(SPARED[line] | NEVER)


def test_what_is_spared_exists() -> None:
    spared = set().union(*SPARED.values())
    assert [name for name in sorted(spared) if name.startswith("spacetl") and find_spec(name) is None] == []


@pytest.mark.parametrize("words", ["spacetl up", "spacetl list --status d", "spacetl list --si"])
def test_completion_of_words_reads_no_file(words: str) -> None:
    environ = {"_SPACETL_COMPLETE": "complete_bash", "COMP_WORDS": "\n".join(words.split())}
    modules = loaded("", **environ, COMP_CWORD=str(len(words.split()) - 1))
    assert modules.isdisjoint({"rich", "dateutil", "icalendar", "yaml", "platformdirs"} | NEVER)
