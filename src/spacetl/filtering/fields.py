"""The fields that a filter can ask about: the one table behind its errors, completion and documentation."""

import datetime
from typing import NamedTuple, get_args

from spacetl.errors import BadDate, UsageError
from spacetl.filtering import matching, measuring
from spacetl.filtering.conditions import Passes, refused
from spacetl.filtering.grammar import OPERATORS, Comparison, Stated
from spacetl.naming import no_such, quoted
from spacetl.query import Condition, Move, Status, certainty_within, steps
from spacetl.timeline import Result, Timeline

IS = OPERATORS[:1]
ORDER = OPERATORS[1:]


class Field(NamedTuple):
    """A field that a filter can ask about.

    Attributes:
        about: what it is, for people.
        example: a comparison with it.
        condition: what a comparison with it states; `today` in it means the day.
        operators: the operators it takes.
        surely: whether it can be preceded by `surely`.
        choices: its possible values, if they are few.
    """

    about: str
    example: str
    condition: Stated
    operators: tuple[str, ...] = IS
    surely: bool = False
    choices: tuple[str, ...] = ()


def condition_of(asked: Comparison, day: datetime.date) -> Condition:
    """Return the condition that a comparison states; `today` in it means `day`.

    Raises:
        UsageError: there is no such field, or it does not take the operator or the value.
    """
    field = FIELDS.get(asked.field.casefold())
    if field is None:
        raise refused(asked.column, no_such("field", asked.field, FIELDS))
    if asked.operator not in field.operators:
        raise refused(
            asked.column, f"{asked.field} does not take {quoted(asked.operator)}; write it like {field.example}"
        )
    if asked.surely and not field.surely:
        certain = [name for name, each in FIELDS.items() if each.surely]
        raise refused(asked.column, f"surely goes with {', '.join(certain)}; leave it out before {asked.field}")
    try:
        condition = field.condition(asked, day)
    except BadDate as error:
        raise refused(asked.value_column, f"{error} (in quotes if it contains spaces)") from None
    except UsageError as error:
        raise refused(asked.value_column, str(error)) from None

    def bound(timeline: Timeline) -> Passes:
        try:
            return condition(timeline)
        except UsageError as error:
            raise refused(asked.value_column, str(error)) from None

    return bound


_RESULTS: tuple[str, ...] = get_args(Result)
_CURRENT_DATE = Field(
    "the current date: the outcome's, else that of the last promise, else the plain one",
    "date<2030",
    measuring.date(certainty_within),
    OPERATORS,
    surely=True,
)

FIELDS: dict[str, Field] = {
    "agency": Field("an agency that takes part: id, name, alias or country", "agency:NASA", matching.agency),
    "tag": Field("a tag", "tag:moon", matching.tag),
    "status": Field(
        "the status",
        "status:overdue",
        matching.choice(Status, "status", lambda entry: (entry.status,)),
        choices=tuple(Status),
    ),
    "result": Field(
        "the result of the outcome",
        "result:failed",
        matching.choice(_RESULTS, "result", lambda entry: (entry.event.outcome.result,) if entry.event.outcome else ()),
        choices=_RESULTS,
    ),
    "by": Field("a speaker who made a promise", "by:'Wu Weiren'", matching.speaker),
    "id": Field("the whole id", "id:tianhe-launch", matching.text(lambda event, value: event.id.casefold() == value)),
    "title": Field(
        "text in the title",
        "title:'space station'",
        matching.text(lambda event, value: value in event.title.casefold()),
    ),
    "search": Field("text in the title, id, tags, agencies or note", "search:samples", matching.search),
    "source": Field("text in the id, title, publisher or url of a source", "source:xinhua", matching.source),
    "date": _CURRENT_DATE,
    "due": _CURRENT_DATE,
    "first_promise": Field(
        "the date promised first",
        "first_promise>=2020",
        measuring.date(measuring.first_promise),
        OPERATORS,
        surely=True,
    ),
    "said": Field(
        "a day on which a promise was made", "said>=2026", measuring.date(measuring.said), OPERATORS, surely=True
    ),
    "move": Field(
        "the move of a promise, or what the outcome was",
        "move:withdrawn",
        matching.choice(Move, "move", lambda entry: (step.move for step in steps(entry.event))),
        choices=tuple(Move),
    ),
    "promises": Field("how many promises were made", "promises>=3", measuring.number(measuring.promises), OPERATORS),
    "slips": Field("how many promises slipped", "slips>=2", measuring.number(measuring.slips), OPERATORS),
    "slip": Field(
        "days late against the first promise: 0 if kept, negative if early",
        "slip>1y",
        measuring.slip,
        ORDER,
        surely=True,
    ),
}
