"""The fields that a filter can ask about, and the condition that a comparison with each states.

The table of fields at the end is behind the errors, completion and documentation. Case does not matter in values.
"""

import datetime
import operator
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import NamedTuple, get_args

from spacetl.dates import Certainty, Date, durations, phrases
from spacetl.errors import BadDate, UsageError
from spacetl.query import (
    Condition,
    Entry,
    Measure,
    Measured,
    Move,
    Slip,
    Status,
    Verdict,
    choice_named,
    steps,
    times_later,
)
from spacetl.query.select import (
    EventTest,
    Predicate,
    certainty_within,
    mentioning,
    of_agencies,
    promised_by,
    with_tags,
)
from spacetl.query.where import OPERATORS, Comparison, filter_error, parse_filter
from spacetl.text import no_such, quoted
from spacetl.timeline import Event, Result, Timeline

ConditionMaker = Callable[[Comparison, datetime.date], Condition]  # `today` in the comparison means the day

_IS, _ORDER = OPERATORS[:1], OPERATORS[1:]


def read_filter(text: str, day: datetime.date) -> Condition:
    """The condition that a filter states; `today` in it means `day`.

    UsageError, with the column, if it is not a filter. A name that the timeline does not have is refused in the same
    way when the condition is applied to the timeline.
    """
    return parse_filter(text, lambda comparison: _condition_of(comparison, day), FILTER_FIELDS)


class FilterField(NamedTuple):
    """A field that a filter can ask about."""

    about: str
    example: str
    condition: ConditionMaker
    operators: tuple[str, ...] = _IS
    surely: bool = False  # whether it can be preceded by `surely`
    choices: tuple[str, ...] = ()  # its possible values, if they are few


def _condition_of(asked: Comparison, day: datetime.date) -> Condition:
    field = FILTER_FIELDS.get(asked.field.casefold())
    if field is None:
        now = _NOW_CALLED.get(asked.field.casefold())
        wrong = no_such("field", asked.field, FILTER_FIELDS)
        raise filter_error(asked.column, f"{asked.field} is now called {now}" if now in FILTER_FIELDS else wrong)
    if asked.operator not in field.operators:
        raise filter_error(
            asked.column, f"{asked.field} does not take {quoted(asked.operator)}; write it like {field.example}"
        )
    if asked.surely and not field.surely:
        certain = [name for name, each in FILTER_FIELDS.items() if each.surely]
        raise filter_error(asked.column, f"surely goes with {', '.join(certain)}; leave it out before {asked.field}")
    try:
        condition = field.condition(asked, day)
    except BadDate as error:
        raise filter_error(asked.value_column, f"{error} (in quotes if it contains spaces)") from None
    except UsageError as error:
        raise filter_error(asked.value_column, str(error)) from None

    def bound(timeline: Timeline, measure: Measure) -> Predicate:
        try:
            return condition(timeline, measure)
        except UsageError as error:
            raise filter_error(asked.value_column, str(error)) from None

    return bound


def _as_option(test_for: Callable[[Timeline, str], EventTest]) -> ConditionMaker:
    """The condition that an option with this value states."""

    def condition(asked: Comparison, _day: datetime.date) -> Condition:
        def bound(timeline: Timeline, _: Measure) -> Predicate:
            test = test_for(timeline, asked.value)
            return lambda entry: test(entry.event)

        return bound

    return condition


def _text(passes: Callable[[Event, str], bool]) -> ConditionMaker:
    """The condition that `passes` is true for the event and the value in lower case."""

    def condition(asked: Comparison, _day: datetime.date) -> Condition:
        value = asked.value.casefold()
        return lambda *_: lambda entry: passes(entry.event, value)

    return condition


def _source(asked: Comparison, _day: datetime.date) -> Condition:
    """The condition that the text occurs in the id, title, publisher or url of a source of the event."""
    value = asked.value.casefold()
    return lambda timeline, _: lambda entry: any(value in each for each in _sources(entry.event, timeline))


def _sources(event: Event, timeline: Timeline) -> Iterator[str]:
    for part in (event, *event.promises, event.outcome):
        if part is not None and part.source is not None:
            described = timeline.sources.get(part.source)
            texts = () if described is None else (described.title, described.publisher, described.url)
            yield "\n".join(filter(None, (part.source, *texts))).casefold()


def _choice(choices: Iterable[str], what: str, values: Callable[[Entry], Iterable[str]]) -> ConditionMaker:
    """The condition that one of the entry's values is the named choice; messages call a choice `what`."""

    def condition(asked: Comparison, _day: datetime.date) -> Condition:
        value = choice_named(choices, what, asked.value)
        return lambda *_: lambda entry: value in values(entry)

    return condition


def _move(asked: Comparison, day: datetime.date) -> Condition:
    """The condition that one of the statements is the named move."""
    now = "later" if asked.value.casefold() == "slip" else _NOW_CALLED.get(asked.value.casefold())
    if now is not None:
        raise UsageError(f"the move {asked.value} is now called {now}")
    return _choice(Move, "move", lambda entry: (step.move for step in steps(entry.event)))(asked, day)


_COMPARED: dict[str, Callable[[int, int], bool]] = {
    ":": operator.eq,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def _number(number_of: Callable[[Entry], int]) -> ConditionMaker:
    """The condition that a number of the entry compares as asked with the value, a whole number."""

    def condition(asked: Comparison, _day: datetime.date) -> Condition:
        if not re.fullmatch("[0-9]{1,9}", asked.value):
            raise UsageError(f"{quoted(asked.value)} is not a whole number; write it like {asked.field}>=2")
        holds, value = _COMPARED[asked.operator], int(asked.value)
        return lambda *_: lambda entry: holds(number_of(entry), value)

    return condition


_Within = Callable[[Entry, datetime.date | None, datetime.date | None], Certainty]


def _date(within: _Within) -> ConditionMaker:
    """The condition that a date of the entry possibly, or surely, compares as asked; the value may be a phrase."""

    def condition(asked: Comparison, day: datetime.date) -> Condition:
        since, until = _range(asked.operator, phrases.read_date(asked.value, day).date)
        if asked.surely:
            return lambda *_: lambda entry: within(entry, since, until) is Certainty.SURE
        return lambda *_: lambda entry: within(entry, since, until) is not Certainty.NO

    return condition


def _range(sign: str, value: Date) -> tuple[datetime.date | None, datetime.date | None]:
    """The first and last day, both inclusive, of what compares as asked with the value; None means no bound."""
    first, last = value.earliest, value.latest
    if sign == ":":
        return first, last
    edge, which = (first, "first") if sign in {"<", ">="} else (last, "last")
    if edge is None:
        raise UsageError(f"{quoted(value.text)} has no {which} day to compare with")
    try:
        match sign:
            case "<":
                return None, edge - datetime.timedelta(days=1)
            case ">":
                return edge + datetime.timedelta(days=1), None
    except OverflowError:
        return datetime.date.max, datetime.date.min  # an empty range
    return (edge, None) if sign == ">=" else (None, edge)


def _first_promise(entry: Entry, since: datetime.date | None, until: datetime.date | None) -> Certainty:
    first = entry.first_promise
    return Certainty.NO if first is None else first.within(since, until)


def _said(entry: Entry, since: datetime.date | None, until: datetime.date | None) -> Certainty:
    """Whether something was promised in the range; it is never only possible, since `said` is a day."""
    days = (promise.said for promise in entry.event.promises if promise.said is not None)
    known = any((since is None or since <= day) and (until is None or day <= until) for day in days)
    return Certainty.SURE if known else Certainty.NO


def _late(asked: Comparison, _day: datetime.date) -> Condition:
    """The condition that the days late possibly, or surely, compare as asked with days, 1y, 18m or 2w."""
    length = re.fullmatch("(-?)([0-9]{1,6})([ymwd]?)", asked.value.casefold())
    if length is None:
        raise UsageError(
            f"{quoted(asked.value)} is not a length of time; write it like 1y, 18m, 2w or 90d, and -90d for earlier"
        )
    count, unit = int(length[1] + length[2]), length[3] or "d"
    holds = _COMPARED[asked.operator]
    enough = all if asked.surely else any

    @cache  # calendar arithmetic is slow, and days repeat
    def edge(start: datetime.date) -> int:
        try:
            return durations.shift_day(start, count, unit).toordinal()
        except BadDate:  # out of the calendar, and so beyond every day in it
            return 0 if count < 0 else datetime.date.max.toordinal() + 1

    def compares(moved: _Moved) -> bool:
        start, end = moved
        return holds(end.toordinal() - edge(start), 0)

    def bound(_: Timeline, measure: Measure) -> Predicate:
        def passes(entry: Entry) -> bool:
            measured = measure(entry)
            if measured is None or measured.late is None or measured.slip is None:
                return False
            return enough(map(compares, _ends_late(measured, measured.slip)))

        return passes

    return bound


_Moved = tuple[datetime.date, datetime.date]  # from a day promised to one on which it came
_NOT_LATE = (datetime.date(2000, 1, 1), datetime.date(2000, 1, 1))


def _ends_late(measured: Measured, slip: Slip) -> tuple[_Moved, _Moved]:
    """How late an event is at least, or else how early at most, and how late at most; of a "by" its last day counts."""
    earliest, latest = slip.was_first or slip.was_last, slip.was_last
    first, last = slip.first or datetime.date.min, slip.last or datetime.date.max
    match measured.verdict:
        case Verdict.KEPT:
            return _NOT_LATE, _NOT_LATE
        case Verdict.UNCLEAR:
            early = slip.was_first is not None and first < slip.was_first
            return (earliest, first) if early else _NOT_LATE, (earliest, last) if last > latest else _NOT_LATE
        case _:
            return _NOT_LATE if measured.maybe else (latest, first), (earliest, last)


def _verdict(asked: Comparison, _day: datetime.date) -> Condition:
    """The condition that the event's verdict is the one named."""
    value = choice_named(Verdict, "verdict", asked.value.replace(" ", "_"))

    def bound(_: Timeline, measure: Measure) -> Predicate:
        return lambda entry: (measured := measure(entry)) is not None and measured.verdict is value

    return bound


def _promises(entry: Entry) -> int:
    return len(entry.event.promises)


def _times_later(entry: Entry) -> int:
    return times_later(entry.event)


_RESULTS: tuple[str, ...] = get_args(Result)
_CURRENT_DATE = FilterField(
    "the current date: the outcome's, else that of the last promise, else the plain one",
    "date<2030",
    _date(certainty_within),
    OPERATORS,
    surely=True,
)

FILTER_FIELDS: dict[str, FilterField] = {
    "agency": FilterField(
        "an agency that takes part: id, name, alias or country", "agency:NASA", _as_option(of_agencies)
    ),
    "tag": FilterField("a tag", "tag:moon", _as_option(with_tags)),
    "status": FilterField(
        "the status",
        "status:overdue",
        _choice(Status, "status", lambda entry: (entry.status,)),
        choices=tuple(Status),
    ),
    "result": FilterField(
        "the result of the outcome",
        "result:failed",
        _choice(_RESULTS, "result", lambda entry: (entry.event.outcome.result,) if entry.event.outcome else ()),
        choices=_RESULTS,
    ),
    "by": FilterField("a speaker who made a promise", "by:'Wu Weiren'", _as_option(promised_by)),
    "id": FilterField("the whole id", "id:tianhe-launch", _text(lambda event, value: event.id.casefold() == value)),
    "title": FilterField(
        "text in the title",
        "title:'space station'",
        _text(lambda event, value: value in event.title.casefold()),
    ),
    "search": FilterField("words in the title, id, tags, agencies or notes", "search:samples", _as_option(mentioning)),
    "source": FilterField("text in the id, title, publisher or url of a source", "source:xinhua", _source),
    "date": _CURRENT_DATE,
    "due": _CURRENT_DATE,
    "first_promise": FilterField(
        "the date promised first",
        "first_promise>=2020",
        _date(_first_promise),
        OPERATORS,
        surely=True,
    ),
    "said": FilterField("a day on which a promise was made", "said>=2026", _date(_said), OPERATORS, surely=True),
    "move": FilterField(
        "the move of a promise, or what the outcome was",
        "move:withdrawn",
        _move,
        choices=tuple(Move),
    ),
    "promises": FilterField("how many promises were made", "promises>=3", _number(_promises), OPERATORS),
    "later": FilterField("on how many days it became later", "later>=2", _number(_times_later), OPERATORS),
    "verdict": FilterField(
        "what became of the promise that it is measured against",
        "verdict:late",
        _verdict,
        choices=tuple(Verdict),
    ),
    "late": FilterField(
        "days late against that promise: 0 if kept, negative if early",
        "late>1y",
        _late,
        _ORDER,
        surely=True,
    ),
}

# what fields and their values were called before
_NOW_CALLED = {
    "slip": "late",
    "slips": "later",
    "pull-in": "earlier",
    "firmed": "narrower",
    "loosened": "wider",
    "reaffirmed": "same",
}
