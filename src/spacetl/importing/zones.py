"""The time zones that a calendar names: those of the IANA and of Windows, and those that it describes itself."""

import datetime
import io
import re
import zoneinfo
from collections.abc import Iterable
from contextlib import suppress

from spacetl.errors import SpacetlError
from spacetl.importing.components import Component
from spacetl.text import quoted

_TIME = r"\d{8}(?:T\d{6}Z?)?"
_OFFSET = r"[-+](?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?"
_PART = r"(?:BY(?:MONTH|MONTHDAY|DAY)|UNTIL|WKST)=[-+\w,]{1,40}"
# what a change of the clock is made of; a rule of another kind than once a year may take for ever
_FORMS = {
    "DTSTART": _TIME,
    "TZOFFSETFROM": _OFFSET,
    "TZOFFSETTO": _OFFSET,
    "RRULE": f"(?=.*FREQ)(?:(?:^|;)(?:FREQ=YEARLY|INTERVAL=1|{_PART}))+",
    "RDATE": f"{_TIME}(?:,{_TIME})*",
}

_KEY = re.compile(r"[\w+-]+(?:/[\w+-]+){0,3}", re.ASCII)  # Python imports a package for each part, however many
_NO_ZONE = (KeyError, ValueError, OSError)  # OSError for a name that is a folder, or too long for a file


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
    if _KEY.fullmatch(name):
        with suppress(*_NO_ZONE):
            return zoneinfo.ZoneInfo(name)
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON  # noqa: PLC0415 - rare, and slow to import

    with suppress(*_NO_ZONE):
        return zoneinfo.ZoneInfo(WINDOWS_TO_OLSON[name])
    return None


def _made(name: str, described: Component) -> datetime.tzinfo | None:
    """The time zone that a VTIMEZONE describes.

    Raises:
        SpacetlError: it cannot be read.
    """
    from dateutil.tz import tzical  # noqa: PLC0415 - rare, and slow to import

    flaws = [each.flaw for each in (described, *described.parts) if each.flaw]
    if flaws:
        raise SpacetlError(f"the time zone {quoted(name)} cannot be read: {flaws[0]}")
    lines = ["BEGIN:VTIMEZONE", "TZID:zone"]
    for part in described.parts:
        lines.append(f"BEGIN:{part.name}")
        for key, form in _FORMS.items():
            if key != "RDATE":
                part.one(key)
            for value in part.properties.get(key, ()):
                if not re.fullmatch(form, value.text, re.ASCII):
                    raise SpacetlError(
                        f"the time zone {quoted(name)} has {key} {quoted(value.text)}; it is not supported"
                    )
                lines.append(f"{key}:{value.text}")
        lines.append(f"END:{part.name}")
    try:
        return tzical(io.StringIO("\n".join([*lines, "END:VTIMEZONE"]))).get()
    except ValueError as error:
        raise SpacetlError(f"the time zone {quoted(name)} cannot be read: {' '.join(str(error).split())}") from None
