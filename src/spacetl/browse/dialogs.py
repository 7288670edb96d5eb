"""What opens over the browser: lists to choose from, the prompt, help with its keys."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList

from spacetl.browse.keys import KEYS
from spacetl.browse.rows import Lines
from spacetl.formats.lines import CellLine, wrap
from spacetl.formats.marks import Mark
from spacetl.query import AgencyNames, Sort, Status
from spacetl.reports.report import Cell, Grouping, Tone
from spacetl.text import clean
from spacetl.timeline import Timeline

_KEY_WIDTH = 12  # the columns of the keys in the help


Option = tuple[str, Any]  # a line of a list, and the value it stands for


def options(field: str, timeline: Timeline) -> list[Option]:
    """What the field of a query, or the `grouping`, can be; the first stands for any value that is not among them."""
    match field:
        case "agencies":
            return [("all agencies", ()), *_agencies(timeline)]
        case "statuses":
            return [("all statuses", ()), *((each, (each,)) for each in Status)]
        case "sort":
            return [(f"by {each}", each) for each in Sort]
        case _:
            return [("no groups" if each is Grouping.NONE else f"by {each}", each) for each in Grouping]


def _agencies(timeline: Timeline) -> Iterator[Option]:
    known = AgencyNames(timeline).ids
    full = {agency: described.name for agency, described in timeline.agencies.items() if described.name}
    ids = {known[agency] for event in timeline.events for agency in event.agencies}
    for each in sorted(ids, key=str.casefold):
        yield (f"{each}  {full[each]}" if full.get(each, each) != each else each, (each,))


class Chooser(ModalScreen[int | None]):
    """A list to choose from; its result is the index of the choice, or None if nothing was chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q", "dismiss(None)")]

    def __init__(self, choices: Sequence[str], current: int) -> None:
        super().__init__()
        self.choices = choices
        self.current = current

    def compose(self) -> ComposeResult:
        """Yield the list."""
        options = OptionList(*(Content(clean(choice)) for choice in self.choices), compact=True)
        options.highlighted = self.current
        yield options

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Return the choice and close the list."""
        self.dismiss(event.option_index)


class Prompt(Input):
    """A line to type in, below the rows."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", show=False),
        Binding("tab", "stay", show=False),
    ]

    def __init__(
        self, about: str, text: str, typed: Callable[[str], None], closed: Callable[[str | None], None]
    ) -> None:
        super().__init__(text, placeholder=about, compact=True, select_on_focus=False)
        self.typed = typed  # is given the text at every change
        self.closed = closed  # is given the text at the end; None if it was cancelled

    def on_input_changed(self, event: Input.Changed) -> None:
        """Pass on what has been typed."""
        event.stop()
        self.typed(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Close the prompt and pass on the text."""
        event.stop()
        self.remove()
        self.closed(event.value)

    def action_stay(self) -> None:
        """Do nothing: the focus stays here until the prompt is closed."""

    def action_cancel(self) -> None:
        """Cancel the prompt."""
        self.remove()
        self.closed(None)


class Help(ModalScreen[None]):
    """The keys, and what the marks of a chart mean."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q,question_mark,enter", "dismiss(None)")]

    def __init__(self, *, ascii_only: bool) -> None:
        super().__init__()
        self.ascii_only = ascii_only

    def compose(self) -> ComposeResult:
        """Yield the lines."""
        yield Lines(self._lines)

    def _lines(self, width: int) -> Iterable[CellLine]:
        yield [Cell("Keys", Tone.STRONG)]
        for key in KEYS:
            if key.about:
                yield from _beside(Cell(key.shown), key.about, width)
        yield []
        yield [Cell("Marks of the chart", Tone.STRONG)]
        for mark in Mark:
            if mark.about:
                yield from _beside(Cell(mark.ascii_glyph if self.ascii_only else mark.glyph), mark.about, width)


def _beside(cell: Cell, text: str, width: int) -> Iterable[CellLine]:
    first, *rest = wrap(text.split(" "), max(width - _KEY_WIDTH, _KEY_WIDTH))
    yield [Cell(f" {cell.text}".ljust(_KEY_WIDTH), cell.tone), Cell(first)]
    yield from ([Cell(" " * _KEY_WIDTH + line)] for line in rest)
