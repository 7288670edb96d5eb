"""The command line: from options to a query, to a report, to a stream; from errors to exit codes."""

import gc
import os
import sys
from contextlib import suppress
from typing import NoReturn


def run() -> NoReturn:
    """Run the program; the entry point of `spacetl` and `python -m spacetl`.

    A run is too short for garbage to be worth collecting. Nor is a timeline taken apart at the end, which would take
    up to a fifth of a report on 100,000 events: the process ends while the session still holds it.
    """
    gc.disable()
    try:
        from spacetl.cli.main import main, session_of_process  # noqa: PLC0415 - `spacetl.cli` itself stays light

        session = session_of_process()
        code = main(sys.argv[1:], session)
    except KeyboardInterrupt:  # during start-up
        code = 130
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)
