"""The timelines bundled with the program, by name."""

from pathlib import Path

from spacetl.errors import UsageError
from spacetl.text import no_such

BUNDLED = {"@article": "timeline.yaml", "@flagships": "flagships.yaml"}
DEFAULT = "@article"


def path_of(name: str) -> str:
    """The path of the bundled timeline `name`; a name that does not begin with @ is already a path.

    Raises:
        UsageError: there is no bundled timeline of this name.
    """
    if not name.startswith("@"):
        return name
    if name not in BUNDLED:
        raise UsageError(f"{no_such('timeline', name, BUNDLED)} (for a file of that name write ./{name})")
    packaged = Path(__file__).parents[1] / BUNDLED[name]
    in_the_checkout = Path(__file__).parents[3] / "data" / BUNDLED[name]
    return str(packaged if packaged.is_file() else in_the_checkout)
