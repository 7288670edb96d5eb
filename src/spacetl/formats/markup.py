"""Elements of SVG and HTML, in ASCII, and the files that go into pictures and pages."""

import re
from html import escape
from pathlib import Path

from spacetl.text import clean

_ASSETS = Path(__file__).parent / "assets"
_NOT_XML = re.compile("[\ufffe\uffff]")  # XML has no way to write them


def element(name: str, text: str | None = None, **attributes: float | str) -> str:
    """An element, empty or around a text; `class_` is its class, `text_anchor` its text-anchor."""
    listed = "".join(f' {key.rstrip("_").replace("_", "-")}="{_attribute(value)}"' for key, value in attributes.items())
    return f"<{name}{listed}/>" if text is None else f"<{name}{listed}>{escaped(text)}</{name}>"


def _attribute(value: float | str) -> str:
    return escaped(value) if isinstance(value, str) else f"{value:.1f}".removesuffix(".0")


def escaped(text: str) -> str:
    """A text as written in SVG and HTML, with a reference for each character that is markup or not in ASCII."""
    shown = _NOT_XML.sub("\ufffd", clean(text))
    return escape(shown).encode("ascii", "xmlcharrefreplace").decode()


def asset(name: str) -> str:
    """The text of a file under `assets/`."""
    return (_ASSETS / name).read_text(encoding="ascii")
