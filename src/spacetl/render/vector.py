"""SVG elements, in ASCII whatever the texts contain, and what each mark of the chart looks like."""

import re
from html import escape

from spacetl.render.cleaning import clean
from spacetl.render.plot import Mark
from spacetl.render.shapes import Shape

THICK = 14  # the height of a block
SIZE = 6  # half the width of a point

Value = int | float | str

_NO_CHARACTERS = re.compile("[\ufffe\uffff]")  # XML has no way to write them


def element(name: str, text: str | None = None, **attributes: Value) -> str:
    """An element, empty or around a text; `class_` is its class, `text_anchor` its text-anchor."""
    listed = "".join(f' {key.rstrip("_").replace("_", "-")}="{_attribute(value)}"' for key, value in attributes.items())
    return f"<{name}{listed}/>" if text is None else f"<{name}{listed}>{written(text)}</{name}>"


def _attribute(value: Value) -> str:
    return written(value) if isinstance(value, str) else f"{value:.1f}".removesuffix(".0")


def written(text: str) -> str:
    """A text as written in SVG and HTML, with a reference for each character that is markup or not in ASCII."""
    shown = _NO_CHARACTERS.sub("\ufffd", clean(text))
    return escape(shown).encode("ascii", "xmlcharrefreplace").decode()


def drawn(shape: Shape, y: float) -> str:
    """The shape as an element, centred at the height `y`; its class is its tone and its mark."""
    mark, tone, start, end = shape
    kind = f"{tone} {mark.css}"
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
    """The path of a mark that is not a block, a circle or a line, centred at the height `y`."""
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
