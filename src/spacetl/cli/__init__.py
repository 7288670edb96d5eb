"""The command line: options to a query, a query to a report, a report to a stream, errors to exit codes."""

import gc


def run() -> None:
    """The program: what `spacetl` and `python -m spacetl` start.

    It is over before there is garbage worth collecting, in its start, its life and its end.
    """
    gc.disable()
    try:
        from spacetl.cli.start import start  # noqa: PLC0415 - `spacetl.cli` itself stays light

        code = start()
    except KeyboardInterrupt:  # while it was still starting
        code = 130
    gc.freeze()
    raise SystemExit(code)
