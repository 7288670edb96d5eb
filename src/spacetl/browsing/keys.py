"""Every key in one table; the bindings, the footer, the help and `docs/commands.md` are made from it."""

from typing import NamedTuple


class Key(NamedTuple):
    """A key and what it does.

    Attributes:
        shown: the key as people write it; the first key of a pair shows both, the second is empty.
        name: Textual's name for it, or several names separated by commas.
        action: the browser's method `action_…`, with its arguments.
        about: what it does; empty for the second key of a pair.
        label: the same in a word for the footer; empty if it is not shown there.
    """

    shown: str
    name: str
    action: str
    about: str = ""
    label: str = ""


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
    Key("Tab", "tab", "turn", "go to the card to scroll it, and back; on a small screen, show it"),
    Key("Enter", "enter", "visit", "open the source of the event's date in a browser", "source"),
    Key("e", "e", "edit", "edit the event in your editor", "edit"),
    Key("a", "a", "choose('agency')", "choose an agency"),
    Key("s", "s", "choose('status')", "choose a status"),
    Key("o", "o", "choose('order')", "choose what the events are sorted by"),
    Key("r", "r", "reverse", "reverse the order"),
    Key("g", "g", "choose('group')", "choose what the events are grouped by"),
    Key("y", "y", "copy", "copy the event's id, if the terminal allows it"),
    Key("x", "x", "export", "write what is shown to a file: CSV, JSON, HTML, ..."),
    Key("?", "question_mark", "help", "show the keys", "keys"),
    Key("q", "q", "leave", "quit", "quit"),
)
