"""Names from outside shown in messages: cleaned, quoted, and with the nearest name that is known."""

from collections.abc import Iterable


def shown(text: str) -> str:
    r"""The text with every character that a terminal would obey, reorder or hide written as an escape, as \x1b."""
    if text.isprintable():
        return text
    return "".join(character if character.isprintable() else repr(character)[1:-1] for character in text)


def quoted(text: str, most: int = 40) -> str:
    """The text in quotes for a message, shown cleaned, its end cut off after `most` characters."""
    clean = shown(text[: most + 1])
    return f"'{clean}'" if len(text) <= most else f"'{clean[:most]}…'"


def suggestion(name: str, known: Iterable[str]) -> str:
    """'; did you mean X?' with the known name nearest to `name` (case does not count), '' if none is near."""
    import difflib  # noqa: PLC0415 - only for a mistake

    folded: dict[str, str] = {}
    for other in known:
        folded.setdefault(other.casefold(), other)
    letters = sorted(name.casefold())
    near = difflib.get_close_matches(name.casefold(), folded, n=5, cutoff=0.6)
    near.sort(key=lambda other: sorted(other) != letters)  # letters that changed places are the commonest slip
    return f"; did you mean {shown(folded[near[0]])}?" if near else ""
