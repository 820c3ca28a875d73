"""What the running day does to a forecast: laws learnt on the past, applied. Numpy only."""

from dataclasses import dataclass, replace

import numpy as np

from wfm.forecasting.accuracy.bands import Errors, band
from wfm.forecasting.history.days import BoolArray, FloatArray, IntArray
from wfm.forecasting.running.laws import (
    DOUBT_DAYS_OF_NEXT,
    HALF_LIVES_HOURS,
    NOTHING,
    Law,
    best,
    learn,
)
from wfm.forecasting.running.past_days import PastDays


@dataclass(frozen=True)
class Day:
    """The running day of a queue.

    Parameters
    ----------
    forecast, came, slot
        Of the intervals that have come and count, and which intervals of a day those are; shape
        ``(intervals so far,)``.
    to_come
        Which intervals of a day are still to come; shape ``(intervals,)``.
    """

    forecast: FloatArray
    came: FloatArray
    slot: IntArray
    to_come: BoolArray

    def sums(self, half_life_hours: float = HALF_LIVES_HOURS[0]) -> tuple[float, float]:
        """Add up the calls forecast until now, and those that came; older ones may count less."""
        weight = self._weights(half_life_hours)[self.slot]
        return float((weight * self.forecast).sum()), float((weight * self.came).sum())

    def so_far(self, half_life_hours: float = HALF_LIVES_HOURS[0]) -> FloatArray:
        """Say how much each interval of a day counts, shape ``(intervals,)``."""
        have = np.zeros(len(self.to_come))
        have[self.slot] = 1.0
        return have * self._weights(half_life_hours)

    def _weights(self, half_life_hours: float) -> FloatArray:
        """Fade from the last interval that came backwards."""
        intervals = len(self.to_come)
        age = (self.slot[-1] if len(self.slot) else 0) - np.arange(intervals)
        hours = np.maximum(age, 0) * 24 / intervals
        return np.asarray(0.5 ** (hours / half_life_hours), dtype=np.float64)


@dataclass(frozen=True)
class Found:
    """A law, what it makes of the day, and what it leaves.

    Parameters
    ----------
    law
        The law.
    forecast, came
        The calls forecast until now, and those that came.
    weighed
        The same two, as far as the law counts them.
    errors
        Errors of past days with the law; None where it says nothing.
    """

    law: Law
    forecast: float
    came: float
    weighed: tuple[float, float]
    errors: Errors | None = None

    @property
    def deviation(self) -> float:
        """Return ``(A - F) / (F + k)``."""
        forecast, came = self.weighed
        return float(self.law.deviation(np.array([forecast]), np.array([came]))[0])

    @property
    def factor(self) -> float:
        """Return by what to multiply the forecast."""
        forecast, came = self.weighed
        return float(self.law.factor(np.array([forecast]), np.array([came]))[0])

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
    to_come = np.zeros(intervals, dtype=bool)
    to_come[slot[len(came) :]] = True
    to_come[have[counts]] = False
    return Day(forecast[: len(came)][counts], came[counts], have[counts], to_come)


def rest_of_day(past: PastDays | None, day: Day) -> Found:
    """Learn what the day so far says of its rest."""
    if past is None or not day.to_come.any():
        return unchanged(day)
    cases = [past.rest_of_day(day.so_far(hours), day.to_come) for hours in HALF_LIVES_HOURS]
    laws = [learn(one) for one in cases]
    chosen = best(laws)
    law = replace(laws[chosen], half_life_hours=HALF_LIVES_HOURS[chosen])
    if law.says_nothing:
        return unchanged(day, law)
    return _found(law, day, past.errors(law, cases[chosen], 0, day.to_come))


def day_after(past: PastDays | None, day: Day) -> Found:
    """Learn what the day so far says of the next one."""
    if past is None:
        return unchanged(day)
    cases = past.day_after(day.so_far())
    law = learn(cases, DOUBT_DAYS_OF_NEXT)
    if law.says_nothing:
        return unchanged(day, law)
    return _found(law, day, past.errors(law, cases, 1, np.ones(len(day.to_come), dtype=bool)))


def unchanged(day: Day, law: Law = NOTHING) -> Found:
    """Leave what is to come as it is."""
    return _found(law, day, None)


def _found(law: Law, day: Day, errors: Errors | None) -> Found:
    return Found(law, *day.sums(), day.sums(law.half_life_hours), errors)


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
