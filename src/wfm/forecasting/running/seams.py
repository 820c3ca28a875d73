"""Where the running day, the day after and the forecast as it was meet. Numpy only."""

import numpy as np

from wfm.forecasting.history.days import FloatArray

FADE_MINUTES = 120  # before and after a midnight


def parts(rows: int, midnights: tuple[int, int], step: int) -> FloatArray:
    """Say how much of each interval is ruled by today, by tomorrow and by the forecast as it was.

    Around a midnight one goes over into the other in four hours: no jump for who is open then.

    Parameters
    ----------
    rows
        Number of intervals to come, from now on.
    midnights
        How many of them are before the next midnight, and before the one after it.
    step
        Length of an interval [min].

    Returns
    -------
    NDArray[np.float64]
        Shape ``(3, rows)``; each column sums to 1.
    """
    around = FADE_MINUTES / step
    knots = [midnight + side for midnight in midnights for side in (-around, around)]
    middle = np.arange(rows) + 0.5
    today = np.interp(middle, knots, [1, 0, 0, 0])
    later = np.interp(middle, knots, [0, 0, 0, 1])
    return np.stack([today, 1 - today - later, later])
