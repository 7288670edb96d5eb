"""The rules of moves, status and verdicts once more: naive, independent of spacetl, from design sections 2, 4 and 5.

Words in quotation marks are the design's. Where it leaves a choice, a comment begins with `ambiguous:`.
"""

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

# docs/dates.md, "Parts of a year": code -> (first month, how many months, unit). A winter runs into the next year.
PARTS = {
    **{code: (month, 3, "season") for code, month in enumerate([3, 6, 9, 12, 3, 6, 9, 12, 9, 12, 3, 6], start=21)},
    **{code: (month, 3, "quarter") for code, month in [(33, 1), (34, 4), (35, 7), (36, 10)]},
    **{code: (month, 4, "third") for code, month in [(37, 1), (38, 5), (39, 9)]},
    **{code: (month, 6, "half") for code, month in [(40, 1), (41, 7)]},
}
MONTHS = {"month": 1, "season": 3, "quarter": 3, "third": 4, "half": 6, "year": 12}


class Span(NamedTuple):
    """An EDTF date."""

    text: str
    first: date | None  # None: an open start
    last: date | None  # None: an open end
    qualified: bool  # a `~`, `?` or `%` anywhere
    is_from: bool
    is_by: bool
    named_first: date  # "named days", before they are cut off at the day of saying; date.min for a "by"
    named_last: date
    unit: str  # day month season quarter third half year


class Promise(NamedTuple):
    said: date | None
    due: Span | None  # None: withdrawn
    by: str | None = None  # several speakers are separated by `/`


class Event(NamedTuple):
    promises: list[Promise]  # in the order of the file
    outcome: tuple[Span, str] | None = None  # with "done", "failed" or "cancelled"


class Move(NamedTuple):
    word: str
    least: int | None
    most: int | None
    counted: bool  # neither `past` nor `after`


class Verdict(NamedTuple):
    word: str
    late_open: bool
    open_earlier: bool
    maybe: bool  # "maybe late"
    least: int | None
    most: int | None
    measured: int  # where the promise measured stands in the event's promises, in the order of the file


def end_of_months(year: int, month: int, count: int) -> date:
    """The last day of `count` months, the first of which is `month` of `year`."""
    months = year * 12 + (month - 1) + (count - 1)
    year, month = months // 12, months % 12 + 1
    return date(year, month, monthrange(year, month)[1]) if year <= date.max.year else date.max


def plain(text: str) -> tuple[date, date, str]:
    """First day, last day and unit of YYYY, YYYY-MM, YYYY-SS or YYYY-MM-DD."""
    numbers = [int(number) for number in text.split("-")]
    if len(numbers) == 3:
        day = date(*numbers)
        return day, day, "day"
    year = numbers[0]
    month, count, unit = (1, 12, "year") if len(numbers) == 1 else PARTS.get(numbers[1], (numbers[1], 1, "month"))
    return date(year, month, 1), end_of_months(year, month, count), unit


def span(text: str) -> Span:
    bare = text.translate(str.maketrans("", "", "~?%"))
    qualified = bare != text
    if "/" not in bare:
        first, last, unit = plain(bare)
        return Span(text, first, last, qualified, False, False, first, last, unit)
    start, end = bare.split("/")
    if end == "..":  # named days: "of `2026-03/..` (from March 2026) the days of March 2026"
        first, last, unit = plain(start)
        return Span(text, first, None, qualified, True, False, first, last, unit)
    # ambiguous: "one more of its own unit" of an interval: the unit of its last end, not the length of the interval
    _, last, unit = plain(end)
    if start == "..":  # named days: "of `../2030` (by 2030) every day up to the end of 2030"
        return Span(text, None, last, qualified, False, True, date.min, last, unit)
    first = plain(start)[0]
    if last < first:
        raise ValueError(text)
    return Span(text, first, last, qualified, False, False, first, last, unit)


def surely_over(due: Span) -> date:
    """The day up to which a date with `~` or `?` is only maybe over: "until one more of its own unit has passed"."""
    if due.unit == "day":
        return due.named_last + timedelta(days=1)
    return end_of_months(due.named_last.year, due.named_last.month, 1 + MONTHS[due.unit])


def cut(days: tuple[date, date], said: date | None) -> tuple[date, date]:
    """Days from the day of saying on: "where the named days contain the day it was said, they begin on that day"."""
    first, last = days
    return (said, last) if said is not None and first <= said <= last else days


def named_days(promise: Promise) -> tuple[date, date]:
    assert promise.due is not None
    if promise.due.is_from and promise.said is not None and promise.due.named_last < promise.said:
        return promise.said, promise.said  # "from 2020", said in 2023, is from then on
    return cut((promise.due.named_first, promise.due.named_last), promise.said)


def days_between(start: date, end: date) -> int | None:
    """How many days lie between; None where one of them is no day, but open."""
    return None if date.min in {start, end} else (end - start).days


def in_order(promises: list[Promise]) -> list[Promise]:
    """By the day of saying, those without one first, else as in the file."""
    return sorted(promises, key=lambda promise: promise.said or date.min)


def is_past(promise: Promise) -> bool:
    """All its days lie before it was said; "a `from` is never over"."""
    if promise.due is None or promise.due.last is None or promise.said is None:
        return False
    return promise.due.last < promise.said


def is_after(event: Event, promise: Promise) -> bool:
    """Hindsight: "said of an event after its outcome's last day"."""
    if event.outcome is None or event.outcome[0].last is None or promise.said is None:
        return False
    return promise.said > event.outcome[0].last


def as_of(event: Event, day: date) -> Event | None:
    promises = [promise for promise in event.promises if promise.said is None or promise.said <= day]
    outcome = event.outcome
    if outcome is not None and (outcome[0].last is None or outcome[0].last > day):
        outcome = None  # "an outcome becomes known on its last day"
    # "none of whose promises was said by then did not exist", unless its outcome was known (docs/verdicts.md)
    if not promises and outcome is None:
        return None
    return Event(promises, outcome)


def current_promise(event: Event) -> Promise | None:
    """The last promise, if it has a date; a past one "is never the current date"."""
    counting = [promise for promise in in_order(event.promises) if not is_past(promise)]
    return counting[-1] if counting and counting[-1].due is not None else None


def current_date(event: Event) -> Span | None:
    """The outcome's, else the `due` of the last promise."""
    if event.outcome is not None:
        return event.outcome[0]
    promise = current_promise(event)
    return None if promise is None else promise.due


def status(event: Event, day: date) -> tuple[str, bool]:
    """The word, and whether it is only maybe overdue; of an event as of that day."""
    current = current_date(event)
    if event.outcome is not None:
        return event.outcome[1], False
    if current is None:
        return "undated", False
    # ambiguous: "its first day", "inside it": of its span, not of its named days: a "by" is due at once, a "from"
    # is due from its first day for ever ("never over")
    if current.first is not None and current.first > day:
        return "upcoming", False
    if current.last is None or day <= current.last:
        return "due", False
    return "overdue", current.qualified and day <= surely_over(current)


def move(new: Promise, old: Promise | None, *, spoken: bool) -> tuple[str, int | None, int | None]:
    """A promise compared with the one in force before; `spoken`: something was said before."""
    if new.due is None:  # rule 1: "no date: first if nothing was said before, else withdrawn"
        return ("withdrawn" if spoken else "first"), None, None
    if old is None or old.due is None:  # rule 1: "nothing dated before"
        return "first", None, None
    n, n_days = new.due, named_days(new)  # "both cut off at the day N was said"
    p, p_days = old.due, cut(named_days(old), new.said)
    # ambiguous: whether a "from" can "have already passed" (rule 2): "a from is never over", so no
    passed = new.said is not None and p_days[1] < new.said and not p.is_from
    least = days_between(p_days[1], n_days[0])
    # contradiction: "most: none if P is a by", but two rows of the table give 1825; there P is cut off at the day N was
    # said and so begins then. The table decides: none only if P could not be cut off, for it had passed.
    most = None if (p.is_by and passed) or n.is_from else days_between(p_days[0], n_days[1])
    return move_word(n, n_days, p, p_days, passed=passed), least, most


def move_word(  # noqa: PLR0911
    n: Span, n_days: tuple[date, date], p: Span, p_days: tuple[date, date], *, passed: bool
) -> str:
    """Rules 2 to 8, in their order."""
    n_first, n_last = n_days
    p_first, p_last = p_days
    if passed and n_last > p_last:  # 2
        return "later"
    if p.is_by and n.is_by and n_last != p_last:  # 3
        return "later" if n_last > p_last else "earlier"
    if n_days == p_days:  # 4
        return same_days(n, p)
    if n.is_from and not p.is_from and p_first <= n_first <= p_last:  # 5: "begins later within P"; else it is wider,
        return "later" if n_first > p_first else "wider"  # for what has no end does not lie within P (docs/verdicts.md)
    if p_first <= n_first and n_last <= p_last:  # 6
        return "narrower"
    if n_last > p_last and (n_first >= p_first or n.is_by):  # 7
        return "later"
    if n_last < p_last and n_first <= p_first:  # 7
        return "earlier"
    return "wider"  # 8


def same_days(n: Span, p: Span) -> str:
    """Rule 4: "narrower if `around`, `perhaps` or an open end was dropped, wider if one was added"."""
    # ambiguous: one dropped and another added: the open end of a "from" decides, then the open start of a "by", then
    # "around" and "perhaps"; "around" for "perhaps" is the same
    for now, was in [(n.is_from, p.is_from), (n.is_by, p.is_by), (n.qualified, p.qualified)]:
        if now != was:
            return "wider" if now else "narrower"
    return "same"


def moves(event: Event) -> list[Move]:
    """One for each promise, in the order of saying."""
    found = []
    ordered = in_order(event.promises)
    for place, promise in enumerate(ordered):
        # ambiguous: promises without a day of saying are not "several on one day" but follow each other as in the file
        before = [old for old in ordered[:place] if promise.said is None or old.said != promise.said]
        # ambiguous: a promise both `past` and `after` is `after`: hindsight is not looked at any further
        if is_after(event, promise):
            found.append(Move("after", None, None, counted=False))
        elif is_past(promise):
            found.append(Move("past", None, None, counted=False))
        else:
            # ambiguous: whether a past promise was "said before" when a promise has no date: yes, it was said
            word, least, most = move(promise, in_force(before), spoken=bool(before))
            # ambiguous: said on the outcome's last day, "shown with its move and not measured": it counts as slipped
            found.append(Move(word, least, most, counted=True))
    return found


def in_force(ordered: list[Promise]) -> Promise | None:
    """The last dated promise that came into force: "the last in the file is in force after" a day, never a past one."""
    counting = [promise for promise in ordered if not is_past(promise)]
    last_of_days = [
        promise
        for place, promise in enumerate(counting)
        if promise.said is None or all(other.said != promise.said for other in counting[place + 1 :])
    ]
    # ambiguous: "nothing dated before: first": after a withdrawal the last date before it is still what a new date is
    # compared with, so that a withdrawal hides no slip
    dated = [promise for promise in last_of_days if promise.due is not None]
    return dated[-1] if dated else None


def slipped(event: Event) -> int:
    """How many days brought a `later`; those without a day of saying count each."""
    later = [
        promise.said
        for promise, moved in zip(in_order(event.promises), moves(event), strict=True)
        if moved.counted and moved.word == "later"
    ]
    return len({said for said in later if said is not None}) + later.count(None)


def without_press(promises: list[Promise], press: set[str]) -> list[Promise]:
    """Press "is not measured against while there is another dated promise"."""
    # ambiguous: "another dated promise" is one not of the press that could itself be measured (not past, not hindsight)
    # "every name in `by` is marked so": who gives no name is not press
    others = [
        promise
        for promise in promises
        if promise.by is None or not all(name.strip() in press for name in promise.by.split("/"))
    ]
    return others if any(promise.due is not None for promise in others) else promises


def first_measured(event: Event, press: set[str]) -> Promise | None:
    outcome_day = None if event.outcome is None else event.outcome[0].last
    dated = [
        promise
        for promise in in_order(event.promises)
        if promise.due is not None
        and not is_past(promise)
        # "What is said on that very day" and after it is not measured
        and (promise.said is None or outcome_day is None or promise.said < outcome_day)
    ]
    dated = without_press(dated, press)
    # "the first promise that names an end; only if none does, against its first"
    choice = [promise for promise in dated if promise.due is not None and not promise.due.is_from] or dated
    if not choice or choice[0].said is None:
        return choice[0] if choice else None
    # ambiguous: "of several on that first day the last": of those that name an end (if any does), even if the last of
    # that day names none or is a withdrawal
    return [promise for promise in choice if promise.said == choice[0].said][-1]


def measured_at(event: Event, baseline: date, press: set[str]) -> Promise | None:
    """With a baseline: "only events still open on that day, against the promise in force then"."""
    then = as_of(event, baseline)
    if then is None or then.outcome is not None:
        return None
    # ambiguous: press with a baseline: left out if anyone else had given a date by then, its withdrawals too
    counting = without_press([promise for promise in in_order(then.promises) if not is_past(promise)], press)
    # ambiguous: withdrawn on that day: no date was in force, so there is nothing to measure
    return counting[-1] if counting and counting[-1].due is not None else None


def verdict(event: Event, day: date, press: set[str], baseline: date | None = None) -> Verdict | None:
    known = as_of(event, day)
    if known is None:
        return None
    promise = first_measured(known, press) if baseline is None else measured_at(known, baseline, press)
    if promise is None:  # "An event with nothing to measure has no row"
        return None
    place = next(place for place, other in enumerate(event.promises) if other is promise)
    return came(known.outcome, promise, place) if known.outcome else still_open(known, promise, place, day)


def came(outcome: tuple[Span, str], promise: Promise, place: int) -> Verdict:
    """Outcome o1..o2 against F..L."""
    assert promise.due is not None
    assert outcome[0].last is not None
    first, last = named_days(promise)
    # what was still promised on a day had not come before it, so the outcome is cut off as well (docs/verdicts.md)
    o1, o2 = cut((outcome[0].first or date.min, outcome[0].last), promise.said)
    least = days_between(last, o1)
    most = None if promise.due.is_by else days_between(first, o2)
    word, maybe = "cancelled", False
    if outcome[1] == "cancelled":  # "if it was cancelled after L, least is that many days"
        # ambiguous: cancelled after the named days of a "from": it has no end to be cancelled after, so none
        least, most = (least if o1 > last and not promise.due.is_from else None), None
    elif o2 < first:
        # ambiguous: a "from" is "never kept: no end"; but what came before its first day is early
        word = "early"
    elif promise.due.is_from:
        word = "no end"
    elif o1 > last:
        # ambiguous: "maybe late until one more of its own unit has passed": judged by the outcome's first day
        word, maybe = "late", promise.due.qualified and o1 <= surely_over(promise.due)
    else:
        word = "kept" if first <= o1 and o2 <= last else "unclear"
    # an outcome that is not certain makes no certain verdict (docs/verdicts.md)
    maybe = maybe or (outcome[0].qualified and word in {"kept", "late", "early"})
    return Verdict(word, False, False, maybe, least, most, place)


def still_open(event: Event, promise: Promise, place: int, day: date) -> Verdict:
    assert promise.due is not None
    first, last = named_days(promise)
    c_first, c_last = day, None  # "if they have passed or there is no current date, any day from D on"
    current = current_promise(event)
    if current is not None and current.due is not None and named_days(current)[1] >= day:
        c_first = max(named_days(current)[0], day)  # C: "the named days of the current date from D on"
        c_last = None if current.due.is_from else named_days(current)[1]  # "C has no end"
    if c_first > last and not promise.due.is_from:
        # ambiguous: "maybe late": judged by the first day it can come (C's), not by the day of the view
        maybe = promise.due.qualified and c_first <= surely_over(promise.due)
        most = None if promise.due.is_by or c_last is None else days_between(first, c_last)
        return Verdict("late", True, False, maybe, days_between(last, c_first), most, place)
    if current is None:
        # ambiguous: a withdrawn "from": withdrawn rather than no end
        return Verdict("withdrawn", False, False, False, None, None, place)
    word = "no end" if promise.due.is_from else "open"
    earlier = word == "open" and c_last is not None and c_last < first
    return Verdict(word, False, earlier, False, None, None, place)
