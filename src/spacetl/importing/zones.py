"""The time zones that a calendar names: those of the IANA and of Windows, and those that it describes itself."""

import datetime
import io
import re
import zoneinfo
from collections.abc import Iterable

from spacetl.errors import SpacetlError
from spacetl.importing.components import Component
from spacetl.naming import quoted

_ONCE = ("DTSTART", "TZOFFSETFROM", "TZOFFSETTO", "RRULE")
# once or twice a year; a rule of another kind may take for ever
_YEARLY = re.compile(r"(?:(?:^|;)(?:FREQ=YEARLY|INTERVAL=1|(?:BYMONTH|BYMONTHDAY|BYDAY|UNTIL|COUNT|WKST)=[-+\w,]+))+")


class Zones:
    """The time zones of a calendar, each made once."""

    def __init__(self, described: Iterable[Component]) -> None:
        self.described: dict[str, Component] = {}
        for zone in described:
            for named in zone.properties.get("TZID", ()):
                self.described.setdefault(named.text, zone)
        self.known: dict[str, datetime.tzinfo | None] = {}

    def named(self, name: str) -> datetime.tzinfo | None:
        """The time zone with this name; None if it is not known.

        Raises:
            SpacetlError: the calendar describes it in a way that cannot be read.
        """
        if name not in self.known:
            zone = _zone(name)
            self.known[name] = _made(name, self.described[name]) if not zone and name in self.described else zone
        return self.known[name]


def _zone(name: str) -> datetime.tzinfo | None:
    """The time zone that the IANA or Windows calls so; None if neither does."""
    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):  # OSError for a folder, or a name that is too long
        from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON  # noqa: PLC0415 - rare, and slow to import

        return zoneinfo.ZoneInfo(WINDOWS_TO_OLSON[name]) if name in WINDOWS_TO_OLSON else None


def _made(name: str, described: Component) -> datetime.tzinfo | None:
    """The time zone that a VTIMEZONE describes.

    Raises:
        SpacetlError: it cannot be read.
    """
    from dateutil.tz import tzical  # noqa: PLC0415 - rare, and slow to import

    lines = ["BEGIN:VTIMEZONE", "TZID:zone"]
    for part in described.parts:
        once = {each: found.value for each in _ONCE if (found := part.one(each)) is not None}
        if "RRULE" in once and not _YEARLY.fullmatch(once["RRULE"].upper()):
            raise SpacetlError(
                f"the time zone {quoted(name)} changes by {quoted(once['RRULE'])}, which is not supported"
            )
        lines += [f"BEGIN:{part.name}", *(f"{key}:{value}" for key, value in once.items())]
        lines += [f"RDATE:{each.value}" for each in part.properties.get("RDATE", ())]
        lines.append(f"END:{part.name}")
    try:
        return tzical(io.StringIO("\n".join([*lines, "END:VTIMEZONE"]))).get()
    except ValueError as error:
        raise SpacetlError(f"the time zone {quoted(name)} cannot be read: {' '.join(str(error).split())}") from None
