"""Jumps: days from which on a queue has another level for good. Numpy only.

A queue that takes over another one's calls triples overnight. Means over the weeks before would
need a month to follow; a few days that agree with one another are evidence enough. A surge that
goes away again is no jump.
"""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from wfm.forecasting.history.days import FloatArray
from wfm.forecasting.history.series import median, robust_spread
from wfm.outages import window_median

BEFORE, LEAST_BEFORE = 14, 7  # known days that show the level before
AFTER, LEAST_AFTER = 7, 5  # known days that show the level after
SPREADS = 5.0  # smallest jump, in spreads from day to day
LEAST_JUMP = 0.3  # smallest jump, logarithm
EPISODE_DAYS = 70  # an episode is no longer than this ...
TAKEN_BACK = 0.35  # ... and leaves less than this share of its jump behind
WATCH = 28  # known days in which a surge may go away again


def find_jumps(adjusted: FloatArray) -> list[tuple[int, float]]:
    """Find the days on which the level jumps.

    Parameters
    ----------
    adjusted
        Level that each day shows, NaN where none, shape ``(days,)``.

    Returns
    -------
    list[tuple[int, float]]
        Day (position) and size (logarithm of the ratio) of each jump, in order.
    """
    known = np.flatnonzero(~np.isnan(adjusted))
    if len(known) < LEAST_BEFORE + LEAST_AFTER:
        return []
    level = np.log(adjusted[known] + 1.0)
    noise = max(robust_spread(np.diff(level)[-100:]) / np.sqrt(2.0), 0.02)
    least = max(SPREADS * noise, LEAST_JUMP)
    found: list[tuple[int, float]] = []
    last = 0
    for day in _candidates(level, least):
        before = level[max(last, day - BEFORE) : day]
        after = level[day : day + AFTER]
        if (last and day < last + LEAST_AFTER) or len(before) < LEAST_BEFORE:
            continue
        jump = median(after) - median(before)
        if abs(jump) > least and _agree(before, after, jump):
            found.append((int(day), jump))
            last = day
    return [
        (int(known[day]), jump) for day, jump in found if not _went_away(level, day, jump, found)
    ]


def _candidates(level: FloatArray, least: float) -> list[int]:
    """Find the days before and after which medians differ at least by half a jump."""
    padded = np.concatenate([level, np.full(AFTER - LEAST_AFTER, np.nan)])
    before = window_median(sliding_window_view(level, LEAST_BEFORE), 1)
    after = window_median(sliding_window_view(padded, AFTER), 1)
    days = np.arange(LEAST_BEFORE, len(level) - LEAST_AFTER + 1)
    far = np.abs(after[days] - before[days - LEAST_BEFORE]) > least / 2
    return [int(day) for day in days[far]]


def _agree(before: FloatArray, after: FloatArray, jump: float) -> bool:
    """Tell whether every single day lies clearly on its own side."""
    sign = np.sign(jump)
    low, high, size = median(before), median(after), abs(jump)
    return bool(
        (sign * (after - low) > 0.6 * size).all()
        and (sign * (after - high) > -0.4 * size).all()
        and (sign * (before - low) < 0.4 * size).all()
    )


def _went_away(level: FloatArray, day: int, jump: float, found: list[tuple[int, float]]) -> bool:
    """Tell whether the level was back, more than half way, within four weeks."""
    before = median(level[max(0, day - BEFORE) : day])
    later = level[day : day + WATCH]
    if len(later) < 14 or any(day < other <= day + 14 for other, _ in found):
        return False
    return bool((median(later[-10:]) - before) / jump < 0.5)


def lasting(jumps: list[tuple[int, float]]) -> list[tuple[int, float]]:
    """Leave out the jumps that were taken back soon: an episode or a season, no new regime."""
    result: list[tuple[int, float]] = []
    for day, jump in jumps:
        soon = bool(result) and day - result[-1][0] <= EPISODE_DAYS
        if soon and abs(result[-1][1] + jump) < TAKEN_BACK * abs(result[-1][1]):
            result.pop()
        else:
            result.append((day, jump))
    return result


def scales(jumps: list[tuple[int, float]], days: int) -> FloatArray:
    """Return the factor that lifts each day to the level after all jumps, shape ``(days,)``."""
    result = np.ones(days)
    for day, jump in jumps:
        result[:day] *= np.exp(jump)
    return result
