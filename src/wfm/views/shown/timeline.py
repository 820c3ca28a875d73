"""The rows of a table of intervals on the days that they are of, with or without dates."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wfm.units import clock
from wfm.views.weeks import WEEKDAYS
from wfm.weekdays import DAY

# A Monday: days are counted from it.
_MONDAY = np.datetime64("1970-01-05")


@dataclass(frozen=True, eq=False)
class Timeline:
    """Where each row of a table stands.

    Parameters
    ----------
    day
        Its day: 0 is the first Monday of 1970, or the Monday of a week without dates, shape (n,).
    minute
        Its wall clock [min after midnight], shape (n,).
    step
        Length of an interval [min].
    dated
        Whether the days are dates.
    """

    day: NDArray[np.int64]
    minute: NDArray[np.int64]
    step: int
    dated: bool

    @property
    def columns(self) -> int:
        """Intervals of a day."""
        return DAY // self.step

    def weeks(self) -> list[int]:
        """Weeks in which there are rows, in order."""
        return [int(week) for week in np.unique(self.day // 7)]

    def days(self) -> Iterator[tuple[str, NDArray[np.int64]]]:
        """Yield the title of each day, in order, and the places of its rows."""
        for day in np.unique(self.day):
            yield self.title(int(day)), np.flatnonzero(self.day == day)

    def title(self, day: int) -> str:
        """Name a day."""
        name = WEEKDAYS[day % 7]
        return f"{name} {date_of(day)}" if self.dated else name

    def of_week(self, week: int) -> str:
        """Say of which week something is; nothing where the week has no date."""
        return f", week of {date_of(7 * week)}" if self.dated else ""

    def grid(
        self, values: NDArray[np.float64], week: int, combine: np.ufunc
    ) -> NDArray[np.float64]:
        """Lay the values of a week out by weekday and interval; NaN where there is none.

        Parameters
        ----------
        values
            A value for each row.
        week
            One of `weeks`.
        combine
            Which of two values holds in the hour that a clock change repeats, as ``np.fmax``.

        Returns
        -------
        numpy.ndarray
            Shape ``(7, columns)``.
        """
        cells = np.full((7, self.columns), np.nan)
        here = self.day // 7 == week
        combine.at(cells, (self.day[here] % 7, self.minute[here] // self.step), values[here])
        return cells


def timeline(frame: pd.DataFrame) -> Timeline:
    """Return where the rows of a table of intervals stand, on the clock of their offsets."""
    if "interval_start" in frame:
        local = frame["interval_start"].dt.tz_localize(None).to_numpy()
        dates = local.astype("datetime64[D]")
        day = (dates - _MONDAY).astype(np.int64)
        minute = (local - dates).astype("timedelta64[m]").astype(np.int64)
    else:
        day = frame["weekday"].to_numpy(dtype=np.int64) - 1
        minute = np.array([clock(str(time)) for time in frame["time"]], dtype=np.int64)
    step = int(np.gcd.reduce(np.append(minute, 60)))
    return Timeline(day, minute, step, "interval_start" in frame)


def date_of(day: int) -> dt.date:
    """Return the date of a day."""
    return dt.date(1970, 1, 5) + dt.timedelta(days=day)
