"""Warnings about what is allowed in a timeline but likely a mistake, event by event."""

import datetime
from collections.abc import Collection, Iterable, Iterator

from spacetl import dates
from spacetl.checking.lines import Place
from spacetl.checking.matching import Found, day_of
from spacetl.checking.nodes import Mapping, Node, Scalar, items_of, texts_of, value_of
from spacetl.checking.values import day
from spacetl.dates import Date, Precision
from spacetl.naming import quoted, shown, suggestion

# nobody knows the day of a launch or a landing so far ahead; windows and conferences are announced later than this
YEARS_TO_THE_DAY = 3

_MOST_SUGGESTIONS = 20
_MOST_NAMES = 2_000


def nearest(name: str, known: Collection[str], before: int) -> str:
    """`naming.suggestion`, but '' after many suggestions or for many names, since comparing names is slow.

    Args:
        name: the name as written.
        known: the names that it could be.
        before: how many suggestions were made before.
    """
    return suggestion(name, known) if before < _MOST_SUGGESTIONS and len(known) <= _MOST_NAMES else ""


def advice_on(event: Mapping, today: datetime.date) -> Found:
    """The warnings about an event that has no problems, as of `today`."""
    outcome = event.entries.get("outcome")
    came = value_of(outcome[1], "date") if outcome else None
    promises = [promise for promise in items_of(event, "promises") if isinstance(promise, Mapping)]
    for promise in promises:
        if "source" not in promise.entries:
            yield promise.place, "a promise without a source; add where it can be read"
        yield from _due(promise)
        said = value_of(promise, "said")
        if said is not None and (day(said.text) or today) > today:
            yield said.place, f"a promise said on {said.text}, which is in the future; check the day"
    if came is not None:
        if (dates.parse(came.text).earliest or today) > today:
            yield came.place, f"the outcome ({came.text}) is in the future; write what is to come as a promise"
        yield from _out_of_order(came, [said for promise in promises if (said := value_of(promise, "said"))])


def agencies_used(event: Node) -> Iterator[Scalar]:
    """The ids of the agencies that an event names."""
    one = value_of(event, "agency")
    if one is not None:
        yield one
    yield from texts_of(event, "agencies")


def unlisted_agencies(listed: Collection[str], aliases: dict[str, str], used: Iterable[Scalar]) -> Found:
    """The warnings about agencies that are used but not listed.

    Args:
        listed: the ids of the listed ones.
        aliases: the id for each of their aliases.
        used: each agency where it is used first.
    """
    unlisted = 0
    for agency in used:
        if agency.text in listed:
            continue
        if agency.text in aliases:
            yield agency.place, f"agency {quoted(agency.text)} is an alias; write {shown(aliases[agency.text])}"
        else:
            near = nearest(agency.text, [*listed, *aliases], unlisted)
            advice = near or f"; list it there, like {shown(agency.text)}: {{name: its full name}}"
            unlisted += 1
            yield agency.place, f"agency {quoted(agency.text)} is not listed under `agencies`{advice}"


def _out_of_order(came: Scalar, said: list[Scalar]) -> Found:
    """The warnings about promises said after the outcome; a single one, at the outcome, if all of them were."""
    latest = dates.parse(came.text).latest
    late = [each for each in said if latest and (day(each.text) or datetime.date.min) > latest]
    if late and len(late) == len(said):
        first = min(each.text for each in said)
        yield came.place, f"the outcome ({came.text}) is before the first promise, said {first}; check both"
        return
    for each in late:
        yield each.place, f"a promise said on {each.text}, after the outcome ({came.text}); check both"


def _due(promise: Mapping) -> Iterator[tuple[Place, str]]:
    """The warnings about a date promised too precisely, or one already past when it was promised."""
    due, since = value_of(promise, "due"), day_of(promise, "said")
    if due is None or since is None:
        return
    date = dates.parse(due.text)
    if date.latest is not None and date.latest < since and not date.qualified:
        yield due.place, f"a promise due {due.text}, before the day it was said ({since}); check both"
    years = _whole_years(since, date)
    if years is not None and years >= YEARS_TO_THE_DAY:
        month = due.text[:7]
        yield (
            due.place,
            (
                f"false precision? {due.text} was said {years} years before, to the day; "
                f"if only the month or the year was said, write {month} or {month[:4]}"
            ),
        )


def _whole_years(since: datetime.date, date: Date) -> int | None:
    """The whole years from a day to an unqualified date given to the day; None for other dates."""
    if date.precision is not Precision.DAY or date.qualified or date.earliest is None:
        return None
    return date.earliest.year - since.year - ((date.earliest.month, date.earliest.day) < (since.month, since.day))
