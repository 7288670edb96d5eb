"""The whole of EDTF, levels 0 to 2, so that text that is valid but unsupported is not mistaken for an error."""

import re

from spacetl.dates.date import Precision
from spacetl.dates.points import NO_DATE, Found, NotEdtf, is_later_group, point

LONGEST = 100  # characters in a date; the longest of the profile has 23

LONG_YEARS = "long years are not supported"
SIGNIFICANT = "significant digits (S) are not supported"
SETS = "sets are not supported"
GROUP_IN_INTERVAL = "a part of a year from 25 to 41 in an interval is not supported"

_TIME = re.compile(
    r"(?:(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]|24:00:00)"
    r"(?:Z|\+(?:0[0-9]|1[0-3])(?::[0-5][0-9])?|-(?:0[0-9]|1[01])(?::[0-5][0-9])?|\+14(?::00)?|-12(?::00)?)?"
)
_LONG = re.compile(r"Y(-?)([0-9]+)(?:E([0-9]+))?(?:S([0-9]+))?([?~%]?)")
_SIGNIFICANT = re.compile(r"(-?[0-9]{4})S([0-9]+)([?~%]?)")


def recognise(text: str) -> Found:
    """Parse an EDTF text, even one outside the profile; raises NotEdtf."""
    if not text:
        raise NotEdtf("it is empty")
    if text[0] in "[{":
        return _set(text)
    if "/" in text:
        return _interval(text)
    return _date_time(text) if "T" in text else _single(text)


def _single(text: str) -> Found:
    if text[:1] == "Y":
        return _long_year(text)
    return _significant(text) if "S" in text else point(text)


def _date_time(text: str) -> Found:
    """EDTF level 0 "Date and Time": a whole day, hours, minutes and seconds, and optionally a shift from UTC."""
    day, _, time = text.partition("T")
    found = point(day)
    if found.precision is not Precision.DAY or found.marks or "X" in day:
        raise NotEdtf("a time needs a whole day before it, like 2027-03-05T12:30:00Z")
    if not _TIME.fullmatch(time) or time.endswith(("-00", "-00:00")):
        raise NotEdtf("a time is written like T12:30:00, T12:30:00Z or T12:30:00+08:00")
    return found


def _interval(text: str) -> Found:
    """EDTF level 0 "Time Interval", level 1 "Extended Interval", level 2 "Interval"."""
    start, _, end = text.partition("/")
    if "/" in end:
        raise NotEdtf
    starts, ends = _end(start), _end(end)
    first, last = starts.first, ends.last
    if first and last and last < first:
        raise NotEdtf("its end lies before its start")
    outside = starts.outside or ends.outside
    if first is None and last is None:
        outside = NO_DATE
    elif is_later_group(start) or is_later_group(end):
        outside = outside or GROUP_IN_INTERVAL
    return Found(first, last, Precision.INTERVAL, starts.marks + ends.marks, outside)


def _end(text: str) -> Found:
    if text in {"", ".."}:
        return Found(None, None, Precision.INTERVAL)
    if "T" in text:
        _date_time(text)
        raise NotEdtf("an interval takes days, not times")
    return _single(text)


def _long_year(text: str) -> Found:
    """EDTF level 1 "Letter-prefixed calendar year", level 2 "Exponential year" and "Significant digits"."""
    match = _LONG.fullmatch(text)
    if not match:
        raise NotEdtf
    sign, digits, exponent, significant, mark = match.groups()
    if exponent is None and (len(digits) < 5 or digits[0] == "0"):
        raise NotEdtf("Y is for years of five digits and more")
    _positive(exponent)
    _positive(significant)
    # the power is bounded because years of a thousand digits are all refused alike
    year = int(sign + digits) * 10 ** min(int(exponent or 0), 1000)
    return Found((year, 1, 1), (year, 12, 31), Precision.YEAR, mark, LONG_YEARS)


def _significant(text: str) -> Found:
    """EDTF level 2 "Significant digits" of a four-digit year."""
    match = _SIGNIFICANT.fullmatch(text)
    if not match:
        raise NotEdtf
    year, significant, mark = match.groups()
    _positive(significant)
    return point(year)._replace(marks=mark, outside=SIGNIFICANT)


def _positive(number: str | None) -> None:
    if number is not None and not int(number):
        raise NotEdtf("the number after E or S is at least 1")


def _set(text: str) -> Found:
    """EDTF level 2 "Set representation": one of `[a,b..c]`, all of `{a,b..c}`, no spaces anywhere."""
    if text[-1] != {"[": "]", "{": "}"}[text[0]]:
        raise NotEdtf
    members = text[1:-1].split(",")
    spans = [
        _member(member, may_open=index == 0, may_close=index == len(members) - 1)
        for index, member in enumerate(members)
    ]
    firsts, lasts = [span.first for span in spans], [span.last for span in spans]
    return Found(
        None if None in firsts else min(filter(None, firsts)),
        None if None in lasts else max(filter(None, lasts)),
        Precision.INTERVAL,
        "".join(span.marks for span in spans),
        SETS,
    )


def _member(text: str, *, may_open: bool, may_close: bool) -> Found:
    """One member of a set: a date, two of equal precision joined by `..`, or one open at an end of the set."""
    start, dots, end = text.partition("..")
    if not dots:
        return _single(text)
    if not start and may_open:
        return _single(end)._replace(first=None)
    if not end and may_close:
        return _single(start)._replace(last=None)
    starts, ends = _single(start), _single(end)
    if starts.precision is not ends.precision:
        raise NotEdtf(f"the two dates round .. in {text} differ in precision")
    if starts.first and ends.last and ends.last < starts.first:
        raise NotEdtf(f"the end of {text} lies before its start")
    return Found(starts.first, ends.last, starts.precision, starts.marks + ends.marks)
