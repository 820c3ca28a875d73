"""The past as a matrix: one row a local day, one column an interval of the day.

Numpy only. A cell that was not recorded is NaN: missing is not zero.
"""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
BoolArray = NDArray[np.bool_]
IntArray = NDArray[np.int64]

OPEN_DAYS = 8  # a cell is open if it was recorded on ...
OPEN_SEEN = 2  # ... at least this many of the last OPEN_DAYS same weekdays
USUAL_DAYS = 26  # of a weekday tell what share of its calls each interval has
LEAST_RECORDED = 0.6  # share of a day's usual calls that tells its total


@dataclass(frozen=True)
class Days:
    """Consecutive local days and what the calendar says of them.

    Parameters
    ----------
    date
        Days since 1970-01-01, shape ``(days,)``.
    holiday
        Name of the public holiday of each day, empty on ordinary days.
    rest
        For Monday to Sunday: is it a day of the country's weekend, shape ``(7,)``.
    worked
        Whether each day is a day of the weekend that is worked by decree, shape ``(days,)``.
    effects
        Calendar effects that each day is under, shape ``(days, effects)``: see `effects`.
    event
        Name of the planner's event on each day, empty where there is none.
    given
        Factor that the planner gives for the event, NaN where it is to be learnt; shape
        ``(days,)``.
    """

    date: IntArray
    holiday: tuple[str, ...]
    rest: BoolArray
    worked: BoolArray
    effects: FloatArray
    event: tuple[str, ...]
    given: FloatArray

    def __len__(self) -> int:
        """Count the days."""
        return len(self.date)

    @cached_property
    def weekday(self) -> IntArray:
        """Weekday of each day, 0 = Monday; where a weekend is worked, the nearest working one."""
        weekday = (self.date + 3) % 7  # 1970-01-01 was a Thursday
        if not self.worked.any():
            return weekday
        return np.where(self.worked, _nearest_working(self.rest)[weekday], weekday)

    @cached_property
    def is_holiday(self) -> BoolArray:
        """Whether each day is a public holiday."""
        return np.array([name != "" for name in self.holiday], dtype=bool)

    @cached_property
    def is_event(self) -> BoolArray:
        """Whether the planner named an event on each day."""
        return np.array([name != "" for name in self.event], dtype=bool)

    @cached_property
    def is_feast(self) -> BoolArray:
        """Whether each day is a public holiday outside the weekend."""
        return self.is_holiday & ~self.rest[self.weekday]

    def part(self, first: int, last: int) -> "Days":
        """Return the days from position ``first`` up to, without, ``last``."""
        return replace(
            self,
            date=self.date[first:last],
            holiday=self.holiday[first:last],
            worked=self.worked[first:last],
            effects=self.effects[first:last],
            event=self.event[first:last],
            given=self.given[first:last],
        )


def _nearest_working(rest: BoolArray) -> IntArray:
    """Return the nearest weekday outside the weekend of each weekday, the earlier of two."""
    working = np.flatnonzero(~rest)
    days = np.arange(7)
    if not len(working):
        return days
    away = np.minimum((days[:, None] - working) % 7, (working - days[:, None]) % 7)
    nearest: IntArray = working[away.argmin(axis=1)]
    return nearest


@dataclass(frozen=True)
class Past:
    """Calls of the past.

    Parameters
    ----------
    days
        The local days.
    calls
        Calls per interval, NaN where none was recorded, shape ``(days, intervals)``.
    week_now
        Calls of each weekday and interval now over those in ``calls``, where the week has changed
        of late and ``calls`` are as if it had not; 0 where closed, shape ``(7, intervals)``.
    """

    days: Days
    calls: FloatArray
    week_now: FloatArray | None = None

    @property
    def calls_now(self) -> FloatArray:
        """Calls as if the week had always been as it is now, NaN where it is closed."""
        if self.week_now is None:
            return self.calls
        ratio = self.week_now[self.days.weekday]
        return np.where(ratio > 0, self.calls * ratio, np.nan)

    def __len__(self) -> int:
        """Count the days."""
        return len(self.days)

    @property
    def recorded(self) -> BoolArray:
        """Whether anything was recorded on each day."""
        return np.asarray((~np.isnan(self.calls)).any(axis=1), dtype=np.bool_)

    def until(self, day: int) -> "Past":
        """Return what was known at the midnight that begins position ``day``."""
        return replace(self, days=self.days.part(0, day), calls=self.calls[:day])

    def last(self, days: int) -> "Past":
        """Return the last ``days`` days."""
        last = self.days.part(max(len(self) - days, 0), len(self))
        return replace(self, days=last, calls=self.calls[-days:])


def open_cells(past: Past) -> BoolArray:
    """Find the intervals in which each weekday is open.

    Returns
    -------
    NDArray[np.bool_]
        Shape ``(7, intervals)``: recorded on at least 2 of the last 8 recorded days of that
        weekday (on 1, where there is only one).
    """
    seen = ~np.isnan(past.calls)
    ordinary = ~past.days.is_feast & ~past.days.is_event
    result = np.zeros((7, past.calls.shape[1]), dtype=bool)
    for weekday in range(7):
        rows = seen[(past.days.weekday == weekday) & ordinary]
        rows = rows[rows.any(axis=1)][-OPEN_DAYS:]
        if len(rows):
            result[weekday] = rows.sum(axis=0) >= min(OPEN_SEEN, len(rows))
    return result


def usual_shares(past: Past, opening: BoolArray) -> FloatArray:
    """Share of the day's calls that each open interval of a weekday usually has.

    Parameters
    ----------
    past
        Calls of the past.
    opening
        Open intervals of each weekday, shape ``(7, intervals)``.

    Returns
    -------
    NDArray[np.float64]
        Same shape; where no call came, all open intervals have the same.
    """
    ordinary = past.recorded & ~past.days.is_holiday & ~past.days.is_event
    result: FloatArray = opening.astype(np.float64)
    for weekday in range(7):
        rows = past.calls[ordinary & (past.days.weekday == weekday)][-USUAL_DAYS:]
        seen = (~np.isnan(rows)).sum(axis=0)
        usual = np.nansum(rows, axis=0) / np.maximum(seen, 1) * opening[weekday]
        if usual.any():
            result[weekday] = usual
    result /= np.maximum(result.sum(axis=1, keepdims=True), 1e-12)
    return result


def day_total(calls: FloatArray, shape: FloatArray) -> FloatArray:
    """Total calls of each day, where enough of it was recorded.

    Parameters
    ----------
    calls
        Calls per interval, NaN where missing, shape ``(days, intervals)``.
    shape
        Expected share of the day of each interval, 0 where closed, same shape.

    Returns
    -------
    NDArray[np.float64]
        Shape ``(days,)``; a day with a few missing intervals is scaled up by their expected
        share, one with more is NaN.
    """
    seen = ~np.isnan(calls)
    recorded = np.where(seen, shape, 0.0).sum(axis=1) / np.maximum(shape.sum(axis=1), 1e-12)
    total = np.where(seen, calls, 0.0).sum(axis=1)
    known = recorded >= LEAST_RECORDED
    return np.where(known, total / np.maximum(recorded, LEAST_RECORDED), np.nan)
