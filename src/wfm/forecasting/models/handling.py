"""Average handling time by time of day."""

import numpy as np

from wfm.forecasting.history.days import FloatArray

HALF_LIFE_DAYS = 28.0
PSEUDO_CALLS = 100.0


def handling_time(calls: FloatArray, aht: FloatArray) -> FloatArray:
    """Forecast the average handling time of each interval of the day [s].

    A mean over the past weighted by calls, recent days more, shrunk to the mean of all
    intervals as if that had been seen on ``PSEUDO_CALLS`` more calls.

    Parameters
    ----------
    calls
        Calls per interval, NaN where missing, shape ``(days, intervals)``.
    aht
        Average handling time of those calls [s], NaN where missing, same shape.

    Returns
    -------
    NDArray[np.float64]
        Shape ``(intervals,)``; all NaN if no call has a handling time.
    """
    seconds, count = _faded(calls, aht)
    if count.sum() <= 0:
        return np.full(calls.shape[1], np.nan)
    overall = seconds.sum() / count.sum()
    result: FloatArray = (seconds + PSEUDO_CALLS * overall) / (count + PSEUDO_CALLS)
    return result


def overall_time(calls: FloatArray, aht: FloatArray) -> float:
    """Return the mean handling time of all intervals [s], NaN if no call has one."""
    seconds, count = _faded(calls, aht)
    return float(seconds.sum() / count.sum()) if count.sum() > 0 else float("nan")


def _faded(calls: FloatArray, aht: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Sum handling seconds and calls by time of day, recent days more."""
    known = ~np.isnan(aht) & (np.nan_to_num(calls) > 0)
    age = np.arange(len(calls))[::-1, None]
    weight = np.where(known, np.nan_to_num(calls) * 0.5 ** (age / HALF_LIFE_DAYS), 0.0)
    return (weight * np.nan_to_num(aht)).sum(axis=0), weight.sum(axis=0)
