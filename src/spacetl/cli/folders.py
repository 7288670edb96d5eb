"""The user's own folders for the cache and for what edits replaced; either can be turned off."""

import os
from collections.abc import Callable, Mapping

from spacetl.files.store import Cache

OFF = "off"

Folder = Callable[[], str]


def cache_of(environ: Mapping[str, str], now: int) -> Cache | None:
    """The cache in $SPACETL_CACHE, else in the user's own cache folder; None if the variable is `off`.

    Args:
        environ: the environment's variables.
        now: the time before any file is read, in nanoseconds since 1970.
    """
    folder = folder_of(environ, "SPACETL_CACHE", "user_cache_dir")
    return None if folder is None else Cache(folder, now)


def folder_of(environ: Mapping[str, str], variable: str, kind: str) -> Folder | None:
    """A function for the folder that a variable names, else for the user's own of a kind; None if it is `off`.

    Args:
        environ: the environment's variables.
        variable: the name of the variable.
        kind: the name of the platformdirs function that returns the user's own folder.
    """
    wanted = environ.get(variable, "")
    return None if wanted == OFF else lambda: wanted or _own_folder(kind)


def _own_folder(kind: str) -> str:
    """The user's own folder of a kind; a missing home directory is treated as a folder that cannot be read."""
    import platformdirs  # noqa: PLC0415 - few runs need it

    folder: str = getattr(platformdirs, kind)("spacetl", appauthor=False)
    if not os.path.isabs(folder):  # noqa: PTH117 - it is a str
        raise OSError("the user has no home directory")
    return folder
