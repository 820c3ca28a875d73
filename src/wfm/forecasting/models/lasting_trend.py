"""A trend of months: a queue that fades out or grows does not go back to what it was. Numpy only.

Means lag behind a trend, and long ones undo it: a queue that went from 300 calls a week to 12 would
be forecast to climb again.
"""

import numpy as np

from wfm.forecasting.history.days import FloatArray

BLOCK_DAYS, BLOCKS = 28, 4
LEAST_MOVED = 0.6  # over all blocks, logarithm
LEAST_BEYOND = 0.35  # of growth beyond that of a year ago
SEASON_FALL = 0.95  # of the level, within four weeks: the end of a season
LARGEST_STEP = 0.5  # of all growth: more at once is a surge, and may pass
LEAST_STEP = 0.4  # of each step between blocks, relative to their mean
LARGEST = 0.02  # a day, logarithm
DAMPING = 0.95  # of the trend, per day
HALF_LIFE, MEAN_AGE = 14.0, 20.0  # of the level that it starts from [days]
YEAR_KNOWN_DAYS = 420
CHANCE_SPREADS = 2.0  # what chance alone does to the calls of a block is no trend


def lasting_slope(value: FloatArray, weight: FloatArray) -> float:
    """Slope of a level that has moved in one direction for four months.

    Parameters
    ----------
    value, weight
        Level of each day, and how much the day says of it, shape ``(days,)``.

    Returns
    -------
    float
        Change a day (logarithm); 0 where the level stays, turns, or follows the year.
    """
    means, calls = _block_means(value, weight, len(value))
    if means is None or not (means > 0).all():
        return 0.0
    before, _ = _block_means(value, weight, len(value) - 364)
    steps = np.diff(np.log(means))
    moved, least = float(steps.sum()), LEAST_MOVED
    if moved > 0 and steps.max() > LARGEST_STEP * moved:
        return 0.0
    if moved > 0 and len(value) >= YEAR_KNOWN_DAYS:
        if not _is_beyond_season(steps, before, _block_means(value, weight, len(value) - 336)[0]):
            return 0.0
        least = LEAST_BEYOND
    chance = CHANCE_SPREADS * np.sqrt(1 / calls[0] + 1 / calls[-1])
    if not _is_steady(steps) or abs(moved) < max(least, chance):
        return 0.0
    if before is not None and (before > 0).all():
        last_year = float(np.log(before[-1] / before[0]))
        if last_year * moved > 0:  # what happened last year too is the season
            moved = np.sign(moved) * max(abs(moved) - abs(last_year), 0.0)
    slope = moved / (BLOCK_DAYS * (BLOCKS - 1))
    return float(np.clip(slope, -LARGEST, LARGEST))


def _is_beyond_season(
    steps: FloatArray, before: FloatArray | None, next_before: FloatArray | None
) -> bool:
    """Tell whether growth is more than a season: more than a year ago, block by block.

    Where the level fell a year ago in the weeks that are now to come, a season may be at its end.

    Parameters
    ----------
    steps
        Steps between blocks (logarithm), shape ``(blocks - 1,)``.
    before, next_before
        Means of the same blocks a year ago, and of those four weeks later; None where not known.
    """
    if before is None or next_before is None or not (before > 0).all():
        return False
    beyond = steps - np.diff(np.log(before))
    falls = next_before[-1] < SEASON_FALL * before[-1]
    return _is_steady(beyond) and float(beyond.sum()) > LEAST_BEYOND and not falls


def _is_steady(steps: FloatArray) -> bool:
    """Tell whether all steps lead in one direction, none much less far than the others."""
    moved = float(steps.sum())
    return bool((steps * np.sign(moved) > LEAST_STEP * abs(moved) / len(steps)).all())


def _block_means(
    value: FloatArray, weight: FloatArray, end: int
) -> tuple[FloatArray | None, FloatArray]:
    """Mean level and calls of each block of four weeks before a day, None where there are none."""
    first = end - BLOCK_DAYS * BLOCKS
    if first < 0:
        return None, np.zeros(0)
    rows = weight[first:end].reshape(BLOCKS, BLOCK_DAYS)
    calls = (value[first:end].reshape(BLOCKS, BLOCK_DAYS) * rows).sum(axis=1)
    total = rows.sum(axis=1)
    if (total <= 0).any():
        return None, calls
    return calls / total, calls


def led_on(path: FloatArray, now: float, slope: float) -> FloatArray:
    """Lead a level on with its trend, where the path would go back.

    Parameters
    ----------
    path
        Level of each day ahead, shape ``(days,)``.
    now
        Fading mean of the level at the origin, of half-life ``HALF_LIFE``.
    slope
        Change a day (logarithm).
    """
    if not slope:
        return path
    reach = (1 - DAMPING ** np.arange(1, len(path) + 1)) / (1 - DAMPING)
    trend = now * np.exp(slope * (MEAN_AGE + reach))
    led = np.minimum(path, trend) if slope < 0 else np.maximum(path, trend)
    return np.asarray(led, dtype=np.float64)
