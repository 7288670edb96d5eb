"""The periods that words name, such as `late March 2026`, `spring 2027`, `week of 5 May 2027` and `next year`.

docs/dates.md lists them. A function here returns None for words that it does not know, and raises InvalidDate, with
only the reason as its message, for a period that is ambiguous or does not exist.
"""

import datetime as dt
import re
from functools import cache
from typing import NamedTuple

from spacetl.dates.date import Precision, days_in
from spacetl.dates.durations import CALENDAR, RELATIVE, day_words, seen_from, shift_day
from spacetl.dates.edtf import follows, may_be_years, parse
from spacetl.dates.wording import MONTHS
from spacetl.errors import InvalidDate


class Period(NamedTuple):
    """What some words name: one EDTF date, or an interval of two."""

    start: str
    end: str  # the same as `start` if it is one date
    how: str  # how it was read, for people
    seen: str = ""  # the same, if it depends on a day: what it is, seen from that day


PLACES = {"early": 0, "start": 0, "beginning": 0, "mid": 1, "middle": 1, "late": 2, "end": 2}

_NUMBERED = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_SOUTHERN = {"spring": 29, "summer": 30, "autumn": 31, "fall": 31, "winter": 32}
PARTS = {
    **{f"{name} quarter": 32 + number for name, number in _NUMBERED.items()},
    **{f"{name} half": 39 + number for name, number in _NUMBERED.items() if number <= 2},
    **{name: 32 + number for number in range(1, 5) for name in (f"q{number}", f"{number}q")},
    **{name: 39 + number for number in (1, 2) for name in (f"h{number}", f"{number}h")},
    **_SEASONS,
    **{f"northern {name}": code for name, code in _SEASONS.items()},
    **{f"southern {name}": code for name, code in _SOUTHERN.items()},
}
_INTO_NEXT_YEAR = {24, 30}


@cache
def months() -> dict[str, int]:
    """The numbers of the months by all their names, in lower case, as dateutil knows them."""
    from dateutil.parser import parserinfo  # noqa: PLC0415 - EDTF and most phrases do without it

    return {name.casefold(): number for number, names in enumerate(parserinfo.MONTHS, 1) for name in names}


_OVER_THE_TURN = "(winter|summer) (?:of )?([0-9]{4}) ?[-/] ?(?:[0-9]{2})?([0-9]{2})(?![0-9])"  # of two years
_WORDS = (
    r"[0-9]{1,2}([./-])[0-9]{1,2}\1[0-9]{4}(?![0-9])"  # 24/11/2026
    r"|[0-9]{1,2}[/.][0-9]{4}(?![0-9])"  # 12/2026
    r"|[0-9]{4}/[0-9]{2}(?![0-9])"  # 2026/27
    r"|(?=[0-9]{4}[-?~%]|[0-9]{2}[0-9X]X)[0-9X]{4}(?:-[0-9X]{2}){0,2}[?~%]?(?![0-9A-Za-z])"  # EDTF
    r"|'?[0-9A-Za-z]+(?:(?<=[A-Za-z])\.)?"  # March, Sept., 7th, '27, Q3, 1Q27, 2020s
    r"|[-+/?()]|,(?= )"
)


def words_of(text: str) -> list[str] | None:
    """The words of a text in lower case, without those that say nothing, such as `the`; None if it cannot be a phrase.

    Only EDTF keeps its capitals. Of `mid-2027` and `H2/2026` the joint is dropped, too; of `the decade` is made `this`.
    """
    text = re.sub(_OVER_THE_TURN, r"\1 \2/\3", text, flags=re.IGNORECASE)
    tokens = [found[0] for found in re.finditer(_WORDS, text)]
    if sum(map(len, tokens)) != len(text) - text.count(" "):
        return None
    kept: list[str] = []
    for at, token in enumerate(tokens):
        word = token if token[-1] in "X?~%" else token.casefold().rstrip(".")
        after = tokens[at + 1].casefold() if at + 1 < len(tokens) else ""
        if word == "the" and after in CALENDAR:
            kept.append("this")
        elif not (word == "the" and after) and not (kept and after and _is_filler(kept[-1], word, after)):
            kept.append(word)
    return kept


def _is_filler(before: str, word: str, after: str) -> bool:
    """Whether a word says nothing between two others."""
    if word == "-" and before in PLACES:
        return after not in PLACES
    if word in {"-", "/"} and before in PARTS:
        return after.isdigit() and len(after) == 4
    return word in {"of", "in", "on", ","} or (word == "-" and before == "to")


def period_of(words: list[str], day: dt.date | None) -> Period | None:
    """The period that all the words name; raises NeedsDay if it depends on a day and `day` is None."""
    if not words:
        return None
    first = words[0]
    if first in PLACES:
        return _placed(first, words[1:], day)
    if first == "week" or words[1:2] == ["week"]:
        return _week(words, day) or _plain(words, day)
    return _plain(words, day) or _weekday(words, day) or _fiscal_year(words)


def lacks_only_its_year(words: list[str]) -> bool:
    """Whether the words name a month or a part of a year, so that they may be a phrase without its year."""
    return any(word in PARTS or word in {"quarter", "half"} or word in months() for word in words)


def year_of(word: str) -> str | None:
    """The year that a word gives: `2027`, or `'27`; None for any other word."""
    if len(word) == 4 and word.isdigit():
        return word
    return _century_added(word[1:]) if len(word) == 3 and word[0] == "'" and word[1:].isdigit() else None


def _century_added(digits: str) -> str:
    if int(digits) >= 50:
        raise InvalidDate(f"it may be in either century; write 19{digits} or 20{digits}")
    return f"20{digits}"


def _plain(words: list[str], day: dt.date | None) -> Period | None:
    """A period without a word such as `early` or `Thursday` before it."""
    if not words:
        return None
    if words[0] in RELATIVE or words[-1] in RELATIVE:
        found = seen_from(words, day)
        return Period(found[0], found[1], "", found[2]) if found else _in_relative_year(words, day)
    if len(words) == 1:
        return _one_word(words[0])
    if year := year_of(words[-1]):
        return _in_year(words[:-1], year)
    year = year_of(words[0])
    return _in_year(words[1:], year) if year else _over_the_turn(words)


def _in_relative_year(words: list[str], day: dt.date | None) -> Period | None:
    """`March next year`, `second half of this year`; and `in 2027`, which depends on no day."""
    if words[0] in {"in", "on"}:
        return period_of(words[1:], day)
    year = seen_from(words[-2:], day) if words[-1] == "year" else None
    period = _in_year(words[:-2], year[0]) if year else None
    return period._replace(seen=year[2]) if period and year else None


def _in_year(words: list[str], year: str) -> Period | None:
    """A part of a year, a month or a day."""
    code = PARTS.get(" ".join(words))
    if code:
        return _one(f"{year}-{code}", _how(code))
    if len(words) == 1:
        month = months().get(words[0])
        return _one(f"{year}-{month:02}", "month") if month else None
    if len(words) != 2:
        return None
    name, number = words if words[0].isalpha() else words[::-1]
    return _day(number, name, year)


def _day(number: str, name: str, year: str) -> Period | None:
    digits = number[:-2] if number[-2:] in {"st", "nd", "rd", "th"} else number
    if not digits.isdigit() or len(digits) > 2 or name not in months():
        return None
    return _day_of(int(digits), months()[name], year)


def _day_of(number: int, month: int, year: str) -> Period:
    if not 1 <= number <= days_in(int(year), month):
        raise InvalidDate(f"there is no {_ordinal(number)} in {MONTHS[month - 1]} {year}")
    return _one(f"{year}-{month:02}-{number:02}", "day")


def _ordinal(number: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")  # 11th to 13th exist in every month
    return f"{number}{ending}"


def _over_the_turn(words: list[str]) -> Period | None:
    """`winter 2026/27` and `southern summer 2026-27`."""
    code = PARTS.get(" ".join(words[:-1]))
    match = re.fullmatch("([0-9]{4})[-/]([0-9]{2})", words[-1])
    if code not in _INTO_NEXT_YEAR or not match or not follows(match[1], match[2]):
        return None
    return _one(f"{match[1]}-{code}", _how(code))


def _how(code: int) -> str:
    if code >= 40:
        return "half of a year"
    return "quarter" if code >= 33 else "season, southern" if code >= 29 else "season, northern"


def _one(edtf: str, how: str) -> Period:
    return Period(edtf, edtf, how)


def _one_word(word: str) -> Period | None:
    year = year_of(word)
    if year:
        return _one(year, "year")
    if not word[0].isdigit():
        return None
    if word[:2] in PARTS and word[2:].isdigit():
        year = year_of(word[2:] if len(word) > 4 else f"'{word[2:]}")
        return _in_year([word[:2]], year) if year else None
    if len(word) == 5 and word[-2:] == "0s" and word[:4].isdigit():
        return _decade(word[:4])
    return _numeric(word) or _edtf(word)


def _decade(year: str) -> Period:
    if year.endswith("00"):
        raise InvalidDate(f"it may be ten years or a hundred; write {year[:3]}X or {year[:2]}XX")
    return _one(f"{year[:3]}X", "decade")


def _edtf(word: str) -> Period | None:
    if may_be_years(word):
        from spacetl.dates.advice import two_readings  # noqa: PLC0415 - only for what is refused

        if readings := two_readings(word):
            raise InvalidDate(readings)
    try:
        return _one(parse(word).text, "EDTF")
    except InvalidDate:
        return None


def _numeric(word: str) -> Period | None:
    """`24/11/2026`, `15.03.2027` and `12/2026`; raises InvalidDate for `3/4/2027`, which are two days."""
    *parts, year = re.split("[-./]", word)
    if len(year) != 4 or not year.isdigit() or not all(part.isdigit() and len(part) <= 2 for part in parts):
        return None
    match [int(part) for part in parts]:
        case [month] if 1 <= month <= 12:
            return _one(f"{year}-{month:02}", "month")
        case [month]:
            raise InvalidDate(f"there is no month {month}")
        case [first, second] if first != second and min(first, second) >= 1 and max(first, second) <= 12:
            one, other = (f"{first} {MONTHS[second - 1]} {year}", f"{second} {MONTHS[first - 1]} {year}")
            raise InvalidDate(
                f"it may be {one} or {other}; write {year}-{second:02}-{first:02} or {year}-{first:02}-{second:02}"
            )
        case [first, second] if 1 <= second <= 12:
            return _day_of(first, second, year)
        case [first, second] if 1 <= first <= 12:
            return _day_of(second, first, year)
        case _:
            return None


# periods within periods

_THIRDS_OF_DECADE = ((0, 3), (4, 6), (7, 9))
_THIRDS_OF_MONTH = ((1, 10), (11, 20), (21, 31))


def _placed(place: str, words: list[str], day: dt.date | None) -> Period | None:
    """The early, middle or late part of a period, or what is around its start or end."""
    whole = period_of(words, day)
    if whole is None or whole.start != whole.end:
        return None
    date, third = parse(whole.start), PLACES[place]
    if date.earliest is None or date.qualified:
        return None
    year, month = date.earliest.year, date.earliest.month
    match date.precision:
        case Precision.YEAR if place in {"start", "beginning"}:
            found = _one(f"{year:04}-01~", "around its first month")
        case Precision.YEAR if place == "end":
            found = _one(f"{year:04}-12~", "around its last month")
        case Precision.YEAR:
            found = _one(f"{year:04}-{37 + third}", "third of a year")
        case Precision.MONTH:
            first, last = _THIRDS_OF_MONTH[third]
            last = min(last, days_in(year, month))
            found = Period(f"{year:04}-{month:02}-{first:02}", f"{year:04}-{month:02}-{last:02}", "part of a month")
        case Precision.QUARTER | Precision.SEASON:
            found = _one(_month_after(year, month, third), f"month of a {date.precision}")
        case Precision.HALF:
            ends = _month_after(year, month, 2 * third), _month_after(year, month, 2 * third + 1)
            found = Period(*ends, "third of half a year")
        case Precision.DECADE:
            first, last = _THIRDS_OF_DECADE[third]
            found = Period(f"{year + first:04}~", f"{year + last:04}~", "part of a decade")
        case _:
            return None
    return found._replace(seen=whole.seen)


def _month_after(year: int, month: int, months_later: int) -> str:
    later, index = divmod(month - 1 + months_later, 12)
    return f"{year + later:04}-{index + 1:02}"


def _week(words: list[str], day: dt.date | None) -> Period | None:
    """`week of 5 August 2026`, the seven days from then; `first week of September 2026`, around them."""
    if words[0] == "week":
        start = _one_day(_plain(words[1:], day))
        return Period(str(start), str(shift_day(start, 6, "d")), "the seven days from then") if start else None
    month = _plain(words[2:], day) if words[0] in {"first", "last"} else None
    if month is None or parse(month.start).precision is not Precision.MONTH:
        return None
    last = parse(month.start).latest
    assert last  # noqa: S101 - for the type checker; a month has both ends
    first = 1 if words[0] == "first" else last.day - 6
    return Period(f"{month.start}-{first:02}~", f"{month.start}-{first + 6:02}~", f"around its {words[0]} seven days")


def _one_day(period: Period | None) -> dt.date | None:
    date = parse(period.start) if period else None
    return date.earliest if date and date.precision is Precision.DAY else None


_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def _weekday(words: list[str], day: dt.date | None) -> Period | None:
    """A day after the name of its weekday, in full or abbreviated; raises InvalidDate if it is another one's."""
    named = [name for name in _WEEKDAYS if len(words[0]) >= 3 and name.startswith(words[0])]
    period = _plain(words[1:], day) if named and words[1:] else None
    on = _one_day(period)
    if on and named != [_WEEKDAYS[on.weekday()]]:
        raise InvalidDate(f"{day_words(on)} is a {_WEEKDAYS[on.weekday()].capitalize()}")
    return period if on else None


def _fiscal_year(words: list[str]) -> Period | None:
    """`US FY2027` and `FY2027 (US)`; raises InvalidDate for the fiscal year of nobody."""
    named = "".join(word for word in words if word not in {"(", ")", "us"})
    match = re.fullmatch("(?:fy|fiscal(?:year)?)([0-9]{4})", named)
    if not match or not 1 < int(match[1]) < dt.MAXYEAR:
        return None
    before, year, after = (int(match[1]) + shift for shift in (-1, 0, 1))
    if "us" in words:
        return Period(f"{before:04}-10", f"{year:04}-09", "fiscal year of the United States")
    raise InvalidDate(
        f"a fiscal year begins in October in the United States ({before:04}-10/{year:04}-09), in April in Japan "
        f"({year:04}-04/{after:04}-03); write the one that is meant"
    )
