"""Files that are not text, or not text that YAML accepts."""

import pytest
from tests.running import Cli

from spacetl.errors import BadTimeline, SpacetlError
from spacetl.files import Content
from spacetl.files.check import check_content
from spacetl.files.load import load
from spacetl.files.parse import parse_timeline

GOOD = "events:\n  - {title: Mond über Köln, date: 2028}\n"


def reported(data: bytes) -> list[str]:
    return [str(problem) for problem in check_content(Content("f", data)).problems]


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (GOOD.encode("latin-1"), "f:2:18: not UTF-8 at byte 25 (invalid start byte); save it as UTF-8"),
        (b"a: Caf\xe9 x", "f:1:7: not UTF-8 at byte 6 (invalid continuation byte); save it as UTF-8"),
        (b"a: \xc3 x", "f:1:4: not UTF-8 at byte 3 (invalid continuation byte); save it as UTF-8"),
        (b"events:\n\xff", "f:2:1: not UTF-8 at byte 8 (invalid start byte); save it as UTF-8"),
        (b"\xc3\xa9\r\ru \xc3", "f:3:3: not UTF-8 at byte 6 (unexpected end of data); save it as UTF-8"),
        (b"a\r\nb\rc\n\xff", "f:4:1: not UTF-8 at byte 7 (invalid start byte); save it as UTF-8"),
        ("a\u2028b".encode() + b"\xff", "f:1:4: not UTF-8 at byte 5 (invalid start byte); save it as UTF-8"),
        ("\x85\n\u2028x\n".encode() + b"\xff", "f:3:1: not UTF-8 at byte 8 (invalid start byte); save it as UTF-8"),
        (b"a: \xed\xa0\x80", "f:1:4: not UTF-8 at byte 3 (invalid continuation byte); save it as UTF-8"),
        (b"a: b\0", "f:1:5: found the control character U+0000, not allowed in YAML; leave it out"),
        ("\ufeffé: \x9b".encode(), "f:1:4: found the control character U+009B, not allowed in YAML; leave it out"),
        (b"a: \xef\xbf\xbf", "f:1:4: found the character U+FFFF, not allowed in YAML; leave it out"),
    ],
)  # fmt: skip
def test_what_is_not_text_is_reported_with_its_place(data: bytes, line: str) -> None:
    assert reported(data) == [line]


def test_problems_before_a_byte_that_is_not_text_are_reported_too() -> None:
    filler = b"  - {title: x}\n" * 10_000
    lines = reported(b"events:\n  - {tittle: x}\n" + filler + b"\xff")
    assert lines[0] == "f:2:6: unknown key 'tittle'; did you mean title?"
    assert lines[1].startswith("f:10003:1: not UTF-8 at byte 150,024")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"])
def test_another_encoding_is_named(cli: Cli, encoding: str) -> None:
    (cli.folder / "f.yaml").write_bytes(GOOD.encode(encoding))
    done = cli("list", "-f", str(cli.folder / "f.yaml"))
    assert done.code == 1
    assert done.out == ""
    assert f"f.yaml: not UTF-8 but {'UTF-16' if '16' in encoding else 'UTF'}" in done.err


def test_a_byte_order_mark_is_fine() -> None:
    assert parse_timeline(GOOD.encode("utf-8-sig")).events[0].title == "Mond über Köln"


def test_positions_are_those_of_an_editor() -> None:
    mistake = "tittle: x}"
    text = (
        f"\ufeffevents:\n- {{title: a\u2028b, {mistake}\r\n- {{title: x, {mistake}\r- {{title: x, {mistake}\n"
        f"- {{title: 'a\u0085\n  b', {mistake}\n- {{{mistake}\n"
    )
    found = check_content(Content("f", text.encode())).problems
    assert [(each.line, each.column) for each in found] == [(2, 16), (3, 14), (4, 14), (6, 7), (7, 4)]


def test_all_problems_of_several_files_are_reported() -> None:
    with pytest.raises(BadTimeline) as caught:
        load([Content("a", b"- x"), Content("b", GOOD.encode()), Content("c", b"")])
    assert [problem.path for problem in caught.value.problems] == ["a", "c"]


def test_an_error_is_one_that_people_can_mend() -> None:
    assert issubclass(BadTimeline, SpacetlError)
