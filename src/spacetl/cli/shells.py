"""The answers that zsh and fish complete a line with: Typer's own lose quotes and brackets in descriptions.

Typer's scripts stay as they are, so that completion that is already installed still works.
"""

import shlex

from typer._click.shell_completion import CompletionItem, ShellComplete, add_completion_class
from typer._completion_classes import FishComplete, ZshComplete


class _WholeWords(ShellComplete):
    """A shell that completes whole words: after --agency= an offer is --agency=NASA."""

    def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem]:
        items = super().get_completions(args, incomplete)
        option, equals, _ = incomplete.partition("=")
        if equals and option.startswith("--"):
            for item in items:
                item.value = f"{option}={item.value}"
        return items


class Zsh(_WholeWords, ZshComplete):
    """Zsh, whose script evaluates the answer as zsh code."""

    def complete(self) -> str:
        """The offers for `_describe`; files if there are none."""
        items = self.get_completions(*self.get_completion_args())
        if not items:
            return "_files"
        offers = "\n".join(shlex.quote(self.format_completion(item)) for item in items)
        # -U: zsh would drop NASA, offered for n because case is ignored
        return f"local -a offers=(\n{offers}\n); _describe '' offers -U"

    def format_completion(self, item: CompletionItem) -> str:
        """The value and its description; `_describe` splits them at the first unescaped colon."""
        value, about = (text.replace("\\", "\\\\") for text in (item.value, item.help or ""))
        value = value.replace(":", "\\:")
        return f"{value}:{about}" if about else value


class Fish(_WholeWords, FishComplete):
    """Fish, which expects one offer per line."""

    def format_completion(self, item: CompletionItem) -> str:
        """The value, a tab and the description if there is one."""
        return f"{item.value}\t{item.help}" if item.help else item.value


def register_shells() -> None:
    """Have Typer use these classes for zsh and fish; its own must be registered already, or would replace them."""
    add_completion_class(Zsh, "zsh")
    add_completion_class(Fish, "fish")
