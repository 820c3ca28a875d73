"""What Python calls with files: histories."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from wfm.errors import InputError
from wfm.ingestion import histories
from wfm.keywords import with_keywords
from wfm.options.common import Clock, Configured, HandlingTimes
from wfm.options.read import ReadOptions

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class AskedHistory(Clock, HandlingTimes, ReadOptions, Configured):
    """A history as Python asks for it.

    Parameters
    ----------
    files
        Path of a file, or the paths of several that are joined in time: CSV, workbooks, gzip or
        zip of one file, as wfm or any other system wrote them.
    profile
        `wfm.tables.HISTORY` of intervals, whose shape the days of a daily file take.
    """

    files: str | Path | Sequence[str | Path]
    profile: pd.DataFrame | None = field(default=None, kw_only=True)


@with_keywords(AskedHistory)
def read_history(asked: AskedHistory) -> pd.DataFrame:
    """Read past calls from files of any layout.

    What was assumed is said to the logger ``wfm``.

    Returns
    -------
    pandas.DataFrame
        `wfm.tables.HISTORY`; handling times in seconds.

    Raises
    ------
    OptionError
        If an option has a value that it cannot take.
    Question
        If a file can be read in two ways: an `InputError` that names both, and what decides.
    InputError
        If a file cannot be read, or is no history.
    """
    several = [asked.files] if isinstance(asked.files, str | Path) else list(asked.files)
    found = histories.read_history([_content(path) for path in several], asked, asked.profile)
    for line in found.said:
        log.info("%s", line)
    return found.in_seconds()


def _content(path: str | Path) -> tuple[bytes, str]:
    try:
        return Path(path).read_bytes(), str(path)
    except OSError as error:
        reason = str(error.strerror).lower()
        raise InputError(f"{path}: {reason}: give the path of a table") from None
