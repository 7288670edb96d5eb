"""Timelines in every layout that people, editors and programs give them."""

import random
from collections.abc import Iterator
from typing import Any

import msgspec
import yaml
from hypothesis import strategies as st
from tests.making import timelines

from spacetl.timeline import Timeline, encode_date

LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
BOM, LF, CRLF, CR = "\ufeff", "\n", "\r\n", "\r"
COMMENTS = ("# a remark", "#", "# - {title: no event}", "#promises: []", "# é 🚀 中")
NOTES = (
    "a note",
    "two\nlines\n",
    "kept\n\n\n",
    "a: b # c",
    "  blanks",
    "ends with a colon:",
    "- dash",
    "'quoted'",
    "é 🚀",
    "x\n  \n",
)


class Writer:
    """Writes values as YAML with random choices; letting Hypothesis draw them all takes ten times as long."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.step = chance.randint(1, 4)
        self.flow_from = chance.randint(0, 5)  # the depth from which brackets are likely

    def one_of(self, *choices: Any) -> Any:
        return self.chance.choice(choices)

    def often(self) -> bool:
        return self.chance.random() < 0.75

    def filler(self, indent: int) -> Iterator[str]:
        """Comments and blank lines between two lines, mostly none."""
        for _ in range(self.one_of(0, 0, 0, 1, 2)):
            yield self.one_of("", "  ", " " * self.one_of(0, indent, indent // 2) + self.one_of(*COMMENTS))

    def after(self) -> str:
        """What follows a value on its line."""
        return "" if self.often() else f"  {self.one_of(*COMMENTS)}"

    def text(self, value: str, *, flow: bool) -> str:
        """A text on one line: plain where YAML allows it, else in quotes."""
        plain = f"[{value}]" if flow else f"- {value}"
        with_quotes = self.one_of("plain", "plain", "single", "double")
        if with_quotes == "plain" and value.isprintable() and _reads_as(plain, [value]):
            return value
        if with_quotes == "single" and value.isprintable():
            return "'" + value.replace("'", "''") + "'"
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'

    def brackets(self, value: Any, indent: int) -> str:
        """A value in brackets, on one line or several."""
        if isinstance(value, str):
            return self.text(value, flow=True)
        if isinstance(value, dict):
            parts = [f"{self.text(key, flow=True)}: {self.brackets(each, indent + 2)}" for key, each in value.items()]
        else:
            parts = [self.brackets(each, indent + 2) for each in value]
        opening, closing = "{}" if isinstance(value, dict) else "[]"
        comma: str = self.one_of("", "", ",", " ,") if parts else ""
        if not parts or self.often():
            inside: str = self.one_of("", " ")
            between: str = self.one_of(", ", " , ")
            return opening + inside + between.join(parts) + comma + inside + closing
        lines = [opening + self.after()]
        for number, part in enumerate(parts):
            last = number == len(parts) - 1
            lines += self.filler(indent)
            lines.append(" " * (indent + 2) + part + (comma if last else ",") + self.after())
        if self.often():
            lines.append(" " * indent + closing)
        else:
            lines[-1] = " " * (indent + 2) + parts[-1] + comma + closing
        return "\n".join(lines)

    def block_text(self, value: str, indent: int) -> str | None:
        """A text as a block, if it can be one."""
        if not value.strip() or value.startswith(" ") or self.often():
            return None
        kept = value.endswith("\n\n")
        mark = "|+" if kept else "|" if value.endswith("\n") else "|-"
        body = value.removesuffix("\n").split("\n")
        lines = [mark + self.after(), *(" " * (indent + self.step) + line if line else "" for line in body)]
        return "\n".join(lines)

    def value(self, value: Any, indent: int, depth: int) -> str:
        """What follows a key or a dash, with further lines indented deeper than `indent`."""
        if isinstance(value, str):
            return " " + (self.block_text(value, indent) or self.text(value, flow=False) + self.after())
        if not value or depth >= self.flow_from or not self.often():
            return " " + self.brackets(value, indent + self.step) + self.after()
        if isinstance(value, dict):
            return self.after() + "\n" + "\n".join(self.keys(value, indent + self.step, depth))
        inner = indent + (0 if indent and self.one_of(True, False) else self.step)
        lines: list[str] = []
        for each in value:
            lines += self.filler(inner)
            lines.append(" " * inner + self.item(each, inner, depth + 1))
        return self.after() + "\n" + "\n".join(lines)

    def item(self, value: Any, indent: int, depth: int) -> str:
        """A dash and what follows it."""
        if isinstance(value, dict) and value and depth < self.flow_from and self.often():
            gap = self.step + 1
            keys = [*self.keys(value, indent + gap, depth, filled=False)]
            return "-".ljust(gap) + keys[0].lstrip() + "".join("\n" + key for key in keys[1:])
        return "-" + (
            self.value(value, indent, depth)
            if isinstance(value, str)
            else " " + self.brackets(value, indent + 2) + self.after()
        )

    def keys(self, value: dict[str, Any], indent: int, depth: int, *, filled: bool = True) -> Iterator[str]:
        """The lines of the keys of a mapping and what follows them."""
        for number, (key, each) in enumerate(value.items()):
            if filled or number:
                yield from self.filler(indent)
            yield " " * indent + self.text(key, flow=False) + ":" + self.value(each, indent, depth + 1)


def laid_out() -> st.SearchStrategy[str]:
    """The texts of timelines."""
    return st.builds(text_of, timelines(), st.integers(0, 1 << 32).map(random.Random))


def text_of(timeline: Timeline, chance: random.Random) -> str:
    """A text that contains the timeline's events, some with a note, and perhaps some more."""
    writer = Writer(chance)
    events = []
    for event in timeline.events:
        value = msgspec.to_builtins(event, enc_hook=encode_date)
        if writer.one_of(True, False):
            value["note"] = writer.one_of(*NOTES)
        if "promises" not in value and "date" not in value and writer.one_of(True, False):
            value["promises"] = []
        events.append(shuffled(value, chance))
    whole: dict[str, Any] = {"events": events}
    if writer.one_of(True, False):
        whole["sources"] = writer.one_of(
            {}, {"s": {"title": "A page"}}, {"s: 1": {"url": "https://x.example"}, "t": {}}
        )
    if writer.one_of(True, False):
        whole["agencies"] = writer.one_of({}, {"NASA": {"country": "US", "aliases": ["N"]}})
    if writer.one_of(True, False):
        whole["title"] = writer.one_of(*NOTES)
    whole = shuffled(whole, chance)
    block = [*writer.filler(0), *writer.keys(whole, 0, 0), *writer.filler(0)]
    lines = block if writer.often() else [*writer.filler(0), writer.brackets(whole, 0)]
    if not writer.often():
        lines = [writer.one_of("---", "--- # here"), *lines, *writer.one_of([], ["..."], ["...", "# end"])]
    text = "\n".join(lines) + writer.one_of("\n", "\n", "", "\n\n")
    return f"{writer.one_of('', '', BOM)}{text.replace(LF, writer.one_of(LF, LF, CRLF, CR))}"


def shuffled(value: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    return {key: value[key] for key in chance.sample([*value], len(value))}


def _reads_as(text: str, value: Any) -> bool:
    try:
        return bool(yaml.load(text, Loader=LOADER) == value)  # noqa: S506 - it makes only texts
    except yaml.YAMLError:
        return False
