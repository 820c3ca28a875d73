"""Tables and files in and out: from files, pipes and terminals, and drawn for people."""

import io
import logging
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Literal, TextIO

from wfm import config
from wfm.cli import files
from wfm.cli.files import UsageError, check_apart, check_output
from wfm.cli.messages import clear_sign, silence
from wfm.errors import InputError
from wfm.options.common import Format
from wfm.options.saved import SavedTable
from wfm.quoting import escaped

if TYPE_CHECKING:
    import pandas as pd
    from rich.console import RenderableType

    from wfm.tables import Table
    from wfm.tables.numerals import Mark


__all__ = ["Format", "UsageError", "check_apart", "check_output"]

log = logging.getLogger(__name__)

# Columns of a drawn table where there is no terminal to say it, and the fewest that make sense.
_WIDTH, _LEAST_WIDTH = 120, 20
# No screen is wider; what draws help and tables would make room for as many as COLUMNS says.
_MOST_WIDTH = 1000


def bound_width() -> None:
    """Take a width that no screen has for a wide one."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isdecimal() and (len(columns) > 9 or int(columns) > _MOST_WIDTH):
        os.environ["COLUMNS"] = str(_MOST_WIDTH)


def read_bytes(
    path: Path | None,
    example: str,
    what: str = "CSV file",
    most: int = files.MOST_OF_A_TABLE,
) -> tuple[bytes, str]:
    """Read a file or standard input; return the content and its name.

    Raises
    ------
    UsageError
        If there is no file and standard input is a terminal.
    InputError
        If the file cannot be read.
    """
    if path is not None and str(path) != "-":
        return files.read(path, what, most), str(path)
    if sys.stdin is None or sys.stdin.isatty():
        raise UsageError(f"no FILE and nothing piped in: try '{example}'")
    name = "standard input"
    try:
        return files.read_stream(sys.stdin.buffer, name, what, most), name
    except OSError as error:
        reason = files.reason(error)
        raise InputError(f"{name}: {reason}: give the path of a {what}") from None


def read_table(
    path: Path | None,
    table: "Table",
    example: str,
    decimal: "Mark | None" = None,
    saved: SavedTable | None = None,
    *,
    checked: bool = True,
) -> "pd.DataFrame":
    """Read a table of a stage from a file or standard input.

    Parameters
    ----------
    path
        The file; None or ``-`` is standard input.
    table
        What it should hold.
    example
        A command that works, for who gives no file.
    decimal, saved
        What the options say of it, where it is no plain CSV.
    checked
        Whether the values are checked here; else the stage does it, queue by queue.

    Raises
    ------
    InputError
        If there is nothing to read, or it is no such table.
    """
    data, source = read_bytes(path, example)
    return table_of(data, source, table, decimal, saved, checked=checked)


def table_of(
    data: bytes,
    source: str,
    table: "Table",
    decimal: "Mark | None" = None,
    saved: SavedTable | None = None,
    *,
    checked: bool = True,
) -> "pd.DataFrame":
    """Read a table of a stage from the content of a file; see `read_table`."""
    if source == "standard input" and not data.strip():
        raise InputError("standard input is empty: did the command before this one fail?")
    from wfm import tables

    try:
        frame = tables.read(data, table, source, decimal, checked=checked)
    except InputError as refused:
        from wfm.ingestion.options import ReadOptions
        from wfm.ingestion.saved import read_saved

        how = ReadOptions(decimal=decimal, **vars(saved or SavedTable()))
        frame, said = read_saved(data, table, source, how, refused, checked=checked)
        if said:
            log.info("read %d rows of %s: %s", len(frame), source, ", ".join(said))
    log.debug(
        "%s: %s of %d rows and the columns %s",
        source,
        table.name,
        len(frame),
        ", ".join(map(str, frame)),
    )
    return frame


def read_config(path: Path | None) -> tuple[dict[str, Any], str]:
    """Read the configuration given, or ``wfm.toml`` of this folder; its name is "" without one."""
    if path is None:
        path = Path("wfm.toml")
        # A link that leads nowhere is no missing configuration; reading it says what it is.
        if not os.path.lexists(path):
            return {}, ""
        if path.is_fifo():  # nobody may ever write to it
            raise InputError(f"{path}: is a pipe: name it with --config, or remove it")
    example = "wfm roster requirement.csv --config wfm.toml"
    data, source = read_bytes(path, example, "configuration", files.MOST_OF_A_CONFIGURATION)
    return config.parse(data, source), source


def write_text(parts: Iterable[str], output: Path | None) -> None:
    """Write a result to a file, whole or not at all, or to standard output; always as UTF-8."""
    with refusing(output):
        if output is None or str(output) == "-":
            stream = _standard_output()
            stream.flush()
            for part in _encoded(parts):
                _write_whole(stream.buffer, part)
            stream.buffer.flush()
        else:
            files.write(output, _encoded(parts))


@contextmanager
def write_with(frame: "pd.DataFrame | None", output: Path | None) -> Iterator[None]:
    """Write a further result where it is wanted, together with what the block writes: or neither.

    Parameters
    ----------
    frame
        The further result; None if there is none.
    output
        Its file, a workbook by its name or CSV; None if it is not wanted.
    """
    if frame is None or output is None or str(output) == "-":
        yield
        if frame is not None and output is not None:
            from wfm import tables

            write_text(tables.csv_parts(frame), output)
        return
    with refusing(output), files.written(output, _content(frame, output)):
        yield


def _content(frame: "pd.DataFrame", output: Path) -> Iterator[bytes]:
    """Yield what a file of that name holds: a workbook, or CSV."""
    from wfm import tables

    if files.is_workbook(output):
        yield tables.to_workbook(frame)
    else:
        yield from _encoded(tables.csv_parts(frame))


def _write_whole(stream: IO[bytes], data: bytes) -> None:
    """Write all of it: an unbuffered stream may take a part, and tells the fault with the next."""
    left = memoryview(data)
    while left:
        left = left[stream.write(left) or 0 :]


def _encoded(parts: Iterable[str]) -> Iterator[bytes]:
    return (part.encode("utf-8", "backslashreplace") for part in parts)


@contextmanager
def refusing(output: Path | None) -> Iterator[None]:
    """Say in one line why a place cannot be written to."""
    try:
        yield
    except BrokenPipeError:
        # The reader has gone, as in `wfm forecast calls.csv | head`.
        silence(sys.stdout)
    except OSError as error:
        if output is None or str(output) == "-":
            silence(sys.stdout)
        place = output or "standard output"
        raise InputError(f"{place}: cannot write there: {files.reason(error)}") from None


def _standard_output() -> TextIO:
    if sys.stdout is None:
        raise UsageError("standard output is closed: give -o FILE")
    clear_sign()
    return sys.stdout


def check_format(format_: Format, output: Path | None) -> None:
    """Refuse to write another format under the name of a workbook: the ending says what it is."""
    if format_ is not Format.auto and files.is_workbook(output):
        raise UsageError(
            f"--format {format_} is no workbook, and {output} is one: leave --format out, or give "
            "another ending"
        )


def write_table(
    frame: "pd.DataFrame",
    format_: Format,
    output: Path | None,
    view: Literal["plain", "calls", "agents", "rotation", "week_picture"] = "plain",
) -> None:
    """Write a result in the format asked for.

    Parameters
    ----------
    frame
        The conformed table.
    format_
        ``auto`` is a table on a terminal and CSV everywhere else.
    output
        File to write; standard output if there is none. One that ends in ``.xlsx`` is a workbook.
    view
        Function of `wfm.views` that draws the table for a person.
    """
    from wfm import tables

    if output is not None and files.is_workbook(output):
        with refusing(output):
            files.write(output, _content(frame, output))
    elif is_table(format_, output):
        from wfm import views

        draw(getattr(views, view)(harmless(frame)), output)
    elif format_ is Format.json:
        write_text(tables.json_parts(frame), output)
    else:
        write_text(tables.csv_parts(frame), output)


def draw(picture: "RenderableType", output: Path | None) -> None:
    """Draw for a person: on a terminal as wide as it is, or as text."""
    if output is None and _standard_output().isatty():
        show(picture, sys.stdout)
    else:
        drawn = io.StringIO()
        show(picture, drawn)
        write_text([drawn.getvalue()], output)


def harmless(frame: "pd.DataFrame") -> "pd.DataFrame":
    """Escape what acts on a terminal in the texts of a table that is drawn."""
    texts = frame.select_dtypes(["str", "object"])
    return frame.assign(
        **{str(name): texts[name].map(escaped, na_action="ignore") for name in texts}
    )


def is_table(format_: Format, output: Path | None) -> bool:
    """Whether a result is drawn for a person: asked for, or on a terminal."""
    on_terminal = output is None and _standard_output().isatty()
    return format_ is Format.table or (format_ is Format.auto and on_terminal)


def show(picture: "RenderableType", stream: IO[str]) -> None:
    """Draw for a person; colours only on a terminal that wants them."""
    from rich.console import Console

    # A name is text, whatever markup of rich it looks like.
    console = Console(file=stream, highlight=False, soft_wrap=False, markup=False, emoji=False)
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console.width = _WIDTH
    console.width = max(_LEAST_WIDTH, console.width)
    console.print(picture)
