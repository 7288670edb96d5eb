"""What a browser needs from outside."""

import datetime
from collections.abc import Callable
from typing import NamedTuple

from spacetl.reports.report import Report
from spacetl.timeline import Timeline


class Outside(NamedTuple):
    """What a browser does not do itself; all but `load` may be left out, and then does nothing.

    Attributes:
        load: reads the whole timeline again; raises what `loading.load_files` does.
        stamp: returns a value that changes whenever a file does.
        edit: opens the user's editor at the event with this id; raises SpacetlError.
        write: writes a report, as known on a day, to the file of this name, in the format of its extension; raises
            SpacetlError.
        visit: opens a web address; returns False if that is not possible.
        ascii_only: whether the terminal cannot show all of Unicode.
    """

    load: Callable[[], Timeline]
    stamp: Callable[[], object] = lambda: None
    edit: Callable[[str], None] = lambda _event: None
    write: Callable[[Report, datetime.date, str], None] = lambda _report, _day, _name: None
    visit: Callable[[str], bool] = lambda _address: False
    ascii_only: bool = False
