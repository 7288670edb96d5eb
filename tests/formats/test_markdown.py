import json

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token
from tests.running import Cli

PLAIN = {"text", "softbreak", "hardbreak"}


def inline(text: str) -> list[Token]:
    """Every inline token of a Markdown text, links found in bare addresses too."""
    parser = MarkdownIt("gfm-like", {"linkify": False})
    return [child for token in parser.parse(text) for child in token.children or ()]


@pytest.mark.parametrize(
    "title",
    [
        "a | b", "a \\| b", "`code`", "[x](javascript:1)", "<b>bold</b>", "# heading", "- item", "![i](x)",
        "*a* _b_ **c**", "~~gone~~", "&amp; &lt;", "<https://x.example>", "[ref]: https://x.example", "\\",
        "ends with \\", "|", "a  b", "$m$", "12:30", ":rocket:", "a_b", "^1", "x^2^", "==x==", "H~2~O",
    ],
)  # fmt: skip
def test_a_title_stays_a_text_in_its_cell(cli: Cli, title: str) -> None:
    file = cli.file(f"events: [{{title: {json.dumps(title)}, date: 2028}}]")
    out = cli("list", "-f", file, "--columns", "title", "-O", "markdown").out
    tokens = inline(out)
    assert {token.type for token in tokens} == {"text"}
    assert [token.content for token in tokens] == ["title", title]


@pytest.mark.parametrize("title", ["one\ntwo", "one\r\ntwo", "one\u2028two", "one\ttwo"])
def test_a_row_is_a_line(cli: Cli, title: str) -> None:
    file = cli.file(f"events: [{{title: {json.dumps(title)}, date: 2028}}]")
    assert cli("list", "-f", file, "--columns", "title", "-O", "markdown").out.splitlines()[2] == "| one two |"


@pytest.mark.parametrize("address", ["https://x.example", "www.x.example", "me@x.example"])
def test_an_address_is_no_link(cli: Cli, address: str) -> None:
    file = cli.file(f"events: [{{title: see {address}, date: 2028}}]")
    out = cli("list", "-f", file, "--columns", "title", "-O", "markdown").out
    assert address not in out
    assert [token.content for token in inline(out)][1] == f"see {address}"


@pytest.mark.parametrize("note", ["# heading", "- item", "+ item", "1. item", "12) item", "===", "> quote", "    code"])
def test_the_lines_of_a_card_stay_paragraphs(cli: Cli, note: str) -> None:
    file = cli.file(f"events: [{{id: x, title: {json.dumps(note)}, note: {json.dumps(note)}, date: 2028}}]")
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(cli("show", "x", "-f", file, "-O", "markdown").out)
    kinds = {token.type.removesuffix("_open").removesuffix("_close") for token in tokens}
    assert kinds <= {"paragraph", "inline", "table", "thead", "tbody", "tr", "th", "td"}
    assert tokens[1].children is not None
    assert tokens[1].children[0].content == note.strip()


def test_the_source_stays_readable(cli: Cli) -> None:
    out = cli("list", "--search", "change-4", "--as-of", "2026-11-23", "-O", "markdown").out
    assert "| 7 Dec 2018 | Chang'e-4 launch | CNSA | done |" in out


def test_numbers_are_to_the_right(cli: Cli) -> None:
    assert "---:" in cli("agencies", "-O", "markdown").out.splitlines()[1]
