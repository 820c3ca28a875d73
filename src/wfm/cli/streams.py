"""Files, standard streams and the terminal: the only place that touches them."""

import io
import logging
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Literal, TextIO

from wfm import config, interrupts
from wfm.errors import InputError, WfmError

if TYPE_CHECKING:
    import pandas as pd
    from rich.console import RenderableType

    from wfm.rostering import Progress
    from wfm.tables import Table


log = logging.getLogger(__name__)


class Format(StrEnum):
    """How a result is written."""

    auto = "auto"
    csv = "csv"
    json = "json"
    table = "table"


class UsageError(WfmError):
    """The command was called in a way that it does not know."""

    exit_code = 2


def say(message: str, *, style: str = "") -> None:
    """Write a line for people on standard error."""
    if sys.stderr is None:  # closed by the caller
        return
    if style and sys.stderr.isatty() and not os.environ.get("NO_COLOR"):
        message = f"\033[{style}m{message}\033[0m"
    sys.stderr.write(message + "\n")


class _Words(logging.Handler):
    """Shows what the stages have to say."""

    def emit(self, record: logging.LogRecord) -> None:
        if record.levelno >= logging.WARNING:
            say(f"warning: {record.getMessage()}", style="33")
        else:
            say(record.getMessage())


def set_verbosity(*, quiet: bool, verbose: bool) -> None:
    """Show warnings and words on standard error; fewer with `quiet`, more with `verbose`."""
    logger = logging.getLogger("wfm")
    level = logging.ERROR if quiet else logging.DEBUG if verbose else logging.INFO
    logger.handlers = [_Words(level)]
    logger.setLevel(level)
    logger.propagate = False


def read_bytes(path: Path | None, example: str, what: str = "CSV file") -> tuple[bytes, str]:
    """Read a file or standard input; return the content and its name.

    Raises
    ------
    UsageError
        If there is no file and standard input is a terminal.
    InputError
        If the file cannot be read.
    """
    if path is None or str(path) == "-":
        if sys.stdin is None or sys.stdin.isatty():
            raise UsageError(f"no FILE and nothing piped in: try '{example}'")
        return sys.stdin.buffer.read(), "standard input"
    try:
        return path.read_bytes(), str(path)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise InputError(f"{path}: {reason}: give the path of a {what}") from None


def read_table(path: Path | None, table: "Table", example: str) -> "pd.DataFrame":
    """Read a table of a stage from a file or standard input.

    Raises
    ------
    InputError
        If there is nothing to read, or it is no such table.
    """
    data, source = read_bytes(path, example)
    if source == "standard input" and not data.strip():
        raise InputError("standard input is empty: did the command before this one fail?")
    from wfm import tables

    frame = tables.read(data, table, source)
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
        if not path.is_file():
            return {}, ""
    example = "wfm roster requirement.csv --config wfm.toml"
    data, source = read_bytes(path, example, "configuration")
    return config.parse(data, source), source


def check_output(path: Path | None) -> Path | None:
    """Refuse a place that cannot be written to, before any work is done."""
    if path is not None and str(path) != "-":
        if path.is_dir():
            raise UsageError(f"{path}: is a directory: give the name of a file")
        if not path.parent.is_dir():
            raise UsageError(f"{path}: there is no folder {path.parent}: make it first")
    return path


def check_apart(*outputs: Path | None) -> None:
    """Refuse places that cannot be written to, and two results in one file."""
    taken = set()
    for path in outputs:
        check_output(path)
        if path is None or str(path) == "-" or (path.exists() and not path.is_file()):
            continue
        if path.resolve() in taken:
            raise UsageError(f"{path}: is named for two results: give each a file of its own")
        taken.add(path.resolve())


def write_text(parts: Iterable[str], output: Path | None) -> None:
    """Write a result to a file, whole or not at all, or to standard output; always as UTF-8."""
    data = (part.encode("utf-8") for part in parts)
    try:
        if output is None or str(output) == "-":
            stream = _standard_output()
            stream.flush()
            stream.buffer.writelines(data)
            stream.buffer.flush()
        elif output.exists() and not output.is_file():
            with output.open("wb") as device:  # one such as /dev/null stays one
                device.writelines(data)
        else:
            _replace(output.resolve(), data)
    except BrokenPipeError:
        # The reader has gone, as in `wfm forecast calls.csv | head`. Python would complain
        # when it flushes the stream at exit, so the stream goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise InputError(f"{output or 'standard output'}: cannot write there: {reason}") from None


def _standard_output() -> TextIO:
    if sys.stdout is None:
        raise UsageError("standard output is closed: give -o FILE")
    return sys.stdout


def _replace(path: Path, data: Iterable[bytes]) -> None:
    """Write beside the file and rename: whoever looks sees the old content or the new."""
    with interrupts.held():
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:100]}.")
        beside = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.writelines(data)
            beside.chmod(0o666 & ~_umask())
            beside.replace(path)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


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
        File to write; standard output if there is none.
    view
        Function of `wfm.views` that draws the table for a person.
    """
    from wfm import tables

    if is_table(format_, output):
        from wfm import views

        picture = getattr(views, view)(frame)
        if output is None and _standard_output().isatty():
            show(picture, sys.stdout)
        else:
            drawn = io.StringIO()
            show(picture, drawn)
            write_text([drawn.getvalue()], output)
    elif format_ is Format.json:
        write_text(tables.json_parts(frame), output)
    else:
        write_text(tables.csv_parts(frame), output)


def is_table(format_: Format, output: Path | None) -> bool:
    """Whether a result is drawn for a person: asked for, or on a terminal."""
    on_terminal = output is None and _standard_output().isatty()
    return format_ is Format.table or (format_ is Format.auto and on_terminal)


def show(picture: "RenderableType", stream: IO[str]) -> None:
    """Draw for a person; colours only on a terminal that wants them."""
    from rich.console import Console

    console = Console(file=stream, highlight=False, soft_wrap=False)
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console.width = 120
    console.print(picture)


def _progress_is_seen() -> bool:
    """Whether somebody looks on: a terminal, and not told to be quiet."""
    wanted = logging.getLogger("wfm").isEnabledFor(logging.INFO)
    return sys.stderr is not None and sys.stderr.isatty() and wanted


@contextmanager
def counting(what: str) -> Iterator[Callable[[int, int], None] | None]:
    """Show how many of several are done, on a terminal only."""
    if not _progress_is_seen():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


@contextmanager
def progress() -> Iterator[Callable[["Progress"], None] | None]:
    """Show how far a search is, on a terminal only."""
    if not _progress_is_seen():
        yield None
        return
    from rich.console import Console

    with Console(stderr=True).status("searching") as status:
        yield lambda state: status.update(_progress_line(state))


def _progress_line(state: "Progress") -> str:
    if state.agents is None:
        return f"searching for a first roster, {state.seconds:.0f} s"
    return (
        f"{state.agents} agents, cost {state.cost:,.1f}, gap {state.gap:.2%}, {state.seconds:.0f} s"
    )
