"""One thing that differs between two timelines."""

from enum import StrEnum

from msgspec import Struct

from spacetl.timeline import Agency, Event, Outcome, Promise, Source, Timeline

Record = Timeline | Event | Promise | Outcome | Agency | Source


class Part(StrEnum):
    """What of a timeline a change is about."""

    TIMELINE = "timeline"
    EVENT = "event"
    PROMISE = "promise"
    OUTCOME = "outcome"
    AGENCY = "agency"
    SOURCE = "source"


class Change(Struct, frozen=True):
    """A record that is new, gone or corrected.

    A new or removed event comes whole. Of a corrected event, and of the timeline, only its own keys are here: for its
    promises and its outcome there are changes of their own.

    Attributes:
        part: what the record is.
        id: that of the event, the agency or the source it is about, as the newer timeline calls it; None for the
            timeline itself.
        before: what it was; None where it is new.
        after: what it is; None where it is gone.
    """

    part: Part
    id: str | None
    before: Record | None
    after: Record | None

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys in which a corrected record differs, in the order of the format; none where it is new or gone."""
        if self.before is None or self.after is None:
            return ()
        names = self.before.__struct_fields__
        return tuple(name for name in names if getattr(self.before, name) != getattr(self.after, name))
