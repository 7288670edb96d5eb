"""The few kinds of error that spacetl raises, each with its exit code."""

from typing import ClassVar, NamedTuple


class SpacetlError(Exception):
    """An error that the user can fix; its text is the one line that is shown."""

    exit_code: ClassVar[int] = 1


class UsageError(SpacetlError):
    """The command line asks for something impossible."""

    exit_code = 2


class BadDate(SpacetlError):
    """A text that spacetl does not accept as a date; the message says what to write instead."""


class InvalidDate(BadDate):
    """Neither EDTF nor, where phrases are read, a phrase."""


class UnsupportedDate(BadDate):
    """Valid EDTF outside spacetl's profile, refused by name."""


class Problem(NamedTuple):
    """A problem in a file, with its place; line and column count from 1, 0 means the whole file.

    A warning marks what is allowed but likely a mistake.
    """

    path: str
    line: int
    column: int
    text: str
    warning: bool = False

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}:{self.column}" if self.line else self.path
        return f"{place}: {'warning: ' if self.warning else ''}{self.text}"


class BadTimeline(SpacetlError):
    """A file is not a timeline: every problem found in it, in the order of the file."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems
