"""Which files are read, and the timeline in them."""

import os
from collections.abc import Iterable, Mapping

from spacetl.cli.bundled import DEFAULT, path_of
from spacetl.cli.folders import cache_of
from spacetl.cli.progress import progress_line
from spacetl.cli.session import Session
from spacetl.errors import SpacetlError
from spacetl.files import STDIN
from spacetl.files.load import load_files
from spacetl.files.store import EVERYTHING, Reach
from spacetl.text import shown
from spacetl.timeline import Timeline


def paths_of(given: Iterable[str], environ: Mapping[str, str]) -> list[str]:
    """The files to read: those given, else $SPACETL_FILE, else the default; @article and the like become paths."""
    return [path_of(each) for each in [*given] or [environ.get("SPACETL_FILE") or DEFAULT]]


def refuse_missing(path: str) -> None:
    """Raise SpacetlError, with the command that creates it, if there is no file at `path`."""
    try:
        os.stat(path)  # noqa: PTH116 - a path may be anything
    except FileNotFoundError:
        if path and path != STDIN:
            name = shown(path)
            raise SpacetlError(f"{name}: no such file; create it with `spacetl new {name}`") from None
    except (OSError, ValueError):
        return  # whoever reads it tells why it cannot be read


def timeline_of(given: Iterable[str], session: Session, reach: Reach = EVERYTHING, *, cached: bool = True) -> Timeline:
    """The merged timeline of the files, through the cache if `cached`; events out of reach may be missing."""
    cache = cache_of(session.environ, session.clock()) if cached else None
    with progress_line(session) as progress:
        return load_files(paths_of(given, session.environ), session.stdin, cache=cache, progress=progress, reach=reach)
