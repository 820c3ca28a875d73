"""Intervals of several weeks laid over one another: a week of means."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wfm import timestamps
from wfm.units import hhmm
from wfm.weekdays import DAY
from wfm.work.wording import WEEKDAYS

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Week:
    """A week of means.

    Parameters
    ----------
    cells
        Mean of each weekday and interval, NaN where there is none, shape ``(7, intervals)``.
    step
        Length of an interval [min].
    weeks
        How many weeks there are of the weekday that has most.
    """

    cells: Floats
    step: int
    weeks: int

    def stretch(self, day: int, first: int, last: int) -> str:
        """Name intervals of a day, as ``Monday 10:00-11:30``."""
        end = hhmm((last + 1) * self.step) if (last + 1) * self.step < DAY else "24:00"
        return f"{WEEKDAYS[day]} {hhmm(first * self.step)}-{end}"

    def around(self, day: int, place: int, enough: float) -> tuple[int, int]:
        """Return the first and the last interval around one that all have at least so much."""
        row = self.cells[day]
        first = last = place
        while first > 0 and row[first - 1] >= enough:
            first -= 1
        while last + 1 < len(row) and row[last + 1] >= enough:
            last += 1
        return first, last


def folded(frame: pd.DataFrame, column: str, weights: str = "") -> Week:
    """Lay a column over one week.

    Parameters
    ----------
    frame
        A table with `interval_start`.
    column
        What is laid out.
    weights
        A column that means are weighted by; "": all alike.
    """
    days, minutes = clock(frame)
    step = int(np.gcd.reduce(np.append(minutes, 60)))
    weekdays = (days + 3) % 7  # 1970 began on a Thursday
    place = weekdays * (DAY // step) + minutes // step
    values = frame[column].to_numpy(dtype=np.float64)
    weight = frame[weights].to_numpy(dtype=np.float64) if weights else np.ones(len(frame))
    known = ~np.isnan(values) & (weight > 0)
    size = 7 * DAY // step
    total = np.bincount(place[known], weight[known], size)
    summed = np.bincount(place[known], (values * weight)[known], size)
    cells = np.full(size, np.nan)
    np.divide(summed, total, out=cells, where=total > 0)
    _, counts = np.unique(np.unique(days) % 7, return_counts=True)
    return Week(cells.reshape(7, -1), step, int(counts.max()))


def clock(frame: pd.DataFrame) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the day of each interval, since 1970, and its minute, as the wall clock shows them."""
    wall = timestamps.wall_clock(frame["interval_start"])
    dates = wall.astype("datetime64[D]")
    minutes = ((wall - dates) // np.timedelta64(1, "m")).astype(np.int64)
    return dates.astype(np.int64), minutes
