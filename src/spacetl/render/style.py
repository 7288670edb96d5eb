"""How a report is to be written; everything that depends on the terminal or the user's taste."""

import datetime

from msgspec import Struct


class Style(Struct, frozen=True):
    """The choices of a rendering.

    Attributes:
        columns: the names of the columns wanted, in this order; empty for the report's own.
        header: whether the names of the columns stand above the rows.
        raw: CSV and TSV: leave cells that a spreadsheet would take for a formula as they are.
        bom: CSV and TSV: begin with a byte order mark, for Excel.
        delimiter: CSV: what stands between two cells.
        width: the columns of the terminal; None where nothing is cut or wrapped, as in a pipe.
        drawing: the columns of a drawing where there is no `width`, as it has none of its own.
        color: whether escapes for colour may be written.
        ascii: whether only ASCII may be drawn with.
        encoding: what the texts will be written in; where only ASCII is drawn with, it may lack their letters.
        day: the day whose knowledge the report has; None where it has nothing to do with one.
    """

    columns: tuple[str, ...] = ()
    header: bool = True
    raw: bool = False
    bom: bool = False
    delimiter: str = ","
    width: int | None = None
    drawing: int = 100
    color: bool = False
    ascii: bool = False
    encoding: str = "utf-8"
    day: datetime.date | None = None
