"""The browser: its screen, and what each key does."""

from collections.abc import Callable, Iterator
from typing import ClassVar

from msgspec.structs import replace
from textual.app import App, ComposeResult, SuspendNotSupported
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.events import Resize
from textual.screen import Screen

from spacetl.browse.dialogs import Chooser, Help, Prompt, options
from spacetl.browse.keys import KEYS, footer_line
from spacetl.browse.panes import card_lines, source_address, title_line
from spacetl.browse.rows import Lines, Rows
from spacetl.browse.state import BrowserState, Callbacks
from spacetl.errors import BadTimeline, SpacetlError
from spacetl.formats import Style
from spacetl.formats.lines import CellLine, wrapped_and_cut
from spacetl.query import Entry
from spacetl.reports.report import Cell, Tone
from spacetl.text import clean

_WIDE = 140  # from this many columns, the card is beside the rows
_LOW = 18  # in fewer lines, only the rows or the card are shown
_MOST_LINES = 3  # of a message
_WATCH = 1.0  # seconds between checks of the files
_INTERRUPTED = 130

_FILTER_PROMPT = "Filter by title, id, tag, agency or note"
_EXPORT_PROMPT = "File to write, or to replace: its extension sets the format, such as .csv"


class MainScreen(Screen[None], inherit_bindings=False):
    """The screen, with no key bindings of its own."""


class Browser(App[None]):
    """The browser of a timeline."""

    ENABLE_COMMAND_PALETTE = False
    CSS_PATH = "browser.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(key.name, key.action, show=False) for key in KEYS),
        Binding("ctrl+c", "interrupt", show=False, priority=True),
        Binding("ctrl+z", "suspend_process", show=False),
        Binding("escape", "drop", show=False),
    ]

    def __init__(self, state: BrowserState, callbacks: Callbacks) -> None:
        super().__init__(ansi_color=True)  # the terminal's own sixteen colours and background
        self.theme = "ansi-dark"
        self.state = state
        self.callbacks = callbacks
        self.as_chart = False
        self.style = Style(ascii=callbacks.ascii_only)
        self.stamp = callbacks.stamp()
        self.rows = Rows(state, self.style)
        self.card = Lines(id="card")
        self.body = Container(self.rows, self.card, id="body")
        self.heading, self.problem, self.keys = (Lines(id=name) for name in ("title", "problem", "keys"))

    def compose(self) -> ComposeResult:
        """Yield the parts of the screen, from top to bottom."""
        yield from (self.heading, self.problem, self.body, self.keys)

    def get_default_screen(self) -> Screen[None]:
        """Return the first screen."""
        return MainScreen()

    def on_mount(self) -> None:
        """Show the first state, and begin to watch the files."""
        for bar in (self.heading, self.problem, self.keys):
            bar.can_focus = False
        self.rows.focus()
        self.show(self.state)
        self.call_after_refresh(self.rows.begin)
        self.set_interval(_WATCH, self.watch_files)
        self.app_resume_signal.subscribe(self, self._repaint)

    def on_resize(self, event: Resize) -> None:
        """Lay out the screen for its new size."""
        self.body.set_class(event.size.width >= _WIDE, "wide")
        self.body.set_class(event.size.height < _LOW, "low")

    def _repaint(self, _app: App[None]) -> None:
        """Repaint everything after something else was on the terminal."""
        for widget in self.screen.walk_children(with_self=True):
            widget.refresh()

    def show(self, state: BrowserState) -> None:
        """Show a state."""
        self.state = state
        self.rows.show(state, as_chart=self.as_chart)
        self.heading.show(lambda width: [title_line(state, width)])
        self.say("")

    def on_rows_chosen(self) -> None:
        """Show the card of the chosen event."""
        self.card.show(self._card)

    def _card(self, width: int) -> Iterator[CellLine]:
        entry = self.rows.chosen
        if entry is not None:
            yield from card_lines(self.state, entry, replace(self.style, width=width, chart_width=width))

    def say(self, text: str, tone: Tone = Tone.STRONG) -> None:
        """Show a message in place of the keys until something else is shown; an empty text brings back the keys."""
        self._show_message(self.keys, text, tone)
        if not text:
            self.keys.show(lambda width: [footer_line(width)])

    def _show_message(self, bar: Lines, text: str, tone: Tone) -> None:
        """Show a message in a bar, which takes the height it needs."""

        def lines(width: int) -> list[CellLine]:
            return [[Cell(line, tone)] for line in wrapped_and_cut(clean(text), width, _MOST_LINES)]

        bar.styles.height = len(lines(self.size.width))
        bar.show(lines)

    def watch_files(self) -> None:
        """Read the files again if one of them changed."""
        if (stamp := self.callbacks.stamp()) != self.stamp:
            self.stamp = stamp
            self.reload()

    def reload(self) -> None:
        """Read the files again; while they are bad, the last good timeline stays, and the first problem is shown."""
        wrong = ""
        try:
            timeline = self.callbacks.load()
        except BadTimeline as error:
            first, *others = error.problems
            wrong = f"{first}{f' (and {len(others):,} more)' if others else ''}"
        except SpacetlError as error:
            wrong = str(error)
        else:
            self.show(replace(self.state, scope=replace(self.state.scope, timeline=timeline)))
        self.problem.set_class(bool(wrong), "shown")
        self._show_message(self.problem, wrong, Tone.BAD)

    def action_move(self, rows: int) -> None:
        """Choose another row."""
        self.say("")
        self.rows.move(rows)

    def action_page(self, pages: int) -> None:
        """Choose the row a screen away."""
        self.action_move(pages * self.rows.rows_in_sight)

    def action_ends(self, end: int) -> None:
        """Choose the first or the last row."""
        self.action_move(end * len(self.rows.rows))

    def action_step(self, ahead: int) -> None:
        """Go to the day of the next or the previous statement."""
        state = self.state.step(ahead)
        if state is self.state:
            self.say(f"nothing was said {'later' if ahead > 0 else 'earlier'}")
        else:
            self.show(state)

    def action_years(self, years: int) -> None:
        """Go some years ahead or back."""
        self.show(self.state.step_years(years))

    def action_today(self) -> None:
        """Return to today."""
        self.show(replace(self.state, day=self.state.scope.today))

    def action_draw(self) -> None:
        """Switch between table and chart."""
        self.as_chart = not self.as_chart
        self.show(self.state)

    def action_turn(self) -> None:
        """Move the focus to the card or back to the rows."""
        turned = not self.body.has_class("turned")
        self.body.set_class(turned, "turned")
        (self.card if turned else self.rows).focus()

    def action_reverse(self) -> None:
        """Reverse the order."""
        self.show(self.state.asking(reverse=not self.state.scope.query.reverse))

    def action_choose(self, field: str) -> None:
        """Open a list to choose from, for a field of the query or the `grouping`."""
        grouping = field == "grouping"
        choices = options(field, self.state.scope.timeline)
        current = self.state.grouping if grouping else getattr(self.state.scope.query, field)
        values = [value for _, value in choices]
        place = values.index(current) if current in values else 0

        def chosen(place: int | None) -> None:
            if place is not None:
                change = {field: values[place]}
                self.show(replace(self.state, **change) if grouping else self.state.asking(**change))

        self.push_screen(Chooser([name for name, _ in choices], place), chosen)

    def action_help(self) -> None:
        """Show the keys."""
        self.push_screen(Help(ascii_only=self.style.ascii))

    def action_search(self) -> None:
        """Filter by text as it is typed."""

        def done(answer: str | None) -> None:
            if answer is None:
                self._filter("")

        self._ask(_FILTER_PROMPT, self.state.scope.query.search, self._filter, done)

    def _filter(self, text: str) -> None:
        self.show(self.state.asking(search=text))

    def action_export(self) -> None:
        """Ask for a file name, and write what is shown to that file."""
        self._ask(_EXPORT_PROMPT, "", lambda _: None, self._export)

    def _export(self, name: str | None) -> None:
        if name is None:
            return
        try:
            self.callbacks.write(self.state.report(as_chart=self.as_chart), self.state.day, name)
        except SpacetlError as error:
            self.say(str(error), Tone.BAD)
        else:
            self.say(f"{name}: written")

    def action_copy(self) -> None:
        """Copy the id of the event to the terminal's clipboard."""
        if (entry := self._entry()) is not None:
            self.copy_to_clipboard(entry.event.id)
            self.say(f"{entry.event.id}: copied, if this terminal allows it")

    def action_visit(self) -> None:
        """Open the source in a web browser."""
        if (entry := self._entry()) is None:
            return
        if (address := source_address(self.state, entry)) is None:
            self.say("the source of this date has no web address")
            return
        try:
            with self.suspend():  # it may be a text-mode browser
                opened = self.callbacks.visit(address)
        except SuspendNotSupported:
            opened = self.callbacks.visit(address)
        self.say(address if opened else f"no browser could be opened; the source is {address}")

    def action_edit(self) -> None:
        """Open the editor at the event, and read the file again afterwards."""
        if (entry := self._entry()) is None:
            return
        wrong = ""
        try:
            with self.suspend():
                try:  # an error must not leave the block: the terminal would stay suspended
                    self.callbacks.edit(entry.event.id)
                except SpacetlError as error:
                    wrong = str(error)
        except SuspendNotSupported:
            wrong = "an editor cannot be opened from here"
        self.watch_files()
        self.say(wrong, Tone.BAD)

    def action_drop(self) -> None:
        """Return from the card to the rows, or else drop the filter."""
        if self.body.has_class("turned"):
            self.action_turn()
        elif self.state.scope.query.search:
            self._filter("")

    def action_interrupt(self) -> None:
        """Quit with the exit code of an interrupted program."""
        self.exit(return_code=_INTERRUPTED)

    def _entry(self) -> Entry | None:
        if self.rows.chosen is None:
            self.say("there is no event here")
        return self.rows.chosen

    def _ask(self, about: str, text: str, typed: Callable[[str], None], done: Callable[[str | None], None]) -> None:
        """Open a prompt in place of the keys; `done` gets the answer, None if there is none."""

        def closed(answer: str | None) -> None:
            self.keys.display = True
            self.rows.focus()
            done(answer)

        prompt = Prompt(about, text, typed, closed)
        self.say("")
        self.keys.display = False
        self.mount(prompt)
        prompt.focus()
