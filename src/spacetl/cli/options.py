"""The options of reports and edits, in groups: first what each is called and says, then its type."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Annotated, Any

from msgspec import Struct
from typer import Option

from spacetl.errors import UsageError
from spacetl.formats import DRAWN_FORMATS, ROW_FORMATS
from spacetl.query import Sort, Status
from spacetl.reports.report import Grouping
from spacetl.text import quoted


def option(
    names: str,
    text: str,
    metavar: str | None = None,
    *,
    panel: str | None = None,
    parser: Callable[[str], Any] | None = None,
) -> Any:
    """An option with these names, separated by blanks, and this help; a flag has no metavar."""
    return Option(
        *names.split(),
        metavar=metavar,
        help=text,
        show_default=False,
        rich_help_panel=panel,
        parser=parser,
    )


def _one_of(names: Iterable[str]) -> str:
    *most, last = names
    return f"{', '.join(most)} or {last}"


def _row_count(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise UsageError(f"--limit: {quoted(text)} is not a whole number, 0 or more")
    return int(text.lstrip("0")[:18] or "0")  # no timeline has more rows than 18 digits can count


_timeline = partial(option, panel="Which timeline")
_FILES = "A file, -, @article or @flagships; repeat it to merge several. Default: $SPACETL_FILE, else @article."
_FILE = _timeline("--file -f", _FILES, "FILE")
_AS_OF = _timeline("--as-of", "Show what was known on this day.", "DATE")
NoCache = Annotated[bool, _timeline("--no-cache", "Do not read or write the cache.")]


class Input(Struct, frozen=True):
    """Which timeline, and as known on which day."""

    file: Annotated[list[str] | None, _FILE] = None
    as_of: Annotated[str | None, _AS_OF] = None
    no_cache: NoCache = False


_events = partial(option, panel="Which events")
_AGENCY = _events("--agency -a", "Only events of this agency or country; repeatable.", "ID")
_TAG = _events("--tag -t", "Only events with this tag; repeatable.", "TAG")
_STATUS = _events("--status -s", f"{_one_of(Status)}; repeatable.", "STATUS")
_PROMISED_BY = _events("--by", "Only events for which WHO made a promise; repeatable.", "WHO")
_SINCE = _events("--since", "Only what may come on or after this date.", "DATE")
_UNTIL = _events("--until", "Only what may come by the end of this date.", "DATE")
_SURELY = _events("--surely", "Only what is certain to lie in the range.")
_SEARCH = _events("--search -q", "Search titles, ids, tags, agencies and notes.", "TEXT")
_WHERE = _events("--where", "Only events that match, such as 'tag:moon or slips>=2'.", "FILTER")
_LIMIT = _events("--limit -n", "Show at most N rows.", "N", parser=_row_count)
_SORT = _events("--sort", f"{_one_of(Sort)}.", "KEY")
_REVERSE = _events("--reverse", "Reverse the order.")
_WITHIN = _events("--within", "Only what may come within a time such as 5y, 18m or 2w.", "SPAN")
_BASELINE = _events("--baseline", "Measure against the promise in force on this day.", "DATE")
_GROUP = _events("--group", f"Group rows by {_one_of(Grouping)}.", "KEY")
Within = Annotated[str | None, _WITHIN]
Baseline = Annotated[str | None, _BASELINE]
GroupBy = Annotated[str, _GROUP]


class Filter(Struct, frozen=True):
    """Which of its events, and in which order."""

    agency: Annotated[list[str] | None, _AGENCY] = None
    tag: Annotated[list[str] | None, _TAG] = None
    status: Annotated[list[str] | None, _STATUS] = None
    by: Annotated[list[str] | None, _PROMISED_BY] = None
    since: Annotated[str | None, _SINCE] = None
    until: Annotated[str | None, _UNTIL] = None
    surely: Annotated[bool, _SURELY] = False
    search: Annotated[str, _SEARCH] = ""
    condition: Annotated[str | None, _WHERE] = None
    limit: Annotated[int | None, _LIMIT] = None
    sort: Annotated[str | None, _SORT] = None
    reverse: Annotated[bool, _REVERSE] = False


_output = partial(option, panel="Output")
_FORMAT = _output("--format -O", f"{_one_of(ROW_FORMATS)}.", "FORMAT")
_DRAWN_FORMAT = _output("--format -O", f"{_one_of(DRAWN_FORMATS)}.", "FORMAT")
_OUTPUT = _output("--output -o", "Write to this file, in the format of its extension.", "FILE")
_COLUMNS = _output("--columns", "Show these columns, in this order.", "A,B,...")
_NO_HEADER = _output("--no-header", "Leave out the header line.")
_RAW = _output("--raw", "csv, tsv: do not escape cells that look like formulas.")
_BOM = _output("--bom", "csv, tsv: start with a byte order mark, for Excel.")
_DELIMITER = _output("--delimiter", "csv: the separator, such as ; or \\t.", "C")
_COLORED = "auto, always or never."
_COLOR = _output("--color", _COLORED, "WHEN")
_NO_PAGER = _output("--no-pager", "Do not page long output on a terminal.")
_QUIET = _output("--quiet", "Do not print hints.")


class Output(Struct, frozen=True):
    """How the report is written, and where."""

    format: Annotated[str | None, _FORMAT] = None
    output: Annotated[str | None, _OUTPUT] = None
    columns: Annotated[str | None, _COLUMNS] = None
    no_header: Annotated[bool, _NO_HEADER] = False
    raw: Annotated[bool, _RAW] = False
    bom: Annotated[bool, _BOM] = False
    delimiter: Annotated[str, _DELIMITER] = ","
    color: Annotated[str, _COLOR] = "auto"
    no_pager: Annotated[bool, _NO_PAGER] = False
    quiet: Annotated[bool, _QUIET] = False


class Drawing(Struct, frozen=True):
    """How a chart is written, and where: the part of `Output` that applies to one."""

    format: Annotated[str | None, _DRAWN_FORMAT] = None
    output: Annotated[str | None, _OUTPUT] = None
    color: Annotated[str, _COLOR] = "auto"
    no_pager: Annotated[bool, _NO_PAGER] = False
    quiet: Annotated[bool, _QUIET] = False


_target = partial(option, panel="Which file")
_DRY_RUN = _target("--dry-run", "Show what would change without writing it.")
TargetFile = Annotated[list[str] | None, _target("--file -f", "The timeline to edit. Default: $SPACETL_FILE.", "FILE")]
TargetColor = Annotated[str, _target("--color", _COLORED, "WHEN")]


class Target(Struct, frozen=True):
    """Which file to edit, and whether to write it."""

    file: TargetFile = None
    dry_run: Annotated[bool, _DRY_RUN] = False
    color: TargetColor = "auto"


_said = partial(option, panel="What was said")
_SAID = _said("--said", "The day it was said; today by default.", "DAY")
_BY = _said("--by", "Who said it.", "WHO")


class Saying(Struct, frozen=True):
    """Who said it, and when."""

    said: Annotated[str | None, _SAID] = None
    by: Annotated[str | None, _BY] = None


_reference = partial(option, panel="Source and note")
_SOURCE = _reference("--source", "A source's id, or a URL; a new URL is listed too.", "SOURCE")
_SOURCE_TITLE = _reference("--source-title", "The title of a new source.", "TEXT")
_PUBLISHER = _reference("--publisher", "The publisher of a new source.", "TEXT")
_NOTE = _reference("--note", "Anything else a reader should know.", "TEXT")


class Reference(Struct, frozen=True):
    """Where it can be read, and what a reader should know."""

    source: Annotated[str | None, _SOURCE] = None
    source_title: Annotated[str | None, _SOURCE_TITLE] = None
    publisher: Annotated[str | None, _PUBLISHER] = None
    note: Annotated[str | None, _NOTE] = None
