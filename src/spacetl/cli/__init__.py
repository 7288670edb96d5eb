"""The command line: from options to a query, to a report, to a stream; from errors to exit codes."""

import gc


def run() -> None:
    """Run the program; the entry point of `spacetl` and `python -m spacetl`.

    Garbage is collected neither while it runs nor at exit: a run is too short for that to be worthwhile.
    """
    gc.disable()
    try:
        from spacetl.cli.main import start  # noqa: PLC0415 - `spacetl.cli` itself stays light

        code = start()
    except KeyboardInterrupt:  # during start-up
        code = 130
    gc.freeze()
    raise SystemExit(code)
