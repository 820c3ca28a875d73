"""What the running day does to a forecast: laws learnt on the past, applied. Numpy only."""

from dataclasses import dataclass, replace

import numpy as np

from wfm.forecasting.accuracy.bands import Errors, band
from wfm.forecasting.history.days import BoolArray, FloatArray, IntArray
from wfm.forecasting.running.laws import NOTHING, Law, learn
from wfm.forecasting.running.past_days import PastDays


@dataclass(frozen=True)
class Day:
    """The running day of a queue.

    Parameters
    ----------
    forecast, came
        Of the intervals that have come and count; shape ``(intervals so far,)``.
    so_far, to_come
        Which intervals of a day those are, and which are still to come; shape ``(intervals,)``.
    """

    forecast: FloatArray
    came: FloatArray
    so_far: BoolArray
    to_come: BoolArray

    @property
    def sums(self) -> tuple[float, float]:
        """The calls forecast until now, and those that came."""
        return float(self.forecast.sum()), float(self.came.sum())


@dataclass(frozen=True)
class Found:
    """A law, what it makes of the day, and what it leaves.

    Parameters
    ----------
    law
        The law.
    forecast, came
        The calls forecast until now, and those that came.
    errors
        Errors of past days with the law; None where it says nothing.
    """

    law: Law
    forecast: float
    came: float
    errors: Errors | None = None

    @property
    def deviation(self) -> float:
        """Return ``(A - F) / (F + k)``."""
        return float(self.law.deviation(np.array([self.forecast]), np.array([self.came]))[0])

    @property
    def factor(self) -> float:
        """Return by what to multiply the forecast."""
        return float(self.law.factor(np.array([self.forecast]), np.array([self.came]))[0])

    @property
    def is_beyond(self) -> bool:
        """Whether no past day was so far off."""
        within = self.law.least <= self.deviation <= self.law.most
        return not self.law.says_nothing and not within


def day_of(forecast: FloatArray, came: FloatArray, slot: IntArray, intervals: int) -> Day:
    """Say which intervals of the day have come and count.

    Parameters
    ----------
    forecast
        Of the intervals of the running day, those to come too.
    came
        What came of the first of them, NaN where it does not count.
    slot
        Which interval of a day each is.
    intervals
        Number of intervals of a day.
    """
    counts = ~np.isnan(came)
    have = slot[: len(came)]
    so_far, to_come = np.zeros(intervals, dtype=bool), np.zeros(intervals, dtype=bool)
    so_far[have[counts]] = True
    to_come[slot[len(came) :]] = True
    return Day(forecast[: len(came)][counts], came[counts], so_far, to_come & ~so_far)


def rest_of_day(past: PastDays | None, day: Day) -> Found:
    """Learn what the day so far says of its rest."""
    if past is None or not day.to_come.any():
        return Found(NOTHING, *day.sums)
    cases = past.rest_of_day(day.so_far, day.to_come)
    law = learn(cases)
    found = Found(law, *day.sums)
    if law.says_nothing:
        return found
    return replace(found, errors=past.errors(law, cases, 0, day.to_come))


def day_after(past: PastDays | None, day: Day) -> Found:
    """Learn what the day so far says of the next one."""
    if past is None:
        return Found(NOTHING, *day.sums)
    cases = past.day_after(day.so_far)
    law = learn(cases)
    found = Found(law, *day.sums)
    if law.says_nothing:
        return found
    return replace(found, errors=past.errors(law, cases, 1, np.ones(len(day.so_far), dtype=bool)))


def bounds(
    calls: FloatArray, given: FloatArray, found: tuple[Found, Found], part: FloatArray, level: float
) -> FloatArray:
    """Return the band around a forecast that was brought up to date.

    Parameters
    ----------
    calls
        The forecast now, shape ``(rows,)``.
    given
        Bounds that were given with it, moved with the forecast, shape ``(2, rows)``.
    found
        What was found for the rest of the day, and for the day after.
    part
        How much today, tomorrow and the given forecast rule, shape ``(3, rows)``.
    level
        Share that the band holds.
    """
    both = [
        given if one.errors is None else np.stack(band(calls, one.errors, level)) for one in found
    ]
    mixed = part[0] * both[0] + part[1] * both[1] + part[2] * given
    return np.stack([np.minimum(mixed[0], calls), np.maximum(mixed[1], calls)])
