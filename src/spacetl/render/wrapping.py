"""Text measured and broken by the cells that it takes on a terminal."""

from collections.abc import Iterable, Iterator

_ADDRESS = "://"


def width_of(text: str) -> int:
    """How many cells of a terminal the text takes."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len  # noqa: PLC0415 - few tables need it

    return cell_len(text)


def wrap(text: str, width: int) -> Iterator[str]:
    """The text broken at blanks into lines of at most `width` cells; a longer word is broken, a web address never."""
    width = max(width, 1)
    line = ""
    for word in _pieces(text.split(" "), width):
        longer = f"{line} {word}" if line else word
        if line and width_of(longer) > width:
            yield line
            line = word
        else:
            line = longer
    yield line


def widest_address(text: str) -> int:
    """How wide the text's widest web address is, which is no use in parts; 0 without any."""
    return max((width_of(word) for word in text.split(" ") if _ADDRESS in word), default=0) if _ADDRESS in text else 0


def _pieces(words: Iterable[str], width: int) -> Iterator[str]:
    for word in words:
        whole = width_of(word) <= width or _ADDRESS in word
        yield from [word] if whole else filter(None, _chopped(word, width))  # a wide character has no half


def _chopped(text: str, width: int) -> list[str]:
    from rich.cells import chop_cells  # noqa: PLC0415 - few tables need it

    return chop_cells(text, width)


def padded(text: str, width: int) -> str:
    """The text with blanks behind it, `width` cells in all; a wider text as it is."""
    return text.ljust(width) if text.isascii() else text + " " * (width - width_of(text))


def cut(text: str, width: int, *, ascii_only: bool = False) -> str:
    """The text in at most `width` cells; where it is wider, its end is cut off, which an ellipsis tells."""
    if width_of(text) <= width:
        return text
    end = "..." if ascii_only else "…"
    room = width - len(end)
    return _chopped(text, room)[0].rstrip() + end if room > 0 else end[: max(width, 0)]
