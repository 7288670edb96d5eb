"""How bash, zsh, fish and PowerShell are answered when they complete a line.

Typer's scripts stay as they are, so that completion that is already installed still works. Its own answers mind case,
and lose quotes and brackets in descriptions for zsh and fish.
"""

import shlex
from collections.abc import MutableMapping
from typing import Any

from typer._click.shell_completion import (
    CompletionItem,
    ShellComplete,
    _resolve_context,
    _resolve_incomplete,
    add_completion_class,
)
from typer._completion_classes import BashComplete, FishComplete, PowerShellComplete, ZshComplete

from spacetl.cli.completion import completion_of


class _Completing(ShellComplete):
    """A shell that is offered what `completion` has for an option or an argument, as it is."""

    whole_words = False  # whether an offer after --agency= is to be --agency=NASA

    def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem]:
        context: Any = _resolve_context(self.cli, self.ctx_args, self.prog_name, args)
        target: Any
        target, value = _resolve_incomplete(context, args, incomplete)
        kind = getattr(target, "param_type_name", "command")
        name = max(target.opts, key=len) if kind == "option" else target.metavar if kind == "argument" else ""
        completion = completion_of(context.info_name or "", name)
        if completion is None:
            items = list(target.shell_complete(context, value))
        else:
            items = [CompletionItem(name, help=about) for name, about in completion(context, value)]
        option, equals, _ = incomplete.partition("=")
        if self.whole_words and equals and option.startswith("--"):
            for item in items:
                item.value = f"{option}={item.value}"
        return items


class Bash(_Completing, BashComplete):
    """Bash."""


class PowerShell(_Completing, PowerShellComplete):
    """PowerShell."""


class Zsh(_Completing, ZshComplete):
    """Zsh, whose script evaluates the answer as zsh code."""

    whole_words = True

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


class Fish(_Completing, FishComplete):
    """Fish, which expects one offer per line."""

    whole_words = True

    def format_completion(self, item: CompletionItem) -> str:
        """The value, a tab and the description if there is one."""
        return f"{item.value}\t{item.help}" if item.help else item.value


def prepare_completion(environ: MutableMapping[str, str]) -> None:
    """Have Typer use these classes, and remove the = from the words that bash passes.

    Typer's own classes must be registered already, or would replace these. Bash splits --agency=NASA into three words,
    Typer expects two.
    """
    for name, shell in {"bash": Bash, "powershell": PowerShell, "pwsh": PowerShell, "zsh": Zsh, "fish": Fish}.items():
        add_completion_class(shell, name)
    words = environ.get("COMP_WORDS", "").split("\n")
    place = environ.get("COMP_CWORD", "")
    if "=" in words and place.isdigit():
        before = words[: int(place) + 1].count("=")
        environ["COMP_WORDS"] = "\n".join(word for word in words if word != "=")
        environ["COMP_CWORD"] = str(int(place) - before + (words[int(place) :][:1] == ["="]))
