"""What changed from one timeline to another, as values: statements and descriptions, never lines."""

from spacetl.comparing.change import Change, Part, Record
from spacetl.comparing.compare import compare

__all__ = ["Change", "Part", "Record", "compare"]
