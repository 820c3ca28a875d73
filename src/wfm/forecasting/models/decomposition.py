"""Forecasts by decomposition: day total and shape of the day, each from weighted means.

Numpy only. The models differ in how they continue the level; everything else they share.
"""

from collections.abc import Callable
from functools import cached_property

import numpy as np

from wfm.forecasting.history.days import Days, FloatArray, Past
from wfm.forecasting.history.series import fading_means
from wfm.forecasting.models.lasting_trend import HALF_LIFE, lasting_slope, led_on
from wfm.forecasting.models.level import SHARES, Level, harmonic, level_of, recent, smoothed
from wfm.forecasting.models.ordinary import Ordinary, take_apart
from wfm.forecasting.models.parts import Parts
from wfm.forecasting.models.shape import weekday_shapes
from wfm.forecasting.models.special import Special, special_days

LONGEST_DAYS = 1100  # older days say nothing any more


class Views:
    """The level to come in each view of it, worked out once where several models ask."""

    def __init__(self, level: Level, future: Days) -> None:
        self.level, self.future = level, future

    @cached_property
    def recent(self) -> tuple[FloatArray, FloatArray]:
        """Level of the last weeks, and the year-ago index that is in it."""
        return recent(self.level, len(self.future))

    @cached_property
    def smoothed(self) -> FloatArray:
        """Damped trend, times the year-ago index."""
        return smoothed(self.level, len(self.future)) * self.recent[1]

    @cached_property
    def harmonic(self) -> FloatArray:
        """Harmonics of the year; no year-ago index."""
        return harmonic(self.level, self.future)


Path = Callable[[Views], tuple[FloatArray, FloatArray]]


def recent_path(views: Views) -> tuple[FloatArray, FloatArray]:
    """Level of the last weeks, and the year-ago index that is in it."""
    return views.recent


def smoothed_path(views: Views) -> tuple[FloatArray, FloatArray]:
    """Damped trend, times the year-ago index."""
    return views.smoothed, views.recent[1]


def harmonic_path(views: Views) -> tuple[FloatArray, FloatArray]:
    """Harmonics of the year; no year-ago index."""
    return views.harmonic, np.ones(len(views.future))


def combined_path(views: Views) -> tuple[FloatArray, FloatArray]:
    """Weighted mean of the three views, and the year-ago index of the first two."""
    path, index = views.recent
    each = {"recent": path, "smoothed": views.smoothed, "harmonic": views.harmonic}
    total = np.sum([SHARES[name] * view for name, view in each.items()], axis=0)
    level = views.level
    slope = lasting_slope(level.value, level.weight)
    now = fading_means(level.value, level.weight, HALF_LIFE)[-1] if slope else 0.0
    return led_on(total / sum(SHARES.values()), now, slope), index


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
    return decompose_once(past, future, {"": continue_level})[""]


def decompose_once(past: Past, future: Days, paths: dict[str, Path]) -> dict[str, Parts]:
    """Take a past apart once and forecast it in several ways; see `decompose`."""
    ordinary = take_apart(past.last(LONGEST_DAYS))
    shapes = weekday_shapes(ordinary)
    if (~np.isnan(ordinary.adjusted)).sum() < 3:
        return dict.fromkeys(paths, _nothing_known(ordinary, shapes, future))
    level = level_of(ordinary)
    special = special_days(ordinary, level, future)
    shape = shapes[future.weekday]
    if special.rest_weekday is not None:
        moved = special.like_rest[:, None]
        shape = (1 - moved) * shape + moved * shapes[special.rest_weekday]
    views = Views(level, future)
    return {
        name: Parts(_factors(ordinary, special, future, *continue_level(views)), shape)
        for name, continue_level in paths.items()
    }


def _factors(
    ordinary: Ordinary, special: Special, future: Days, path: FloatArray, index: FloatArray
) -> dict[str, FloatArray]:
    """Put the factors of each day ahead together."""
    ruled = future.is_feast | future.is_event
    now = np.full(len(future), path[0] / index[0])
    return {
        "level": now,
        "trend": path / np.maximum(now * index, 1e-12),
        "year_ago": index,
        "weekday": ordinary.weekday[future.weekday],
        "calendar": np.where(ruled, 1.0, np.exp(future.effects @ ordinary.effects)),
        "special": special.factor,
    }


def _nothing_known(ordinary: Ordinary, shapes: FloatArray, future: Days) -> Parts:
    """Forecast the mean of what few days there are."""
    total = ordinary.total[~np.isnan(ordinary.total)]
    ones = np.ones(len(future))
    level = ones * (float(total.mean()) if len(total) else 0.0)
    rest = dict.fromkeys(("trend", "year_ago", "weekday", "calendar", "special"), ones)
    return Parts({"level": level, **rest}, shapes[future.weekday])
