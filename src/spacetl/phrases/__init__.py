"""Dates as people type them, read without guessing. The phrases are listed in docs/dates.md."""

from spacetl.phrases.distance import read_end, shifted
from spacetl.phrases.reading import Reading, edtf_for, read, refusal

__all__ = ["Reading", "edtf_for", "read", "read_end", "refusal", "shifted"]
