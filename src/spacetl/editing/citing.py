"""Sources found again by their URL, and ids for new ones."""

import datetime
import re
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from urllib.parse import urlsplit

from spacetl.editing.changes import AddSource
from spacetl.timeline import Source, free_name

_LONGEST = 100  # of an id that is made here; YAML takes no key of more than 1,024 characters
_URL = re.compile(r"https?://[^\s/]", re.IGNORECASE)


class Citations:
    """The sources of a timeline, and the new ones that are cited.

    Attributes:
        new: the changes that add the new ones.
    """

    def __init__(self, sources: Mapping[str, Source]) -> None:
        self.new: list[AddSource] = []
        self._ids = set(sources)
        self._by_url = {_same(source.url): name for name, source in reversed([*sources.items()]) if source.url}
        self._numbers: Counter[str] = Counter()

    def find(self, given: str) -> str | None:
        """The id of a source given by its id or its URL; None if it is not listed."""
        return given if given in self._ids else self._by_url.get(_same(given))

    def add(self, source: Source, day: datetime.date) -> str:
        """Add a source and return its id, made from the host of its URL, or else its title, and a statement's day."""
        start = (_host(source.url) or source.title or "source")[:_LONGEST]
        name = free_name(f"{start}-{day}", self._ids, self._numbers)
        self._ids.add(name)
        if source.url:
            self._by_url[_same(source.url)] = name
        self.new.append(AddSource(name, source))
        return name


def _host(url: str | None) -> str:
    """The host of a URL without its www.; '' if it has none."""
    try:
        return (urlsplit(url or "").hostname or "").removeprefix("www.")
    except ValueError:  # such as https://[x
        return ""


def is_url(text: str) -> bool:
    """Whether a text is a web address."""
    return _URL.match(text) is not None


@lru_cache(maxsize=4096)
def _same(url: str) -> str:
    """What equivalent URLs have in common: without http or https, www., the fragment, and a / at the end."""
    return re.sub(r"^https?://(?:www\.)?", "", url, flags=re.IGNORECASE).partition("#")[0].rstrip("/")
