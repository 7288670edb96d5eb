"""Files in other formats, imported into a timeline or as a new one."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from spacetl.cli.edits import Edit, edit
from spacetl.cli.inputs import progress_line
from spacetl.cli.new import timeline_for_import
from spacetl.cli.options import Import, Target
from spacetl.cli.session import Session, beginning
from spacetl.cli.statements import checked_text, day_said
from spacetl.cli.write import write_file
from spacetl.dates.durations import counted
from spacetl.editing import apply_changes
from spacetl.errors import SpacetlError, UsageError
from spacetl.files import STDIN, Content, read_file
from spacetl.files.load import load
from spacetl.importers import (
    Item,
    MergeResult,
    Notice,
    Refusal,
    Terms,
    detected_format,
    import_format_named,
    merge_items,
    read,
)
from spacetl.importers.csv import COLUMN_FIELDS
from spacetl.text import no_such, quoted, shown
from spacetl.timeline import Promise, Timeline


class _Found(NamedTuple):
    """What was found in the files; `refused` has the name of the file beside each part."""

    items: list[Item]
    refused: list[tuple[str, Refusal]]
    left_out: list[Notice]
    names: list[str]  # of the files


def import_files(session: Session, files: list[str], how: Import) -> int:
    """Import the files into a timeline, or write them as one, and return the exit code: 1 if a part was refused."""
    _refuse_contradictions(how)
    said, by = day_said(how.said, session.today), checked_text("--by", how.by, Promise, "by")
    terms = Terms(said, by, _columns_of(how.columns), how.follow)
    found = _read(session, files, how.origin, terms)
    session.message(*beginning(_refusals(found.refused)))
    _refuse_flawed(found.refused, how)
    refused = len(found.refused)

    def merged(timeline: Timeline) -> Edit:
        nonlocal refused
        result = merge_items(found.items, timeline, terms, by_title=how.match is not None)
        late = [("" if files[1:] else found.names[0], each) for each in result.refused]
        _refuse_flawed(late, how)
        refused = len(found.refused) + len(late)
        left_out = [*found.left_out, *result.left_out]
        return Edit(result.changes, lambda _: (*_refusals(late), *_summary(result, left_out, listed=how.verbose)))

    if how.into is not None:
        edit(session, Target([how.into], how.dry_run), merged)
    else:
        names = ", ".join("standard input" if path == STDIN else shown(path) for path in files)
        text = timeline_for_import(names, said)
        timeline = load([Content("<import>", text.encode())])
        made = merged(timeline)
        edited = apply_changes(text, timeline, made.changes)
        session.message(*_write(session, edited.text, how.output, files), *made.meaning(edited.timeline))
    if refused:
        session.message(f"{counted(refused, 'problem')}; the other entries were read.")
    return int(bool(refused))


def _refuse_contradictions(how: Import) -> None:
    if how.match not in {None, "title"}:
        raise UsageError(no_such("field", how.match or "", ["title"], " to match by", "use title"))
    if how.dry_run and how.into is None:
        raise UsageError("--dry-run requires --into; without it a timeline is printed and no file is written")
    if how.output is not None and how.into is not None:
        raise UsageError("--output writes a new timeline and --into adds to one; give one of them")


def _refuse_flawed(refused: list[tuple[str, Refusal]], how: Import) -> None:
    if refused and how.strict:
        raise SpacetlError(f"{counted(len(refused), 'problem')}; nothing was written (--strict)")


def _write(session: Session, text: str, output: str | None, files: list[str]) -> list[str]:
    """Write a new timeline, in UTF-8 whatever the terminal says; a line that says where, unless it is printed."""
    if output is not None and output != STDIN:
        write_file(output, files, session.stdin, lambda out: out.write(text))
        return [f"{shown(output)} was written."]
    session.write_utf8(text)
    return []


def _columns_of(text: str | None) -> dict[str, str]:
    """The columns of a table by field, as given by --columns, such as title=Mission,due=NET."""
    columns: dict[str, str] = {}
    for part in () if text is None else re.split(r",(?=\s*\w[\w ]*=)", text):  # a header may have a comma in it
        name, equals, column = part.partition("=")
        field = name.strip().casefold()
        if not equals:
            raise UsageError(f"--columns: {quoted(part.strip())} is not FIELD=COLUMN; write it like title=Mission")
        if field not in COLUMN_FIELDS:
            raise UsageError(f"--columns: {no_such('field', field, COLUMN_FIELDS)}")
        columns[field] = column.strip()
    return columns


def _read(session: Session, files: list[str], origin: str | None, terms: Terms) -> _Found:
    found = _Found([], [], [], [])
    chosen = None if origin is None else import_format_named(origin)
    for path in files:
        content = read_file(path, session.stdin)
        found.names.append(content.name)
        try:
            kind = chosen or detected_format(content.data)
            total = content.data.count(kind.mark) + 1
            with progress_line(session) as progress:
                for number, each in enumerate(read(content.data, kind, terms)):
                    if progress is not None:
                        progress(len(content.data) * min(number, total) // total, len(content.data))
                    match each:
                        case Item():
                            found.items.append(each)
                        case Refusal():
                            found.refused.append((content.name, each))
                        case Notice():
                            found.left_out.append(each)
        except UsageError:
            raise
        except SpacetlError as error:
            raise SpacetlError(f"{content.name}: {error}") from None
    return found


def _refusals(refused: list[tuple[str, Refusal]]) -> list[str]:
    """A line for each part that was refused, FILE:LINE: why or FILE: PLACE: why; one for many that are alike."""
    alike: dict[tuple[str, str], list[Refusal]] = {}
    for name, each in refused:
        alike.setdefault((name, each.text), []).append(each)
    return [_refusal(name, each) for (name, _), each in alike.items()]


def _refusal(name: str, alike: list[Refusal]) -> str:
    place, text = alike[0]
    line = place.removeprefix("line ")
    where = (f"{name}:{line}" if line != place else f"{name}: {place}") if name else place
    more = f" (and {len(alike) - 1:,} more like it)" if alike[1:] else ""
    return f"{where}: {text}{more}"


def _summary(result: MergeResult, left_out: list[Notice], *, listed: bool) -> Iterator[str]:
    """What somebody should look at, then the counts of what is new and of what was left out, which may be listed."""
    if listed:
        yield from (f"{each.place}: {each.text or each.noun}, {each.reason or each.why}" for each in left_out)
    yield from beginning(result.reported)
    counts = (
        counted(result.events, "new event"),
        counted(result.promises, "new promise"),
        counted(result.outcomes, "outcome"),
        *([f"{counted(result.refs, 'event')} with more refs"] if result.refs else []),
        *([f"{result.followed:,} renamed"] if result.followed else []),
        f"{result.unchanged:,} unchanged",
    )
    kinds: Counter[tuple[str, str]] = Counter()
    for each in left_out:
        kinds[each.noun, each.why] += each.number
    left = [f"; {counted(number, noun)} {why}" for (noun, why), number in kinds.items()]
    yield f"{', '.join(counts)}{''.join(left)}."
