"""A page as a browser would take it apart: its elements, its texts, and whether anything in it is out of place."""

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from typing import Any, NamedTuple

VOID = {"meta", "input"}
OURS = {
    *("html", "head", "meta", "title", "style", "body", "script", "noscript", "header", "main", "section", "aside"),
    *(
        "footer",
        "h1",
        "h2",
        "p",
        "div",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "a",
        "strong",
        "b",
        "small",
        "kbd",
    ),
    *("form", "fieldset", "legend", "label", "input", "select", "option", "button", "ul", "li"),
    *("svg", "defs", "path", "circle", "rect", "line", "use", "text"),
}


class Element(NamedTuple):
    """An element, the elements around it, and the text in it, including that of the elements inside it."""

    name: str
    attributes: dict[str, str]
    within: tuple[str, ...]
    words: list[str]

    @property
    def text(self) -> str:
        return "".join(self.words)

    def is_a(self, kind: str) -> bool:
        """Whether it has the class."""
        return kind in self.attributes.get("class", "").split()


class Webpage(HTMLParser):
    """The elements of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self.open: list[Element] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        element = Element(tag, attributes, tuple(each.name for each in self.open), [])
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == "html":
            assert self.open.pop().name == "body"  # whose end tag may be left out
        assert self.open.pop().name == tag

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.words.append(data)

    def named(self, name: str, kind: str = "") -> list[Element]:
        """The elements with this name, and with this class."""
        return [each for each in self.elements if each.name == name and (not kind or each.is_a(kind))]

    @property
    def data(self) -> dict[str, Any]:
        """What its scripts read."""
        (script,) = [each for each in self.named("script") if each.attributes.get("type") == "application/json"]
        read: dict[str, Any] = json.loads(script.text)
        return read


def harmless(text: str) -> Webpage:
    """The page, which must contain only what we put there: our elements and web links, no handlers, styles or loads."""
    page = Webpage(text)
    assert text.isascii()
    assert {each.name for each in page.elements} <= OURS
    for each in page.elements:
        assert not any(
            name.startswith("on") or name in ("style", "src", "srcset", "action") for name in each.attributes
        )
        if each.name == "a":
            assert re.match(r"https?://", each.attributes["href"], re.IGNORECASE)
            assert "noopener" in each.attributes["rel"].split()
    policy = next(each for each in page.named("meta") if each.attributes.get("http-equiv")).attributes["content"]
    assert "unsafe" not in policy
    assert policy.startswith("default-src 'none'; ")
    runs = [each for each in page.named("script") if "type" not in each.attributes]
    assert (len(runs), len(page.named("style"))) == (1, 1)
    for kind, element in (("script-src", runs[0]), ("style-src", page.named("style")[0])):
        digest = base64.b64encode(hashlib.sha256(element.text.encode()).digest()).decode()
        assert f"{kind} 'sha256-{digest}';" in policy
    return page
