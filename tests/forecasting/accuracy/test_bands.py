"""Bands from errors at past origins."""

from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest

from wfm.forecasting.accuracy.bands import Errors, band, past_errors, past_origins, quantiles
from wfm.forecasting.history import calendar
from wfm.forecasting.history.days import FloatArray, Past
from wfm.forecasting.models.catalogue import MODELS


def test_a_band_holds_its_level_of_poisson_calls(past: Callable[..., Past]) -> None:
    made = past(420, per_day=3000.0)
    known = made.until(392)
    errors = past_errors(known, MODELS["mean"], 6)
    forecast = MODELS["mean"](known, made.days.part(392, 420), 6).calls
    low, high = band(forecast, errors, 0.8)
    many = forecast >= 5
    inside = (made.calls[392:] >= low) & (made.calls[392:] <= high)
    assert 0.76 < inside[many].mean() < 0.88
    few = (forecast > 0) & ~many
    assert (made.calls[392:] <= high)[few].mean() >= 0.9


def test_a_wider_level_is_a_wider_band(past: Callable[..., Past]) -> None:
    made = past(200)
    errors = past_errors(made, MODELS["mean"], 6)
    forecast = np.array([0.0, 0.5, 3.0, 30.0])
    narrow, wide = band(forecast, errors, 0.5), band(forecast, errors, 0.95)
    assert (wide[0] <= narrow[0]).all()
    assert (wide[1] >= narrow[1]).all()
    assert wide[0][0] == wide[1][0] == 0


def test_hours_of_hardly_any_calls_do_not_narrow_the_band_of_others() -> None:
    random = np.random.default_rng(3)

    def came(expected: FloatArray) -> FloatArray:
        return random.poisson(expected * random.gamma(20.0, 1 / 20.0, len(expected))).astype(float)

    closed, opened = random.uniform(0.01, 0.5, 3200), random.uniform(5.0, 20.0, 800)
    forecast = np.concatenate([closed, opened])
    errors = Errors(forecast, came(forecast), np.ones(len(forecast)), 100, 0.0)
    coming = np.full(4000, 6.0)
    low, high = band(coming, errors, 0.8)
    calls = came(coming)
    assert 0.78 < ((calls >= low) & (calls <= high)).mean() < 0.88


def test_quantiles_are_in_order(past: Callable[..., Past]) -> None:
    errors = past_errors(past(200), MODELS["combined"], 6)
    rows = quantiles(np.linspace(0, 60, 50), errors, (0.025, 0.1, 0.5, 0.9, 0.975))
    assert (np.diff(np.stack(rows), axis=0) >= 0).all()


def test_without_any_past_origin_the_band_is_a_normal_one() -> None:
    nothing = Errors(np.zeros(0), np.zeros(0), np.zeros(0), 0, 0.0)
    low, high = band(np.array([100.0]), nothing, 0.8)
    assert low[0] < 85
    assert high[0] > 115


@pytest.mark.parametrize(("days", "count"), [(13, 0), (14, 1), (40, 1), (100, 5), (800, 13)])
def test_origins_are_two_weeks_apart_and_leave_two_weeks_to_judge(days: int, count: int) -> None:
    found = past_origins(days)
    assert len(found) == count
    assert all(a - b == 14 for a, b in pairwise(found))


def test_nothing_after_the_origin_is_read(past: Callable[..., Past]) -> None:
    made = past(300)
    days = calendar.calendar(int(made.days.date[0]) + 250, 28)
    before = MODELS["combined"](made.until(250), days, 6).calls
    made.calls[250:] = 1e6
    np.testing.assert_array_equal(MODELS["combined"](made.until(250), days, 6).calls, before)
