"""Which files are read, and the timeline in them."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from spacetl.cache import EVERYTHING, Reach
from spacetl.cli.folders import cache_of
from spacetl.cli.progress import progress_line
from spacetl.cli.session import Session
from spacetl.errors import UsageError
from spacetl.loading import load_files
from spacetl.naming import quoted, suggestion
from spacetl.timeline import Timeline

# the timelines that travel with the program, by their names
BUNDLED = {"@article": "timeline.yaml"}
DEFAULT = "@article"


def paths_of(given: Iterable[str], environ: Mapping[str, str]) -> list[str]:
    """The files to read: those given, else $SPACETL_FILE, else the default; a name as @article stands for its file."""
    return [_path(each) for each in [*given] or [environ.get("SPACETL_FILE") or DEFAULT]]


def _path(name: str) -> str:
    """The path of a file, or of the timeline that travels with the program under this name.

    Raises:
        UsageError: none does.
    """
    if not name.startswith("@"):
        return name
    if name not in BUNDLED:
        raise UsageError(
            f"no timeline {quoted(name)}{suggestion(name, BUNDLED)}; there is {', '.join(BUNDLED)}, "
            f"and a file of that name is ./{name}"
        )
    packaged = Path(__file__).parents[1] / BUNDLED[name]
    in_the_checkout = Path(__file__).parents[3] / "data" / BUNDLED[name]
    return str(packaged if packaged.is_file() else in_the_checkout)


def timeline_of(given: Iterable[str], session: Session, reach: Reach = EVERYTHING, *, cached: bool = True) -> Timeline:
    """The timeline of the files, merged; events out of reach may be missing. What is `cached` need not be parsed."""
    cache = cache_of(session.environ, session.clock()) if cached else None
    with progress_line(session) as progress:
        return load_files(paths_of(given, session.environ), session.stdin, cache=cache, progress=progress, reach=reach)
