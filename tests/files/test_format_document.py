"""docs/timeline-format.md against the declaration and the loader; test_documents.py checks its transcripts."""

import re
from pathlib import Path

import pytest
from msgspec import inspect

from spacetl.files import Content
from spacetl.files.check import check_content
from spacetl.files.content import MAX_BYTES
from spacetl.files.parse import MAX_DEPTH, MAX_RECORD, MAX_TEXT, parse_timeline
from spacetl.timeline import Agency, Event, Outcome, Promise, Source, Speaker, Timeline

TEXT = (Path(__file__).parents[2] / "docs" / "timeline-format.md").read_text(encoding="utf-8")
FILES = {block[1]: block[0] for block in re.findall(r"^```yaml\n(# (\S+)\n.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)}
NAMES = {
    "the file": Timeline,
    "an event": Event,
    "a promise": Promise,
    "an outcome": Outcome,
    "an agency": Agency,
    "a speaker": Speaker,
    "a source": Source,
}
WRONG = {"wrong.yaml"}


@pytest.mark.parametrize("name", NAMES)
def test_a_table_has_every_key(name: str) -> None:
    table = TEXT.partition(f"| key of {name} |")[2].partition("\n\n")[0]
    documented = {
        key: "must be there" in about for key, about in re.findall(r"^\| `(\w+)` \| (.*) \|$", table, re.MULTILINE)
    }
    kind = inspect.type_info(NAMES[name])
    assert isinstance(kind, inspect.StructType)
    assert documented == {field.name: field.required for field in kind.fields}


@pytest.mark.parametrize("name", FILES)
def test_the_examples_are_what_they_are_said_to_be(name: str) -> None:
    content = Content(name, FILES[name].encode())
    assert bool(check_content(content).problems) == (name in WRONG)
    if name not in WRONG:
        assert parse_timeline(content.data).events


def test_the_limits_are_those_of_the_loader() -> None:
    limits = dict(
        re.findall(r"^\| ([\w ,]+) \| (?:about )?([\d,]+)[^|]* \|$", TEXT.partition("| limit |")[2], re.MULTILINE)
    )
    assert limits == {
        "a text": f"{MAX_TEXT:,}",
        "an event, an agency, a speaker or a source": str(MAX_RECORD >> 20),
        "nesting depth of mappings and lists": str(MAX_DEPTH),
        "a file": str(MAX_BYTES >> 30),
    }
