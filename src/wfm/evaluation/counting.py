"""How many are there in each interval, and what they are paid: duties into arrays."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from wfm import timestamps
from wfm.evaluation.worked import Worked

Floats = NDArray[np.float64]
Minutes = NDArray[np.int64]


@dataclass(frozen=True)
class Presence:
    """Who is there, interval by interval.

    Parameters
    ----------
    on_duty
        Agents present, mean over the interval [agents].
    scheduled
        Those not at a meal, on a break or at an activity, mean over the interval [agents].
    cost
        What is paid in it [cost units].
    """

    on_duty: Floats
    scheduled: Floats
    cost: Floats


def presence(worked: Worked, starts: Minutes, step: int) -> Presence:
    """Count who is there in each interval.

    Parameters
    ----------
    worked
        The duties.
    starts
        Beginning of each interval, on the clock of the duties [min].
    step
        Length of an interval [min].
    """
    duties = worked.duties
    there = np.array([(duty.first, duty.last) for duty in duties], dtype=np.int64)
    away = [span for duty in duties for span in duty.away]
    on_duty = _mean(there, np.ones(len(there)), starts, step)
    gone = _mean(_spans(away), np.ones(len(away)), starts, step)
    # A duty is paid evenly over its length, meals included.
    pay = np.array([duty.cost / (duty.last - duty.first) for duty in duties])
    return Presence(on_duty, on_duty - gone, _mean(there, pay, starts, step) * step)


def _spans(spans: Iterable[tuple[int, int]]) -> Minutes:
    return np.array(list(spans), dtype=np.int64).reshape(-1, 2)


def _mean(spans: Minutes, weights: Floats, starts: Minutes, step: int) -> Floats:
    """Mean over each interval of the weights of the spans that are going on."""
    total = _until(spans, weights, starts + step) - _until(spans, weights, starts)
    # Sums of many minutes, taken from one another, leave dust.
    return np.round(total / step, 9)


def _until(spans: Minutes, weights: Floats, moments: Minutes) -> Floats:
    """Weighted minutes of all spans up to each moment."""
    return _ramp(spans[:, 0], weights, moments) - _ramp(spans[:, 1], weights, moments)


def _ramp(begins: Minutes, weights: Floats, moments: Minutes) -> Floats:
    """Sum of weight x (moment - begin) over what has begun before each moment."""
    order = np.argsort(begins, kind="stable")
    begun = begins[order] - (begins.min() if begins.size else 0)
    base = begins.min() if begins.size else 0
    weight = weights[order]
    count = np.searchsorted(begins[order], moments)
    summed = np.concatenate([[0.0], np.cumsum(weight)])[count]
    moved = np.concatenate([[0.0], np.cumsum(weight * begun)])[count]
    return np.asarray(summed * (moments - base) - moved)


def clock_minutes(forecast: pd.DataFrame, *, by_wall_clock: bool) -> Minutes:
    """Beginnings of the intervals: minutes since 1970, by the clock on the wall or of UTC."""
    starts = forecast["interval_start"]
    if not by_wall_clock:
        starts = starts.dt.tz_convert("UTC")
    return timestamps.wall_clock(starts).astype("datetime64[m]").astype(np.int64)
