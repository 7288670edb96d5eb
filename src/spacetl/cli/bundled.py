"""The timelines that travel with the program, by their names."""

from pathlib import Path

from spacetl.errors import UsageError
from spacetl.naming import quoted, suggestion

BUNDLED = {"@article": "timeline.yaml", "@flagships": "flagships.yaml"}
DEFAULT = "@article"


def path_of(name: str) -> str:
    """The path of a timeline that travels with the program, or of the file of this name if it begins with no @.

    Raises:
        UsageError: none of this name does.
    """
    if not name.startswith("@"):
        return name
    if name not in BUNDLED:
        raise UsageError(
            f"no timeline {quoted(name)}{suggestion(name, BUNDLED)}; there are {' and '.join(BUNDLED)}, "
            f"and a file of that name is ./{name}"
        )
    packaged = Path(__file__).parents[1] / BUNDLED[name]
    in_the_checkout = Path(__file__).parents[3] / "data" / BUNDLED[name]
    return str(packaged if packaged.is_file() else in_the_checkout)
