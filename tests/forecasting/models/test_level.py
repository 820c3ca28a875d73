"""The level to come, seen in three ways."""

from collections.abc import Callable

import numpy as np
import pytest

from forecasting.conftest import ahead
from wfm.forecasting.history.days import Past
from wfm.forecasting.models.level import harmonic, level_of, recent, smoothed
from wfm.forecasting.models.ordinary import take_apart


def test_every_view_holds_a_steady_level(past: Callable[..., Past]) -> None:
    made = past(600)
    level = level_of(take_apart(made))
    for path in (recent(level, 28)[0], smoothed(level, 28), harmonic(level, ahead(made))):
        np.testing.assert_allclose(path, 1000, rtol=0.03)


def test_a_trend_is_followed_and_damped(past: Callable[..., Past]) -> None:
    made = past(300)
    made = Past(made.days, made.calls * np.exp(np.arange(300) / 150)[:, None])
    path = smoothed(level_of(take_apart(made)), 56)
    assert path[27] > path[0]
    assert path[55] - path[27] < path[27] - path[0]


def test_a_trend_to_come_stays_within_bounds(past: Callable[..., Past]) -> None:
    made = past(60)
    made = Past(made.days, made.calls * np.exp(np.arange(60) / 10)[:, None])
    level = level_of(take_apart(made))
    path = smoothed(level, 366)
    now = level.value[-7:].mean()
    assert path.max() <= 3.5 * now
    assert (path > 0).all()


def test_an_outlier_is_pulled_in(past: Callable[..., Past]) -> None:
    made = past(120)
    made.calls[100] *= 6
    level = level_of(take_apart(made))
    assert 1000 < level.value[100] < 2500
    assert level.value[99] == pytest.approx(1000, rel=0.15)


def test_the_days_before_a_jump_are_lifted(past: Callable[..., Past]) -> None:
    made = past(200)
    made.calls[150:] *= 2
    level = level_of(take_apart(made))
    np.testing.assert_allclose(level.value[level.known], 2000, rtol=0.25)
    assert level.since.sum() == pytest.approx(50, abs=4)


def test_a_queue_that_fell_silent_has_a_level_and_an_index(past: Callable[..., Past]) -> None:
    made = past(210, 10)
    made.calls[-9:] = 0.0
    path, index = recent(level_of(take_apart(made)), 7)
    assert np.isfinite(path).all()
    assert (index > 0).all()
