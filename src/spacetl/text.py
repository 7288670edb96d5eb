"""Texts and names as messages and screens show them: cleaned, quoted, with the nearest known name."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from itertools import takewhile

_LEAST_LETTERS = 6  # of a name; of two shorter ones, each may well be meant
_PARTS = re.compile("([0-9]+)|([^0-9]+)")
_MAX_LISTED = 30  # to somebody who asks for another one


def shown(text: str) -> str:
    r"""The text with every character that a terminal would obey, reorder or hide written as an escape, like \x1b."""
    if text.isprintable():
        return text
    return "".join(character if character.isprintable() else repr(character)[1:-1] for character in text)


def quoted(text: str, most: int = 40) -> str:
    """The text cleaned and quoted for a message, cut off after `most` characters."""
    clean = shown(text[: most + 1])
    return f"'{clean}'" if len(text) <= most else f"'{clean[:most]}…'"


def with_article(name: str) -> str:
    """A noun with its article, such as `an event`."""
    return f"an {name}" if name[0] in "aeiou" else f"a {name}"


def suggestion(name: str, known: Iterable[str]) -> str:
    """'; did you mean X?' with the known name nearest to `name` (ignoring case), '' if none is near.

    For several names separated by commas it says to give one at a time.
    """
    import difflib  # noqa: PLC0415 - only needed after a mistake

    folded: dict[str, str] = {}
    for other in known:
        folded.setdefault(other.casefold(), other)
    first, comma, _ = name.casefold().partition(",")
    if comma and first.strip() in folded:
        return "; give one at a time"
    letters = sorted(name.casefold())
    near = difflib.get_close_matches(name.casefold(), folded, n=5, cutoff=0.6)
    near.sort(key=lambda other: sorted(other) != letters)  # swapped letters are the commonest mistake
    return f"; did you mean {shown(folded[near[0]])}?" if near else ""


def one_letter_off(name: str, known: Iterable[str]) -> str | None:
    """The first known name that differs in one letter, added, left out, changed or swapped; None for short names."""
    wanted = name.casefold()
    if len(wanted) < _LEAST_LETTERS:
        return None
    return next((other for other in known if _differ_in_one(wanted, other.casefold())), None)


def _differ_in_one(one: str, other: str) -> bool:
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    start = common_start(one, other)
    end = common_start(one[start:][::-1], other[start:][::-1])
    rest, others = one[start : len(one) - end], other[start : len(other) - end]
    return max(len(rest), len(others)) == 1 or (len(rest) == len(others) == 2 and rest == others[::-1])


def common_start(one: Sequence[str], other: Sequence[str]) -> int:
    """How many letters, or lines, are the same at the beginning of two texts."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def natural(text: str) -> list[tuple[int, int, str]]:
    """A key that sorts texts as people do: numbers by their value, letters without case and accents."""
    plain = "".join(each for each in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(each))
    parts = [(number.lstrip("0"), other) for number, other in _PARTS.findall(plain)]
    return [(1, 0, other) if other else (0, len(number), number) for number, other in parts]


def no_such(what: str, name: str, known: Collection[str], where: str = "", otherwise: str = "") -> str:
    """The message for a name that is not known, with the nearest that is.

    If none is near, `otherwise` says how to find the known names, or else the first of them are listed. `where` begins
    with a space.
    """
    listed = otherwise or f"use one of {', '.join([*known][:_MAX_LISTED])}"
    hint = suggestion(name, known) or (f"; {listed}" if known else "; there are none")
    return f"no {what} {quoted(name)}{where}{hint}"


def no_event(name: str, ids: Collection[str], where: str = "") -> str:
    """The message for an id that no event has, as `no_such`."""
    return no_such("event", name, ids, where, "`spacetl list --columns id` with the same -f lists the ids")


_HIDDEN = (
    "\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f"
)
_BREAKS = "\v\f\x1c-\x1f\x85\u2028\u2029"
# C0, DEL, C1, bidi controls and isolates, invisible fillers, surrogates, tags; compiled only once a text needs it
_UNSEEN = f"[\x00-\x08\x0e-\x1b\x7f-\x9f{_HIDDEN}]"
# what JSON lets stand raw although a terminal would obey it
RAW_IN_JSON = f"[\x7f-\x9f\u2028\u2029{_HIDDEN}]"


def clean(text: str) -> str:
    """One line that a terminal only prints: line breaks and tabs as a blank, ESC as ␛, other controls dropped."""
    if text.isprintable():
        return text
    return re.sub(_UNSEEN, "", re.sub(f"[\t\n\r{_BREAKS}]+", " ", text).replace("\x1b", "␛"))


def clean_lines(text: str) -> str:
    r"""A whole file's text, as CSV, that a terminal only prints: its \n, \r\n and tabs stay, the rest as `clean`."""
    if text.isascii() and text.replace("\r\n", "").replace("\n", "").replace("\t", "").isprintable():
        return text
    broken = re.sub("\r(?!\n)", "␍", re.sub(f"[{_BREAKS}]", " ", text))
    return re.sub(_UNSEEN, "", broken.replace("\x1b", "␛"))
