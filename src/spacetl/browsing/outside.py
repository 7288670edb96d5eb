"""What a browser needs of the world around it."""

import datetime
from collections.abc import Callable
from typing import NamedTuple

from spacetl.reports.table import Report
from spacetl.timeline import Timeline


class Outside(NamedTuple):
    """What a browser does not do itself; left out, it can only be looked at.

    Attributes:
        load: the whole timeline, read anew; it raises what `loading.load_files` does.
        stamp: a value that differs once a file has changed.
        edit: opens the user's editor at the event of this id; it raises SpacetlError.
        write: writes a report, as known on a day, to the file of this name, as the name's ending says; it raises
            SpacetlError.
        visit: opens a web address; False if that is not possible.
        ascii_only: whether the terminal cannot take all of Unicode.
    """

    load: Callable[[], Timeline]
    stamp: Callable[[], object] = lambda: None
    edit: Callable[[str], None] = lambda _event: None
    write: Callable[[Report, datetime.date, str], None] = lambda _report, _day, _name: None
    visit: Callable[[str], bool] = lambda _address: False
    ascii_only: bool = False
