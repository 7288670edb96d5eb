"""Where what was loaded is kept, if the user wants it kept."""

import os
from collections.abc import Mapping

from spacetl.cache import Cache

OFF = "off"


def cache_of(environ: Mapping[str, str], now: int) -> Cache | None:
    """The caches in $SPACETL_CACHE, else in the user's own folder for caches; None if it says `off`.

    Args:
        environ: the environment's variables.
        now: the time before any file is read, in nanoseconds since 1970.
    """
    wanted = environ.get("SPACETL_CACHE", "")
    return None if wanted == OFF else Cache(lambda: wanted or _own_folder(), now)


def _own_folder() -> str:
    """The folder; a user without a home has none, which is as good as one that cannot be read."""
    import platformdirs  # noqa: PLC0415 - only a large file needs it

    folder = platformdirs.user_cache_dir("spacetl", appauthor=False)
    if not os.path.isabs(folder):  # noqa: PTH117 - it is a text
        raise FileNotFoundError("the user has no folder")
    return folder
