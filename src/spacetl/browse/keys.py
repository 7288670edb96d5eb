"""The keys of the browser: what each does, what the help says of it, and which stand at the foot of the screen."""

from typing import NamedTuple

from spacetl.formats.lines import GAP, CellLine, width_of
from spacetl.reports.report import Cell, Tone


class Key(NamedTuple):
    """A key and what it does; the first key of a pair shows both, and the second has neither `shown` nor `about`."""

    shown: str  # as people write it
    name: str  # as Textual does; several are separated by commas
    action: str  # the browser's method `action_...`, with its arguments
    about: str = ""
    label: str = ""  # in a word for the footer; empty if it is not shown there


KEYS = (
    Key("↑ ↓", "up,k", "move(-1)", "choose an event, also with k and j"),
    Key("", "down,j", "move(1)"),
    Key("PgUp PgDn", "pageup", "page(-1)", "move by a screen"),
    Key("", "pagedown", "page(1)"),
    Key("Home End", "home", "ends(-1)", "go to the first or the last event"),
    Key("", "end", "ends(1)"),
    Key("[ ]", "left_square_bracket", "step(-1)", "move to the day of the previous or the next statement", "statement"),
    Key("", "right_square_bracket", "step(1)"),
    Key("{ }", "left_curly_bracket", "years(-1)", "move a year back or ahead", "year"),
    Key("", "right_curly_bracket", "years(1)"),
    Key("t", "t", "today", "return to today", "today"),
    Key("/", "slash", "search", "filter by text as you type; Enter keeps the filter, Esc drops it", "filter"),
    Key("c", "c", "draw", "switch between table and chart", "chart"),
    Key("Enter", "enter,tab", "turn", "open the event: go to its card to scroll it, and back; also with Tab", "event"),
    Key("o", "o", "visit", "open the source of the event's date in a browser", "source"),
    Key("e", "e", "edit", "edit the event in your editor", "edit"),
    Key("a", "a", "choose('agencies')", "choose an agency"),
    Key("s", "s", "choose('statuses')", "choose a status"),
    Key("b", "b", "choose('sort')", "choose what the events are sorted by"),
    Key("r", "r", "reverse", "reverse the order"),
    Key("g", "g", "choose('grouping')", "choose what the events are grouped by"),
    Key("y", "y", "copy", "copy the event's id, if the terminal allows it"),
    Key("x", "x", "export", "write what is shown to a file: CSV, JSON, HTML, ..."),
    Key("?", "question_mark", "help", "show the keys", "keys"),
    Key("q", "q", "quit", "quit", "quit"),
)


def footer_line(width: int) -> CellLine:
    """As many keys as there is room for; always the last two, which show the others and quit."""
    labelled = [key for key in KEYS if key.label]
    line: CellLine = []
    for key in (*labelled[-2:], *labelled[:-2]):
        more = [Cell(GAP)] if line else []
        more += [Cell(key.shown, Tone.STRONG), Cell(f" {key.label}", Tone.DIM)]
        if sum(width_of(cell.text) for cell in (*line, *more)) > width:
            break
        line += more
    return line
