"""The layout of the screen, in Textual's CSS."""

from textual.screen import Screen

WIDE = 140  # from this many columns, the card is beside the rows
LOW = 18  # in fewer lines, only the rows or the card are shown

CSS = """
#title, #problem, #keys { height: 1; overflow: hidden; }
#problem { display: none; }
#problem.told { display: block; }
Rows, Lines { overflow-x: hidden; scrollbar-size-vertical: 1; scrollbar-gutter: stable;
    scrollbar-color: ansi_bright_black; scrollbar-background: ansi_default; }
#title, #problem, #keys { scrollbar-gutter: auto; }
#body { height: 1fr; }
#rows { height: 1fr; width: 1fr; }
#card { height: 45%; border-top: solid ansi_bright_black; }
#card:focus { border-top: heavy ansi_cyan; }
#body.wide { layout: horizontal; }
#body.wide #card { height: 1fr; width: 54%; padding-left: 1; border: none; border-left: solid ansi_bright_black; }
#body.wide #card:focus { border-left: heavy ansi_cyan; }
#body.low #card { display: none; height: 1fr; border: none; }
#body.low.turned #card { display: block; width: 1fr; }
#body.low.turned #rows { display: none; }
Input { height: 1; }
Input > .input--cursor { background: ansi_default; color: ansi_default; text-style: reverse; }
OptionList:focus > .option-list--option-highlighted {
    background: ansi_cyan; color: ansi_black; text-style: bold underline;
}
Chooser { align: center middle; }
Chooser OptionList { width: auto; min-width: 24; max-width: 90%; height: auto; max-height: 80%; }
Chooser OptionList, Help Lines { border: solid ansi_bright_black; }
Help Lines { padding: 0 1; }
"""


class Ground(Screen[None], inherit_bindings=False):
    """The screen, with no key bindings of its own."""
