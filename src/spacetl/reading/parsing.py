"""PyYAML's parser, the same for both ways through a file, with libyaml or without."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import yaml
from yaml.events import ScalarEvent
from yaml.scanner import ScannerError

HALF_CHARACTER = "found invalid Unicode character escape code"  # libyaml's words


class _Python(yaml.SafeLoader):
    """The parser in Python, made to refuse escapes of lone surrogates as libyaml does."""

    def get_event(self) -> Any:
        """Return the next event.

        Raises:
            ScannerError: it contains a lone surrogate.
        """
        event: Any = super().get_event()  # type: ignore[no-untyped-call]
        if isinstance(event, ScalarEvent) and not event.value.isascii():
            try:
                event.value.encode()
            except UnicodeEncodeError:
                raise ScannerError(None, None, HALF_CHARACTER, event.start_mark) from None  # type: ignore[arg-type]
        return event


LOADER: Any = getattr(yaml, "CSafeLoader", _Python)


@contextmanager
def without_collection() -> Iterator[None]:
    """Suspend garbage collection: there are no cycles to find, and looking for them takes time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
