"""Files in other formats, imported into a timeline or as a new one."""

from collections.abc import Iterator

from spacetl.cli.edits import Edit, edit
from spacetl.cli.inputs import progress_line
from spacetl.cli.new import timeline_for_import
from spacetl.cli.options import Import, Target
from spacetl.cli.session import Session, beginning
from spacetl.cli.statements import checked_text, day_said
from spacetl.dates.durations import counted
from spacetl.editing import apply_changes
from spacetl.errors import SpacetlError, UsageError
from spacetl.files import STDIN, Content, read_file
from spacetl.files.load import load
from spacetl.importers import Item, MergeResult, Refusal, Terms, detected_format, import_format_named, merge_items, read
from spacetl.importers.csv import COLUMN_FIELDS
from spacetl.text import no_such, quoted, shown
from spacetl.timeline import Promise, Timeline

_MOST_SHOWN = 100


def import_files(session: Session, files: list[str], how: Import) -> int:
    """Import the files into a timeline, or print them as one, and return the exit code: 1 if a part was refused."""
    if how.match not in {None, "title"}:
        raise UsageError(no_such("field", how.match or "", ["title"], " to match by", "use title"))
    if how.dry_run and how.into is None:
        raise UsageError("--dry-run requires --into; without it a timeline is printed and no file is written")
    said, by = day_said(how.said, session.today), checked_text("--by", how.by, Promise, "by")
    terms = Terms(said, by, _columns_of(how.columns))
    items, refused = _read(session, files, how.origin, terms)
    session.message(*beginning(refused))
    if refused and how.strict:
        raise SpacetlError(f"{counted(len(refused), 'problem')}; nothing was written (--strict)")

    def merged(timeline: Timeline) -> Edit:
        found = merge_items(items, timeline, terms, by_title=how.match is not None)
        return Edit(found.changes, lambda _: _summary(found))

    if how.into is not None:
        edit(session, Target([how.into], how.dry_run), merged)
    else:
        names = ", ".join("standard input" if path == STDIN else shown(path) for path in files)
        text = timeline_for_import(names, said)
        timeline = load([Content("<import>", text.encode())])
        made = merged(timeline)
        edited = apply_changes(text, timeline, made.changes)
        session.stdout.write(edited.text)
        session.stdout.flush()
        session.message(*made.meaning(edited.timeline))
    if refused:
        session.message(f"{counted(len(refused), 'problem')}; the other entries were read.")
    return int(bool(refused))


def _columns_of(text: str | None) -> dict[str, str]:
    """The columns of a table by field, as given by --columns, such as title=Mission,due=NET."""
    columns: dict[str, str] = {}
    for part in () if text is None else text.split(","):
        name, equals, column = part.partition("=")
        field = name.strip().casefold()
        if not equals:
            raise UsageError(f"--columns: {quoted(part.strip())} is not FIELD=COLUMN; write it like title=Mission")
        if field not in COLUMN_FIELDS:
            raise UsageError(f"--columns: {no_such('field', field, COLUMN_FIELDS)}")
        columns[field] = column.strip()
    return columns


def _read(session: Session, files: list[str], origin: str | None, terms: Terms) -> tuple[list[Item], list[str]]:
    """The items in the files, and a line for each part that cannot be read."""
    items: list[Item] = []
    refused: list[str] = []
    chosen = None if origin is None else import_format_named(origin)
    for path in files:
        content = read_file(path, session.stdin)
        try:
            kind = chosen or detected_format(content.data)
            total = content.data.count(kind.mark) + 1
            with progress_line(session) as progress:
                for number, found in enumerate(read(content.data, kind, terms)):
                    if progress is not None:
                        progress(len(content.data) * min(number, total) // total, len(content.data))
                    if isinstance(found, Refusal):
                        refused.append(_line(content.name, found))
                    else:
                        items.append(found)
        except UsageError:
            raise
        except SpacetlError as error:
            raise SpacetlError(f"{content.name}: {error}") from None
    return items, refused


def _line(name: str, refusal: Refusal) -> str:
    """The place and the reason: FILE:LINE: why, or FILE: PLACE: why."""
    place = refusal.place
    where = f"{name}:{place.removeprefix('line ')}" if place.startswith("line ") else f"{name}: {place}"
    return f"{where}: {refusal.text}"


def _summary(found: MergeResult) -> Iterator[str]:
    """What differs and was not changed, then the counts of what is new."""
    yield from found.differing[:_MOST_SHOWN]
    counts = (
        counted(found.events, "new event"),
        counted(found.promises, "new promise"),
        counted(found.outcomes, "outcome"),
        f"{found.unchanged:,} unchanged",
    )
    yield ", ".join(counts) + (f"; {counted(found.undated, 'update')} without a date" if found.undated else "") + "."
