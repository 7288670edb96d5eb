"""Texts that are kept in files: what is printed today is what was approved."""

from pathlib import Path

GOLDEN = Path(__file__).parent / "golden"


def assert_golden(name: str, text: str, *, update: bool) -> None:
    """Assert that the text is that of the golden file, which `--update-golden` writes."""
    path = GOLDEN / name
    if update:
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")
