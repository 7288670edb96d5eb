"""The lines above and below the rows: what is shown, and the keys."""

from spacetl.browsing.keys import KEYS
from spacetl.browsing.look import Look
from spacetl.dates.durations import day_words
from spacetl.errors import BadTimeline, SpacetlError
from spacetl.formats.table import GAP, Line, cut, width_of, wrap
from spacetl.reports.report import Cell, Grouping, Tone
from spacetl.text import clean

MOST = 3  # the lines of a message


def title(look: Look, width: int) -> Line:
    """The day, the number of events and how they were selected; the timeline's title if there is room."""
    day = f"{'Today' if look.day == look.scope.today else 'As of'} {day_words(look.day)}"
    count = clean(look.table.hint[-1]).rstrip(".")
    left = [Cell(day, Tone.NOW), Cell(GAP + count), *(Cell(GAP + part, Tone.STRONG) for part in _asked(look))]
    used = sum(width_of(cell.text) for cell in left) + len(GAP)
    name = clean(look.scope.timeline.title or "")
    if width_of(name) <= width - used:
        left.append(Cell(" " * (width - used - width_of(name)) + GAP + name, Tone.DIM))
    return left


def _asked(look: Look) -> list[str]:
    query = look.scope.query
    words = (
        *query.agencies,
        *query.tags,
        *query.statuses,
        *(f"by {name}" for name in query.by),
        *([f"since {day_words(query.since)}"] if query.since else []),
        *([f"until {day_words(query.until)}"] if query.until else []),
        *([f"'{query.search}'"] if query.search else []),
        *(["filtered"] if query.where else []),
        *([f"sorted by {query.sort}"] if query.sort else []),
        *(["reversed"] if query.reverse else []),
        *([f"grouped by {look.grouping}"] if look.grouping is not Grouping.NONE else []),
    )
    return [clean(word) for word in words]


def footer(width: int) -> Line:
    """As many keys as there is room for; always the last two, which show the others and quit."""
    labelled = [key for key in KEYS if key.label]
    items = [(key.shown, key.label) for key in (*labelled[-2:], *labelled[:-2])]
    line: Line = []
    for shown, label in items:
        more = [Cell(GAP)] if line else []
        more += [Cell(shown, Tone.STRONG), Cell(f" {label}", Tone.DIM)]
        if sum(width_of(cell.text) for cell in (*line, *more)) > width:
            break
        line += more
    return line


def message(text: str, width: int, tone: Tone) -> list[Line]:
    """A message on as few lines as possible, at most three."""
    first, *rest = wrap(clean(text), width)
    lines = [first, *rest[: MOST - 2], " ".join(rest[MOST - 2 :])] if len(rest) >= MOST else [first, *rest]
    return [[Cell(cut(line, width), tone)] for line in lines]


def trouble(error: SpacetlError) -> str:
    """What is wrong; for a bad timeline, its first problem and how many more there are."""
    if not isinstance(error, BadTimeline):
        return str(error)
    first, *others = error.problems
    return f"{first}{f' (and {len(others):,} more)' if others else ''}"
