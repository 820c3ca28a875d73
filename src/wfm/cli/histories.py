"""Histories from the files that a command names."""

import glob
import logging
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from wfm import interrupts, side_by_side
from wfm.cli import streams
from wfm.errors import InputError, OptionError
from wfm.options.forecast import ForecastOptions
from wfm.options.read import HistoryFiles

if TYPE_CHECKING:
    import pandas as pd

    from wfm.ingestion.histories import History
    from wfm.ingestion.queue_by_queue import QueueByQueue

log = logging.getLogger(__name__)

_GLOB = "*?["


def ready(jobs: int, read: HistoryFiles) -> AbstractContextManager[None]:
    """Start the processes that work on queues, while their files are read; see `side_by_side`.

    None starts where a file cannot be read: that is said at once.
    """
    can_be = all(str(path) == "-" or os.access(path, os.R_OK) for path in expanded(read.files))
    return side_by_side.ready(jobs if can_be else 1, "wfm.forecasting")


def read_history(
    read: HistoryFiles,
    example: str,
    *,
    decimal: Literal["point", "comma"] | None,
    timezone: str | None,
    aht_unit: str | None,
    checked: bool = True,
) -> "History":
    """Read the history of a command, and say what was assumed.

    Parameters
    ----------
    read
        The files, and how to read them.
    example
        A command that works, for who gives no file.
    decimal, timezone, aht_unit
        What the command's other options say of the file.
    checked
        Whether values are checked here; else the stage does it, queue by queue.

    Raises
    ------
    UsageError
        If there is no file and standard input is a terminal.
    InputError
        If a file cannot be read, or is no history.
    """
    how = replace(read, decimal=decimal or read.decimal, timezone=timezone, aht_unit=aht_unit)
    return read_files(files_of(read, example), how, example, checked=checked)


def worked_on(
    read: HistoryFiles,
    example: str,
    options: ForecastOptions,
    decimal: Literal["point", "comma"] | None,
    work: "Callable[[pd.DataFrame | Iterable[pd.DataFrame], str | None], pd.DataFrame]",
) -> "pd.DataFrame":
    """Read the history of a command and work on it: by several processes, while it is read.

    Parameters
    ----------
    read, example, decimal
        As for `read_history`.
    options
        What else is said of the file, and how its queues are worked on.
    work
        Makes a table of a history, or of tables of whole queues, and of the unit of its handling
        times.
    """
    zone, unit = options.timezone, options.aht_unit
    how = replace(read, decimal=decimal or read.decimal, timezone=zone, aht_unit=unit)
    with ready(options.jobs, read):
        files = files_of(read, example)
        if len(files) == 1 and how.profile is None and options.jobs > 1 and not options.keep_going:
            with interrupts.held():  # amid an import it becomes another error
                from wfm.ingestion.queue_by_queue import QueueByQueue

            queues = QueueByQueue(*files[0], how)
            try:
                return work(_told(queues), unit)
            except (InputError, OptionError):
                if queues.is_read:
                    raise
            # Nothing was said: who reads the whole file says what is wrong in it, or takes it.
        history = read_files(files, how, example, checked=not options.keep_going)
        return work(history.frame, history.aht_unit)


def _told(queues: "QueueByQueue") -> "Iterator[pd.DataFrame]":
    yield from queues
    _say_read([queues.source], queues.rows, queues.columns)


def _say_read(sources: Iterable[str], rows: int, columns: Iterable[object]) -> None:
    names = ", ".join(map(str, columns))
    log.debug("%s: history of %d rows and the columns %s", ", ".join(sources), rows, names)


def files_of(read: HistoryFiles, example: str) -> list[tuple[bytes, str]]:
    """Read the files of a command: content and name of each; see `read_history`."""
    paths: list[Path | None] = [*expanded(read.files)]
    files = [streams.read_bytes(path, example, "table") for path in paths or [None]]
    if len(files) == 1 and files[0][1] == "standard input" and not files[0][0].strip():
        raise InputError("standard input is empty: did the command before this one fail?")
    return files


def read_files(
    files: Sequence[tuple[bytes, str]], how: HistoryFiles, example: str, *, checked: bool = True
) -> "History":
    """Read a history from the content of files, and say what was assumed; see `read_history`."""
    with interrupts.held():
        from wfm.ingestion.histories import read_history as read_any
    from wfm.options.read import ReadOptions

    profile = None
    if how.profile is not None:
        shape = [streams.read_bytes(how.profile, example, "table")]
        profile = read_any(shape, ReadOptions(timezone=how.timezone)).frame
    history = read_any(files, how, profile, checked=checked)
    for line in history.said:
        log.info("%s", line)
    _say_read((source for _, source in files), len(history.frame), history.frame)
    return history


def expanded(paths: Sequence[Path]) -> list[Path]:
    """Put the files that a pattern such as ``exports/*.csv`` stands for in its place.

    Raises
    ------
    InputError
        If it stands for none.
    """
    found: list[Path] = []
    for path in paths:
        text = str(path)
        if not any(sign in text for sign in _GLOB) or path.exists():
            found.append(path)
            continue
        matches = sorted(glob.glob(text))  # noqa: PTH207 - a pattern may begin at the root
        if not matches:
            raise InputError(f"{text}: no file has such a name: give the path of a table")
        found += [Path(match) for match in matches if Path(match).is_file()]
    return found
