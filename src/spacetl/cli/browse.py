"""`spacetl browse`: the browser, with callbacks for the files, the editor and the web browser it works with."""

import datetime
import gc
import os
import webbrowser
from contextlib import suppress
from importlib.util import find_spec
from pathlib import PurePath

from msgspec.structs import replace

from spacetl.browse.state import BrowserState, Callbacks, Scope
from spacetl.cli.editor import edit_in_editor
from spacetl.cli.inputs import cache_of, paths_of, question_of
from spacetl.cli.options import Filter, Input, Target
from spacetl.cli.session import Session
from spacetl.cli.write import write_file
from spacetl.errors import UsageError
from spacetl.files import STDIN
from spacetl.files.content import Stamp, stamp_of
from spacetl.files.load import load_files
from spacetl.formats import FORMATS, Style, format_of_ending, write
from spacetl.query import select
from spacetl.reports.report import Report
from spacetl.text import quoted
from spacetl.timeline import Timeline


def run_browser(session: Session, where: Input, which: Filter) -> int:
    """Browse the timeline that the options name until the user quits, and return the exit code."""
    paths = paths_of(where.file, session)
    _refuse_unfit(session, paths)
    session = replace(session, environ=dict(session.environ))  # Textual removes NO_COLOR from os.environ
    asked = question_of(session, where, which)
    timeline = asked.timeline()
    select(timeline, asked.query, asked.day)  # refuses unknown agencies, tags and speakers
    gc.enable()  # it runs much longer than a report

    from spacetl.browse.app import Browser  # noqa: PLC0415 - it imports Textual

    state = BrowserState(Scope(timeline, asked.query, session.today), asked.day)
    browser = Browser(state, _callbacks(session, where, paths))
    browser.run()
    return browser.return_code or 0


def _refuse_unfit(session: Session, paths: list[str]) -> None:
    if find_spec("textual") is None:
        raise UsageError("browse needs Textual; install it with: pip install 'spacetl[browse]'")
    if STDIN in paths:
        raise UsageError("browse takes keys from standard input; give the timeline as a file with -f")
    if not (session.stdin.isatty() and session.stdout.isatty() and session.stderr.isatty()):
        raise UsageError("browse needs a terminal; `spacetl list` and `spacetl chart` work in a pipe")


def _callbacks(session: Session, where: Input, paths: list[str]) -> Callbacks:
    def load() -> Timeline:
        cache = None if where.no_cache else cache_of(session)
        return load_files(paths, session.stdin, cache=cache)

    def write_report(report: Report, day: datetime.date, name: str) -> None:
        wanted = format_of_ending(PurePath(name).suffix[1:])
        if wanted is None:
            endings = ", ".join(f".{each.ending}" for each in FORMATS.values())
            raise UsageError(f"the extension of {quoted(name)} names no format; use one of {endings}")
        write_file(name, paths, session.stdin, lambda out: write(report, wanted, out, Style(day=day)))

    return Callbacks(
        load=load,
        stamp=lambda: tuple(map(_stamp, paths)),
        edit=lambda event: edit_in_editor(session, Target(where.file), event),
        write=write_report,
        visit=webbrowser.open,
        ascii_only=session.ascii_only,
    )


def _stamp(path: str) -> Stamp | None:
    """A value that changes whenever the file at `path` does; None if there is no file."""
    with suppress(OSError):
        return stamp_of(os.stat(path))  # noqa: PTH116 - a path may be anything
    return None
