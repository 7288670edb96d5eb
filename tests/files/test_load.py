"""Several files as one timeline: what is reported if they contradict each other."""

from io import BytesIO

import pytest
from tests.running import Cli

from spacetl.errors import BadTimeline, SpacetlError
from spacetl.files import Content
from spacetl.files.load import load, load_files

MOON = b"events: [{id: moon, title: Moon landing, date: 2028}]\n"
MARS = b"events: [{id: mars, title: Mars landing, date: 2040}]\n"


def test_the_title_is_the_first_that_there_is() -> None:
    timeline = load([Content("a", MOON), Content("b", b"title: B\n" + MARS), Content("c", b"title: C\nevents: []")])
    assert timeline.title == "B"
    assert [event.id for event in timeline.events] == ["moon", "mars"]


def test_an_id_that_stands_twice_names_the_file_that_has_it() -> None:
    with pytest.raises(BadTimeline) as caught:
        load([Content("a.yaml", MOON), Content("b.yaml", MARS), Content("c.yaml", MOON)])
    text = "c.yaml:1:15: the id 'moon' appears twice, in a.yaml as well; give each event its own"
    assert str(caught.value) == text


@pytest.mark.parametrize(("key", "what"), [("agencies", "agency"), ("sources", "source")])
def test_what_is_described_differently_names_both_files(key: str, what: str) -> None:
    files = [f"{key}: {{X: {entry}}}\nevents: []".encode() for entry in ("{}", "{}", "{date: 2020}", "{name: Y}")]
    same = [Content("a.yaml", b"events: []"), Content("b.yaml", files[0]), Content("c.yaml", files[1])]
    assert load(same).events == ()
    with pytest.raises(SpacetlError) as caught:
        load([*same, Content("d.yaml", files[2 if key == "sources" else 3])])
    assert str(caught.value) == f"b.yaml and d.yaml describe the {what} 'X' differently; describe it once"


def test_a_file_given_twice_is_reported(cli: Cli) -> None:
    path = cli.file(MOON.decode())
    assert cli("list", "-f", path, "-f", path)[:2] == (1, "")
    for name, shown in ((path, path), ("-", "<stdin>")):
        with pytest.raises(SpacetlError) as caught:
            load_files([name, name], BytesIO(MOON))
        assert str(caught.value) == f"{shown}: given twice; give each file once"
