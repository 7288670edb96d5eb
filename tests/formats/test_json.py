import json

import pytest
from tests import hostile
from tests.running import Cli


def test_no_events_are_an_empty_array(cli: Cli) -> None:
    assert cli("list", "--search", "no such text", "-O", "json").out == "[]\n"
    assert cli("list", "--search", "no such text", "-O", "ndjson").out == ""


def test_one_document(cli: Cli) -> None:
    assert len(json.loads(cli("slips", "-O", "json").out)) > 5


@pytest.mark.parametrize("name", ["json", "ndjson"])
@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "cp1252", "utf-16"])
def test_texts_come_back_the_same_in_every_encoding(cli: Cli, name: str, encoding: str) -> None:
    out = cli("list", "-f", cli.file(hostile.timeline()), "-O", name, encoding=encoding).out
    records = json.loads(out) if name == "json" else [json.loads(line) for line in out.split("\n") if line]
    assert sorted(record["title"] for record in records) == sorted(hostile.TEXTS)


def test_what_a_terminal_would_obey_is_escaped(cli: Cli) -> None:
    out = cli("list", "-f", cli.file(hostile.timeline()), "-O", "json").out
    assert "\\u009b" in out
    assert "\\u202e" in out
    assert "\\u2028" in out
    assert "中华人民共和国" in out


def test_columns_in_the_order_asked_for(cli: Cli) -> None:
    records = json.loads(cli("list", "--columns", "date,id", "-n", "2", "-O", "json").out)
    assert [list(record) for record in records] == [["date", "id"], ["date", "id"]]


def test_columns_of_one_event(cli: Cli) -> None:
    assert json.loads(cli("show", "tianhe-launch", "--columns", "result,id", "-O", "json").out) == {
        "result": "done",
        "id": "tianhe-launch",
    }
