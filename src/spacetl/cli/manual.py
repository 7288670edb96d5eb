"""The manual: the text of each command's help; `docs/commands.md` is made from it."""

from msgspec import Struct

ABOUT = """Explore promised dates in spaceflight: what is coming up, what was said, what slipped. For help on a
command: spacetl list --help"""

EXIT_CODES = (
    ("0", "success, even if there is nothing to show"),
    ("1", "a bad timeline or file, or changes found by diff"),
    ("2", "wrong usage"),
    ("130", "interrupted"),
)

ENVIRONMENT = (
    ("SPACETL_FILE", "the timeline to read or edit unless --file is given"),
    ("PAGER", "the pager for long output on a terminal; less unless set"),
    ("NO_COLOR", "turn colour off; FORCE_COLOR turns it on in a pipe too"),
)

EXAMPLES = (
    ("spacetl --as-of 2017-06-07 --agency cnsa", "what was to come, as known that day"),
    ("spacetl show tianhe-launch", "who promised what, and when"),
    ("spacetl slips --baseline 2017-06-07", "what became of that day's promises"),
)


class ManualPage(Struct, frozen=True):
    """The help of a command: its summary, more if one line is not enough, examples and exit codes."""

    summary: str
    more: str
    examples: tuple[str, ...]
    codes: str = "0 success, 1 bad timeline or file, 2 wrong usage, 130 interrupted"


MANUAL = {
    "upcoming": ManualPage(
        "List upcoming events; the default command.",
        "Overdue events first, then those due now, then the soonest; undated last.",
        ("spacetl upcoming --within 5y", "spacetl upcoming --as-of 2017-06-07 --agency cnsa"),
    ),
    "list": ManualPage(
        "List every event by date.",
        "",
        (
            "spacetl list --since 2019 --until 2021 --status done",
            "spacetl list --tag moon --sort slip",
            "spacetl list --where 'later>=2 not status:done'",
        ),
    ),
    "show": ManualPage(
        "Show one event with every promise for it.",
        "Shows who promised what, when, and where it can be read, what each statement changed, and what became of the "
        "promise that the event is measured against. docs/verdicts.md has the rules.",
        ("spacetl show tianhe-launch", "spacetl show tianhe-launch -O json"),
    ),
    "history": ManualPage(
        "List promises and outcomes in the order they became known.",
        "--since and --until apply to the day it was said, not to the date promised.",
        ("spacetl history --since 2018 --agency cmsa", "spacetl history --since -6m"),
    ),
    "slips": ManualPage(
        "Report what slipped and by how much, worst first.",
        "Measures each event against its first promise, as docs/verdicts.md says.",
        ("spacetl slips --baseline 2017-06-07", "spacetl slips --agency nasa"),
    ),
    "agencies": ManualPage(
        "List agencies and count their events by status.",
        "",
        ("spacetl agencies", "spacetl agencies --as-of 2017-06-07 -O json"),
    ),
    "speakers": ManualPage(
        "Show each speaker's record: promises made, kept and late.",
        "Measures events against the speaker's own promises (docs/verdicts.md). A promise "
        "by several counts for each; the press is left out, unless --by asks.",
        ("spacetl speakers", "spacetl speakers --agency nasa --sort slip"),
    ),
    "diff": ManualPage(
        "Show what changed from one timeline to another.",
        "Shows new events, new promises with their moves, outcomes, and corrections. An edited promise is a "
        "correction, no move. The order of entries in a file does not matter.",
        ("spacetl diff old.yaml mine.yaml", "git show HEAD~1:mine.yaml | spacetl diff - mine.yaml"),
        codes="0 no changes, 1 changes, 2 bad file or wrong usage, 130 interrupted",
    ),
    "export": ManualPage(
        "Write events for other programs, as CSV by default.",
        "The format is that of --format, or else that of the extension of --output.",
        ("spacetl export -o events.csv", "spacetl export -O json --agency esa", "spacetl export -o events.ics"),
    ),
    "date": ManualPage(
        "Show how a date is read.",
        "Shows its EDTF, its earliest and latest day, and the date in words. Text that is not a date is "
        "reported on standard error; the rest is still shown, and the exit code is 2.",
        ("spacetl date 'late 2017' 2026-35 'NET March 2026'", "spacetl date --edtf - < dates.txt"),
    ),
    "check": ManualPage(
        "Check files and report every problem.",
        "Prints one line for each problem: FILE:LINE:COLUMN: what is wrong, what was found, what to write instead. "
        "After a mistake in the YAML itself the rest of that file is not checked. A warning marks something allowed "
        "that is probably a mistake. The exit code is 1 if there are problems; with --strict, also if there "
        "are warnings.",
        ("spacetl check mine.yaml", "spacetl check --strict -O github timelines/*.yaml"),
    ),
    "schema": ManualPage(
        "Print the file format as JSON Schema, for editors.",
        "With it an editor completes and explains the keys, and marks mistakes as you type.",
        ("spacetl schema > timeline.schema.json",),
    ),
    "chart": ManualPage(
        "Draw the timeline.",
        "Bars are solid where a date is certain, shaded where it is possible; marks show earlier promises. HTML adds "
        "a slider through time, starting at --as-of.",
        ("spacetl chart --as-of 2017-06-07 -o chart.svg", "spacetl chart --agency cnsa -o page.html"),
    ),
    "browse": ManualPage(
        "Browse the timeline in the terminal.",
        "Shows a table or chart and a card for the chosen event. The keys [ and ] move to the day of the previous or "
        "next statement; ? shows all keys. Needs the extra `browse`: pip install 'spacetl[browse]'.",
        ("spacetl browse -f @flagships --as-of 2020", "spacetl browse -f mine.yaml --agency nasa"),
    ),
    "new": ManualPage(
        "Create a timeline.",
        "Writes an empty timeline with an example in it, or with --from a copy. Never overwrites a file.",
        ("spacetl new mine.yaml", "spacetl new mine.yaml --from @article"),
    ),
    "add": ManualPage(
        "Add an event.",
        "With the first promise of its date (--due), with a date that nobody promised (--date), or without a date. "
        "Dates may be phrases such as 'late 2027'; they are written as EDTF. Shows the change to the file as a diff.",
        (
            "spacetl add 'Moon landing' --agency NASA --due 2028 --by NASA",
            "spacetl add 'IAC 2027' --tag conference --date 'October 2027' --dry-run",
        ),
    ),
    "promise": ManualPage(
        "Add a promise to an event.",
        "Shows the change to the file, and what the promise means compared with the one before it.",
        (
            "spacetl promise moon-landing 'late 2028' --by NASA --said yesterday",
            "spacetl promise moon-landing 2029 --source https://www.nasa.gov/moon",
            "spacetl promise moon-landing --withdrawn --dry-run",
        ),
    ),
    "outcome": ManualPage(
        "Record the outcome of an event.",
        "Shows the change to the file, and how late the event was against what was promised.",
        ("spacetl outcome moon-landing yesterday", "spacetl outcome moon-landing '7 June 2025' --result failed"),
    ),
    "edit": ManualPage(
        "Open the timeline in your editor.",
        "Runs $VISUAL, else $EDITOR, else vi, at the first problem or else at the given event, and then checks the "
        "file. What was there is kept before the editor opens, and `spacetl undo` brings it back byte for byte.",
        ("spacetl edit moon-landing", "spacetl edit -f mine.yaml"),
    ),
    "undo": ManualPage(
        "Undo the last edit to a timeline.",
        "Restores what `add`, `promise`, `outcome`, `edit` or `import` replaced, one edit at a time; refuses if the "
        "file has changed since.",
        ("spacetl undo", "spacetl undo --dry-run"),
    ),
    "import": ManualPage(
        "Import launches and other events.",
        "Reads Launch Library 2, GCAT, iCalendar or CSV; dates stay as vague as they are. With --into it adds only "
        "what is new: a promise for each date that moved, an outcome for each event that took place. Nothing is "
        "guessed or lost in silence: an entry that cannot be taken is reported, and the exit code is 1.",
        (
            "spacetl import launches.json -o launches.yaml",
            "spacetl import launches.json --into launches.yaml",
            "spacetl import plan.csv --columns title=Mission,due=NET,agency=Provider",
        ),
    ),
}
