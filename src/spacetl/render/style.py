"""How a report is to be written: everything that depends on the terminal or the user's taste."""

import datetime

from msgspec import Struct


class Style(Struct, frozen=True):
    """The choices for a rendering.

    Attributes:
        columns: the names of the columns wanted, in this order; empty for the report's own.
        header: whether to write the names of the columns above the rows.
        raw: CSV and TSV: whether to leave cells that a spreadsheet would take for a formula as they are.
        bom: CSV and TSV: whether to begin with a byte order mark, for Excel.
        delimiter: CSV: the character between two cells.
        width: the columns of the terminal; None if nothing is to be cut or wrapped, as in a pipe.
        drawing: the columns of a drawing if there is no `width`, as it has none of its own.
        color: whether escapes for colour may be written.
        ascii: whether to draw with ASCII only.
        encoding: the encoding of the output; with `ascii`, it may lack letters of the texts.
        day: the day whose knowledge the report uses; None if it uses none.
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
