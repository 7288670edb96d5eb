"""New timelines: an empty one with an example in it, one to import into, or a copy."""

import datetime
import re
from pathlib import Path

from spacetl.cli.inputs import bundled_path
from spacetl.cli.session import Session
from spacetl.cli.write import reason
from spacetl.editing.emit import one_line_each
from spacetl.errors import SpacetlError
from spacetl.files import read_file
from spacetl.files.load import load
from spacetl.text import shown

_SCHEMA = "# yaml-language-server: $schema=timeline.schema.json"
_SCHEMA_LINE = re.compile(r"\A(\ufeff?)# yaml-language-server: \$schema=[^\r\n]*")

_EMPTY = """\
{schema}
#
{head}

title: {title}

agencies: {{}}

events: []

sources: {{}}
"""

_HOW_TO = """\
# The line above lets an editor complete and check this file once the schema is next to it:
# spacetl schema > timeline.schema.json
#
# `spacetl add`, `spacetl promise` and `spacetl outcome` write events here. Written by hand, one looks like this:
#
#   - id: moon-landing
#     title: Moon landing
#     agency: NASA
#     promises:
#       - {said: 2026-11-23, by: Someone, due: 2028, source: page}"""


def empty_timeline(title: str) -> str:
    """The text of a timeline without events."""
    return _EMPTY.format(schema=_SCHEMA, head=_HOW_TO, title=one_line_each([title])[0])


def timeline_for_import(names: str, day: datetime.date) -> str:
    """The text of an empty timeline for what is imported from the files `names` on a day."""
    head = f"# Imported from {names} on {day}.\n# To update it: spacetl import FILE --into THIS_FILE"
    return _EMPTY.format(schema=_SCHEMA, head=head, title=one_line_each([f"Imported from {names}"])[0])


def timeline_copy(name: str, session: Session) -> str:
    """The text of the timeline called `name`, which must have no problems; a schema line in it becomes our own."""
    content = read_file(bundled_path(name), session.stdin)
    load([content])
    return _SCHEMA_LINE.sub(rf"\1{_SCHEMA}", content.data.decode())


def create_file(path: str, text: str) -> None:
    """Write a new file, whole or not at all; never over a file that exists."""
    name = shown(path) or "''"
    try:
        with open(path, "x", encoding="utf-8", newline="") as file:  # noqa: PTH123 - a path may be anything
            try:
                file.write(text)
                file.flush()
            except BaseException:
                Path(path).unlink()
                raise
    except FileExistsError:
        if Path(path).is_dir():
            raise SpacetlError(f"{name}: is a directory; give the name of a file in it") from None
        raise SpacetlError(
            f"{name}: already exists; give another name, or add to it with `spacetl add 'Moon landing' -f {name}`"
        ) from None
    except OSError as error:
        raise SpacetlError(f"{name}: {reason(error)}; nothing was written") from None
    except ValueError as error:
        raise SpacetlError(f"{name}: not a valid file name") from error
