"""Average handling time by time of day."""

import numpy as np

from wfm.forecasting.history.days import FloatArray

SHAPE_HALF_LIFE_DAYS = 84.0  # how times of day differ: long, they hardly change
LEVEL_HALF_LIFE_DAYS = 10.0  # how long calls take on the whole: short, it does change
PLAIN_HALF_LIFE_DAYS = 28.0  # of the plain mean that the forecast is compared with
PSEUDO_CALLS = 100.0


def handling_time(calls: FloatArray, aht: FloatArray) -> FloatArray:
    """Forecast the average handling time of each interval of the day [s].

    The shape of the day is a mean of three months weighted by calls, shrunk to the mean of all
    intervals as if that had been seen on ``PSEUDO_CALLS`` more calls. Its level is that of the
    last days with handling times: their seconds over those that the shape expects, as if
    ``PSEUDO_CALLS`` more calls had lasted as the shape expects.

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
    seconds, count = _faded(calls, aht, SHAPE_HALF_LIFE_DAYS)
    if count.sum() <= 0:
        return np.full(calls.shape[1], np.nan)
    overall = seconds.sum() / count.sum()
    shape = (seconds + PSEUDO_CALLS * overall) / (count + PSEUDO_CALLS)
    seconds, count = _faded(calls, aht, LEVEL_HALF_LIFE_DAYS)
    said = count @ shape
    usual = PSEUDO_CALLS * said / count.sum()
    result: FloatArray = shape * ((seconds.sum() + usual) / (said + usual))
    return result


def overall_time(calls: FloatArray, aht: FloatArray) -> float:
    """Return the plain mean of all handling times [s], NaN if no call has one."""
    seconds, count = _faded(calls, aht, PLAIN_HALF_LIFE_DAYS)
    return float(seconds.sum() / count.sum()) if count.sum() > 0 else float("nan")


def _faded(calls: FloatArray, aht: FloatArray, half_life: float) -> tuple[FloatArray, FloatArray]:
    """Sum handling seconds and calls by time of day, both fading with their age.

    Ages count from the last day that has handling times.
    """
    known = ~np.isnan(aht) & (np.nan_to_num(calls) > 0)
    last = int(np.flatnonzero(known.any(axis=1))[-1]) if known.any() else 0
    age = last - np.arange(len(calls))[:, None]
    weight = np.where(known, np.nan_to_num(calls) * 0.5 ** (age / half_life), 0.0)
    return (weight * np.nan_to_num(aht)).sum(axis=0), weight.sum(axis=0)
