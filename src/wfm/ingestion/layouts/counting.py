"""Calls with their moment of arrival, counted by intervals."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from wfm import timestamps
from wfm.ingestion.sheet import Sheet

Integers = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
INTERVAL = 30
"""Length of the intervals that calls are counted by, where nobody wants another. [min]"""
_DAY = 1440


@dataclass(frozen=True)
class Calls:
    """Calls, one an entry of each array.

    Parameters
    ----------
    arrivals
        Moments of arrival: naive wall clock, or aware.
    queues
        Place of each call's queue in `names`.
    names
        Names of the queues; none where the log has no queues.
    handled
        Whether it was answered.
    seconds
        Handling time; NaN where it is not known or the call was not answered. [s]
    lines
        Line of the file that each comes from.
    """

    arrivals: pd.Series
    queues: Integers
    names: Sequence[str]
    handled: npt.NDArray[np.bool_]
    seconds: Floats
    lines: Integers


def count(sheet: Sheet, calls: Calls, interval: int | None, said: Sequence[str]) -> Sheet:
    """Count calls by the interval of their arrival.

    An interval without a call has 0 where the log goes on: on days with calls, between the first
    and the last interval in which the queue ever had one on that weekday, and not before its first
    call or after its last. Elsewhere it is missing: the line is closed then, or nothing is known.

    Parameters
    ----------
    sheet
        The log.
    calls
        Its calls; at least one.
    interval
        Length of the intervals; None: half hours. [min]
    said
        What was assumed so far.
    """
    step = interval or INTERVAL
    order = np.argsort(calls.queues, kind="stable")
    minutes, offsets = _minutes(calls.arrivals)
    # The wall clock is cut into intervals, whatever it is ahead of UTC.
    slots = minutes // step * step - offsets
    open_days = np.unique(minutes // _DAY)
    parts, empty = [], 0
    for place in np.split(order, np.flatnonzero(np.diff(calls.queues[order])) + 1):
        part, zeros = _of_queue(calls, place, minutes, slots, open_days, step)
        parts.append(part)
        empty += zeros
    counted = pd.concat(parts, ignore_index=True)
    words = [*said, f"calls counted by {step} minutes of arrival"]
    if empty:
        words.append(f"{plural(empty, 'interval')} without a call taken for 0")
    return _sheet(sheet, counted, calls, words)


def plural(number: int, noun: str) -> str:
    """Write a number of things: ``1 call``, ``1,204 calls``."""
    return f"{number:,} {noun}{'s' * (number != 1)}"


def _minutes(arrivals: pd.Series) -> tuple[Integers, Integers]:
    """Return the wall clock [min since 1970], and how far it is ahead of UTC [min]."""
    wall = timestamps.wall_clock(arrivals).astype("datetime64[m]").astype(np.int64)
    if not isinstance(arrivals.dtype, pd.DatetimeTZDtype):
        return wall, np.zeros_like(wall)
    utc = arrivals.dt.tz_convert("UTC").dt.tz_localize(None).to_numpy()
    return wall, wall - utc.astype("datetime64[m]").astype(np.int64)


def _of_queue(
    calls: Calls, place: Integers, minutes: Integers, slots: Integers, open_days: Integers,
    step: int,
) -> tuple[pd.DataFrame, int]:  # fmt: skip
    """Count the calls of one queue, and its intervals without one."""
    found, first, of_slot = np.unique(slots[place], return_index=True, return_inverse=True)
    known = ~np.isnan(calls.seconds[place])
    size = len(found)
    frame = pd.DataFrame(
        {
            "queue": np.full(size, calls.queues[place[0]]),
            "slot": found,
            "calls": np.bincount(of_slot, minlength=size),
            "answered": np.bincount(of_slot, calls.handled[place], minlength=size).astype(int),
            "timed": np.bincount(of_slot, known, minlength=size),
            "seconds": np.bincount(of_slot, np.nan_to_num(calls.seconds[place]), minlength=size),
            "line": calls.lines[place][first],
        }
    )
    grid = np.arange(found[0], found[-1] + step, step)
    wall = _wall(grid, calls.arrivals)
    # Of each weekday the hours in which the queue ever had a call; 1 January 1970 was a Thursday.
    day, minute = np.divmod(minutes[place], _DAY)
    earliest, latest = np.full(7, _DAY), np.full(7, -1)
    np.minimum.at(earliest, (day + 3) % 7, minute // step * step)
    np.maximum.at(latest, (day + 3) % 7, minute)
    days, minute = np.divmod(wall, _DAY)
    weekday = (days + 3) % 7
    there = (minute >= earliest[weekday]) & (minute <= latest[weekday]) & np.isin(days, open_days)
    missing = np.setdiff1d(grid[there], found)
    zeros = pd.DataFrame({"slot": missing}).reindex(columns=frame.columns, fill_value=0)
    zeros["queue"] = calls.queues[place[0]]
    after = np.searchsorted(found, missing) - 1
    zeros["line"] = frame["line"].to_numpy()[after] if len(missing) else 0
    whole = pd.concat([frame, zeros], ignore_index=True) if len(missing) else frame
    return whole.sort_values("slot", ignore_index=True), len(missing)


def _wall(slots: Integers, like: pd.Series) -> Integers:
    """Return the wall clock of instants [min since 1970]."""
    if not isinstance(like.dtype, pd.DatetimeTZDtype):
        return slots
    return _minutes(_moments(slots, like))[0]


def _moments(slots: Integers, like: pd.Series) -> pd.Series:
    """Return instants as moments of the zone of others."""
    moments = pd.Series(slots.astype("datetime64[m]").astype("datetime64[us]"))
    if not isinstance(like.dtype, pd.DatetimeTZDtype):
        return moments
    return moments.dt.tz_localize("UTC").dt.tz_convert(like.dt.tz)


def _sheet(sheet: Sheet, counted: pd.DataFrame, calls: Calls, said: Sequence[str]) -> Sheet:
    """Write counted calls as a sheet with the names of wfm's own columns."""
    starts = _moments(counted["slot"].to_numpy(), calls.arrivals)
    columns: dict[str, npt.NDArray[np.object_]] = {}
    if len(calls.names):
        columns["queue"] = np.array(calls.names, dtype=object)[counted["queue"].to_numpy()]
    columns["interval_start"] = np.array(_texts(starts), dtype=object)
    columns["calls"] = counted["calls"].to_numpy().astype(object)
    if not np.isnan(calls.seconds).all():
        timed = counted["timed"].to_numpy()
        with np.errstate(invalid="ignore", divide="ignore"):
            mean = counted["seconds"].to_numpy() / timed
        columns["answered"] = counted["answered"].to_numpy().astype(object)
        columns["aht_seconds"] = np.where(timed > 0, mean.astype(object), "")
    rows = np.column_stack(list(columns.values()))
    frame = pd.DataFrame(
        np.vstack([np.array(list(columns), dtype=object), rows]),
        index=[int(sheet.cells.index[0]), *counted["line"].tolist()], dtype=object,
    )  # fmt: skip
    return Sheet(frame, sheet.source, sheet.name, (*sheet.said, *said), in_seconds=True)


def _texts(moments: pd.Series) -> list[str]:
    if isinstance(moments.dtype, pd.DatetimeTZDtype):
        return list(timestamps.to_text(moments))
    return list(moments.dt.strftime("%Y-%m-%dT%H:%M"))
