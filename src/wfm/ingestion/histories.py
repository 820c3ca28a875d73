"""The door for histories: wfm's own table as it is, anything else by the reader of exports."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd

from wfm import tables, timestamps
from wfm.errors import InputError
from wfm.ingestion.asking import Question
from wfm.ingestion.containers.kinds import is_text, refuse_endless_row
from wfm.ingestion.described import Described
from wfm.options.read import ReadOptions
from wfm.tables.durations import UNITS


@dataclass(frozen=True)
class History:
    """A history as the stages take it.

    Parameters
    ----------
    frame
        `wfm.tables.HISTORY`.
    aht_unit
        Unit of its handling times; None where nobody has said it.
    said
        What was assumed to read it, in at most three lines.
    parts
        How each file was read; none where it is a plain table of wfm.
    """

    frame: pd.DataFrame
    aht_unit: str | None = None
    said: tuple[str, ...] = ()
    parts: tuple[Described, ...] = ()

    def in_seconds(self) -> pd.DataFrame:
        """Return the table with its handling times in seconds."""
        if self.aht_unit in {None, "seconds"} or "aht_seconds" not in self.frame:
            return self.frame
        size = UNITS[str(tables.read_unit(self.aht_unit))]
        return self.frame.assign(aht_seconds=self.frame["aht_seconds"] * size)


def read_history(
    files: Sequence[tuple[bytes, str]],
    options: ReadOptions,
    profile: pd.DataFrame | None = None,
    *,
    checked: bool = True,
) -> History:
    """Read a history: from one file of wfm's own, or from files of any other layout.

    Parameters
    ----------
    files
        Content and name of each.
    options
        What the planner says of them.
    profile
        A further history, whose shape days take; None: days are refused.
    checked
        Whether the values of wfm's own table are checked here; else the stage does it, queue by
        queue.

    Raises
    ------
    Question
        If a file can be read in two ways.
    InputError
        If it is no history, or a cell cannot be read.
    """
    if len(files) == 1 and options.is_plain and profile is None:
        return _read_plain(*files[0], options, checked=checked)
    return _read(files, options, profile)


def _read_plain(data: bytes, source: str, options: ReadOptions, *, checked: bool) -> History:
    """Read a file of which nobody said anything: it may be wfm's own."""
    refuse_endless_row(data, source)
    strict: InputError | None = None
    own: History | None = None
    if _is_own(data) or is_other_table(data):
        try:
            own = _as_own(data, source, options, checked=checked)
            if not checked or is_in_order(own.frame, options.timezone):
                return own
        except InputError as error:
            if is_other_table(data):
                raise
            strict = error
    try:
        return _read([(data, source)], options, None)
    except Question:
        raise
    except InputError as error:
        if own is not None:
            return own  # the stage says what is wrong with its order
        if strict is not None:
            raise strict from None
        if _is_hopeless(error) and is_text(data):
            # Which says what columns a history has.
            return _as_own(data, source, options, checked=checked)
        raise


def _as_own(data: bytes, source: str, options: ReadOptions, *, checked: bool) -> History:
    frame = tables.read(data, tables.HISTORY, source, options.decimal, checked=checked)
    return History(frame, options.aht_unit)


def _read(
    files: Sequence[tuple[bytes, str]],
    options: ReadOptions,
    profile: pd.DataFrame | None,
) -> History:
    from wfm.ingestion import reading
    from wfm.ingestion.mapping import describe

    found = reading.read(files, options, profile)
    # What was read is in seconds, whatever it was before.
    parts = tuple(describe(part) for part in found.parts)
    # As it is in a file: a forecast of the history that somebody has kept is the same.
    frame = tables.conform(found.frame, tables.HISTORY)
    frame.attrs.update(found.frame.attrs)
    return History(frame, "seconds", found.said, parts)


def _is_hopeless(error: InputError) -> bool:
    from wfm.ingestion.header import NoTable

    return isinstance(error, NoTable)


def _names(data: bytes) -> list[str]:
    """Return the names in the first line of a text that has something in it."""
    start = data[:100_000].decode("utf-8-sig", "replace").lstrip("\r\n")
    line = start.splitlines()[0] if start else ""
    try:
        row = next(csv.reader([line], delimiter=max(",;\t", key=line.count)), [])
    except csv.Error:
        return []
    return [tables.own_name(name) for name in row]


def _is_own(data: bytes) -> bool:
    return {"interval_start", "calls"} <= set(_names(data))


def is_other_table(data: bytes) -> bool:
    """Whether a text is another table that wfm writes, such as a forecast or a roster."""
    return bool(tables.other_table(_names(data), tables.HISTORY))


def is_in_order(frame: pd.DataFrame, timezone: str | None) -> bool:
    """Whether the rows of each queue follow one another on a step that the stages take."""
    starts = frame["interval_start"]
    if starts.dt.tz is not None:
        return True  # looked at when it was read
    zone = timestamps.zone(timezone) or ZoneInfo("UTC")
    begins = tables.runs(frame["queue"]).tolist() if "queue" in frame else [0]
    # One queue at a time: of a large file there is no copy besides.
    queues = [starts.iloc[a:b] for a, b in pairwise([*begins, len(frame)])]
    return all(
        _are_same(one, before) or _follow_one_another(one, zone)
        for before, one in zip([None, *queues], queues, strict=False)
    )


def _are_same(starts: pd.Series, before: pd.Series | None) -> bool:
    """Whether a queue has the times of the one before it, which were looked at."""
    return before is not None and np.array_equal(starts.to_numpy(), before.to_numpy())


def _follow_one_another(starts: pd.Series, zone: ZoneInfo) -> bool:
    aware = starts.dt.tz_localize(zone, ambiguous="NaT", nonexistent="NaT")
    if aware.hasnans:  # around the changes of the clock
        first = ~starts.duplicated().to_numpy()
        aware = starts.dt.tz_localize(zone, ambiguous=first, nonexistent="NaT").dropna()
    try:
        tables.check_order(pd.DataFrame({"interval_start": aware}), gaps=True)
    except InputError:
        return False
    return True
