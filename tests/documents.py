"""What the documents say, as tests read it."""

from pathlib import Path

DOCS = Path(__file__).parents[1] / "docs"


def table_rows(document: str, heading: str) -> list[str]:
    """The lines of the one table in a document whose first heading is `heading`."""
    text = (DOCS / document).read_text(encoding="utf-8")
    _, found, rest = text.partition(f"\n| {heading} |")
    assert found
    return [line for line in rest.partition("\n\n")[0].splitlines()[1:] if not set(line) <= set("|- ")]
