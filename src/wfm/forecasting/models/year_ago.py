"""The year-ago index: how the level went on at this time of last year. Numpy only."""

import numpy as np

from wfm.forecasting.history.days import BoolArray, FloatArray, IntArray
from wfm.forecasting.history.series import bridged, running_mean

YEAR_DAYS = 364
SMOOTH_LEAST_DAYS = YEAR_DAYS + 56  # history from which on last year says something
LEADS = (3, 10, 17, 24)
PRIOR, PRIOR_WEIGHT = 0.5, 2.0
LIMIT = 0.8  # of the index, logarithm


def smooth_level(value: FloatArray, known: BoolArray) -> FloatArray:
    """Average the level over about two weeks around each day, gaps bridged.

    Parameters
    ----------
    value, known
        Level of each day of the past, and which days are known, shape ``(days,)``.
    """
    return bridged(running_mean(value, known, 15, 4), 21)


def year_ago(smooth: FloatArray, means: FloatArray, ahead: int) -> FloatArray:
    """Logarithm of the factor by which last year says that the level will change.

    The level 52 weeks before the target over the level known 52 weeks before the origin, to a
    power between 0 and 1 that is learnt on past origins.

    Parameters
    ----------
    smooth
        `smooth_level` of the past, shape ``(days,)``.
    means
        Level known at each midnight, shape ``(days + 1,)``.
    ahead
        Days to forecast.

    Returns
    -------
    NDArray[np.float64]
        Shape ``(ahead,)``; zeros where the past is shorter than 60 weeks.
    """
    days = len(smooth)
    if days < SMOOTH_LEAST_DAYS:
        return np.zeros(ahead)
    origin, lead = (
        grid.ravel()
        for grid in np.meshgrid(
            np.arange(days - 28, max(YEAR_DAYS + 28, days - YEAR_DAYS), -7), LEADS
        )
    )
    came = _log_ratio(smooth[np.minimum(origin + lead, days - 1)], means[origin])
    said = _last_year(smooth, means, origin, lead)
    both = np.isfinite(came) & np.isfinite(said)
    x, y = np.clip(said[both], -0.7, 0.7), np.clip(came[both], -0.7, 0.7)
    power = np.clip((x @ y + PRIOR_WEIGHT * PRIOR) / (x @ x + PRIOR_WEIGHT), 0.0, 1.0)
    index = _last_year(smooth, means, np.full(ahead, days), np.arange(ahead))
    seen = np.flatnonzero(np.isfinite(index))
    if not len(seen):
        return np.zeros(ahead)
    filled = np.interp(np.arange(ahead), seen, index[seen])
    return np.clip(power * filled, -LIMIT, LIMIT)


def _last_year(
    smooth: FloatArray, means: FloatArray, origin: IntArray, lead: IntArray
) -> FloatArray:
    """Log ratio of the level a year before each target to that known a year before each origin."""
    then = origin + lead - YEAR_DAYS
    usable = (then >= 14) & (then < len(smooth) - 7) & (origin - YEAR_DAYS >= 21)
    known = means[np.clip(origin - YEAR_DAYS, 0, len(smooth))]
    ratio = _log_ratio(smooth[np.clip(then, 0, len(smooth) - 1)], known)
    return np.where(usable, ratio, np.nan)


def _log_ratio(above: FloatArray, below: FloatArray) -> FloatArray:
    usable = (np.nan_to_num(above) > 0) & (np.nan_to_num(below) > 0)
    ratio = np.where(usable, above, 1.0) / np.where(usable, below, 1.0)
    return np.where(usable, np.log(ratio), np.nan)
