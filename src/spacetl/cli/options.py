"""Every option that several commands share, declared once."""

from collections.abc import Iterable
from typing import Annotated, NamedTuple

from typer import Option

from spacetl.cli import completion
from spacetl.errors import UsageError
from spacetl.naming import quoted
from spacetl.query import Sort, Status
from spacetl.render import FORMATS
from spacetl.reports.bars import Grouping

EVENTS, OUTPUT = "Which events", "Output"
STATEMENT, TARGET = "What was said", "Which file"


def _one_of(names: Iterable[str]) -> str:
    *most, last = names
    return f"{', '.join(most)} or {last}"


def _rows(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise UsageError(f"--limit: {quoted(text)} is no whole number from 0 up")
    return int(text.lstrip("0")[:18] or "0")  # no timeline has more rows than 18 digits count


Format = Annotated[
    str | None,
    Option(
        "--format",
        "-O",
        metavar="FORMAT",
        help=f"{_one_of(FORMATS)}.",
        autocompletion=completion.formats,
        rich_help_panel=OUTPUT,
    ),
]
OutputFile = Annotated[
    str | None,
    Option(
        "--output",
        "-o",
        metavar="FILE",
        help="Replace this file; its ending tells the format.",
        rich_help_panel=OUTPUT,
    ),
]
Color = Annotated[
    str,
    Option(
        "--color",
        metavar="WHEN",
        help="auto, always or never.",
        show_default=False,
        autocompletion=completion.colors,
        rich_help_panel=OUTPUT,
    ),
]
Quiet = Annotated[bool, Option("--quiet", help="No hints beside the report.", rich_help_panel=OUTPUT)]
Within = Annotated[
    str | None,
    Option("--within", metavar="SPAN", help="Only what may come within 5y, 18m, 2w or 90d.", rich_help_panel=EVENTS),
]
Baseline = Annotated[
    str | None,
    Option(
        "--baseline",
        metavar="DATE",
        help="Measure against the promise in force on this day, not the first.",
        rich_help_panel=EVENTS,
    ),
]
GroupBy = Annotated[
    str,
    Option(
        "--group",
        metavar="KEY",
        help=f"What the rows stand under: {_one_of(Grouping)}.",
        show_default=False,
        autocompletion=completion.groupings,
        rich_help_panel=EVENTS,
    ),
]


NoCache = Annotated[
    bool, Option("--no-cache", help="Parse large files anew, and keep nothing.", rich_help_panel=EVENTS)
]


class Input(NamedTuple):
    """Which timeline, as known when."""

    file: Annotated[
        list[str] | None,
        Option("--file", "-f", metavar="FILE", help="A file, -, @article or @flagships; several are merged. "
               "Else $SPACETL_FILE, else @article.", autocompletion=completion.bundled,
               rich_help_panel=EVENTS),
    ] = None  # fmt: skip
    as_of: Annotated[
        str | None,
        Option("--as-of", metavar="DATE", help="Look with the knowledge of this day.", rich_help_panel=EVENTS),
    ] = None
    no_cache: NoCache = False


class Filter(NamedTuple):
    """Which of its events, in which order."""

    agency: Annotated[
        list[str] | None,
        Option("--agency", "-a", metavar="ID", help="Id, name or alias, any case; repeatable.",
               autocompletion=completion.agencies, rich_help_panel=EVENTS),
    ] = None  # fmt: skip
    tag: Annotated[
        list[str] | None,
        Option(
            "--tag", "-t", metavar="TAG", help="Repeatable.", autocompletion=completion.tags, rich_help_panel=EVENTS
        ),
    ] = None
    status: Annotated[
        list[str] | None,
        Option("--status", "-s", metavar="STATUS", help=f"{_one_of(Status)}; repeatable.",
               autocompletion=completion.statuses, rich_help_panel=EVENTS),
    ] = None  # fmt: skip
    by: Annotated[
        list[str] | None,
        Option("--by", metavar="WHO", help="Who promised, any case; repeatable.",
               autocompletion=completion.speakers, rich_help_panel=EVENTS),
    ] = None  # fmt: skip
    since: Annotated[
        str | None,
        Option(
            "--since", metavar="DATE", help="From its first day on: what possibly comes then.", rich_help_panel=EVENTS
        ),
    ] = None
    until: Annotated[
        str | None, Option("--until", metavar="DATE", help="Up to its last day.", rich_help_panel=EVENTS)
    ] = None
    surely: Annotated[bool, Option("--surely", help="Only what surely lies in the range.", rich_help_panel=EVENTS)] = (
        False
    )
    search: Annotated[
        str,
        Option(
            "--search", "-q", metavar="TEXT", help="In titles, ids, tags, agencies and notes.", rich_help_panel=EVENTS
        ),
    ] = ""
    condition: Annotated[
        str | None,
        Option("--where", metavar="FILTER", help="As 'agency:NASA (tag:moon or slips>=2) due<2030'.",
               autocompletion=completion.filters, rich_help_panel=EVENTS),
    ] = None  # fmt: skip
    limit: Annotated[
        int | None, Option("--limit", "-n", metavar="N", parser=_rows, help="At most N rows.", rich_help_panel=EVENTS)
    ] = None
    sort: Annotated[
        str | None,
        Option(
            "--sort", metavar="KEY", help=f"{_one_of(Sort)}.", autocompletion=completion.sorts, rich_help_panel=EVENTS
        ),
    ] = None
    reverse: Annotated[bool, Option("--reverse", help="The other way round.", rich_help_panel=EVENTS)] = False


class Output(NamedTuple):
    """How the report is written, and where to."""

    format: Format = None
    output: OutputFile = None
    columns: Annotated[
        str | None,
        Option(
            "--columns",
            metavar="A,B,...",
            help="These columns, in this order.",
            autocompletion=completion.columns,
            rich_help_panel=OUTPUT,
        ),
    ] = None
    no_header: Annotated[bool, Option("--no-header", help="No line of headings.", rich_help_panel=OUTPUT)] = False
    raw: Annotated[
        bool, Option("--raw", help="csv, tsv: leave cells that look like formulas.", rich_help_panel=OUTPUT)
    ] = False
    bom: Annotated[
        bool, Option("--bom", help="csv, tsv: begin with a byte order mark, for Excel.", rich_help_panel=OUTPUT)
    ] = False
    delimiter: Annotated[
        str,
        Option(
            "--delimiter",
            metavar="C",
            help="csv: ; or another character, or \\t.",
            show_default=False,
            rich_help_panel=OUTPUT,
        ),
    ] = ","
    color: Color = "auto"
    no_pager: Annotated[
        bool, Option("--no-pager", help="Do not page long output on a terminal.", rich_help_panel=OUTPUT)
    ] = False
    quiet: Quiet = False


class Target(NamedTuple):
    """Which file is edited, and whether it really is."""

    file: Annotated[
        list[str] | None,
        Option("--file", "-f", metavar="FILE", help="The timeline to edit; of several, the one that has the event. "
               "Else $SPACETL_FILE.", rich_help_panel=TARGET),
    ] = None  # fmt: skip
    dry_run: Annotated[
        bool, Option("--dry-run", help="Show what would change, and write nothing.", rich_help_panel=TARGET)
    ] = False
    color: Annotated[
        str,
        Option(
            "--color",
            metavar="WHEN",
            help="auto, always or never.",
            show_default=False,
            autocompletion=completion.colors,
            rich_help_panel=TARGET,
        ),
    ] = "auto"


class Saying(NamedTuple):
    """Who said it, and when."""

    said: Annotated[
        str | None,
        Option("--said", metavar="DAY", help="The day it was said; today unless given.", rich_help_panel=STATEMENT),
    ] = None
    by: Annotated[str | None, Option("--by", metavar="WHO", help="Who said it.", rich_help_panel=STATEMENT)] = None


class Reference(NamedTuple):
    """Where it can be read, and what a reader should know."""

    source: Annotated[
        str | None,
        Option(
            "--source",
            metavar="SOURCE",
            help="A listed source's id, or a URL; a new one is listed.",
            autocompletion=completion.sources,
            rich_help_panel=STATEMENT,
        ),
    ] = None
    source_title: Annotated[
        str | None,
        Option("--source-title", metavar="TEXT", help="The title of a new source.", rich_help_panel=STATEMENT),
    ] = None
    publisher: Annotated[
        str | None, Option("--publisher", metavar="TEXT", help="Its publisher.", rich_help_panel=STATEMENT)
    ] = None
    note: Annotated[
        str | None,
        Option("--note", metavar="TEXT", help="Anything a reader should know.", rich_help_panel=STATEMENT),
    ] = None
