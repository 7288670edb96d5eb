"""What the help says of each command; `docs/commands.md` is made from it."""

from typing import NamedTuple

ABOUT = """Promised dates in spaceflight: what is coming up, what was said, what slipped. Each command has a help of its
own: spacetl list --help"""

EXIT_CODES = (
    ("0", "fine, also where there are no rows"),
    ("1", "a timeline or a file is bad, or with diff a change"),
    ("2", "wrong usage"),
    ("130", "interrupted"),
)

ENVIRONMENT = (
    ("SPACETL_FILE", "the timeline to read or edit where --file is not given"),
    ("PAGER", "what long output on a terminal goes through, else less"),
    ("NO_COLOR", "no colour; FORCE_COLOR: colour also in a pipe"),
)

EXAMPLES = (
    ("spacetl --as-of 2017-06-07 --agency cnsa", "what was to come, as known that day"),
    ("spacetl show tianhe-launch", "who promised what, and when"),
    ("spacetl slips --baseline 2017-06-07", "what became of that day's promises"),
    ("spacetl export -o events.ics", "a calendar"),
)


class Page(NamedTuple):
    """The help of a command: a line, more about it if the line is not all, and what to try."""

    summary: str
    more: str
    examples: tuple[str, ...]
    codes: str = "0 fine, 1 a bad timeline or file, 2 wrong usage, 130 interrupted"


MANUAL = {
    "upcoming": Page(
        "What is still to come; also without a command.",
        "The overdue first, then what is due, then the rest, soonest first; the undated last.",
        ("spacetl upcoming --within 5y", "spacetl upcoming --as-of 2017-06-07 --agency cnsa"),
    ),
    "list": Page(
        "Every event, by date.",
        "",
        (
            "spacetl list --since 2019 --until 2021 --status done",
            "spacetl list --tag moon --sort slip",
            "spacetl list --where 'slips>=2 not status:done'",
        ),
    ),
    "show": Page(
        "One event with every promise for it.",
        "Who promised what, when, and where it can be read; the outcome and the slip. A promise slips or is pulled in "
        "(later, earlier), firmed or loosened (a narrower, a wider span), reaffirmed or withdrawn.",
        ("spacetl show tianhe-launch", "spacetl show tianhe-launch -O json"),
    ),
    "history": Page(
        "What was said, in the order it was said.",
        "Every promise and outcome; --since and --until are about the day it was said.",
        ("spacetl history --since 2018 --agency cmsa", "spacetl history --since -6m"),
    ),
    "slips": Page(
        "What slipped and by how much, worst first.",
        "The first promise against the outcome or the current date, with a summary.",
        ("spacetl slips --baseline 2017-06-07", "spacetl slips --agency nasa"),
    ),
    "agencies": Page(
        "Each agency, its events counted by status.",
        "",
        ("spacetl agencies", "spacetl agencies --as-of 2017-06-07 -O json"),
    ),
    "speakers": Page(
        "Show each speaker's record: promises made, kept and late.",
        "Events are measured as in `slips`, but against the first date that this speaker promised; `slips --by WHO` "
        "lists those events. A promise of several speakers counts for each of them.",
        ("spacetl speakers", "spacetl speakers --agency nasa --sort slip"),
    ),
    "diff": Page(
        "Show what changed from one timeline to another.",
        "New events, new promises with their moves, outcomes, and corrections. An edited promise is a correction, not "
        "a slip. The order of things in a file does not matter.",
        ("spacetl diff old.yaml mine.yaml", "git show HEAD~1:mine.yaml | spacetl diff - mine.yaml"),
        codes="0 no changes, 1 changes, 2 trouble: a bad file or wrong usage, 130 interrupted",
    ),
    "export": Page(
        "`list` for machines: CSV unless told otherwise.",
        "The ending of --output or else --format tells the format.",
        ("spacetl export -o events.csv", "spacetl export -O json --agency esa", "spacetl export -o events.ics"),
    ),
    "date": Page(
        "How a date is read.",
        "Its EDTF, its earliest and latest day, its words. A text that is no date is told on stderr, the others "
        "are read all the same, and the exit code is 2.",
        ("spacetl date 'late 2017' 2026-35 'NET March 2026'", "spacetl date --edtf - < dates.txt"),
    ),
    "check": Page(
        "Every problem of a file, each with its line and column.",
        "A line a problem: FILE:LINE:COLUMN: what is wrong, what was found, what to write instead. A warning is about "
        "what is allowed but likely a mistake. The exit code is 1 if there is a problem, with --strict also if there "
        "is a warning.",
        ("spacetl check mine.yaml", "spacetl check --strict -O github timelines/*.yaml"),
    ),
    "schema": Page(
        "The file format as JSON Schema, for editors.",
        "An editor that knows it completes the keys, explains them and marks mistakes while you type.",
        ("spacetl schema > timeline.schema.json",),
    ),
    "chart": Page(
        "The timeline drawn.",
        "Solid where a date is sure, shaded where it is possible; earlier promises as marks. As HTML, a page with a "
        "slider through time that starts at --as-of.",
        ("spacetl chart --as-of 2017-06-07 -o chart.svg", "spacetl chart --agency cnsa -o page.html"),
    ),
    "new": Page(
        "Begin a timeline.",
        "An empty one with an example, or with --from a copy. A file that exists is never written over.",
        ("spacetl new mine.yaml", "spacetl new mine.yaml --from @article"),
    ),
    "add": Page(
        "Add an event.",
        "With the first promise of its date (--due), with a date that nobody promised (--date), or without a date. "
        "Dates may be phrases, as 'late 2027'; the file gets EDTF. Shows what changes in the file, as a diff.",
        (
            "spacetl add 'Moon landing' --agency NASA --due 2028 --by NASA",
            "spacetl add 'IAC 2027' --tag conference --date 'October 2027' --dry-run",
        ),
    ),
    "promise": Page(
        "Add a promise to an event.",
        "Shows what changes in the file, and what the promise means beside the one before it.",
        (
            "spacetl promise moon-landing 'late 2028' --by NASA --said yesterday",
            "spacetl promise moon-landing 2029 --source https://www.nasa.gov/moon",
            "spacetl promise moon-landing --withdrawn --dry-run",
        ),
    ),
    "outcome": Page(
        "Record what came of an event.",
        "Shows what changes in the file, and how late it was against the first promise.",
        ("spacetl outcome moon-landing yesterday", "spacetl outcome moon-landing '7 June 2025' --result failed"),
    ),
    "edit": Page(
        "Open the timeline in your editor.",
        "$VISUAL or else $EDITOR, at the event if one is given, else at the first problem. Checks the file afterwards.",
        ("spacetl edit moon-landing", "spacetl edit -f mine.yaml"),
    ),
    "undo": Page(
        "Undo the last edit of a file.",
        "Puts back what `add`, `promise`, `outcome`, `edit` or `import` replaced, one edit a call; not if the file was "
        "changed since.",
        ("spacetl undo", "spacetl undo --dry-run"),
    ),
    "import": Page(
        "Import launches and other events.",
        "From Launch Library 2, GCAT, iCalendar or CSV, with dates as vague as they are. With --into only what is new: "
        "a promise for each date that moved, an outcome for each event that came. Nothing is guessed: an entry that "
        "cannot be read is reported, the rest is taken, and the exit code is 1.",
        (
            "spacetl import launches.json > launches.yaml",
            "spacetl import launches.json --into launches.yaml",
            "spacetl import plan.csv --columns title=Mission,due=NET,agency=Provider",
        ),
    ),
}
