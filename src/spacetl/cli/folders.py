"""The user's own folders: where what was loaded is kept, and what edits replaced, if the user wants that."""

import os
from collections.abc import Callable, Mapping

from spacetl.cache import Cache

OFF = "off"

Folder = Callable[[], str]


def cache_of(environ: Mapping[str, str], now: int) -> Cache | None:
    """The caches in $SPACETL_CACHE, else in the user's own folder for caches; None if it says `off`.

    Args:
        environ: the environment's variables.
        now: the time before any file is read, in nanoseconds since 1970.
    """
    folder = folder_of(environ, "SPACETL_CACHE", "user_cache_dir")
    return None if folder is None else Cache(folder, now)


def folder_of(environ: Mapping[str, str], variable: str, kind: str) -> Folder | None:
    """What gives the folder that a variable names, else the user's own one of a kind; None if it says `off`.

    Args:
        environ: the environment's variables.
        variable: the name of the one that is asked.
        kind: the function of platformdirs that knows the user's own folder.
    """
    wanted = environ.get(variable, "")
    return None if wanted == OFF else lambda: wanted or _own_folder(kind)


def _own_folder(kind: str) -> str:
    """The folder of a kind; a user without a home has none, which is as good as one that cannot be read."""
    import platformdirs  # noqa: PLC0415 - few runs need it

    folder: str = getattr(platformdirs, kind)("spacetl", appauthor=False)
    if not os.path.isabs(folder):  # noqa: PTH117 - it is a text
        raise FileNotFoundError("the user has no home directory")
    return folder
