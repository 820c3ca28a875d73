"""Forecasts by decomposition: day total and shape of the day, each from weighted means.

Numpy only. The models differ in how they continue the level; everything else they share.
"""

from collections.abc import Callable

import numpy as np

from wfm.forecasting.history.days import Days, FloatArray, Past
from wfm.forecasting.models.level import SHARES, Level, harmonic, level_of, recent, smoothed
from wfm.forecasting.models.ordinary import Ordinary, take_apart
from wfm.forecasting.models.parts import Parts
from wfm.forecasting.models.shape import weekday_shapes
from wfm.forecasting.models.special import special_days

LONGEST_DAYS = 1100  # older days say nothing any more
Path = Callable[[Level, Days], tuple[FloatArray, FloatArray]]


def recent_path(level: Level, future: Days) -> tuple[FloatArray, FloatArray]:
    """Level of the last weeks, and the year-ago index that is in it."""
    return recent(level, len(future))


def smoothed_path(level: Level, future: Days) -> tuple[FloatArray, FloatArray]:
    """Damped trend, times the year-ago index."""
    _, index = recent(level, len(future))
    return smoothed(level, len(future)) * index, index


def harmonic_path(level: Level, future: Days) -> tuple[FloatArray, FloatArray]:
    """Harmonics of the year; no year-ago index."""
    return harmonic(level, future), np.ones(len(future))


def combined_path(level: Level, future: Days) -> tuple[FloatArray, FloatArray]:
    """Weighted mean of the three views, and the year-ago index of the first two."""
    path, index = recent(level, len(future))
    views = {
        "recent": path,
        "smoothed": smoothed(level, len(future)) * index,
        "harmonic": harmonic(level, future),
    }
    total = np.sum([SHARES[name] * view for name, view in views.items()], axis=0)
    return total / sum(SHARES.values()), index


def decompose(past: Past, future: Days, continue_level: Path) -> Parts:
    """Forecast from a past taken apart.

    Parameters
    ----------
    past
        Calls of the past.
    future
        The days to forecast, beginning on the day after the past.
    continue_level
        How the level goes on.
    """
    ordinary = take_apart(past.last(LONGEST_DAYS))
    shapes = weekday_shapes(ordinary)
    if (~np.isnan(ordinary.adjusted)).sum() < 3:
        return _nothing_known(ordinary, shapes, future)
    level = level_of(ordinary)
    path, index = continue_level(level, future)
    special = special_days(ordinary, level, future)
    shape = shapes[future.weekday]
    if special.rest_weekday is not None:
        moved = special.like_rest[:, None]
        shape = (1 - moved) * shape + moved * shapes[special.rest_weekday]
    ruled = future.is_feast | future.is_event
    now = np.full(len(future), path[0] / index[0])
    factors = {
        "level": now,
        "trend": path / np.maximum(now * index, 1e-12),
        "year_ago": index,
        "weekday": ordinary.weekday[future.weekday],
        "calendar": np.where(ruled, 1.0, np.exp(future.effects @ ordinary.effects)),
        "special": special.factor,
    }
    return Parts(factors, shape)


def _nothing_known(ordinary: Ordinary, shapes: FloatArray, future: Days) -> Parts:
    """Forecast the mean of what few days there are."""
    total = ordinary.total[~np.isnan(ordinary.total)]
    ones = np.ones(len(future))
    level = ones * (float(total.mean()) if len(total) else 0.0)
    rest = dict.fromkeys(("trend", "year_ago", "weekday", "calendar", "special"), ones)
    return Parts({"level": level, **rest}, shapes[future.weekday])
