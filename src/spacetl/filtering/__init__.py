"""One text that says which events: `agency:NASA (tag:moon or tag:mars) not status:done slips>=2 due<2030`."""

import datetime

from spacetl.filtering.fields import FIELDS, condition_of
from spacetl.filtering.grammar import parse
from spacetl.query import Condition

__all__ = ["FIELDS", "read_filter"]


def read_filter(text: str, day: datetime.date) -> Condition:
    """The condition that a filter states; `today` in it is `day`.

    Raises:
        UsageError: it is no filter; the message tells the column, counted from 1. A name that the timeline does not
            have is refused in the same way when the condition meets the timeline.
    """
    return parse(text, lambda comparison: condition_of(comparison, day))
