"""Whether a text is allowed in a timeline."""

from functools import lru_cache

from msgspec import Struct

from spacetl.checking.matching import bare, shape_of
from spacetl.checking.values import flaw
from spacetl.reading.feeding import MAX_TEXT


@lru_cache(maxsize=4096)
def unfit(text: str, record: type[Struct], field: str, name: str | None = None) -> str | None:
    """Why a text is not allowed in a field of a record; None if it is.

    Args:
        text: the text.
        record: the record.
        field: its field; if that is a list, the text is an item of it.
        name: what messages call it; None for the name of the field.
    """
    kind = shape_of(record).fields[field]
    wrong = flaw(text, bare(getattr(kind, "item_type", kind)), name or field, None)
    if wrong:
        return wrong
    if len(text) > MAX_TEXT:
        return f"{name or field} has {len(text):,} characters; a text has at most {MAX_TEXT:,}"
    try:
        text.encode()
    except UnicodeEncodeError:
        return f"{name or field} contains bytes that are not UTF-8"
    return None
