"""Where a report goes: a stream, a pager, or a file that is written whole or not at all."""

import io
import os
import stat
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from spacetl.cli.options import Output
from spacetl.cli.paging import page
from spacetl.cli.session import Session
from spacetl.errors import SpacetlError, UsageError
from spacetl.naming import quoted, shown, suggestion
from spacetl.render import FORMATS, Format, Report, Style, format_named, format_of_file, write
from spacetl.reports.table import Card

STDOUT = "-"
COLORS = ("auto", "always", "never")


def emit(
    report: Report, session: Session, how: Output, inputs: Iterable[str], default: str = "table", **style: Any
) -> None:
    """Write the report as the options ask, and its hints to stderr.

    Args:
        report: what to write.
        session: the streams.
        how: the options.
        inputs: the files it was made from, never written over.
        default: the format where neither -O nor the file's ending tells one.
        style: further choices of the rendering.

    Raises:
        UsageError: the options do not fit each other, the report or the file.
        SpacetlError: the file cannot be written.
    """
    wanted = _format(how, default)
    if how.output not in (None, STDOUT):
        notes = _write_file(report, wanted, how, str(how.output), inputs, **style)
    else:
        notes = _write_stdout(report, wanted, session, how, **style)
    if not how.quiet:
        session.tell(*notes, *_hints(report, wanted))


def _format(how: Output, default: str) -> Format:
    if how.color not in COLORS:
        raise UsageError(f"--color is {', '.join(COLORS)}; found {quoted(how.color)}{suggestion(how.color, COLORS)}")
    if how.output == "":
        raise UsageError("--output: the file's name is empty")
    if how.format is not None:
        return format_named(how.format)
    if how.output is None or how.output == STDOUT:
        return FORMATS[default]
    of_ending = format_of_file(how.output)
    if of_ending is None and default == "table":
        raise UsageError(f"--output: the name {quoted(how.output)} tells no format; add -O {'|'.join(FORMATS)}")
    return of_ending or FORMATS[default]


def _hints(report: Report, wanted: Format) -> tuple[str, ...]:
    """A table's hints; where machines read, only that there is nothing."""
    if isinstance(report, Card) or (wanted.machine and report.rows):
        return ()
    return report.hint


def _style(how: Output, **more: Any) -> Style:
    delimiter = "\t" if how.delimiter == "\\t" else how.delimiter
    if len(delimiter) != 1 or delimiter in '"\r\n':
        raise UsageError(
            f"--delimiter is one character, as ; or \\t, and no quote or line break; found {quoted(how.delimiter)}"
        )
    columns = tuple(name.strip() for name in how.columns.split(",")) if how.columns is not None else ()
    chosen = {"header": not how.no_header, "raw": how.raw, "bom": how.bom, "delimiter": delimiter, **more}
    return Style(columns=columns, **chosen)


def _write_stdout(report: Report, wanted: Format, session: Session, how: Output, **style: Any) -> tuple[str, ...]:
    out = session.stdout
    if out is None:
        raise SpacetlError("standard output is closed; nothing was printed")
    if wanted.machine:
        return write(report, wanted, out, _style(how, **style))
    width = session.width if session.on_terminal else None
    fitted = _style(how, width=width, color=session.wants_color(how.color), ascii=session.ascii_only, **style)
    if not session.on_terminal or how.no_pager:
        return write(report, wanted, out, fitted)
    text = io.StringIO()
    notes = write(report, wanted, text, fitted)
    page(text.getvalue(), session)
    return notes


def _write_file(
    report: Report, wanted: Format, how: Output, path: str, inputs: Iterable[str], **style: Any
) -> tuple[str, ...]:
    target = Path(os.path.realpath(path))
    name = shown(path)
    fitted = _style(how, color=how.color == "always", **style)
    try:
        _refuse_inputs(target, inputs, name)
        if target.exists() and not target.is_file():
            if target.is_dir():
                raise SpacetlError(f"{name}: is a directory; give the name of a file in it")
            with target.open("w", encoding="utf-8", newline="") as stream:
                return write(report, wanted, stream, fitted)
        return _replace(target, report, wanted, fitted)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise SpacetlError(f"{name}: {_reason(error)}; nothing was written") from None
    except ValueError as error:
        if "null" not in str(error):
            raise
        raise UsageError(f"{name}: no file has such a name") from None


def _refuse_inputs(target: Path, inputs: Iterable[str], name: str) -> None:
    for path in inputs:
        with suppress(OSError):
            if path != STDOUT and target.samefile(path):
                raise UsageError(f"{name}: is the timeline itself; write to another file")


def _replace(target: Path, report: Report, wanted: Format, style: Style) -> tuple[str, ...]:
    """Write a temporary file beside the target and rename it: the target is the old file or the whole new one."""
    mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else None
    if mode is not None and not os.access(target, os.W_OK):
        raise PermissionError(13, "permission denied")
    handle, temporary = tempfile.mkstemp(prefix=".spacetl-", suffix=".tmp", dir=target.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
            notes = write(report, wanted, stream, style)
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).chmod(mode if mode is not None else 0o666 & ~_umask())
        Path(temporary).replace(target)
    except BaseException:
        with suppress(OSError):
            Path(temporary).unlink()
        raise
    return notes


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _reason(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "no such directory"
    text = error.strerror or str(error)
    return text[:1].lower() + text[1:]
