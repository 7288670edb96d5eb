"""docs/commands.md contains what the program says about itself; pytest --update-golden writes it again."""

import json
import re
from pathlib import Path

from tests.formats.test_every_format import arguments_of, reports
from tests.running import Cli

from spacetl.browse.keys import KEYS
from spacetl.cli.manual import EXIT_CODES, MANUAL
from spacetl.formats import FORMATS
from spacetl.query.conditions import FILTER_FIELDS

DOCUMENT = Path(__file__).parents[2] / "docs" / "commands.md"
MADE = re.compile(r"(<!-- made: (?P<what>[\w ]+) -->\n).*?(<!-- end -->)", re.DOTALL)


def formats() -> str:
    rows = (
        f"| `{each.name}` | {', '.join(f'`.{ending}`' for ending in (each.ending, *each.endings))} | {each.about} |"
        for each in FORMATS.values()
    )
    return "\n".join(("| `-O` | extension | what it is |", "| --- | --- | --- |", *rows))


def fields() -> str:
    """A row for each field of filters; two names of one field share it."""
    names: dict[int, list[str]] = {}
    for name, field in FILTER_FIELDS.items():
        names.setdefault(id(field), []).append(f"`{name}`")
    rows = (
        f"| {', '.join(names.pop(id(field)))} | {field.about} | `{field.example}` | {' '.join(field.operators)} "
        f"| {'yes' if field.surely else ''} |"
        for field in FILTER_FIELDS.values()
        if id(field) in names
    )
    return "\n".join(
        ("| field | what it is | example | operators | surely |", "| --- | --- | --- | --- | --- |", *rows)
    )


def browsing() -> str:
    rows = (f"| `{'` `'.join(key.shown.split())}` | {key.about} |" for key in KEYS if key.about)
    return "\n".join(("| key | what it does |", "| --- | --- |", *rows))


def exit_codes() -> str:
    return "\n".join(("| code | when |", "| ---: | --- |", *(f"| {code} | {when} |" for code, when in EXIT_CODES)))


def section(cli: Cli, name: str) -> str:
    """The heading of a command, its help, and the columns that programs get."""
    text = f"## spacetl {name}\n\n```console\n$ spacetl {name} --help\n{cli(name, '--help').out}```\n"
    if name not in reports():
        return text
    run = cli(*arguments_of(name), "-O", "csv")
    if run.code:
        return text
    columns = ", ".join(f"`{column}`" for column in run.out.splitlines()[0].split(","))
    return f"{text}\nColumns: {columns}.\n{keys(cli, name)}"


def keys(cli: Cli, name: str) -> str:
    """The keys of a report that is one object in JSON, which are not its columns."""
    document = json.loads(cli(*arguments_of(name), "-O", "json").out)
    if isinstance(document, list):
        return ""
    names = ", ".join(f"`{key}`" for key in document)
    return f"\nWith `-O json` it is one object, and `--columns` chooses from its keys: {names}.\n"


def test_the_page_is_fresh(cli: Cli, update_golden: bool) -> None:
    made = {
        "formats": formats(),
        "fields": fields(),
        "keys": browsing(),
        "exit codes": exit_codes(),
        "commands": "\n".join(section(cli, name) for name in MANUAL).rstrip(),
    }
    text = DOCUMENT.read_text(encoding="utf-8")
    fresh = MADE.sub(lambda block: f"{block[1]}\n{made.pop(block['what'])}\n\n{block[3]}", text)
    if update_golden:
        DOCUMENT.write_text(fresh, encoding="utf-8")
    assert not made
    assert text == fresh or update_golden, "run pytest --update-golden"


def test_every_column_is_described(cli: Cli) -> None:
    table = DOCUMENT.read_text(encoding="utf-8").partition("## Columns")[2].partition("## Exit codes")[0]
    described = set(re.findall(r"`(\w+)`", table))
    for name in reports():
        run = cli(*arguments_of(name), "-O", "csv")
        if run.code == 0:
            assert set(run.out.splitlines()[0].split(",")) <= described
