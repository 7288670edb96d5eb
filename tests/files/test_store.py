"""What was loaded once is found again if nothing changed, and never otherwise."""

import datetime
import os
import subprocess
import sys
import time
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.making import DAYS, timelines

from spacetl.dates import parse
from spacetl.errors import BadTimeline
from spacetl.files.content import stamp_of
from spacetl.files.load import load_files
from spacetl.files.store import MAX_TOTAL, MIN_SIZE, OUTLINE, SUFFIX, Cache, Excerpt, Reach
from spacetl.query import Query, Status, as_of, select
from spacetl.reports.history import history
from spacetl.timeline import Timeline

LATER = 60_000_000_000  # nanoseconds, after which a file that was only just written counts as settled
SPANS = ("2010", "2012", "2015-06", "201X", "2020/..", "../2021", "2019-12-30/2020-01-02")  # among those of `making`
PADDING = "#" * 1023 + "\n"


def text(title: str = "First title", size: int = 2 * MIN_SIZE) -> str:
    """A timeline of about this size, the same for titles of the same length."""
    return (
        PADDING * (size // len(PADDING))
        + f"""
agencies: {{CNSA: {{aliases: [China], country: Asia}}}}
sources: {{s: {{url: https://example.org/s}}}}
events:
  - {{id: plain, title: {title}, agency: NASA, date: 2019}}
  - {{id: vague, title: Vague, agency: cnsa, date: 2020/..}}
  - {{id: bare, title: Bare}}
  - id: promised
    title: Promised
    agency: CNSA
    promises: [{{said: 2017-06-07, due: 2018}}, {{said: 2018-06-07, due: 2021-35~, source: s}}]
    outcome: {{date: 2023-01-05}}
"""
    )


class Place(NamedTuple):
    """A timeline file beside a folder for caches."""

    file: Path
    folder: Path

    def cache(self, *, now: int | None = None) -> Cache:
        """The cache as seen by a run that begins `now`, or else when all that was written has settled."""
        return Cache(lambda: str(self.folder), time.time_ns() + LATER if now is None else now)

    def find(self) -> Timeline | None:
        return self.cache().find(str(self.file))

    def load(self, *, now: int | None = None) -> Timeline:
        return load_files([str(self.file)], BytesIO(), cache=self.cache(now=now))

    def kept(self) -> list[Path]:
        return sorted(self.folder.glob("*"))


@pytest.fixture
def place(tmp_path: Path) -> Place:
    made = Place(tmp_path / "big.yaml", tmp_path / "caches" / "of" / "mine")
    made.file.write_text(text())
    return made


def titles(timeline: Timeline) -> list[str]:
    return [event.title for event in timeline.events]


def test_what_was_loaded_is_found(place: Place) -> None:
    assert place.find() is None
    assert place.load() == place.find() == place.load()
    assert len(place.kept()) == 1


def test_only_the_owner_may_look(place: Place) -> None:
    place.load()
    assert place.folder.stat().st_mode & 0o777 == 0o700
    assert place.kept()[0].stat().st_mode & 0o777 == 0o600


def test_small_files_are_not_kept(place: Place) -> None:
    place.file.write_text(text(size=MIN_SIZE // 2))
    place.load()
    assert place.kept() == []


def test_standard_input_is_not_kept(place: Place) -> None:
    assert load_files(["-"], BytesIO(text().encode()), cache=place.cache()).events
    assert place.kept() == []


def test_bad_files_are_not_kept(place: Place) -> None:
    place.file.write_text(text() + "  - {title: Twice, id: plain}\n")
    for _ in range(2):
        with pytest.raises(BadTimeline, match="plain"):
            place.load()
    assert place.kept() == []


def test_a_file_only_just_written_is_not_kept(place: Place) -> None:
    place.load(now=time.time_ns())
    assert place.kept() == []


def test_a_change_within_the_same_second(place: Place) -> None:
    place.load()
    before = place.file.stat()
    place.file.write_text(text("Other title"))
    after = place.file.stat()
    assert (before.st_size, before.st_ino) == (after.st_size, after.st_ino)
    assert place.find() is None
    assert titles(place.load())[0] == "Other title"
    assert titles(place.load())[0] == "Other title"


def test_a_change_with_the_old_time_put_back(place: Place) -> None:
    place.load()
    before = place.file.stat()
    place.file.write_text(text("Other title"))
    os.utime(place.file, ns=(before.st_atime_ns, before.st_mtime_ns))
    after = place.file.stat()
    assert (before.st_size, before.st_ino, before.st_mtime_ns) == (after.st_size, after.st_ino, after.st_mtime_ns)
    assert titles(place.load())[0] == "Other title"


def test_a_change_while_it_is_read(place: Place) -> None:
    changes = iter(["Other title"])

    def change(_done: int, _size: int) -> None:
        for title in changes:
            place.file.write_text(text(title))

    first = load_files([str(place.file)], BytesIO(), cache=place.cache(), progress=change)
    assert titles(first)[0] == "First title"
    assert place.find() is None
    assert titles(place.load())[0] == "Other title"


def test_another_file_renamed_to_its_name(place: Place) -> None:
    other = place.file.with_name("other.yaml")
    other.write_text(text("Other title"))
    place.load()
    before = place.file.stat()
    os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
    other.replace(place.file)
    assert titles(place.load())[0] == "Other title"


def test_a_link_that_leads_elsewhere_now(place: Place) -> None:
    other, link = place.file.with_name("other.yaml"), place.file.with_name("link.yaml")
    other.write_text(text("Other title"))
    for target in (place.file, other, place.file):
        link.unlink(missing_ok=True)
        link.symlink_to(target)
        for _ in range(2):
            found = load_files([str(link)], BytesIO(), cache=place.cache())
            assert titles(found)[0] == ("First title" if target == place.file else "Other title")


def test_the_cache_of_another_file(place: Place) -> None:
    place.load()
    other = Place(place.file.with_name("other.yaml"), place.folder)
    other.file.write_text(text("Other title"))
    first = place.kept()[0]
    content = first.read_bytes()
    other.load()
    (second,) = set(place.kept()) - {first}
    second.write_bytes(content)
    assert other.find() is None
    assert titles(other.load())[0] == "Other title"


def test_the_cache_of_another_spacetl(place: Place) -> None:
    place.load()
    (kept,) = place.kept()
    kept.write_bytes(kept.read_bytes().replace(b"spacetl ", b"spacetl 9", 1))
    assert place.find() is None
    assert place.load() == place.find()


@given(st.data())
def test_a_damaged_cache(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    place = Place(tmp_path_factory.getbasetemp() / "damaged.yaml", tmp_path_factory.getbasetemp() / "damaged")
    place.file.write_text(text())
    right = place.load()
    (kept,) = place.kept()
    content = bytearray(kept.read_bytes())
    at = data.draw(st.integers(0, len(content) - 1))
    if data.draw(st.booleans()):
        del content[at:]
    else:
        content[at] ^= data.draw(st.integers(1, 255))
    kept.write_bytes(content)
    assert place.find() is None
    assert place.load() == right == place.find()


@pytest.mark.parametrize("content", [b"", b"garbage", b"\0" * 4096])
def test_a_cache_that_is_none(place: Place, content: bytes) -> None:
    right = place.load()
    place.kept()[0].write_bytes(content)
    assert place.find() is None
    assert place.load() == right == place.find()


def test_a_cache_that_is_no_file(place: Place) -> None:
    right = place.load()
    (kept,) = place.kept()
    kept.unlink()
    os.mkfifo(kept)
    assert place.load() == right
    kept.unlink()
    kept.mkdir()
    assert place.load() == right


def test_a_folder_that_is_none(place: Place) -> None:
    place.folder.parent.mkdir(parents=True)
    place.folder.write_text("a file")
    assert place.load() == place.load()
    assert place.folder.read_text() == "a file"


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="nothing is unwritable for root")
def test_a_folder_that_takes_nothing(place: Place) -> None:
    place.folder.mkdir(parents=True, mode=0o500)
    assert place.load() == place.load()
    assert place.kept() == []


def test_two_processes_at_once(place: Place) -> None:
    script = (
        "import io, sys, time\n"
        "from spacetl.files.store import Cache; from spacetl.files.load import load_files\n"
        f"cache = Cache(lambda: sys.argv[2], time.time_ns() + {LATER})\n"
        "print(load_files([sys.argv[1]], io.BytesIO(), cache=cache) == load_files([sys.argv[1]], io.BytesIO()))\n"
    )
    command = (sys.executable, "-c", script, str(place.file), str(place.folder))
    for _ in range(2):
        runs = [subprocess.Popen(command, stdout=subprocess.PIPE) for _ in range(4)]
        assert {run.communicate(timeout=60)[0] for run in runs} == {b"True\n"}
    assert len(place.kept()) == 1


def test_several_files(place: Place) -> None:
    other = place.file.with_name("other.yaml")
    other.write_text(
        text().replace("{id: ", "{id: other-").replace("- id: ", "- id: other-").replace("id: other-bare, ", "")
    )
    files = [str(place.file), str(other), str(place.file.with_name("small.yaml"))]
    Path(files[2]).write_text("events: [{title: Bare}]")
    right = load_files(files, BytesIO())
    for _ in range(2):
        assert load_files(files, BytesIO(), cache=place.cache()) == right
    assert len(place.kept()) == 2
    assert "bare-2" in {event.id for event in right.events}


def test_several_files_with_the_same_id(place: Place) -> None:
    other = place.file.with_name("other.yaml")
    other.write_text(text())
    for _ in range(2):
        with pytest.raises(BadTimeline, match=r"other\.yaml"):
            load_files([str(place.file), str(other)], BytesIO(), cache=place.cache())


def day(iso: str) -> datetime.date:
    return datetime.date.fromisoformat(iso)


@pytest.mark.parametrize(
    ("reach", "ids"),
    [
        (Reach(since=day("2024-01-01")), ["vague"]),
        (Reach(until=day("2018-12-31")), ["promised"]),
        (Reach(day("2019-05-01"), day("2019-05-02")), ["plain", "promised"]),
        (Reach(id="bare"), ["bare"]),
        (Reach(id="none"), []),
        (Reach(agencies=("nasa",)), ["plain"]),
        (Reach(agencies=("China",)), ["vague", "promised"]),
        (Reach(agencies=("asia",)), ["vague", "promised"]),
        (Reach(agencies=("Asia", "NASA")), ["plain", "vague", "promised"]),
        (Reach(day("2022-01-01"), agencies=("CNSA",)), ["vague", "promised"]),
        (Reach(said_since=day("2023-01-05")), ["promised"]),
        (Reach(said_since=day("2023-01-06")), []),
        (Reach(open_on=day("2019-12-31")), ["plain", "vague", "bare", "promised"]),
        (Reach(open_on=day("2020-01-01")), ["vague", "bare", "promised"]),
        (Reach(open_on=day("2023-01-05")), ["vague", "bare"]),
    ],
)
def test_an_excerpt(place: Place, reach: Reach, ids: list[str]) -> None:
    whole = place.load()
    found = place.cache().find(str(place.file), reach)
    assert isinstance(found, Excerpt)
    assert found.events == tuple(event for event in whole.events if event.id in ids)
    assert (found.agencies, found.sources, found.title) == (whole.agencies, whole.sources, whole.title)


def test_an_outline(place: Place) -> None:
    whole = place.load()
    found = place.cache().find(str(place.file), OUTLINE)
    assert isinstance(found, Excerpt)
    names = [(event.id, event.title, event.agencies, event.tags) for event in whole.events]
    assert [(event.id, event.title, event.agencies, event.tags) for event in found.events] == names
    assert not any(event.promises for event in found.events)
    assert (found.agencies, found.sources, found.title) == (whole.agencies, whole.sources, whole.title)


ENDS = st.sampled_from([end for date in map(parse, SPANS) for end in (date.earliest, date.latest) if end])
BOUNDS = st.one_of(st.none(), DAYS, ENDS, ENDS)


@settings(max_examples=500, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(timelines(), BOUNDS, BOUNDS, DAYS)
def test_an_excerpt_holds_all_that_is_asked_for(
    place: Place, timeline: Timeline, since: datetime.date | None, until: datetime.date | None, known: datetime.date
) -> None:
    if since and until and since > until:
        since, until = until, since
    place.cache().keep(str(place.file), stamp_of(place.file.stat()), timeline)
    excerpt = place.cache().find(str(place.file), Reach(since, until))
    assert excerpt is not None
    query = Query(since=since, until=until)
    assert select(as_of(excerpt, known), query, known) == select(as_of(timeline, known), query, known)
    still_open = place.cache().find(str(place.file), Reach(open_on=known))
    assert still_open is not None
    query = Query(statuses=(Status.OVERDUE, Status.DUE, Status.UPCOMING, Status.UNDATED))
    assert select(as_of(still_open, known), query, known) == select(as_of(timeline, known), query, known)
    spoken = place.cache().find(str(place.file), Reach(said_since=since))
    assert spoken is not None
    query = Query(since=since)
    assert history(as_of(spoken, known), query, known).rows == history(as_of(timeline, known), query, known).rows


def test_the_oldest_make_room(place: Place) -> None:
    place.folder.mkdir(parents=True)
    old, newer, foreign = (place.folder / name for name in (f"1{SUFFIX}", f"2{SUFFIX}", "thesis.txt"))
    for age, path in ((20, old), (10, newer), (30, foreign)):
        with path.open("wb") as file:
            file.truncate(MAX_TOTAL * 2 // 3)
        os.utime(path, (time.time() - age, time.time() - age))
    place.load()
    assert place.kept() == sorted([newer, foreign, *(set(place.kept()) - {newer, foreign, old})])
    assert len(place.kept()) == 3
