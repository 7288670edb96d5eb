"""Names from outside shown in messages: cleaned, quoted, and with the nearest name that is known."""

import difflib
import re
from collections.abc import Iterable

_UNSHOWABLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)


def shown(text: str) -> str:
    r"""The text with every character that a terminal would obey, reorder or hide written as an escape, as \x1b."""
    return _UNSHOWABLE.sub(lambda match: match[0].encode("unicode_escape").decode(), text)


def quoted(text: str, most: int = 60) -> str:
    """The text in quotes for a message, shown cleaned, its end cut off after `most` characters."""
    clean = shown(text[: most + 1])
    return f"'{clean}'" if len(text) <= most else f"'{clean[:most]}…'"


def suggestion(name: str, known: Iterable[str]) -> str:
    """'; did you mean X?' with the known name nearest to `name` (case does not count), '' if none is near."""
    folded: dict[str, str] = {}
    for other in known:
        folded.setdefault(other.casefold(), other)
    near = difflib.get_close_matches(name.casefold(), folded, n=1, cutoff=0.6)
    return f"; did you mean {shown(folded[near[0]])}?" if near else ""
