"""Whatever is in a file, it is reported on or refused: no exception gets out, and no exit code but 0 and 1."""

import contextlib
import datetime
import io
import os
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.files.mutating import dated_files, files
from tests.making import ENDS
from tests.running import TODAY, Cli

EXAMPLES = int(os.environ.get("EXAMPLES", "2000"))  # EXAMPLES=200000 for once
REPORTS = ("list", "upcoming", "history", "slips", "chart", "chart -O html", "export -O json", "export -O ics")


@given(files | dated_files | dated_files, st.sampled_from((TODAY, *ENDS)))
@settings(max_examples=EXAMPLES)
def test_a_file_is_reported_on_or_refused(data: bytes, today: datetime.date) -> None:
    def code(*arguments: str) -> int:
        with contextlib.redirect_stdout(io.StringIO()):  # where the fixture shows what it runs
            return Cli(Path())(*arguments, stdin=data, today=today).code

    refused = code("check", "-")
    assert refused in {0, 1}
    assert {code(*report.split(), "-f", "-") for report in (REPORTS if not refused else REPORTS[:1])} == {refused}
