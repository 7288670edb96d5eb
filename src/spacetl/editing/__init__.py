"""Changes to a timeline that leave everything else in its text as it is."""

from spacetl.editing.apply import Edited, apply, line_of, unified
from spacetl.editing.changes import AddAgency, AddEvent, AddPromise, AddRefs, AddSource, Change, SetOutcome

__all__ = [
    "AddAgency",
    "AddEvent",
    "AddPromise",
    "AddRefs",
    "AddSource",
    "Change",
    "Edited",
    "SetOutcome",
    "apply",
    "line_of",
    "unified",
]
