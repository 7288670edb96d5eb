"""The program, its group and its commands: built only when called, with options in groups and help on one screen."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cache
from inspect import Parameter, Signature, signature
from textwrap import shorten
from typing import Annotated, Any

import typer
from msgspec import Struct
from typer import Option, TyperException
from typer.core import TyperCommand, TyperGroup
from typer.models import CommandInfo

from spacetl import __version__
from spacetl.cli.manual import ABOUT, ENVIRONMENT, EXAMPLES, EXIT_CODES, MANUAL
from spacetl.cli.usage import UNNAMED, unexpected_argument, usage_line
from spacetl.errors import UsageError
from spacetl.text import no_such, quoted

DEFAULT_COMMAND = "upcoming"
_NEGATIVE = re.compile(r"-\d")


def command(name: str) -> Callable[[Callable[..., None]], None]:
    """Register a command under a name; its help comes from the manual.

    Its first parameter is the session, the others are its arguments, its options and its groups of options.
    """
    return lambda function: _FUNCTIONS.update({name: function})


class _Commands(Mapping[str, Any]):
    """Typer's commands in the order in which they were registered, each built when it is first asked for."""

    def __getitem__(self, name: str) -> Any:
        return _built(name)

    def __iter__(self) -> Iterator[str]:
        return iter(_FUNCTIONS)

    def __len__(self) -> int:
        return len(_FUNCTIONS)


_FUNCTIONS: dict[str, Callable[..., None]] = {}
COMMANDS = _Commands()


@cache
def _built(name: str) -> Any:
    callback, page = _with_options_apart(_FUNCTIONS[name]), MANUAL[name]
    info = CommandInfo(name, cls=SpacetlCommand, callback=callback, help=f"{page.summary}\n\n{page.more}")
    return typer.main.get_command_from_info(info, pretty_exceptions_short=False, rich_markup_mode=None)


def _with_options_apart(function: Callable[..., None]) -> Callable[..., None]:
    """The function as Typer expects it: each group expanded into its options, the session taken from the context."""
    own = [*signature(function).parameters.values()][1:]
    groups = {p.name: p.annotation for p in own if isinstance(p.annotation, type) and issubclass(p.annotation, Struct)}

    def call(context: typer.Context, **values: Any) -> None:
        for name, group in groups.items():
            values[name] = group(**{field: values.pop(field) for field in group.__struct_fields__})
        function(context.obj, **values)

    spread = [Parameter("context", Parameter.KEYWORD_ONLY, annotation=typer.Context)]
    for each in own:
        parts = signature(each.annotation).parameters.values() if each.name in groups else [each]
        spread += [part.replace(kind=Parameter.KEYWORD_ONLY) for part in parts]
    call.__signature__ = Signature(spread)  # type: ignore[attr-defined]
    return call


# what people try as commands
_MEANT = {
    "version": "use --version",
    **dict.fromkeys(("remove", "delete", "rm"), "`spacetl edit ID` opens the file at the event"),
    **dict.fromkeys(("search", "find", "grep"), "use `spacetl list --search TEXT`"),
}


class SpacetlGroup(TyperGroup):
    """All commands, of which one is the default."""

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.commands = COMMANDS  # type: ignore[assignment] # nothing adds to them

    def list_commands(self, _ctx: Any) -> list[str]:
        """The names of the commands, without building any."""
        return list(self.commands)

    def parse_args(self, ctx: Any, args: list[str]) -> Any:
        """Parse the arguments; options may precede their command, and the default command is `upcoming`."""
        own = {option for param in self.get_params(ctx) for option in param.opts}
        completing_first = not args and ctx.resilient_parsing
        if not completing_first and (not args or (args[0][:1] == "-" and args[0].partition("=")[0] not in own)):
            args = self._command_first(ctx, args)
        if args[:1] == ["help"]:
            args = [*args[1:2], "--help"]
        return super().parse_args(ctx, args)

    def _command_first(self, ctx: Any, args: list[str]) -> list[str]:
        """The arguments with the command moved before its options; which take a value is decided by `upcoming`."""
        parser = self.commands[DEFAULT_COMMAND].make_parser(ctx)
        parser.allow_interspersed_args = False
        with suppress(TyperException):  # `upcoming` will report it
            rest = parser.parse_args(list(args))[1]
            if rest and rest[0] in self.commands:
                return [rest[0], *args[: len(args) - len(rest)], *rest[1:]]
        ctx.meta[UNNAMED] = True
        return [DEFAULT_COMMAND, *args]

    def shell_complete(self, ctx: Any, incomplete: str) -> Any:
        """What can come first: the commands, the program's options and those of `upcoming`."""
        found = super().shell_complete(ctx, incomplete)
        for item in found:
            if item.value in MANUAL:
                item.help = MANUAL[item.value].summary  # Typer's is cut short
        if incomplete.startswith("-"):
            default = self.commands[DEFAULT_COMMAND]
            with default.make_context(DEFAULT_COMMAND, [], parent=ctx, resilient_parsing=True) as context:
                found += default.shell_complete(context, incomplete)
        return _described(found)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that the first argument names; raises UsageError if there is none."""
        if not ctx.resilient_parsing and self.get_command(ctx, args[0]) is None:
            otherwise = "`spacetl --help` lists the commands"
            meant = _MEANT.get(args[0].casefold())
            raise UsageError(
                f"no command {quoted(args[0])}; {meant}"
                if meant
                else no_such("command", args[0], self.list_commands(ctx), otherwise=otherwise)
            )
        return super().resolve_command(ctx, args)

    def format_usage(self, _ctx: Any, formatter: Any) -> None:
        """Write the usage line."""
        formatter.write_usage("spacetl", "[COMMAND] [OPTIONS]")

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the commands, then the program's own options."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, MANUAL[name].summary) for name in self.commands])
        shown = (param for param in self.get_params(ctx) if param.name != "show_completion")  # few need it
        records = (param.get_help_record(ctx) for param in shown)
        with formatter.section("Options"):
            formatter.write_dl([record for record in records if record is not None])

    def format_epilog(self, _ctx: Any, formatter: Any) -> None:
        """Write the examples, the environment and the exit codes."""
        widest = max(len(line) for line, _ in EXAMPLES)
        _write_lines(formatter, "Examples", (f"{line:{widest}}  {meaning}" for line, meaning in EXAMPLES))
        with formatter.section("Environment"):
            formatter.write_dl(ENVIRONMENT)
        formatter.write_paragraph()
        formatter.write_text("Exit codes: " + "; ".join(f"{code} {meaning}" for code, meaning in EXIT_CODES) + ".")


class SpacetlCommand(TyperCommand):
    """A command whose help shows its options in their groups, examples and the exit codes."""

    allow_extra_args = True  # so that `parse_args` can report them in its own words

    def make_parser(self, ctx: Any) -> Any:
        """The parser, which takes a minus and a digit as text, such as the date -6m: no option begins that way."""
        parser: Any = super().make_parser(ctx)
        option = parser._process_opts  # noqa: SLF001 - nothing public says what an option looks like

        def process(argument: str, state: Any) -> None:
            if _NEGATIVE.match(argument):
                state.largs.append(argument)
            else:
                option(argument, state)

        parser._process_opts = process  # noqa: SLF001 - the same
        return parser

    def parse_args(self, ctx: Any, args: list[str]) -> Any:
        """Parse the arguments; raises UsageError for what the command does not take."""
        given = list(args)
        try:
            rest = super().parse_args(ctx, args)
        except TyperException as error:
            raise UsageError(usage_line(error, ctx)) from None
        if rest and not ctx.resilient_parsing:
            raise unexpected_argument(rest, given, ctx)
        return rest

    def shell_complete(self, ctx: Any, incomplete: str) -> Any:
        """The options that begin with `incomplete`."""
        return _described(super().shell_complete(ctx, incomplete))

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """Write the usage line."""
        arguments = [str(param.metavar) for param in self.get_params(ctx) if param.param_type_name == "argument"]
        formatter.write_usage(ctx.command_path, " ".join([*arguments, "[OPTIONS]"]))

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the arguments, then each group of options under its name, then the rest."""
        groups: dict[str, list[tuple[str, str]]] = {"Arguments": []}
        rest: list[tuple[str, str]] = []
        params: list[Any] = self.get_params(ctx)
        for param in params:
            if param.param_type_name == "argument":
                groups["Arguments"].append((param.metavar, param.help))
            elif param.name != "help":  # whoever reads this has found it
                panel = groups.setdefault(param.rich_help_panel, []) if param.rich_help_panel else rest
                panel.append(param.get_help_record(ctx))
        groups["Other"] = rest
        widest = max((len(name) for records in groups.values() for name, _ in records), default=0)
        for group, records in groups.items():
            if records:
                with formatter.section(group):
                    formatter.write_dl([(name.ljust(widest), text) for name, text in records])

    def format_epilog(self, ctx: Any, formatter: Any) -> None:
        """Write the examples and the exit codes."""
        page = MANUAL[ctx.info_name]
        _write_lines(formatter, "Examples", page.examples)
        formatter.write_paragraph()
        formatter.write_text(f"Exit codes: {page.codes}.")


def _described(items: Iterable[Any]) -> list[Any]:
    """The items without duplicates, each described on one line: shells take a second line for another item."""
    once = {item.value: item for item in items}
    for item in once.values():
        item.help = shorten(item.help or "", 60, placeholder="...")
    return list(once.values())


def _write_lines(formatter: Any, heading: str, lines: Iterable[str]) -> None:
    with formatter.section(heading):
        formatter.write("".join(f"  {line}\n" for line in lines))


app = typer.Typer(
    name="spacetl",
    cls=SpacetlGroup,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback(invoke_without_command=True, help=ABOUT)
def _program(
    version: Annotated[bool, Option("--version", "-V", help="Show the version and exit.", is_eager=True)] = False,
) -> None:
    if version:
        typer.echo(f"spacetl {__version__}")
        raise typer.Exit
