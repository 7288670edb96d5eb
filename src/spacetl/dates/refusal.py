"""Why a text is not a date of the profile, in one line that says what to write instead."""

from spacetl.dates.grammar import LONGEST, recognise
from spacetl.dates.points import LAST_YEAR, NO_DATE, Day, Found, NotEdtf
from spacetl.dates.spelling import respelled, spelled_span
from spacetl.errors import BadDate, InvalidDate, UnsupportedDate
from spacetl.naming import quoted

FORMS = "2027-03-05, 2027-03, 2027-39, 2027, 2027~ or 2027/2028"


def refused(text: str) -> BadDate:
    """The error for a text that is not a date of the profile: UnsupportedDate if it is EDTF, else InvalidDate."""
    clause = flaw(text)
    if clause is None:
        return InvalidDate(f"{quoted(text)} is not an EDTF date; write it like {FORMS}")
    if clause:
        return InvalidDate(f"{quoted(text)} is not an EDTF date{clause}")
    found = recognise(text)
    return UnsupportedDate(f"{quoted(text)} is EDTF, but {found.outside}{_advice(found)}")


def flaw(text: str) -> str | None:
    """Why a text is not EDTF, as the end of a sentence: "" if it is, None if it does not resemble EDTF."""
    if len(text) > LONGEST:
        return f": it has {len(text):,} characters and a date at most {LONGEST}"
    foreign = next((character for character in text if not " " <= character <= "~"), None)
    if foreign:
        return f": {_foreign(foreign)}"
    try:
        recognise(text)
    except NotEdtf as wrong:
        return _respelling(text) or (f": {wrong.reason}" if wrong.reason else _trailing(text))
    return ""


def _respelling(text: str) -> str | None:
    better = respelled(text)
    if better is None:
        return None
    outside = recognise(better).outside
    return f"; EDTF spells it {better}, but {outside}" if outside else f"; write {better}"


def _trailing(text: str) -> str | None:
    """What follows the longest prefix that is a date, such as `wtf` in `1985wtf`; None if no prefix is one."""
    for length in range(len(text) - 1, 3, -1):
        if text[length - 1 : length + 1].isdigit():
            continue
        try:
            recognise(text[:length])
        except NotEdtf:
            continue
        return f": {text[length:]!r} after {text[:length]} is not allowed in a date"
    return None


def _foreign(character: str) -> str:
    """Name a character outside printable ASCII and say what to write instead."""
    import unicodedata  # noqa: PLC0415  a large table that hardly any run needs

    code = f"U+{ord(character):04X} {unicodedata.name(character, '')}".rstrip()
    named = f"{character!r} ({code})"
    if character.isdecimal():
        return f"{named} is not an ASCII digit; write {unicodedata.decimal(character)}"
    if unicodedata.category(character) == "Pd" or character == "\N{MINUS SIGN}":
        return f"{named} is not an ASCII hyphen; write -"
    if character.isspace():
        return f"{named} is a space; a date contains no spaces"
    plain = unicodedata.normalize("NFKC", character)
    advice = f"; write {plain}" if plain.isascii() and plain.isprintable() else ""
    return f"{named} is not allowed in a date{advice}"


def _advice(found: Found) -> str:
    if found.outside == NO_DATE:
        return "; write the end that is known, like 2027/.. or ../2027"
    if found.first is None and found.last is None:
        return "; write an interval, like 2027/.. or ../2027"
    if not (_known_to_datetime(found.first) and _known_to_datetime(found.last)):
        return f"; years run from 0001 to {LAST_YEAR}"
    return f"; write {spelled_span(found)}"


def _known_to_datetime(day: Day | None) -> bool:
    return day is None or 1 <= day[0] <= LAST_YEAR
