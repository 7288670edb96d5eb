"""Where what was loaded is kept, if the user wants it kept."""

from collections.abc import Mapping

from spacetl.loading import Cache

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
    import platformdirs  # noqa: PLC0415 - only a large file needs it

    return platformdirs.user_cache_dir("spacetl", appauthor=False)
