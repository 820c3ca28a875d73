"""Moments of a log: when a call arrived, was answered and ended."""

import re

import numpy as np
import pandas as pd

from wfm.errors import InputError
from wfm.ingestion.clock import ClockHints, Starts, read_starts
from wfm.ingestion.layouts.kinds import kind
from wfm.ingestion.layouts.log import Log
from wfm.ingestion.layouts.names import is_total
from wfm.quoting import quoted

# Seconds of a time of day.
_OF_SECONDS = re.compile(r"(:\d\d):\d\d(?:[.,]\d+)?")


def arrivals_of(log: Log) -> pd.Series:
    """Read the moments of arrival; totals and remarks below the rows are left out."""
    place = log.columns.arrival
    # Where two hours may be one on the clock, seconds tell whether they are: not in a zone.
    in_zone = log.options.timezone is not None
    starts = _read(log, place, log.columns.clock, to_minutes=in_zone)
    log.said += [word for word in starts.said if word not in log.said]
    missing = starts.times.isna().to_numpy()
    for row in np.flatnonzero(missing).tolist():
        cell, line = log.column(place).iloc[row], log.body.index[row]
        if starts.skipped[row]:
            raise InputError(
                f"{log.where(place)}, line {line}: {quoted(cell)} is in an hour that the clocks of "
                f"{log.options.timezone} skip: name the zone of the log with --timezone"
            )
        if not _is_remark(log.body.iloc[row], place):
            raise InputError(
                f"{log.where(place)}, line {line}: {quoted(cell)} is no moment of arrival: "
                "write one, or take the row out"
            )
        if kind(cell) != "empty" and f"line {line} left out" not in log.said:
            log.said.append(f"line {line} left out")
    log.body = log.body[~missing]
    return starts.times[~missing]


def moments_of(log: Log, place: int) -> pd.Series:
    """Read a column of moments to the second; NaT where there is none."""
    return _read(log, place, None).times


def _read(log: Log, place: int, clock: int | None, *, to_minutes: bool = False) -> Starts:
    """Read moments that stand in one column, or in one of days and one of times."""
    dates, times = log.column(place), None if clock is None else log.column(clock)
    if clock is None:
        dates, times = _apart(dates, to_minutes=to_minutes)
    hints = ClockHints(
        where=log.sheet.place,
        date_name=log.names[place],
        time_name=log.names[place if clock is None else clock],
        date_order=log.options.date_order, stamp="start", timezone=log.options.timezone,
    )  # fmt: skip
    return read_starts(dates, times, hints)


def _is_remark(line: pd.Series, place: int) -> bool:
    """Whether a row is blank, a total or a remark: words in place of a moment, little beside."""
    kinds = [kind(cell) for cell in line]
    filled = len(kinds) - kinds.count("empty")
    total = any(is_total(cell) for cell in line)
    return filled == 0 or total or (filled <= 2 and kinds[place] in {"text", "empty"})


def _apart(cells: pd.Series, *, to_minutes: bool = False) -> tuple[pd.Series, pd.Series | None]:
    """Cut moments into day and time, of which few differ: each is then read only once."""
    if pd.api.types.infer_dtype(cells, skipna=False) != "string":
        return cells, None
    head = next((cell for cell in cells if cell.strip()), "").split(":", 1)[0]
    sign = "T" if "T" in head and " " not in head else " "
    if head.count(sign) != 1:
        return cells, None
    parts = [cell.partition(sign) for cell in cells]
    if not all(":" in time or not day for day, _, time in parts):
        return cells, None
    codes, times = pd.factorize(np.array([time for _, _, time in parts], dtype=object))
    if to_minutes:
        times = np.array([_OF_SECONDS.sub(r"\1", time) for time in times], dtype=object)
    days = pd.Series([day for day, _, _ in parts], index=cells.index, dtype=object)
    return days, pd.Series(times[codes], index=cells.index, dtype=object)
