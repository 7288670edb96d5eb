"""Whatever is in a file, importing it ends in a timeline or in a refusal, never in a traceback."""

import datetime
import os
from random import Random

from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st
from tests.importers.odd_files import MAKERS, odd_file
from tests.running import Cli

from spacetl.cli.new import timeline_for_import
from spacetl.editing import apply_changes
from spacetl.errors import SpacetlError
from spacetl.files import Content
from spacetl.files.load import load
from spacetl.importers import IMPORT_FORMATS, Item, Terms, detected_format, merge_items, read

FILES = 10  # imported one after the other into one timeline
EXAMPLES = int(os.environ.get("EXAMPLES", "10000")) // FILES  # EXAMPLES=1000000 for once
SAID = [datetime.date(*day) for day in ((2026, 11, 23), (1, 1, 1), (1, 1, 2), (9999, 12, 30), (9999, 12, 31))]
EMPTY = timeline_for_import("x", SAID[0])
SEEDS = st.integers(0, 2**63)


@given(SEEDS)
@settings(max_examples=EXAMPLES)
def test_any_file_is_imported_or_refused(seed: int) -> None:
    random = Random(seed)  # noqa: S311 - nothing is secret here
    text, timeline = EMPTY, load([Content("<import>", EMPTY.encode())])
    for _ in range(FILES):
        kind = random.choice([*MAKERS])
        data = odd_file(random, kind)
        terms = Terms(random.choice(SAID), random.choice((None, "me")))
        note(f"{terms.said} {data!r}")
        try:
            wanted = detected_format(data) if random.random() < 0.3 else IMPORT_FORMATS[kind]
            items = [found for found in read(data, wanted, terms) if isinstance(found, Item)]
        except SpacetlError:
            continue
        found = merge_items(items, timeline, terms, by_title=random.random() < 0.2)
        text, timeline = apply_changes(text, timeline, found.changes)


@given(SEEDS)
@settings(max_examples=EXAMPLES, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_command_prints_a_timeline_or_why_not(cli: Cli, seed: int) -> None:
    random = Random(seed)  # noqa: S311 - nothing is secret here
    kind = random.choice([*MAKERS])
    data = odd_file(random, kind)
    note(repr(data))
    options = [*(("--from", kind) if random.random() < 0.7 else ()), "--said", str(random.choice(SAID[:3]))]
    run = cli("import", "-", *options, stdin=data)
    assert run.code in {0, 1}
    assert run.err
    assert bool(run.out) == (not run.err.startswith("spacetl: "))
    if run.out:
        assert cli("check", "-", stdin=run.out.encode()).code == 0
