"""`spacetl schema`: the same file for editors as in docs/, which accepts what spacetl accepts."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from tests.running import Cli

from spacetl import dates
from spacetl.errors import BadDate
from spacetl.schema import json_schema

ROOT = Path(__file__).parents[2]
FRESH = ROOT / "docs" / "timeline.schema.json"
TIMELINES = ROOT / "tests" / "timelines"

# refused for what a schema cannot see: how it is written, or what is elsewhere in the file
UNSEEN = {
    "alias", "alias_as_key", "alias_bomb", "alias_of_itself", "anchor", "merge_key", "equal_keys", "equal_ids", "tag",
    "sources_unlisted", "complex_keys", "directive", "several_documents", "escape_half", "escape_pair",
}  # fmt: skip
UNREADABLE = "not YAML"


class Texts(yaml.SafeLoader):
    """YAML as spacetl reads it: every scalar is a string."""


class Numbers(yaml.SafeLoader):
    """YAML as editors read it, according to version 1.2: without dates, and with no and on as strings."""


Texts.yaml_implicit_resolvers = {}
KEPT = {"tag:yaml.org,2002:int", "tag:yaml.org,2002:float", "tag:yaml.org,2002:null"}
Numbers.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag in KEPT]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@pytest.fixture(scope="module")
def validator() -> Draft7Validator:
    schema = json_schema()
    Draft7Validator.check_schema(schema)
    return Draft7Validator(schema)


def read(path: Path, loader: type[yaml.SafeLoader]) -> Any:
    try:
        return yaml.load(path.read_bytes(), loader)  # noqa: S506 - both are safe
    except (yaml.YAMLError, ValueError):  # a number of 5,000 digits
        return UNREADABLE


def test_the_schema_in_the_documents_is_fresh(cli: Cli, update_golden: bool) -> None:
    done = cli("schema")
    if update_golden:
        FRESH.write_text(done.out, encoding="utf-8")
    assert (done.code, done.err) == (0, "")
    assert done.out == FRESH.read_text(encoding="utf-8")
    assert done.out.isascii()


def test_the_bundled_timeline_names_its_schema() -> None:
    bundled = ROOT / "data" / "timeline.yaml"
    first = bundled.read_text(encoding="utf-8").splitlines()[0]
    assert (bundled.parent / first.removeprefix("# yaml-language-server: $schema=")).resolve() == FRESH


@pytest.mark.parametrize("loader", [Texts, Numbers])
def test_a_validator_accepts_the_bundled_timeline(validator: Draft7Validator, loader: type[yaml.SafeLoader]) -> None:
    assert list(validator.iter_errors(read(ROOT / "data" / "timeline.yaml", loader))) == []


@pytest.mark.parametrize("path", sorted(TIMELINES.glob("valid/*.yaml")), ids=lambda path: path.stem)
@pytest.mark.parametrize("loader", [Texts, Numbers])
def test_a_validator_accepts_what_spacetl_takes(
    validator: Draft7Validator, path: Path, loader: type[yaml.SafeLoader]
) -> None:
    content = read(path, loader)
    assert content == UNREADABLE or list(validator.iter_errors(content)) == []


@pytest.mark.parametrize("path", sorted(TIMELINES.glob("invalid/*.yaml")), ids=lambda path: path.stem)
@pytest.mark.parametrize("loader", [Texts, Numbers])
def test_a_validator_refuses_the_invalid_files_that_a_schema_can_see(
    validator: Draft7Validator, path: Path, loader: type[yaml.SafeLoader]
) -> None:
    content = read(path, loader)
    if content != UNREADABLE and path.stem not in UNSEEN:
        assert list(validator.iter_errors(content))


def test_every_key_is_described() -> None:
    definitions = json_schema()["definitions"] | {"Timeline": json_schema()}
    for definition in definitions.values():
        for key, part in definition.get("properties", {}).items():
            described = part | definitions.get(str(part.get("$ref", "")).rpartition("/")[2], {})
            assert described.get("description"), key
        assert definition.get("additionalProperties", False) is False


def accepts_date(validator: Draft7Validator, text: str) -> bool:
    return validator.is_valid({"events": [{"title": "x", "date": text}]})


DATES = st.one_of(
    st.from_regex(r"[0-9X]{4}(-[0-9X]{2}(-[0-9X]{2})?)?[?~%]?(/[0-9X]{4}(-[0-9]{2})?[?~%]?|/|/\.\.)?", fullmatch=True),
    st.from_regex(r"(\.\.|)/[0-9]{4}", fullmatch=True),
    st.from_regex(r"20[0-9]{2}-0[1-9]-1[0-9]T[0-2][0-9]:[0-5][0-9]:00(Z|[+-]0[1-9](:30)?)?", fullmatch=True),
)


@given(DATES)
def test_a_date_that_spacetl_takes_fits_the_pattern(text: str) -> None:
    try:
        dates.parse(text)
    except BadDate:
        return
    assert accepts_date(Draft7Validator(json_schema()), text)


@pytest.mark.parametrize("text", ["late 2017", "201u", "2027-13", "2027-02-32", "/", "../..", "..", "", "2027-", "~"])
def test_a_text_that_is_clearly_no_date_does_not(validator: Draft7Validator, text: str) -> None:
    assert not accepts_date(validator, text)
