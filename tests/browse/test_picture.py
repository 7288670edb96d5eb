import asyncio
import re

import pytest

make_browse = pytest.importorskip("docs.make_browse", reason="Textual is not installed", exc_type=ModuleNotFoundError)


def texts(svg: str) -> list[str]:
    return re.findall(r"<text[^>]*>(.*?)</text>", svg, re.DOTALL)


def test_the_picture_in_the_readme_shows_what_the_browser_shows() -> None:
    """The texts of the picture; their places are up to Rich, and change with its version."""
    kept = make_browse.TARGET.read_text(encoding="utf-8")
    assert texts(asyncio.run(make_browse.picture())) == texts(kept), "run docs/make_browse.py"
    assert "http" not in kept.replace("http://www.w3.org/", "").replace("https://www.textualize.io", "")
    assert len(kept) < 100_000
