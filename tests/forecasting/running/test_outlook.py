"""What the running day says of its rest: which hours of it count, and how much."""

import numpy as np
import pytest

from wfm.forecasting.history.days import FloatArray
from wfm.forecasting.running.outlook import day_after, day_of, rest_of_day, unchanged
from wfm.forecasting.running.past_days import PastDays

HOURS, NOON = 24, 12
SHAPE = np.full(HOURS, 100.0)


def past(level: FloatArray) -> PastDays:
    """Return days that were all forecast alike, and came at these levels, ``(days, hours)``."""
    came = np.stack([SHAPE * level, np.roll(SHAPE * level, -1, axis=0)], axis=1)
    forecast = np.broadcast_to(SHAPE, came.shape).copy()
    return PastDays(forecast, came, np.ones(len(level)))


def levels_of_days() -> FloatArray:
    """Each day has a level of its own, from midnight on."""
    return np.exp(np.random.default_rng(5).normal(0, 0.2, 80))[:, None] * np.ones(HOURS)


def levels_of_hours() -> FloatArray:
    """Each hour has a level near that of the hour before."""
    steps = np.random.default_rng(5).normal(0, 0.15, (80, HOURS))
    return np.asarray(np.exp(np.cumsum(steps, axis=1)))


def at_noon(came: FloatArray) -> FloatArray:
    return SHAPE[:NOON] * came


@pytest.mark.parametrize(("low", "high"), [(1.4, 0.5), (0.6, 1.5)])
def test_recent_hours_count_more_where_the_past_shows_it(low: float, high: float) -> None:
    came = at_noon(np.where(np.arange(NOON) < 9, low, high))
    day = day_of(SHAPE, came, np.arange(HOURS), HOURS)
    walking = rest_of_day(past(levels_of_hours()), day)
    assert walking.law.half_life_hours == 2
    assert (walking.factor > 1) == (high > 1)
    steady = rest_of_day(past(levels_of_days()), day)
    assert steady.law.half_life_hours == np.inf
    assert (steady.factor > 1) == (low > 1)
    assert (steady.forecast, steady.came) == (walking.forecast, walking.came)


def test_an_hour_that_does_not_count_is_neither_forecast_nor_come() -> None:
    came = at_noon(np.ones(NOON))
    came[-1] = np.nan
    day = day_of(SHAPE, came, np.arange(HOURS), HOURS)
    assert day.sums() == (1100, 1100)
    assert day.so_far().tolist() == [1.0] * 11 + [0.0] * 13
    assert day.so_far(2.0)[[8, 10]].tolist() == [0.5, 1.0]
    assert day.to_come.tolist() == [False] * 12 + [True] * 12


def test_without_a_past_or_a_rest_nothing_is_changed() -> None:
    over = day_of(SHAPE, SHAPE * 2, np.arange(HOURS), HOURS)
    assert rest_of_day(past(levels_of_days()), over) == unchanged(over)
    assert rest_of_day(None, over) == day_after(None, over) == unchanged(over)
    assert unchanged(over).factor == 1
    assert (unchanged(over).forecast, unchanged(over).came) == (2400, 4800)
