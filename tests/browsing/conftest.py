import pytest

pytest.importorskip("textual", reason="Textual is not installed: pip install -e '.[dev]'")
