"""Which files are read, and the timeline in them."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from spacetl.cache import EVERYTHING, Reach
from spacetl.cli.caching import cache_of
from spacetl.cli.progress import progress_line
from spacetl.cli.session import Session
from spacetl.loading import load_files
from spacetl.timeline import Timeline


def bundled() -> str:
    """The path of the timeline that travels with the program."""
    packaged = Path(__file__).parents[1] / "timeline.yaml"
    in_the_checkout = Path(__file__).parents[3] / "data" / "timeline.yaml"
    return str(packaged if packaged.is_file() else in_the_checkout)


def paths_of(given: Iterable[str], environ: Mapping[str, str]) -> list[str]:
    """The files to read: those given, else $SPACETL_FILE, else the bundled one."""
    return [*given] or [environ.get("SPACETL_FILE") or bundled()]


def timeline_of(given: Iterable[str], session: Session, reach: Reach = EVERYTHING, *, cached: bool = True) -> Timeline:
    """The timeline of the files, merged; events out of reach may be missing. What is `cached` need not be parsed."""
    cache = cache_of(session.environ, session.clock()) if cached else None
    with progress_line(session) as progress:
        return load_files(paths_of(given, session.environ), session.stdin, cache=cache, progress=progress, reach=reach)
