"""A single difference between two timelines."""

from enum import StrEnum

from msgspec import Struct

from spacetl.timeline import Agency, Event, Outcome, Promise, Source, Timeline

Record = Timeline | Event | Promise | Outcome | Agency | Source


class Part(StrEnum):
    """The part of a timeline that a change is about."""

    TIMELINE = "timeline"
    EVENT = "event"
    PROMISE = "promise"
    OUTCOME = "outcome"
    AGENCY = "agency"
    SOURCE = "source"


class Change(Struct, frozen=True):
    """A record that is new, gone or corrected.

    A new or removed event is included whole. A corrected event, like the timeline, is included with only its own keys:
    its promises and its outcome have changes of their own.

    Attributes:
        part: what the record is.
        id: the id of the event, agency or source it is about, as in the newer timeline; None for the timeline itself.
        before: what it was; None if it is new.
        after: what it is; None if it is gone.
    """

    part: Part
    id: str | None
    before: Record | None
    after: Record | None

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys in which a corrected record differs, in the order of the format; empty if it is new or gone."""
        if self.before is None or self.after is None:
            return ()
        names = self.before.__struct_fields__
        return tuple(name for name in names if getattr(self.before, name) != getattr(self.after, name))
