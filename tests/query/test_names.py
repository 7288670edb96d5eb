from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.making import day, timeline

from spacetl.errors import UsageError
from spacetl.query import AgencyNames, Query, Speakers, event_named, select, speaker_filter
from spacetl.timeline import Event, Timeline

WHOLE = timeline("""
agencies:
  CNSA: {name: China National Space Administration}
  CMSA: {aliases: [CMSEO]}
events:
  - {id: lander, title: Lander, promises: [{due: 2018, by: CNSA / Wu Weiren}, {said: 2016-01-01, due: 2019,
     by: Wu Ping}]}
  - {id: core, title: Core, promises: [{due: 2019, by: Yang Liwei}, {said: 2018-01-01, due: 2020, by: CMSEO}]}
  - {id: base, title: Base, promises: [{due: 2035}]}
  - {id: idea, title: Idea}
""")


NAMED = timeline("""
agencies: {A: {name: B, aliases: [Common]}, B: {aliases: [COMMON, Used], country: Land}, C: {country: land}}
events: [{title: One, agencies: [used, Land, Other]}, {title: Two, agencies: [B, OTHER]}]
""")


@pytest.mark.parametrize(
    ("name", "agency"),
    [("b", "B"), ("common", "A"), ("used", "B"), ("land", "Land"), ("other", "Other"), ("D", None), ("", None)],
)
def test_an_agencys_id_comes_first_then_its_other_names_then_what_is_only_used(name: str, agency: str | None) -> None:
    assert AgencyNames(NAMED).id_of(name) == agency


def ids(*by: str, **asked: Any) -> list[str]:
    return [entry.event.id for entry in select(WHOLE, Query(by=by, **asked), day("2018-06-01"))]


@pytest.mark.parametrize(
    ("by", "found"),
    [
        ("CNSA", ["lander"]),
        ("wu weiren", ["lander"]),
        ("CNSA / Wu Weiren", ["lander"]),
        ("wu weiren/cnsa", ["lander"]),
        ("China National Space Administration", ["lander"]),
        ("cmsa", ["core"]),
        ("CMSEO", ["core"]),
        ("YANG LIWEI", ["core"]),
        ("Wu Ping / Wu Weiren", []),  # they never spoke together
    ],
)
def test_a_speaker_is_found_by_any_name_in_any_case(by: str, found: list[str]) -> None:
    assert ids(by) == found


def test_speakers_add_up_and_narrow_other_questions_down() -> None:
    assert ids("Wu Ping", "Yang Liwei") == ["lander", "core"]
    assert ids("Wu Ping", search="core") == []


@pytest.mark.parametrize(
    ("by", "hint"),
    [
        ("Wu Wieren", "did you mean Wu Weiren?"),
        ("cnas", "did you mean CNSA?"),
        ("Elon Musk", "`spacetl speakers` with the same -f lists them"),
        ("CNSA / Elon Musk", "`spacetl speakers` with the same -f lists them"),
        ("", "`spacetl speakers` with the same -f lists them"),
        ("/", "`spacetl speakers` with the same -f lists them"),
    ],
)
def test_an_unknown_speaker_is_refused(by: str, hint: str) -> None:
    with pytest.raises(UsageError) as refused:
        ids(by)
    assert str(refused.value) == f"no speaker '{by}' in this timeline; {hint}"


def test_what_nobody_said_is_by_nobody() -> None:
    spoken = speaker_filter(WHOLE, ("CNSA",))
    assert not spoken(None)
    assert speaker_filter(WHOLE, ())(None)


@pytest.mark.parametrize(
    ("by", "names"),
    [
        ("Yang Liwei", ("Yang Liwei",)),
        ("CNSA/CMSEO", ("CNSA", "CMSA")),
        ("CMSA / cmseo", ("CMSA",)),
        (" / ", (" / ",)),
        ("A / ", ("A",)),
    ],
)
def test_the_names_in_a_statement(by: str, names: tuple[str, ...]) -> None:
    assert Speakers(WHOLE).of(by) == names


def test_a_name_keeps_its_first_spelling() -> None:
    speakers = Speakers(Timeline(events=()))
    assert [speakers.of(by) for by in ("Wu Ping", "WU PING", "wu ping / Li")] == [
        ("Wu Ping",),
        ("Wu Ping",),
        ("Wu Ping", "Li"),
    ]


LISTED = timeline("""
agencies: {NASA: {aliases: [Nasa HQ]}}
speakers:
  Bill Nelson: {of: NASA, aliases: [Senator Nelson]}
  Yury Borisov: {of: Roscosmos, aliases: [Yuri Borisov, nasa hq]}
  SpaceNews: {press: true}
  AFP: {press: true}
  NASA: {press: false}
events: [{title: One, promises: [{due: 2030, by: senator nelson / SpaceNews}]}]
""")


@pytest.mark.parametrize(
    ("by", "names", "counted_for"),
    [
        ("Bill Nelson", ("Bill Nelson",), ("Bill Nelson", "NASA")),
        ("senator NELSON / Yuri Borisov", ("Bill Nelson", "Yury Borisov"), ("Bill Nelson", "Yury Borisov", "NASA",
         "Roscosmos")),
        ("NASA / Bill Nelson", ("NASA", "Bill Nelson"), ("NASA", "Bill Nelson")),
        ("nasa hq", ("NASA",), ("NASA",)),  # an agency's name wins over a speaker's alias
        ("spacenews", ("SpaceNews",), ("SpaceNews",)),
    ],
)  # fmt: skip
def test_a_listed_speaker(by: str, names: tuple[str, ...], counted_for: tuple[str, ...]) -> None:
    assert Speakers(LISTED).of(by) == names
    assert Speakers(LISTED).with_agencies(by) == counted_for


@pytest.mark.parametrize(
    ("by", "press"),
    [("SpaceNews", True), ("AFP / SpaceNews", True), ("NASA / AFP", False), (None, False), ("?", False)],
)
def test_only_the_press_alone_is_the_press(by: str | None, press: bool) -> None:
    assert Speakers(LISTED).is_press(by) == press


def test_an_agency_is_found_by_who_speaks_for_it() -> None:
    spoken = speaker_filter(LISTED, ("nasa",))
    assert spoken("Senator Nelson / SpaceNews")
    assert not spoken("SpaceNews")


@given(st.text(min_size=1))
def test_whatever_is_written_somebody_speaks_and_is_found_by_it(by: str) -> None:
    speakers = Speakers(WHOLE)
    names = speakers.of(by)
    assert names
    assert all(speakers.of(name) == (name,) for name in names if "/" not in name)


EVENTS = timeline("""
events:
  - {id: artemis-i, title: Artemis I launch, date: 2022}
  - {id: artemis-ii, title: Artemis II launch, date: 2026}
  - {id: landing, title: First Artemis crew on the Moon, date: 2028}
  - {id: Landing, title: Another landing, date: 2029}
""").events


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("artemis-i", "artemis-i"),  # the whole id, though another begins so
        ("artemis-ii", "artemis-ii"),
        ("ARTEMIS-II", "artemis-ii"),
        ("landing", "landing"),
        ("Landing", "Landing"),
        ("first artemis crew on the moon", "landing"),
        ("Artemis II launch", "artemis-ii"),
    ],
)
def test_an_event_is_named_by_its_id_its_title_or_how_its_id_begins(name: str, found: str) -> None:
    assert event_named(name, EVENTS).id == found
    assert event_named("lan", EVENTS[:3]).id == "landing"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("artemis", "'artemis' may be artemis-i (Artemis I launch), artemis-ii (Artemis II launch); give the id"),
        (
            "LANDING",
            "'LANDING' may be landing (First Artemis crew on the Moon), Landing (Another landing); give the id",
        ),
        ("", "no event ''; `spacetl list --columns id` with the same -f lists the ids"),
        ("artemus-ii", "no event 'artemus-ii'; did you mean artemis-ii?"),
    ],
)
def test_a_name_of_none_or_several_events(name: str, said: str) -> None:
    with pytest.raises(UsageError) as refused:
        event_named(name, EVENTS)
    assert str(refused.value) == said


def test_of_many_events_ten_are_listed() -> None:
    many = [Event(title=f"E {number}", id=f"e{number:02}") for number in range(13)]
    with pytest.raises(UsageError, match=r"e09 \(E 9\) and 3 more; give the id"):
        event_named("e", many)
