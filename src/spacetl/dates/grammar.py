"""A phrase as a whole: a period, or two of them (`A to B`), perhaps with a mark (`around`) and a bound (`by`, `NET`).

Functions here return None for words that they do not know. They raise InvalidDate, with only the reason as its message,
for a phrase that is ambiguous or outside the calendar, and NeedsDay for one that depends on a day if there is none.
"""

import datetime as dt
from collections.abc import Iterable

from spacetl.dates.date import Date, Precision, days_later
from spacetl.dates.days import named_days
from spacetl.dates.durations import NeedsDay
from spacetl.dates.edtf import follows, parse
from spacetl.dates.periods import PLACES, Period, lacks_only_its_year, period_of, year_of
from spacetl.errors import BadDate, InvalidDate

_MARKS = {
    **dict.fromkeys(("around", "about", "circa", "c", "ca", "approximately", "approx", "roughly"), "~"),
    **dict.fromkeys(("perhaps", "maybe", "possibly"), "?"),
}
_HOW_MARKED = {"~": "approximate", "?": "uncertain", "%": "approximate and uncertain"}

_FROM, _UNTIL = "no earlier than", "no later than"
_BOUNDS = {
    **dict.fromkeys(("by", "nlt", "until", "till", _UNTIL, "not later than", "on or before"), _UNTIL),
    **dict.fromkeys(("net", "since", _FROM, "not earlier than", "not before", "not until", "on or after"), _FROM),
    **{word: word for word in ("from", "before", "after", "between")},
}
_TAILS = {
    **dict.fromkeys(("or later", "or after", "at earliest", "onwards", "onward"), _FROM),
    **dict.fromkeys(("or earlier", "or before", "at latest"), _UNTIL),
}
_JOINTS = {"to", "-", "/", "or", "through", "until"}

_YEARS = {Precision.YEAR, Precision.DECADE, Precision.CENTURY}


def understood(tokens: list[str], day: dt.date | None) -> tuple[str, str] | None:
    """The EDTF that all the words of a phrase stand for, and how it was read."""
    mark, rest = _marked(tokens)
    bound, rest = _bounded(rest)
    if bound in {"", "from", "between"}:
        found = _range(rest, bound, mark, day)
        if found or bound == "between":
            return found
    more, rest = _marked(rest)
    if bound in {_UNTIL, "before", "after"} and rest[:1] == ["end"]:
        bound, rest = bound.replace("before", _UNTIL), rest[1:]  # a bound is the end already
    period = _with_mark(period_of(rest, day), _both(mark, more))
    if period is None or (bound in {"before", "after"} and set("?~%") & {*period.start, *period.end}):
        return None  # the day before a date that is only about right is not known
    edtf, how = _placed(bound, period)
    return edtf, ": ".join(filter(None, (how, period.seen)))


def _marked(tokens: list[str]) -> tuple[str, list[str]]:
    """The mark that the first words stand for, "" if there is none, and the words after them."""
    mark = ""
    while tokens and tokens[0] in _MARKS:
        mark, tokens = _both(mark, _MARKS[tokens[0]]), tokens[1:]
    return mark, tokens


def _both(one: str, other: str) -> str:
    return one if one == other or not other else other if not one else "%"


def _with_mark(period: Period | None, mark: str) -> Period | None:
    """The period with the mark at both ends, beside those that it has."""
    if period is None or not mark:
        return period
    start, end = (_text_with_mark(text, mark) for text in period[:2])
    return Period(start, end, _HOW_MARKED[mark], period.seen)


def _text_with_mark(edtf: str, mark: str) -> str:
    has = edtf[-1:] if edtf.endswith(tuple(_HOW_MARKED)) else ""
    return edtf.removesuffix(has) + _both(has, mark)


def _bounded(tokens: list[str]) -> tuple[str, list[str]]:
    """The bound that the first or the last words stand for, "" if there is none, and the other words."""
    bound, rest = "", tokens
    for length in (1, 2, 3):
        if found := _BOUNDS.get(" ".join(tokens[:length])):
            bound, rest = found, tokens[length:]
            break
    for length in (1, 2):
        found = _TAILS.get(" ".join(rest[-length:]))
        if found and (not bound or (bound, found) == ("from", _FROM)):
            return found, rest[:-length]
    return bound, rest


def _placed(bound: str, period: Period) -> tuple[str, str]:
    """A period with its bound, as EDTF, and how it was read; raises InvalidDate for what lies outside the calendar."""
    start, end, how, _ = period
    if bound == _UNTIL:
        return f"../{end}", bound
    if bound in {_FROM, "from"}:
        return f"{start}/..", _FROM
    if bound == "before":
        return f"../{_beside(period, -1)}", bound
    if bound == "after":
        return f"{_beside(period, 1)}/..", bound
    return start if start == end else f"{start}/{end}", how


def _beside(period: Period, days: int) -> str:
    """The day before a period, or after it, as coarse as the period itself."""
    date = parse(period.start if days < 0 else period.end)
    day = date.earliest if days < 0 else date.latest
    try:
        beside = str(day and day + dt.timedelta(days))
    except OverflowError:
        raise InvalidDate("it lies outside the years 0001 to 9999") from None
    if period.start != period.end or date.precision is Precision.DAY:
        return beside
    return beside[:4] if date.precision in _YEARS else beside[:7]


def _range(tokens: list[str], bound: str, mark: str, day: dt.date | None) -> tuple[str, str] | None:
    """Two periods with a joint between them; what one end lacks, it takes from the other."""
    parts = _split(tokens, {"and"} if bound == "between" else _JOINTS)
    if parts is None:
        return None
    left, joint, right = parts
    if joint in {"-", "/"} and len(left) == len(right) == 1 and len(right[0]) == 2 and follows(left[0], right[0]):
        return understood([f"{left[0]}/{right[0]}"], day)  # which has two readings
    if joint in {"-", "/"} and len(left) > 1 and year_of(right[0]) and len(right) == 1:
        return None  # `spring 2026/2027` may be two springs
    (first_mark, left), (last_mark, right) = _marked(left), _marked(right)
    if not left or not right:
        return None
    first, last = _ends(left, right, day)
    first, last = _with_mark(first, _both(first_mark, mark)), _with_mark(last, _both(last_mark, mark if bound else ""))
    if not first or not last:
        return None
    if joint == "or":
        _refuse_gap(first, last)
    how = bound if bound == "between" else "one or the other" if joint == "or" else "range"
    seen = " to ".join(filter(None, (first.seen, last.seen)))
    return f"{first.start}/{last.end}", ": ".join(filter(None, (how, seen)))


def _ends(left: list[str], right: list[str], day: dt.date | None) -> tuple[Period | None, Period | None]:
    """The two periods of a range; one that is not complete ends, or begins, as the other one does."""
    first = _end(left, day)
    if first is None:
        least = 1
        if len(left) == 1 and left[0] in PLACES and right[0] in PLACES:
            least = len(right) - 1  # of `mid to late Q3 2027` all but `late`
        first = _first_read(([*left, *right[-length:]] for length in range(least, len(right))), day)
    last = _end(right, day)
    if last is None:
        last = _first_read(([*left[:length], *right] for length in range(1, len(left))), day)
    return first, last


def _first_read(completed: Iterable[list[str]], day: dt.date | None) -> Period | None:
    return next(filter(None, (period_of(words, day) for words in completed)), None)


def _end(words: list[str], day: dt.date | None) -> Period | None:
    """The period of one end of a range; an empty one for `?`, an end that is not known."""
    return Period("", "", "") if words == ["?"] else period_of(words, day)


def _refuse_gap(first: Period, last: Period) -> None:
    """Raise InvalidDate if days lie between two periods of which one is meant: no date can leave them out."""
    end, start = parse(first.end).latest, parse(last.start).earliest
    if end and start and start > days_later(end, 1):
        raise InvalidDate(f"days lie between the two; if they may be meant, too, write {first.start}/{last.end}")


def _split(tokens: list[str], joints: set[str]) -> tuple[list[str], str, list[str]] | None:
    """What stands before and after the only joint; None if there is none, or more than one."""
    at = [index for index in range(1, len(tokens) - 1) if tokens[index] in joints]
    return (tokens[: at[0]], tokens[at[0]], tokens[at[0] + 1 :]) if len(at) == 1 else None


# phrases without their year


def next_without_year(tokens: list[str], day: dt.date) -> Date | None:
    """The first date, not over before `day`, of a phrase without its year; None if it lacks more, or if there is none.

    Raises InvalidDate for a day that no year has.
    """
    if not lacks_only_its_year(tokens):
        return None
    wrong: InvalidDate | None = None
    for year in range(max(day.year - 1, 1), min(day.year + 8, dt.MAXYEAR) + 1):
        try:
            date = _in_year(tokens, year)
        except BadDate as error:
            wrong = InvalidDate(str(error).removesuffix(f" {year:04}"))
            continue
        except NeedsDay:
            return None
        if date is None:
            return None
        if named_days(date).last >= day:
            return date
    if wrong:
        raise wrong
    return None


def _in_year(tokens: list[str], year: int) -> Date | None:
    """The date of a phrase with this year at its end; of `December to January` it is the year of the December."""
    found = understood([*tokens, f"{year:04}"], None)
    if found is None:
        return None
    try:
        return parse(found[0])
    except BadDate:
        start, _, end = _split(tokens, _JOINTS) or ([], "", [])
        first, last = period_of([*start, f"{year:04}"], None), period_of([*end, f"{year + 1:04}"], None)
        return parse(f"{first.start}/{last.end}") if first and last else None
