"""Elements of SVG and HTML, in ASCII, and a page in one file whose policy lets nothing else run."""

import base64
import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path
from typing import Any

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


def html_document(title: str, body: Iterable[str], scripts: Iterable[str], data: Any = None) -> Iterator[str]:
    """The lines of the document around those of its body.

    The scripts, which lie under `assets/`, run in the given order; `data` is what they read as JSON, None for nothing.
    """
    style = asset("page.css")
    script = '"use strict";\n{\n' + "\n".join(map(asset, scripts)) + "}\n"
    policy = (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; base-uri 'none'; form-action 'none'"
    )
    yield "<!doctype html>"
    yield '<html lang="en">'
    yield '<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="color-scheme" content="light dark">'
    yield f"<title>{escaped(title)}</title>"
    yield f"<style>{style}</style>"
    yield "<body>"
    yield from body
    if data is not None:
        # in ASCII, without a character that could end the element
        text = json.dumps(data, separators=(",", ":")).replace("<", "\\u003c")
        yield f'<script type="application/json" id="data">{text}</script>'
    yield f"<script>{script}</script>"
    yield "</html>"


def safe_address(url: str | None) -> str | None:
    """The address if a page may link to it, as http or https; else None."""
    return url if url is not None and url.casefold().startswith(("http://", "https://")) else None


def _hash(text: str) -> str:
    """The hash of the text as policies write it (Content Security Policy Level 3, section 2.3.1, hash-source)."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
