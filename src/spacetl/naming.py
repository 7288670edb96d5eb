"""Names from outside as messages show them: cleaned, quoted, and with the nearest known name."""

from collections.abc import Iterable


def shown(text: str) -> str:
    r"""The text with every character that a terminal would obey, reorder or hide written as an escape, like \x1b."""
    if text.isprintable():
        return text
    return "".join(character if character.isprintable() else repr(character)[1:-1] for character in text)


def quoted(text: str, most: int = 40) -> str:
    """The text cleaned and quoted for a message, cut off after `most` characters."""
    clean = shown(text[: most + 1])
    return f"'{clean}'" if len(text) <= most else f"'{clean[:most]}…'"


def suggestion(name: str, known: Iterable[str]) -> str:
    """'; did you mean X?' with the known name nearest to `name` (ignoring case), '' if none is near."""
    import difflib  # noqa: PLC0415 - only needed after a mistake

    folded: dict[str, str] = {}
    for other in known:
        folded.setdefault(other.casefold(), other)
    letters = sorted(name.casefold())
    near = difflib.get_close_matches(name.casefold(), folded, n=5, cutoff=0.6)
    near.sort(key=lambda other: sorted(other) != letters)  # swapped letters are the commonest mistake
    return f"; did you mean {shown(folded[near[0]])}?" if near else ""
