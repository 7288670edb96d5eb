"""The program's group and commands: help in groups, `upcoming` by default, a quiet end when the reader goes away."""

from collections.abc import Sequence
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

DEFAULT_COMMAND = "upcoming"


class ReaderGone(Exception):
    """Whoever read the output has enough of it."""


class SpacetlGroup(TyperGroup):
    """All commands; what would go wrong in every one of them is told here once."""

    def parse_args(self, ctx: Any, args: list[str]) -> Any:
        """Without a command, the arguments are those of `upcoming`."""
        own = {option for param in self.get_params(ctx) for option in param.opts}
        if not ctx.resilient_parsing and (
            not args or (args[0].startswith("-") and args[0].partition("=")[0] not in own)
        ):
            args = [DEFAULT_COMMAND, *args]
        return super().parse_args(ctx, args)

    def invoke(self, ctx: Any) -> Any:
        """Run the command; a closed pipe becomes `ReaderGone` before Typer makes an error of it."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise ReaderGone from None


class SpacetlCommand(TyperCommand):
    """A command whose help shows its options in their groups."""

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Arguments first, then each group of options under its name, the rest last."""
        groups: dict[str, list[tuple[str, str]]] = {}
        for param in self.get_params(ctx):
            record = param.get_help_record(ctx)
            if record is not None:
                argument = param.param_type_name == "argument"
                group = "Arguments" if argument else getattr(param, "rich_help_panel", None) or "Other"
                groups.setdefault(group, []).append(record)
        for group, records in groups.items():
            with formatter.section(group):
                formatter.write_dl(records)

    def format_epilog(self, _ctx: Any, formatter: Any) -> None:
        """The example on a line of its own."""
        if self.epilog:
            formatter.write(f"\n{self.epilog}\n")


def usage_line(error: typer.TyperException) -> str:
    """A usage error as one line: what is wrong, what was meant, where the help is."""
    possible: Sequence[str] = getattr(error, "possibilities", None) or ()
    text = error.message if possible else error.format_message()
    text = text.strip().rstrip(".")
    meant = f"; did you mean {possible[0]}?" if possible else ""
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "spacetl"
    return f"{text[:1].lower()}{text[1:]}{meant} (usage: {command} --help)"
