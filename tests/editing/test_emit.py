from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from spacetl.editing.emit import one_line_each

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
VALUES = st.recursive(TEXTS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3))


@given(st.lists(VALUES, max_size=4), st.booleans())
@settings(max_examples=300)
def test_what_is_written_reads_as_what_it_was(values: list[Any], quote: bool) -> None:
    lines = one_line_each(values, quote=quote)
    assert len(lines) == len(values)
    for value, line in zip(values, lines, strict=True):
        assert len(line.splitlines()) <= 1
        assert yaml.load(f"- {line}\n", Loader=yaml.BaseLoader) == [value]  # noqa: S506 - it makes only texts


@pytest.mark.parametrize("text", ["null", "~", "", "Null"])
def test_a_text_that_yaml_reads_as_nothing_is_quoted(text: str) -> None:
    (line,) = one_line_each([text])
    assert line == f"'{text}'"


@pytest.mark.parametrize("text", ["2028", "12:30", "no", "a, b", "Chang'e-4", "中国", "🚀 to Mars"])
def test_a_text_that_needs_no_quotes_has_none(text: str) -> None:
    assert one_line_each([text]) == [text]
