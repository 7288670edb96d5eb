"""The options of reports and edits, in groups: the type of each, what it is called and what it says."""

from collections.abc import Iterable
from functools import partial
from typing import Annotated, Any

from msgspec import Struct
from typer import Option

from spacetl.errors import UsageError
from spacetl.formats import DRAWN_FORMATS, ROW_FORMATS
from spacetl.query import Sort, Status
from spacetl.reports.report import Grouping
from spacetl.text import quoted


def option(names: str, text: str, metavar: str | None = None, *, panel: str | None = None, parser: Any = None) -> Any:
    """An option with these names, separated by blanks, and this help; a flag has no metavar."""
    return Option(*names.split(), metavar=metavar, help=text, show_default=False, rich_help_panel=panel, parser=parser)


def _one_of(names: Iterable[str]) -> str:
    *most, last = names
    return f"{', '.join(most)} or {last}"


def _row_count(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise UsageError(f"--limit: {quoted(text)} is not a whole number, 0 or more")
    return int(text.lstrip("0")[:18] or "0")  # no timeline has more rows than 18 digits can count


_DRY_RUN = "Show what would change without writing it."
Text = str | None
Texts = list[str] | None

_timeline = partial(option, panel="Which timeline")
_FILES = "A file, -, @article or @flagships; repeat it to merge several. Default: $SPACETL_FILE, else @article."
NoCache = Annotated[bool, _timeline("--no-cache", "Do not read or write the cache.")]


class Input(Struct, frozen=True):
    """Which timeline, and as known on which day."""

    file: Annotated[Texts, _timeline("--file -f", _FILES, "FILE")] = None
    as_of: Annotated[Text, _timeline("--as-of", "Show what was known on this day.", "DATE")] = None
    no_cache: NoCache = False


_events = partial(option, panel="Which events")
Within = Annotated[Text, _events("--within", "Only what may come within a time such as 5y, 18m or 2w.", "SPAN")]
Baseline = Annotated[Text, _events("--baseline", "Measure against the promise in force on this day.", "DATE")]
GroupBy = Annotated[str, _events("--group", f"Group rows by {_one_of(Grouping)}.", "KEY")]


class Filter(Struct, frozen=True):
    """Which of its events, and in which order."""

    agency: Annotated[Texts, _events("--agency -a", "Only events of this agency or country; repeatable.", "ID")] = None
    tag: Annotated[Texts, _events("--tag -t", "Only events with this tag; repeatable.", "TAG")] = None
    status: Annotated[Texts, _events("--status -s", f"{_one_of(Status)}; repeatable.", "STATUS")] = None
    by: Annotated[Texts, _events("--by", "Only events for which WHO made a promise; repeatable.", "WHO")] = None
    since: Annotated[Text, _events("--since", "Only what may come on or after this date.", "DATE")] = None
    until: Annotated[Text, _events("--until", "Only what may come by the end of this date.", "DATE")] = None
    surely: Annotated[bool, _events("--surely", "Only what is certain to lie in the range.")] = False
    search: Annotated[str, _events("--search", "Search titles, ids, tags, agencies and notes for words.", "TEXT")] = ""
    condition: Annotated[
        Text, _events("--where", "Only events that match, such as 'tag:moon or later>=2'.", "FILTER")
    ] = None
    limit: Annotated[int | None, _events("--limit -n", "Show at most N rows.", "N", parser=_row_count)] = None
    sort: Annotated[Text, _events("--sort", f"{_one_of(Sort)}.", "KEY")] = None
    reverse: Annotated[bool, _events("--reverse", "Reverse the order.")] = False


_output = partial(option, panel="Output")
_OutputFile = Annotated[Text, _output("--output -o", "Write to this file, in the format of its extension.", "FILE")]
_Title = Annotated[Text, _output("--title", "The title of a file for people.", "TEXT")]
_COLORED = "auto, always or never."
_Color = Annotated[str, _output("--color", _COLORED, "WHEN")]
_NoPager = Annotated[bool, _output("--no-pager", "Do not page long output on a terminal.")]
_Quiet = Annotated[bool, _output("--quiet -q", "Do not print hints.")]


class Output(Struct, frozen=True):
    """How the report is written, and where."""

    format: Annotated[Text, _output("--format -O", f"{_one_of(ROW_FORMATS)}.", "FORMAT")] = None
    output: _OutputFile = None
    title: _Title = None
    columns: Annotated[Text, _output("--columns", "Show these columns, in this order.", "A,B,...")] = None
    no_header: Annotated[bool, _output("--no-header", "Leave out the header line.")] = False
    raw: Annotated[bool, _output("--raw", "csv, tsv: do not escape cells that look like formulas.")] = False
    bom: Annotated[bool, _output("--bom", "csv, tsv: start with a byte order mark, for Excel.")] = False
    delimiter: Annotated[str, _output("--delimiter", "csv: the separator, such as ; or \\t.", "C")] = ","
    color: _Color = "auto"
    no_pager: _NoPager = False
    quiet: _Quiet = False


class Drawing(Struct, frozen=True):
    """How a chart is written, and where: the part of `Output` that applies to one."""

    format: Annotated[Text, _output("--format -O", f"{_one_of(DRAWN_FORMATS)}.", "FORMAT")] = None
    output: _OutputFile = None
    title: _Title = None
    color: _Color = "auto"
    no_pager: _NoPager = False
    quiet: _Quiet = False


_target = partial(option, panel="Which file")
TargetFile = Annotated[Texts, _target("--file -f", "The timeline to edit. Default: $SPACETL_FILE.", "FILE")]
TargetColor = Annotated[str, _target("--color", _COLORED, "WHEN")]


class Target(Struct, frozen=True):
    """Which file to edit, and whether to write it."""

    file: TargetFile = None
    dry_run: Annotated[bool, _target("--dry-run", _DRY_RUN)] = False
    color: TargetColor = "auto"


_said = partial(option, panel="What was said")


class Saying(Struct, frozen=True):
    """Who said it, and when."""

    said: Annotated[Text, _said("--said", "The day it was said; today by default.", "DAY")] = None
    by: Annotated[Text, _said("--by", "Who said it.", "WHO")] = None


_sourced = partial(option, panel="Source and note")


class Reference(Struct, frozen=True):
    """Where it can be read, and what a reader should know."""

    source: Annotated[Text, _sourced("--source", "A source's id, or a URL; a new URL is listed too.", "SOURCE")] = None
    source_title: Annotated[Text, _sourced("--source-title", "The title of a new source.", "TEXT")] = None
    publisher: Annotated[Text, _sourced("--publisher", "The publisher of a new source.", "TEXT")] = None
    note: Annotated[Text, _sourced("--note", "Anything else a reader should know.", "TEXT")] = None


CHECK_FORMATS = ("text", "json", "github")
CheckFormat = Annotated[str, option("--format -O", f"{_one_of(CHECK_FORMATS)}.", "FORMAT")]


class NewEvent(Struct, frozen=True):
    """What a new event is, beside its title."""

    id: Annotated[Text, option("--id", "The event's id; made from the title by default.", "ID")] = None
    agency: Annotated[Texts, option("--agency -a", "An agency's id, name or alias; repeatable.", "ID")] = None
    tag: Annotated[Texts, option("--tag -t", "A tag; repeatable.", "TAG")] = None
    due: Annotated[Text, option("--due", "The date promised.", "DATE")] = None
    date: Annotated[Text, option("--date", "A date that nobody promised.", "DATE")] = None


class Import(Struct, frozen=True):
    """How files in other formats are imported, and where to."""

    origin: Annotated[Text, option("--from", "ll2, gcat, ics or csv; detected by default.", "FORMAT")] = None
    into: Annotated[
        Text, option("--into", "Add what is new to this file instead of printing a timeline.", "TIMELINE")
    ] = None
    said: Annotated[Text, option("--said", "The day the files are from; today by default.", "DAY")] = None
    by: Annotated[Text, option("--by", "Who said it, unless the file says who.", "WHO")] = None
    columns: Annotated[
        Text, option("--columns", "csv: such as title=Mission,due=NET; guessed by default.", "FIELD=COLUMN,...")
    ] = None
    follow: Annotated[bool, option("--follow", "Take over titles, agencies and ids that changed.")] = False
    match: Annotated[Text, option("--match", "Match events by title as well as by their refs.", "title")] = None
    output: Annotated[Text, option("--output -o", "Write the new timeline to this file.", "FILE")] = None
    strict: Annotated[bool, option("--strict", "Write nothing if any entry cannot be read.")] = False
    verbose: Annotated[bool, option("--verbose -v", "List everything that was left out.")] = False
    dry_run: Annotated[bool, option("--dry-run", _DRY_RUN)] = False
