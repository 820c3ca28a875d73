"""Load that is in the system, which lags behind the calls that arrive.

With arrivals at a steady rate inside each interval the mean number of calls in progress, were
nobody to wait, follows ``dm/dt = arrivals - m / AHT`` [1]_. Each interval starts with what the one
before left, so a long call that arrives before noon still needs its agent after noon.

References
----------
.. [1] D. L. Jagerman, "Nonstationary blocking in telephone traffic", Bell System Technical Journal
   54, 1975; W. A. Massey, W. Whitt, "An analysis of the modified offered-load approximation",
   Annals of Applied Probability 4, 1994, doi:10.1214/aoap/1177004908.
"""

import numpy as np

from wfm.staffing.formulas.erlang_b import Floats

# A handling time of this share of an interval or more makes the lag worth having.
_WORTH = 0.25


def load_in_system(
    load: Floats, aht: Floats, step: float, first: np.ndarray, *, peak: bool = False
) -> Floats:
    """Mean or highest load in the system during each interval.

    Parameters
    ----------
    load
        Offered load of each interval, queue after queue. [erlang]
    aht
        Average handling time, above zero. [s]
    step
        Length of an interval. [s]
    first
        Whether a row is the first of its queue; that one starts as if it had always been so.
    peak
        Take the interval's highest load, not its mean.

    Returns
    -------
    numpy.ndarray
        Load. [erlang]
    """
    decay = np.exp(-step / aht)
    keep = np.where(first, 0.0, decay)
    gain = np.where(first, load, load * (1.0 - decay))
    end = _running(keep, gain)
    start = np.concatenate([load[:1], end[:-1]])
    start = np.where(first, load, start)
    if peak:
        highest: Floats = np.maximum(start, end)
        return highest
    mean: Floats = load + (start - load) * (aht / step) * (1.0 - decay)
    return mean


def worth_having(aht: Floats, load: Floats, step: float) -> bool:
    """Whether a handling time is long enough, beside the interval, for the lag to matter."""
    return bool(np.any((load > 0.0) & (aht >= _WORTH * step)))


def _running(keep: Floats, gain: Floats) -> Floats:
    """Solve x[i] = keep[i] x[i-1] + gain[i] by doubling spans, until what is kept is nothing."""
    factor, value = keep.copy(), gain.copy()
    span = 1
    while span < value.size and np.any(factor[span:] > 0.0):
        value[span:] = value[span:] + factor[span:] * value[:-span]
        longer = factor[span:] * factor[:-span]
        factor[span:] = np.where(longer > 1e-30, longer, 0.0)
        factor[:span] = 0.0
        span *= 2
    return value
