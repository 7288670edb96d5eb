"""Every option that several commands share, declared once."""

from collections.abc import Iterable
from typing import Annotated, Any

from msgspec import Struct
from typer import Option

from spacetl.cli import completion
from spacetl.errors import UsageError
from spacetl.formats import FORMATS
from spacetl.query import Sort, Status
from spacetl.reports.report import Grouping
from spacetl.text import quoted

TIMELINE, EVENTS, OUTPUT = "Which timeline", "Which events", "Output"
STATEMENT, REFERENCE, TARGET = "What was said", "Source and note", "Which file"
DRAWN = ("table", "svg", "html")


def _one_of(names: Iterable[str]) -> str:
    *most, last = names
    return f"{', '.join(most)} or {last}"


def _rows(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise UsageError(f"--limit: {quoted(text)} is not a whole number, 0 or more")
    return int(text.lstrip("0")[:18] or "0")  # no timeline has more rows than 18 digits can count


def _format(names: Iterable[str]) -> Any:
    return Option(
        "--format",
        "-O",
        metavar="FORMAT",
        help=f"{_one_of(names)}.",
        autocompletion=completion.formats,
        rich_help_panel=OUTPUT,
    )


Format = Annotated[str | None, _format(name for name in FORMATS if name != "svg")]
DrawnFormat = Annotated[str | None, _format(DRAWN)]
OutputFile = Annotated[
    str | None,
    Option(
        "--output",
        "-o",
        metavar="FILE",
        help="Write to this file, in the format of its extension.",
        rich_help_panel=OUTPUT,
    ),
]


def _color(panel: str) -> Any:
    return Option(
        "--color",
        metavar="WHEN",
        help="auto, always or never.",
        show_default=False,
        autocompletion=completion.colors,
        rich_help_panel=panel,
    )


Color = Annotated[str, _color(OUTPUT)]
NoPager = Annotated[bool, Option("--no-pager", help="Do not page long output on a terminal.", rich_help_panel=OUTPUT)]
Quiet = Annotated[bool, Option("--quiet", help="Do not print hints.", rich_help_panel=OUTPUT)]
Within = Annotated[
    str | None,
    Option(
        "--within",
        metavar="SPAN",
        help="Only what may come within a time such as 5y, 18m or 2w.",
        rich_help_panel=EVENTS,
    ),
]
Baseline = Annotated[
    str | None,
    Option(
        "--baseline",
        metavar="DATE",
        help="Measure against the promise in force on this day.",
        rich_help_panel=EVENTS,
    ),
]
GroupBy = Annotated[
    str,
    Option(
        "--group",
        metavar="KEY",
        help=f"Group rows by {_one_of(Grouping)}.",
        show_default=False,
        autocompletion=completion.groupings,
        rich_help_panel=EVENTS,
    ),
]


NoCache = Annotated[bool, Option("--no-cache", help="Do not read or write the cache.", rich_help_panel=TIMELINE)]


class Input(Struct, frozen=True):
    """Which timeline, and as known on which day."""

    file: Annotated[
        list[str] | None,
        Option("--file", "-f", metavar="FILE", help="A file, -, @article or @flagships; repeat it to merge several. "
               "Default: $SPACETL_FILE, else @article.", autocompletion=completion.bundled,
               rich_help_panel=TIMELINE),
    ] = None  # fmt: skip
    as_of: Annotated[
        str | None,
        Option("--as-of", metavar="DATE", help="Show what was known on this day.", rich_help_panel=TIMELINE),
    ] = None
    no_cache: NoCache = False


class Filter(Struct, frozen=True):
    """Which of its events, and in which order."""

    agency: Annotated[
        list[str] | None,
        Option("--agency", "-a", metavar="ID", help="Only events of this agency or country; repeatable.",
               autocompletion=completion.agencies, rich_help_panel=EVENTS),
    ] = None  # fmt: skip
    tag: Annotated[
        list[str] | None,
        Option(
            "--tag",
            "-t",
            metavar="TAG",
            help="Only events with this tag; repeatable.",
            autocompletion=completion.tags,
            rich_help_panel=EVENTS,
        ),
    ] = None
    status: Annotated[
        list[str] | None,
        Option("--status", "-s", metavar="STATUS", help=f"{_one_of(Status)}; repeatable.",
               autocompletion=completion.statuses, rich_help_panel=EVENTS),
    ] = None  # fmt: skip
    by: Annotated[
        list[str] | None,
        Option("--by", metavar="WHO", help="Only events for which WHO made a promise; repeatable.",
               autocompletion=completion.speakers, rich_help_panel=EVENTS),
    ] = None  # fmt: skip
    since: Annotated[
        str | None,
        Option("--since", metavar="DATE", help="Only what may come on or after this date.", rich_help_panel=EVENTS),
    ] = None
    until: Annotated[
        str | None,
        Option("--until", metavar="DATE", help="Only what may come by the end of this date.", rich_help_panel=EVENTS),
    ] = None
    surely: Annotated[
        bool, Option("--surely", help="Only what is certain to lie in the range.", rich_help_panel=EVENTS)
    ] = False
    search: Annotated[
        str,
        Option(
            "--search",
            "-q",
            metavar="TEXT",
            help="Search titles, ids, tags, agencies and notes.",
            rich_help_panel=EVENTS,
        ),
    ] = ""
    condition: Annotated[
        str | None,
        Option("--where", metavar="FILTER", help="Only events that match, such as 'tag:moon or slips>=2'.",
               autocompletion=completion.filters, rich_help_panel=EVENTS),
    ] = None  # fmt: skip
    limit: Annotated[
        int | None,
        Option("--limit", "-n", metavar="N", parser=_rows, help="Show at most N rows.", rich_help_panel=EVENTS),
    ] = None
    sort: Annotated[
        str | None,
        Option(
            "--sort", metavar="KEY", help=f"{_one_of(Sort)}.", autocompletion=completion.sorts, rich_help_panel=EVENTS
        ),
    ] = None
    reverse: Annotated[bool, Option("--reverse", help="Reverse the order.", rich_help_panel=EVENTS)] = False


class Output(Struct, frozen=True):
    """How the report is written, and where."""

    format: Format = None
    output: OutputFile = None
    columns: Annotated[
        str | None,
        Option(
            "--columns",
            metavar="A,B,...",
            help="Show these columns, in this order.",
            autocompletion=completion.columns,
            rich_help_panel=OUTPUT,
        ),
    ] = None
    no_header: Annotated[bool, Option("--no-header", help="Leave out the header line.", rich_help_panel=OUTPUT)] = False
    raw: Annotated[
        bool, Option("--raw", help="csv, tsv: do not escape cells that look like formulas.", rich_help_panel=OUTPUT)
    ] = False
    bom: Annotated[
        bool, Option("--bom", help="csv, tsv: start with a byte order mark, for Excel.", rich_help_panel=OUTPUT)
    ] = False
    delimiter: Annotated[
        str,
        Option(
            "--delimiter",
            metavar="C",
            help="csv: the separator, such as ; or \\t.",
            show_default=False,
            rich_help_panel=OUTPUT,
        ),
    ] = ","
    color: Color = "auto"
    no_pager: NoPager = False
    quiet: Quiet = False


class Drawing(Struct, frozen=True):
    """How a chart is written, and where: the part of `Output` that applies to one."""

    format: DrawnFormat = None
    output: OutputFile = None
    color: Color = "auto"
    no_pager: NoPager = False
    quiet: Quiet = False


TargetFile = Annotated[
    list[str] | None,
    Option("--file", "-f", metavar="FILE", help="The timeline to edit. Default: $SPACETL_FILE.",
           rich_help_panel=TARGET),
]  # fmt: skip
TargetColor = Annotated[str, _color(TARGET)]


class Target(Struct, frozen=True):
    """Which file to edit, and whether to write it."""

    file: TargetFile = None
    dry_run: Annotated[
        bool, Option("--dry-run", help="Show what would change without writing it.", rich_help_panel=TARGET)
    ] = False
    color: TargetColor = "auto"


class Saying(Struct, frozen=True):
    """Who said it, and when."""

    said: Annotated[
        str | None,
        Option("--said", metavar="DAY", help="The day it was said; today by default.", rich_help_panel=STATEMENT),
    ] = None
    by: Annotated[str | None, Option("--by", metavar="WHO", help="Who said it.", rich_help_panel=STATEMENT)] = None


class Reference(Struct, frozen=True):
    """Where it can be read, and what a reader should know."""

    source: Annotated[
        str | None,
        Option(
            "--source",
            metavar="SOURCE",
            help="A source's id, or a URL; a new URL is listed too.",
            autocompletion=completion.sources,
            rich_help_panel=REFERENCE,
        ),
    ] = None
    source_title: Annotated[
        str | None,
        Option("--source-title", metavar="TEXT", help="The title of a new source.", rich_help_panel=REFERENCE),
    ] = None
    publisher: Annotated[
        str | None,
        Option("--publisher", metavar="TEXT", help="The publisher of a new source.", rich_help_panel=REFERENCE),
    ] = None
    note: Annotated[
        str | None,
        Option("--note", metavar="TEXT", help="Anything else a reader should know.", rich_help_panel=REFERENCE),
    ] = None
