"""Filters, which select events: `agency:NASA (tag:moon or tag:mars) not status:done slips>=2 due<2030`."""

import datetime

from spacetl.filtering.fields import FIELDS, condition_of
from spacetl.filtering.grammar import parse
from spacetl.query import Condition

__all__ = ["FIELDS", "read_filter"]


def read_filter(text: str, day: datetime.date) -> Condition:
    """Return the condition that a filter states; `today` in it means `day`.

    Raises:
        UsageError: it is not a filter; the message gives the column, counted from 1. A name that the timeline does not
            have is refused in the same way when the condition is applied to the timeline.
    """
    return parse(text, lambda comparison: condition_of(comparison, day), FIELDS)
