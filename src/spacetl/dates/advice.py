"""Why a text is not a date of the profile, in one line that says what to write instead."""

import datetime as dt
import re

from spacetl.dates.date import PARTS_OF_YEAR, days_in
from spacetl.dates.edtf import MAX_LENGTH, NO_DATE, NotEdtf, Parsed, follows, parse, recognise
from spacetl.dates.wording import MONTHS, words
from spacetl.errors import BadDate, InvalidDate, UnsupportedDate
from spacetl.text import quoted

_EXAMPLES = "2027-03-05, 2027-03, 2027-39, 2027, 2027~ or 2027/2028"


def date_error(text: str) -> BadDate:
    """The error for a text that is not a date of the profile: UnsupportedDate if it is EDTF, else InvalidDate."""
    flaw = edtf_flaw(text)
    if flaw is None:
        return InvalidDate(f"{quoted(text)} is not an EDTF date; write it like {_EXAMPLES}")
    if flaw:
        return InvalidDate(f"{quoted(text)} is not an EDTF date{flaw}")
    found = recognise(text)
    return UnsupportedDate(f"{quoted(text)} is EDTF, but {found.unsupported}{_instead_of(found)}")


def edtf_flaw(text: str, *, after_date: bool = True) -> str | None:
    """Why a text is not EDTF, as the end of a sentence: "" if it is, None if it does not resemble EDTF.

    What follows a date, such as ` or so`, is a flaw only if `after_date`.
    """
    if len(text) > MAX_LENGTH:
        return f": it has {len(text):,} characters and a date at most {MAX_LENGTH}"
    foreign = next((character for character in text if not " " <= character <= "~"), None)
    if foreign:
        return f": {_foreign(foreign)}"
    try:
        recognise(text)
    except NotEdtf as wrong:
        if flaw := _respelling(text) or (f": {wrong}" if str(wrong) else None):
            return flaw
        return _trailing(text) if after_date else None
    return ""


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


# applied in turn, each to the result of those before it
_RULES = [
    (r"^ +| +$|(?<=[-,/]) +| +(?=[-,/])", ""),
    (r"^unknown(?=/)|(?<=/)unknown$", ""),  # the draft of 2012, for an empty end
    (r"^open(?=/)|(?<=/)open$", ".."),  # the same, for ..
    (r"[ux]", "X"),  # the same, for an unspecified digit
    (r"\?~|~\?", "%"),  # the same, for both at once
    (r"\(([0-9]{2})\)([?~%])", r"\2\1"),  # the same, for one qualified component
    (r"^y", "Y"),
    (r"(?<=[0-9])e(?=[0-9])", "E"),
    (r"(?<=[0-9])[ps](?=[0-9]+$)", "S"),
    (r"^Y(-?)0*([0-9]{4})$", r"\1\2"),
    (r"^(-?)([1-9][0-9]{4})$", r"Y\1\2"),
    (r"^\+(?=[0-9]{4})", ""),
    (r"^-0000", "0000"),
    (r"^([0-9]{4})-((?:1[3-9]|[2-9][0-9])[0-9]{2})$", r"\1/\2"),  # two years, since there is no such month
    (r"^([0-9]{4})-?([0-9]{2})([0-9]{2})$", r"\1-\2-\3"),
    (r"^([0-9]{4})[/.]([0-9]{1,2})[/.]([0-9]{1,2})$", r"\1-\2-\3"),
    (r"^([0-9]{4})/(0[1-9]|1[0-2])$", r"\1-\2"),
    *((rf"^([0-9]{{4}})-?[Hh]{number}$", rf"\g<1>-{39 + number}") for number in (1, 2)),
    *((rf"^([0-9]{{4}})-?[Qq]{number}$", rf"\g<1>-{32 + number}") for number in range(1, 5)),
    (r"^([0-9]{4})-([0-9])(?![0-9X])", r"\1-0\2"),
    (r"^([0-9]{4}-[0-9]{2})-([0-9])(?![0-9X])", r"\1-0\2"),
    (r"^\.\.(?=[0-9])", "../"),
    (r"^([0-9][^.,/]*)\.\.$", r"\1/.."),
    (r"^([0-9][^.,/]*)\.\.([0-9][^.,/]*)$", r"\1/\2"),
    (r"(?<=[0-9])[t ](?=[0-9]{2}:)", "T"),
    (r"(T[0-9]{2}:[0-9]{2})(?=$|[zZ+-])", r"\1:00"),
    (r"(T[0-9:]{8})[.,][0-9]+", r"\1"),
    (r"(?<=T[0-9:]{8})z$", "Z"),
    (r"(?<=T[0-9:]{8})([+-][0-9]{2})([0-9]{2})$", r"\1:\2"),
]


def _respelling(text: str) -> str | None:
    """The EDTF, of any level, that a text was probably meant to be; None if nothing is close."""
    better = re.sub("^([0-9]{4})-([0-9]{2})$", _two_years, text)
    for pattern, replacement in _RULES:
        better = re.sub(pattern, replacement, better)
    if readings := two_readings(re.sub(" +- *| *- +| */ *", "/", text.strip(" "))) or two_readings(better):
        return f": {readings}"
    if better == text:
        return None
    try:
        unsupported = recognise(better).unsupported
    except NotEdtf:
        return None
    return f"; EDTF spells it {better}, but {unsupported}" if unsupported else f"; write {better}"


def _two_years(found: re.Match[str]) -> str:
    """Of `2019-20` two years, since there is no such month; `2026-27` is EDTF."""
    year, code = found[1], int(found[2])
    no_month = not 1 <= code <= 12 and code not in PARTS_OF_YEAR
    return f"{year}/{int(year) + 1:04}" if no_month and follows(year, found[2]) else found[0]


def _instead_of(found: Parsed) -> str:
    if found.unsupported == NO_DATE:
        return "; write the end that is known, like 2027/.. or ../2027"
    if found.first is None and found.last is None:
        return "; write an interval, like 2027/.. or ../2027"
    if any(day and not 1 <= day[0] <= dt.MAXYEAR for day in (found.first, found.last)):
        return f"; years run from 0001 to {dt.MAXYEAR}"
    return f"; write {_spelled_span(found)}"


def _spelled_span(found: Parsed) -> str:
    """The EDTF of the profile for the days that `found` covers; its years must be within 0001 to 9999."""
    first, last = found.first or (1, 1, 1), found.last or (dt.MAXYEAR, 12, 31)
    whole_months = first[2] == 1 and last[2] == days_in(*last[:2])
    length = 10 if not whole_months else 7 if (first[1], last[1]) != (1, 12) else 4
    approximate, uncertain = set(found.marks) & set("~%"), set(found.marks) & set("?%")
    mark = "%" if approximate and uncertain else "~" if approximate else "?" if uncertain else ""
    start, end = ("{:04}-{:02}-{:02}".format(*day)[:length] + mark for day in (first, last))
    if found.first is None:
        return f"../{end}"
    if found.last is None:
        return f"{start}/.."
    return start if start == end else f"{start}/{end}"


def two_readings(text: str) -> str | None:
    """What a text such as `2026-27` may mean, EDTF's autumn or two years, and how to write each; else None."""
    match = re.fullmatch("([0-9]{4})(?:(-)|/)([0-9]{2})((?(2)[?~%]?))", text, re.ASCII)
    if not match or not follows(match[1], match[3]):
        return None
    year, joint, code, mark = match[1], match[2], int(match[3]), match[4]
    years = f"{year}{mark}/{int(year) + 1:04}{mark}"
    from_to = words(parse(years))
    if joint:
        part = code in PARTS_OF_YEAR and words(parse(f"{year}-{code}{mark}"))
        return f"it may be {part} or {from_to}; write '{part}' or {years}" if part else None
    if 1 <= code <= 12:
        return f"it may be {MONTHS[code - 1]} {year} or {from_to}; write {year}-{code:02} or {years}"
    return f"it may be {from_to} or the winter between them; write {years} or 'winter {year}/{code:02}'"


_MONTHS = "|".join(name[:3].casefold() for name in MONTHS)
_NEAREST = [
    (r"[0-9]{1,2}[-./][0-9]{1,2}[-./]", "2027-03-05 or 5 March 2027"),
    (rf"\b(?:{_MONTHS})", "5 March 2027, March 2027, late March 2027 or 5-8 March 2027"),
    (r"\bfy|fiscal", "2026-10/2027-09 or US FY2027"),
    (r"\b[qh][0-9]\b|\b[1-4][qh]|quarter|half", "Q3 2027, late Q3 2027, Q3 to Q4 2027 or H1 2027"),
    ("spring|summer|autumn|fall|winter", "spring 2027, late spring 2027, winter 2027/28 or southern spring 2027"),
    (r"[0-9]{3}0s|decade", "the 2030s, early 2030s or by the end of the decade"),
    (
        r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b",
        "Fri 5 March 2027, 5 March 2027 or 2027-03-05",
    ),
    (
        r"(?:year|month|week|day)s?\b|\b(?:ago|next|last|this)\b",
        "next year, late next month, in 2 years or 3 weeks ago",
    ),
    (r"^(?:by|until|nlt|net|before|after|from|between)\b", "by 2030, NET March 2027, before 2030 or from 2027 to 2028"),
    ("[0-9]{4}", "2027, 2027-03-05, March 2027, Q3 2027, early 2027, around 2027 or 2027 to 2028"),
]


def nearest_form(text: str) -> str | None:
    """Examples of the accepted forms that a text resembles most; None if it resembles none."""
    return next((form for pattern, form in _NEAREST if re.search(pattern, text.casefold())), None)
