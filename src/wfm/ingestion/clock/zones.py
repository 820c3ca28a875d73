"""The wall clock of a zone: the hour that it shows twice in autumn, and the one it skips."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from wfm import timestamps
from wfm.errors import InputError

Flags = npt.NDArray[np.bool_]
_MINUTE = np.timedelta64(1, "m")
# A step back of this much is the clock set back, a smaller one rows that are not quite in order.
_LEAST_BACK = 14 * _MINUTE
# Rows this far apart, in rows, are of the same night no more.
_SAME_NIGHT = np.timedelta64(12, "h")


@dataclass(frozen=True)
class Settled:
    """Wall clock times as instants.

    Parameters
    ----------
    times
        Aware times of the zone; NaT where there is none.
    skipped
        Rows at times that the spring change skips.
    said
        What was done about the hour that the clock shows twice.
    """

    times: pd.Series
    skipped: Flags
    said: tuple[str, ...]


def in_zone(starts: pd.Series, timezone: str, where: str) -> Settled:
    """Give wall clock times their zone, by the order of the rows where an hour stands twice.

    Parameters
    ----------
    starts
        Wall clock times in the order of the file, oldest or newest first, NaT where missing.
    timezone
        IANA name of their zone.
    where
        File, for messages.

    Raises
    ------
    OptionError
        If there is no such zone.
    InputError
        If the rows of an hour that stands twice are in no order.
    """
    zone = timestamps.zone(timezone)
    naive = pd.DatetimeIndex(starts)
    there = ~np.asarray(naive.isna())
    summer = np.ones(len(naive), dtype=bool)
    unclear = np.asarray(naive.tz_localize(zone, ambiguous="NaT", nonexistent="NaT").isna()) & there
    rows = np.flatnonzero(unclear)
    aware = naive[rows].tz_localize(zone, ambiguous=summer[rows], nonexistent="NaT")
    skipped = np.zeros(len(naive), dtype=bool)
    skipped[rows[np.asarray(aware.isna())]] = True
    twice = np.flatnonzero(unclear & ~skipped)
    said: set[str] = set()
    if twice.size:
        clock = naive.to_numpy().astype("datetime64[us]")
        newest_first = is_newest_first(clock)
        for night in _nights(twice, clock):
            summer[night], word = _first_pass(clock, night, newest_first, where)
            said.add(word)
    settled = naive.tz_localize(zone, ambiguous=summer, nonexistent="NaT")
    return Settled(pd.Series(settled, index=starts.index), skipped, tuple(sorted(said)))


def is_newest_first(clock: npt.NDArray[np.datetime64]) -> bool:
    """Say whether times mostly go back from row to row."""
    gaps = np.diff(clock[~np.isnat(clock)]).astype("int64")
    return bool((gaps < 0).sum() > (gaps > 0).sum())


def _nights(rows: npt.NDArray[np.intp], clock: npt.NDArray[np.datetime64]) -> list[np.ndarray]:
    """Part rows that stand together in the file."""
    apart = (np.diff(rows) > 1) | (np.abs(np.diff(clock[rows])) > _SAME_NIGHT)
    return np.split(rows, np.flatnonzero(apart) + 1)


def _first_pass(
    clock: npt.NDArray[np.datetime64], night: np.ndarray, newest_first: bool, where: str
) -> tuple[Flags, str]:
    """Find which rows of an hour that is shown twice are of its first pass, in summer time."""
    times = clock[night][::-1] if newest_first else clock[night]
    back = np.flatnonzero(np.diff(times) < -_LEAST_BACK)
    first = np.ones(len(times), dtype=bool)
    if len(back) > 1:
        when = np.datetime_as_string(times[0], unit="m").replace("T", " ")
        raise InputError(
            f"{where}: the clock shows the hour of {when} twice, and its rows are in no order: "
            "sort them by time, or write times with an offset"
        )
    if len(back) == 1:
        word = "the hour of the autumn change parted by the order of its rows"
        first[back[0] + 1 :] = False
    else:
        counted = pd.Series(times).groupby(times)
        counts = counted.transform("size").to_numpy()
        word = "the hour of the autumn change stands once: taken as summer time"
        if counts.min() >= 2 * _rows_of_a_time(clock, night):
            word = "the hour of the autumn change parted by the order of its rows"
            first = counted.cumcount().to_numpy() < counts // 2
    return (first[::-1] if newest_first else first), word


def _rows_of_a_time(clock: npt.NDArray[np.datetime64], night: np.ndarray) -> int:
    """Count the rows that a time usually has, in the rows around a night of the same queue."""
    start, end = max(0, night[0] - 200), min(len(clock), night[-1] + 201)
    around = np.arange(start, end)
    # Where time jumps far another queue begins, whose rows are others of the same times.
    jumps = np.flatnonzero(np.abs(np.diff(clock[start:end])) > _SAME_NIGHT) + start
    around = around[(around > max(jumps[jumps < night[0]], default=-1))]
    around = around[(around <= min(jumps[jumps >= night[-1]], default=end))]
    others = clock[np.setdiff1d(around, night)]
    others = others[~np.isnat(others)]
    return int(np.median(np.unique(others, return_counts=True)[1])) if others.size else 1
