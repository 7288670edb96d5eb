"""The commands by name, each built only when it is asked for: building all takes longer than most reports."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import typer
from typer.models import CommandInfo

from spacetl.cli.grouping import grouped

Function = Callable[..., None]


class Registry(Mapping[str, Any]):
    """Typer's commands, in the order in which their functions were added."""

    def __init__(self) -> None:
        self._infos: dict[str, CommandInfo] = {}
        self._built: dict[str, Any] = {}

    def add(self, name: str, function: Function, **settings: Any) -> None:
        """Add a command under a name; `settings` are those of `typer.Typer.command`."""
        self._infos[name] = CommandInfo(name=name, callback=function, **settings)

    def __getitem__(self, name: str) -> Any:
        if name not in self._built:
            info = self._infos[name]
            info.callback = grouped(info.callback) if info.callback is not None else None
            self._built[name] = typer.main.get_command_from_info(
                info, pretty_exceptions_short=False, rich_markup_mode=None
            )
        return self._built[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._infos)

    def __len__(self) -> int:
        return len(self._infos)


COMMANDS = Registry()
