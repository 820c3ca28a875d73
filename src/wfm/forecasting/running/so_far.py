"""What has come of a day so far: which of it counts. Numpy only."""

import numpy as np

from wfm.forecasting.accuracy.bands import spread_of
from wfm.forecasting.history.days import BoolArray, FloatArray
from wfm.outages import LEAST_CALLS

_EXCESS = 0.04  # of the variance of a count over Poisson, relative to its square
_SPREADS = 3.5  # so far below what is expected, a count is no whole interval


def silent(forecast: FloatArray, came: FloatArray) -> BoolArray:
    """Find zeros in a row where at least 30 calls were forecast: nobody can get through.

    Parameters
    ----------
    forecast, came
        Calls per interval of the day so far, in order; ``came`` is NaN where nothing was recorded.
    """
    zero = came == 0
    edges = np.flatnonzero(np.diff(np.concatenate([[0], zero.astype(np.int8), [0]])))
    found = np.zeros(len(came), dtype=bool)
    for first, last in zip(edges[::2], edges[1::2], strict=True):
        if forecast[first:last].sum() >= LEAST_CALLS:
            found[first:last] = forecast[first:last] > 0
    return found


def last_is_partial(forecast: FloatArray, came: FloatArray) -> bool:
    """Whether the last interval has far fewer calls than the day so far lets expect.

    As where a system was asked in the middle of an interval.
    """
    if len(came) < 2 or np.isnan(came[-1]):
        return False
    seen = ~np.isnan(came[:-1])
    size = float(forecast[:-1][seen].sum())
    if size <= 0:
        return False
    expected = forecast[-1:] * min(float(came[:-1][seen].sum()) / size, 1.0)
    return bool((came[-1:] < expected - _SPREADS * spread_of(expected, _EXCESS)).all())
