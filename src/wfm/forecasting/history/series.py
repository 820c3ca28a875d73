"""Small tools on a series of days: weights by age, running medians and means. Numpy only."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from wfm.forecasting.history.days import BoolArray, FloatArray
from wfm.outages import window_median

FEW_CALLS = 30.0  # a day: below, medians and logarithms of counts are biased
LEAST_KNOWN = 5  # known days that tell what is usual


def fading(age: FloatArray, half_life: float) -> FloatArray:
    """Weights that halve every ``half_life`` days of age."""
    result: FloatArray = 0.5 ** (age / half_life)
    return result


def carried(values: FloatArray) -> FloatArray:
    """Replace NaN by the value before it (the first values by the first known one)."""
    known = np.flatnonzero(~np.isnan(values))
    if not len(known):
        return values
    at = np.searchsorted(known, np.arange(len(values)), side="right") - 1
    return values[known[np.maximum(at, 0)]]


def running_median(values: FloatArray, width: int, least: int) -> FloatArray:
    """Median of ``width`` days around each day, carried over where fewer are known."""
    padding = np.full(width // 2, np.nan)
    windows = sliding_window_view(np.concatenate([padding, values, padding]), width)
    return carried(window_median(windows, least))


def running_mean(values: FloatArray, known: BoolArray, width: int, least: int) -> FloatArray:
    """Mean of the known values among ``width`` days around each day, NaN where too few are."""
    total = np.concatenate([[0.0], np.cumsum(np.where(known, values, 0.0))])
    count = np.concatenate([[0], np.cumsum(known)])
    day = np.arange(len(values))
    first = np.maximum(day - width // 2, 0)
    last = np.minimum(day + width // 2 + 1, len(values))
    seen = count[last] - count[first]
    return np.where(seen >= least, (total[last] - total[first]) / np.maximum(seen, 1), np.nan)


def usual_around(values: FloatArray, width: int) -> FloatArray:
    """Usual value of ``width`` days around each day: the median, or the mean where that is small.

    The median of small counts lies beside their mean, that of rare ones is 0.
    """
    known = ~np.isnan(values)
    if not known.any():
        return values
    median = running_median(values, width, LEAST_KNOWN)
    mean = carried(running_mean(values, known, width, LEAST_KNOWN))
    usual = np.where(median < FEW_CALLS, mean, median)
    return np.where(np.isnan(usual), values[known].mean(), usual)


def bridged(values: FloatArray, longest: int) -> FloatArray:
    """Interpolate gaps of NaN, at most ``longest`` days after the last known value."""
    known = np.flatnonzero(~np.isnan(values))
    if len(known) < 2:
        return values
    day = np.arange(len(values))
    at = np.maximum(np.searchsorted(known, day, side="right") - 1, 0)
    near = (day >= known[0]) & (day - known[at] <= longest)
    return np.where(near, np.interp(day, known, values[known]), np.nan)


def fading_means(values: FloatArray, weight: FloatArray, half_life: float) -> FloatArray:
    """Weighted mean of everything before each day, older days less.

    Parameters
    ----------
    values, weight
        Value and weight of each day, shape ``(days,)``; weight 0 where the day does not count.
    half_life
        Age that halves a weight [days].

    Returns
    -------
    NDArray[np.float64]
        Shape ``(days + 1,)``: entry k is known at the midnight before day k; NaN at first.
    """
    total, count = _fading_sums(values * weight, half_life), _fading_sums(weight, half_life)
    result: FloatArray = np.full(len(total), np.nan)
    np.divide(total, count, out=result, where=count > 0)
    return result


def _fading_sums(values: FloatArray, half_life: float) -> FloatArray:
    """Sum of everything before each day, older days less; see `fading_means`."""
    keep, total, sums = 0.5 ** (1 / half_life), 0.0, [0.0]
    for value in values.tolist():
        total = total * keep + value
        sums.append(total)
    return np.array(sums)


def robust_spread(values: FloatArray) -> float:
    """Estimate a standard deviation by the median absolute deviation."""
    return 1.4826 * median(np.abs(values - median(values)))


def median(values: FloatArray) -> float:
    """Median of a few numbers, none of them NaN: `numpy.median` takes ten times as long."""
    ordered = np.sort(values)
    return float((ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]) / 2)
