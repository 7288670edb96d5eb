import pytest

from spacetl.formats.lines import cut, width_of, wrap

TEXTS = ["", "a", "two words", "a" * 30, "空间站 and 天和", "天", "e\u0301" * 5]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("width", [-5, 0, 1, 2, 3, 4, 7, 50])
def test_any_width(text: str, width: int) -> None:
    lines = list(wrap(text.split(" "), width))
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert max(map(width_of, lines)) <= max(width, 2)  # a wide character takes two
    assert all(lines) or not text
    for ascii_only in (False, True):
        assert width_of(cut(text, width, ascii_only=ascii_only)) <= max(width, 0)


def test_what_is_cut_off_is_marked() -> None:
    assert [cut("station", width) for width in (7, 6, 2, 1, 0)] == ["station", "stati…", "s…", "…", ""]
    assert [cut("station", width, ascii_only=True) for width in (6, 4, 3, 1)] == ["sta...", "s...", "...", "."]
