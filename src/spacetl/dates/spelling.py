"""The right spelling of a text that is almost EDTF: old drafts, other notations for the same digits, a wider span."""

import re

from spacetl.dates.grammar import recognise
from spacetl.dates.groups import days_in
from spacetl.dates.points import Day, Found, NotEdtf

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
    (r"^([0-9]{4})/([0-9]{2})/([0-9]{2})$", r"\1-\2-\3"),
    (r"^([0-9]{4})/([0-9]{2})$", r"\1-\2"),
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


def respelled(text: str) -> str | None:
    """The EDTF, of any level, that a text was probably meant to be; None if nothing is close."""
    better = text
    for pattern, replacement in _RULES:
        better = re.sub(pattern, replacement, better)
    if better == text:
        return None
    try:
        recognise(better)
    except NotEdtf:
        return None
    return better


def spelled_span(found: Found) -> str:
    """The EDTF of the profile for the days that `found` covers; its years must be within 0001 to 9999."""
    mark = _mark(found.marks)
    first, last = found.first, found.last
    length = _length(first, last)
    start, end = _spelled(first, length), _spelled(last, length)
    if first is None:
        return f"../{end}{mark}"
    if last is None:
        return f"{start}{mark}/.."
    return f"{start}{mark}" if start == end else f"{start}{mark}/{end}{mark}"


def _mark(marks: str) -> str:
    approximate, uncertain = set(marks) & set("~%"), set(marks) & set("?%")
    return "%" if approximate and uncertain else "~" if approximate else "?" if uncertain else ""


def _length(first: Day | None, last: Day | None) -> int:
    """How many characters of YYYY-MM-DD are needed: 4 for whole years, 7 for whole months, 10 for days."""
    starts = first[1:] if first else (1, 1)
    ends = last[1:] if last else (12, 31)
    if starts[1] != 1 or (last and last[2] != days_in(last[0], last[1])):
        return 10
    return 4 if starts[0] == 1 and ends[0] == 12 else 7


def _spelled(day: Day | None, length: int) -> str:
    return "{:04}-{:02}-{:02}".format(*day)[:length] if day else ""
