"""Changes to a timeline that leave everything else in its text as it is."""

from spacetl.editing.apply import Edited, apply_changes, event_line, unified_diff
from spacetl.editing.changes import AddAgency, AddEvent, AddPromise, AddRefs, AddSource, Change, SetDetails, SetOutcome

__all__ = [
    "AddAgency",
    "AddEvent",
    "AddPromise",
    "AddRefs",
    "AddSource",
    "Change",
    "Edited",
    "SetDetails",
    "SetOutcome",
    "apply_changes",
    "event_line",
    "unified_diff",
]
