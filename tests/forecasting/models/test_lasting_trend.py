"""A trend of months is not undone."""

import numpy as np
import pytest

from forecasting.conftest import MONDAY
from wfm.forecasting.history import calendar
from wfm.forecasting.history.days import FloatArray, Past
from wfm.forecasting.models.catalogue import MODELS
from wfm.forecasting.models.lasting_trend import lasting_slope, led_on

HALF_YEAR = 182


def queue(level: FloatArray, seed: int = 1) -> Past:
    """Return Poisson calls from 8 to 18 h on all days."""
    hours = np.arange(48) / 2
    shape = ((hours >= 8) & (hours < 18)) / 20
    mean = level[:, None] * shape
    calls = np.random.default_rng(seed).poisson(mean).astype(float)
    return Past(calendar.calendar(MONDAY, len(level)), np.where(shape > 0, calls, np.nan))


def faded(days: int, first: float, last: float) -> FloatArray:
    """Return a level that stays, and then moves steadily for half a year."""
    steady = np.full(days - HALF_YEAR, first)
    return np.concatenate([steady, np.geomspace(first, last, HALF_YEAR)])


@pytest.mark.parametrize("days", [280, 560])
def test_a_queue_that_fades_out_is_not_forecast_to_climb_back(days: int) -> None:
    level = faded(days, 300 / 7, 12 / 7)
    for weeks_before in (4, 8):
        origin = days - 7 * weeks_before
        past = queue(level)
        ahead = calendar.calendar(MONDAY + origin, 28)
        calls = MODELS["combined"](past.until(origin), ahead, 6).calls.sum(axis=1)
        assert calls[14:].sum() < 1.5 * level[origin + 14 : origin + 28].sum()
        assert calls[14:].sum() < calls[:14].sum()


def test_a_young_queue_that_grows_goes_on() -> None:
    level = faded(280, 2.0, 50.0)
    ahead = calendar.calendar(MONDAY + 252, 28)
    calls = MODELS["combined"](queue(level).until(252), ahead, 6).calls.sum(axis=1)
    assert calls.sum() == pytest.approx(level[252:].sum(), rel=0.25)


def test_growth_beyond_that_of_a_year_ago_goes_on() -> None:
    level = np.concatenate([np.full(500, 60.0), np.geomspace(60.0, 400.0, 300)])
    past = queue(level).until(700)
    calls = MODELS["combined"](past, calendar.calendar(MONDAY + 700, 28), 6).calls.sum(axis=1)
    assert calls[14:].sum() == pytest.approx(level[714:728].sum(), rel=0.1)


def test_a_rise_that_ended_a_year_ago_in_these_weeks_may_be_a_season() -> None:
    ones = np.ones(700)
    grown = np.concatenate([np.full(550, 60.0), np.geomspace(60.0, 180.0, 150)])
    assert lasting_slope(grown, ones) > 0.005
    ended = grown.copy()
    ended[700 - 364 : 700 - 336] = 40.0
    assert lasting_slope(ended, ones) == 0
    yearly = grown.copy()
    yearly[700 - 364 - 150 : 700 - 364] = np.geomspace(60.0, 180.0, 150)
    yearly[700 - 364 : 550] = 180.0
    assert lasting_slope(yearly, ones) == 0


def test_what_stays_turns_or_follows_the_year_has_no_trend() -> None:
    ones = np.ones(560)
    noise = np.random.default_rng(3).normal(1, 0.1, 560)
    assert lasting_slope(50 * noise, ones) == 0
    turned = np.concatenate([np.geomspace(400, 50, 84), np.geomspace(50, 100, 28)])
    assert lasting_slope(turned, np.ones(112)) == 0
    season = np.exp(-np.sin(2 * np.pi * np.arange(560) / 364))
    assert abs(lasting_slope(100 * season, ones)) < 0.001


def test_a_surge_of_the_last_weeks_is_no_growth_of_months() -> None:
    months = np.repeat([60.0, 80.0, 105.0], 28)
    ones = np.ones(112)
    assert lasting_slope(np.append(months, np.full(28, 145.0)), ones) > 0
    assert lasting_slope(np.append(months, np.full(28, 300.0)), ones) == 0
    assert lasting_slope(1 / np.append(months, np.full(28, 300.0)), 1e5 * ones) < 0


def test_only_a_path_that_goes_back_is_led_on() -> None:
    low = np.full(28, 1.0)
    np.testing.assert_array_equal(led_on(low, 40.0, -0.01), low)
    assert (np.diff(led_on(np.full(28, 50.0), 40.0, -0.01)) < 0).all()
