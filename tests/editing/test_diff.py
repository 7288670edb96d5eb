import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spacetl.editing import unified_diff

LINES = st.lists(st.sampled_from(["a", "b", "c", "-", "+", "@@", "\\", ""]), max_size=30)
ENDS = st.sampled_from(["\n", "\r\n", "\r"])
TEXTS = st.builds(lambda lines, end, last: end.join(lines) + (end if last else ""), LINES, ENDS, st.booleans())


def patched(text: str, diff: list[str]) -> str:
    """What `patch` makes of a text; it checks the numbers of every hunk."""
    lines = re.findall(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+$", text)
    made: list[str] = []
    done = 0
    for start, hunk in hunks(diff):
        made += lines[done:start]
        done = start
        for mark, line in hunk:
            if mark in " -":
                assert lines[done] == line
                done += 1
            if mark in " +":
                made.append(line)
    return "".join(made + lines[done:])


def hunks(diff: list[str]) -> Iterator[tuple[int, list[tuple[str, str]]]]:
    lines: list[tuple[str, str]] = []
    start = -1
    for line in diff[2:]:
        if found := re.match(r"@@ -(\d+)(?:,(\d+))? \+\d+(?:,\d+)? @@", line):
            if lines:
                yield start, lines
            lines, start = [], int(found[1]) - (found[2] != "0")
        elif line.startswith("\\"):
            mark, text = lines.pop()
            lines.append((mark, text.removesuffix("\n")))
        else:
            lines.append((line[0], line[1:]))
    if lines:
        yield start, lines


@given(TEXTS, TEXTS)
def test_the_diff_turns_the_old_text_into_the_new(old: str, new: str) -> None:
    assert patched(old, unified_diff(old, new, "f")) == new


@given(TEXTS, st.integers(0, 30), st.sampled_from(["x\n", "x\ny\n"]))
def test_lines_that_stay_far_from_a_change_are_left_out(text: str, place: int, more: str) -> None:
    text = "same\n" * 50 + text.replace("\r", "") + "\n" + "same\n" * 50
    at = sum(map(len, text.splitlines(keepends=True)[: 50 + place]))
    diff = unified_diff(text, text[:at] + more + text[at:], "f")
    assert patched(text, diff) == text[:at] + more + text[at:]
    assert len(diff) < 60


@pytest.mark.parametrize("text", ["", "a\n", "a"])
def test_equal_texts_have_no_diff(text: str) -> None:
    assert unified_diff(text, text, "f") == []


def test_a_missing_line_break_at_the_end_is_shown() -> None:
    assert unified_diff("a", "a\nb", "f")[3:] == [
        "-a\n",
        "\\ No newline at end of file\n",
        "+a\n",
        "+b\n",
        "\\ No newline at end of file\n",
    ]
