"""SVG elements, in ASCII whatever the texts hold, and what each mark of the chart looks like."""

import re
from html import escape

from spacetl.render.cleaning import clean
from spacetl.render.plot import Mark
from spacetl.render.shapes import Shape

THICK = 14  # of a block
SIZE = 6  # of a point, from its middle

Value = int | float | str

_NO_CHARACTERS = re.compile("[\ufffe\uffff]")  # XML has no way to write them


def element(name: str, text: str | None = None, **attributes: Value) -> str:
    """An element that holds a text or nothing; `class_` is its class, `text_anchor` its text-anchor."""
    said = "".join(f' {key.rstrip("_").replace("_", "-")}="{_attribute(value)}"' for key, value in attributes.items())
    return f"<{name}{said}/>" if text is None else f"<{name}{said}>{written(text)}</{name}>"


def _attribute(value: Value) -> str:
    return written(value) if isinstance(value, str) else f"{value:.1f}".removesuffix(".0")


def written(text: str) -> str:
    """A text as SVG and HTML write it, with an entity for each letter that ASCII or markup lacks."""
    shown = _NO_CHARACTERS.sub("\ufffd", clean(text))
    return escape(shown).encode("ascii", "xmlcharrefreplace").decode()


def drawn(shape: Shape, y: float) -> str:
    """The shape as an element, around the height `y`; its class is its tone and its mark."""
    mark, tone, start, end = shape
    kind = f"{tone} {mark.name.lower().replace('_', '-')}"
    match mark:
        case Mark.SURE | Mark.POSSIBLE | Mark.GHOST:
            return element("rect", x=start, y=y - THICK / 2, width=end - start, height=THICK, rx=3, class_=kind)
        case Mark.DONE | Mark.CANCELLED:
            return element("circle", cx=(start + end) / 2, cy=y, r=SIZE, class_=kind)
        case Mark.TRAIL | Mark.OPEN | Mark.OVERDUE | Mark.MAYBE:
            return element("line", x1=start, y1=y, x2=end, y2=y, class_=kind)
        case _:
            return element("path", d=path_of(mark, start, end, y), class_=kind)


def path_of(mark: Mark, start: float, end: float, y: float) -> str:
    """The path of a mark that is neither a block, a circle nor a line, around the height `y`."""
    middle = (start + end) / 2
    match mark:
        case Mark.POINT:
            return f"M{middle - SIZE:.1f} {y:.1f}l{SIZE} {-SIZE} {SIZE} {SIZE} {-SIZE} {SIZE}z"
        case Mark.FAILED:
            arm, way = SIZE - 1, 2 * SIZE - 2
            return f"M{middle - arm:.1f} {y - arm:.1f}l{way} {way}m0 {-way}l{-way} {way}"
        case Mark.NO_END:
            return f"M{end:.1f} {y:.1f}l-9 -5v10z"
        case Mark.NO_START:
            return f"M{start:.1f} {y:.1f}l9 -5v10z"
        case Mark.EARLIER:
            return f"M{start - 2:.1f} {y - 5:.1f}l-5 5 5 5"
        case _:
            return f"M{end + 2:.1f} {y - 5:.1f}l5 5 -5 5"
