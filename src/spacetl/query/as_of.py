"""Time travel: the timeline as it was known on a day."""

import datetime

from msgspec.structs import replace

from spacetl.timeline import Event, Timeline


def as_of(timeline: Timeline, day: datetime.date) -> Timeline:
    """The timeline as it was known at the end of `day`, an ordinary timeline.

    Promises said after the day are dropped, and so are outcomes whose latest day is after it; an event that loses all
    its promises and its outcome this way did not exist yet. Promises without a said day, plain dates and events with
    nothing but a title are always known.
    """
    known = [found for event in timeline.events if (found := known_on(event, day)) is not None]
    return replace(timeline, events=tuple(known))


def known_on(event: Event, day: datetime.date) -> Event | None:
    """The event as it was known at the end of `day`, as in `as_of`; None if it did not exist yet."""
    promises = event.promises
    outcome = event.outcome
    if not promises and outcome is None:
        return event
    # they are sorted by the day said, with those always known first
    if promises and (last := promises[-1].said) is not None and last > day:
        promises = tuple(promise for promise in promises if promise.said is None or promise.said <= day)
    if outcome is not None and (outcome.date.latest is None or outcome.date.latest > day):
        outcome = None
    if not promises and outcome is None:
        return None
    if promises is event.promises and outcome is event.outcome:
        return event
    return replace(event, promises=promises, outcome=outcome)
