"""How good a forecast was: every figure by hand."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from wfm.forecasting.accuracy.scores import LEVELS, Score, naive_error, score
from wfm.forecasting.history.days import Past

CAME = np.array([[10.0, 20.0], [30.0, 40.0]])


def judged(came: Any, forecast: Any, *, low: float = 0.0, high: float = 1e9) -> Score:
    """Score a forecast whose quantiles are all the forecast itself."""
    forecast = np.asarray(forecast, dtype=float)
    return score(
        np.asarray(came, dtype=float),
        forecast,
        low=np.full(forecast.shape, low),
        high=np.full(forecast.shape, high),
        quantiles=np.stack([forecast] * len(LEVELS)),
        scale=5.0,
    )


def test_a_forecast_that_came_true_has_no_error() -> None:
    found = judged(CAME, CAME)
    assert (found.wape, found.day_wape, found.mase, found.bias, found.loss) == (0, 0, 0, 0, 0)


def test_errors_are_shares_of_all_calls() -> None:
    found = judged(CAME, CAME + np.array([[4, -4], [10, 0]]))
    assert found.wape == pytest.approx(18 / 100)
    assert found.day_wape == pytest.approx(10 / 100)  # those of the first day cancel out
    assert found.bias == pytest.approx(10 / 100)
    assert found.mase == pytest.approx(18 / 4 / 5)


def test_a_forecast_too_high_by_a_half_has_the_bias_of_its_error() -> None:
    found = judged(CAME, 1.5 * CAME)
    assert found.bias == found.wape == found.day_wape == pytest.approx(0.5)


def test_the_loss_of_one_point_for_all_quantiles_is_its_error() -> None:
    """The levels lie evenly around the middle: the mean of their losses is half the error."""
    assert judged(CAME, CAME + 7).loss == pytest.approx(28 / 100)


def test_a_band_is_judged_apart_where_few_calls_are_expected() -> None:
    found = judged([[10, 10, 1, 9]], [[8, 20, 2, 2]], low=5, high=12)
    assert found.coverage == 1.0
    assert judged([[10, 30, 1, 9]], [[8, 20, 2, 2]], low=5, high=12).coverage == 0.5
    assert judged([[10, 10, 1, 9]], [[8, 20, 2, 2]], low=5, high=6).coverage_small == 0.5


def test_what_was_not_recorded_is_not_judged() -> None:
    assert judged([[10, np.nan]], [[12, 99]]).wape == pytest.approx(0.2)


def test_the_scale_is_the_error_of_the_week_before(past: Callable[..., Past]) -> None:
    made = past(21)
    made.calls[:] = (np.arange(21) // 7)[:, None] * 3.0
    assert naive_error(made) == 3.0
    assert np.isnan(naive_error(past(7)))
