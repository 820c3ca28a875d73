"""What people hear on standard error: words, warnings, and that somebody is at work."""

import logging
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, TextIO, cast

from wfm.quoting import escaped

if TYPE_CHECKING:
    from rich.console import Console

    from wfm.rostering import Progress


class _Listener:
    """Standard error for as long as somebody listens: that nobody does costs no result."""

    def write(self, text: str) -> int:
        _sign.clear()
        try:
            sys.stderr.write(text)
        except (OSError, ValueError):  # the reader has gone, or the disk is full
            silence(sys.stderr)
        return len(text)

    def flush(self) -> None:
        try:
            sys.stderr.flush()
        except (OSError, ValueError):
            silence(sys.stderr)

    def __getattr__(self, name: str) -> Any:
        return getattr(sys.stderr, name)


class _Sign:
    """A line that says that somebody is at work, up to the first word of anything else."""

    shown = ""

    def show(self, line: str) -> None:
        _Listener().write(f"\r{line}")
        _Listener().flush()
        self.shown = line

    def clear(self) -> None:
        blank, self.shown = " " * len(self.shown), ""
        if blank:
            _Listener().write(f"\r{blank}\r")
            _Listener().flush()


_sign = _Sign()


def clear_sign() -> None:
    """Take away the line that says that somebody is at work."""
    _sign.clear()


def silence(stream: TextIO | None) -> None:
    """Let a stream that cannot be written to go nowhere: Python would fail when it flushes it."""
    with suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())  # type: ignore[union-attr]
        os.close(nowhere)


def say(message: str, *, style: str = "") -> None:
    """Write a line for people on standard error, whatever the names in it hold."""
    if sys.stderr is None:  # closed by the caller
        return
    line = escaped(message)
    if style and sys.stderr.isatty() and not os.environ.get("NO_COLOR"):
        line = f"\033[{style}m{line}\033[0m"
    _Listener().write(line + "\n")


class _Words(logging.Handler):
    """Shows what the stages have to say; what holds for many queues, once."""

    def __init__(self, level: int) -> None:
        super().__init__(level)
        self._said: set[tuple[int, str]] = set()

    def emit(self, record: logging.LogRecord) -> None:
        said = record.levelno, record.getMessage()
        if said in self._said:
            return
        self._said.add(said)
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


def _progress_is_seen() -> bool:
    """Whether somebody looks on: a terminal, and not told to be quiet."""
    wanted = logging.getLogger("wfm").isEnabledFor(logging.INFO)
    return sys.stderr is not None and sys.stderr.isatty() and wanted


@contextmanager
def at_work(line: str) -> Iterator[None]:
    """Show that a command is at work until it says something, on a terminal only."""
    if _progress_is_seen():
        _sign.show(line)
    try:
        yield
    finally:
        _sign.clear()


def _console() -> "Console":
    from rich.console import Console

    return Console(file=cast("TextIO", _Listener()))


@contextmanager
def counting(what: str) -> Iterator[Callable[[int, int], None] | None]:
    """Show how many of several are done, on a terminal only."""
    if not _progress_is_seen():
        yield None
        return
    from rich.progress import Progress as Bar

    with Bar(console=_console(), transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


@contextmanager
def progress() -> Iterator[Callable[["Progress"], None] | None]:
    """Show how far a search is, on a terminal only."""
    if not _progress_is_seen():
        yield None
        return
    with _console().status("searching") as status:
        yield lambda state: status.update(_progress_line(state))


def _progress_line(state: "Progress") -> str:
    if state.agents is None:
        return f"searching for a first roster, {state.seconds:.0f} s"
    return (
        f"{state.agents} agents, cost {state.cost:,.1f}, gap {state.gap:.2%}, {state.seconds:.0f} s"
    )
