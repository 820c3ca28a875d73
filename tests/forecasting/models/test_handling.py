"""Handling times by time of day."""

import numpy as np
import pytest

from wfm.forecasting.accuracy.origins import judge_handling
from wfm.forecasting.models.handling import PSEUDO_CALLS, handling_time, overall_time


def test_a_constant_handling_time_is_forecast() -> None:
    calls, aht = np.full((20, 4), 10.0), np.full((20, 4), 240.0)
    assert handling_time(calls, aht) == pytest.approx(240.0)


def test_it_is_weighted_by_calls() -> None:
    calls, aht = np.array([[1.0, 3.0]]), np.array([[100.0, 200.0]])
    assert overall_time(calls, aht) == pytest.approx(175.0)


def test_few_calls_are_drawn_to_the_overall_mean() -> None:
    calls, aht = np.array([[PSEUDO_CALLS, 1.0]]), np.array([[200.0, 900.0]])
    busy, quiet = handling_time(calls, aht)
    overall = overall_time(calls, aht)
    assert abs(quiet - overall) < 0.02 * 900
    assert 200 < busy < overall


def test_missing_handling_times_do_not_count() -> None:
    calls = np.array([[5.0, 5.0], [5.0, np.nan]])
    aht = np.array([[100.0, np.nan], [np.nan, 300.0]])
    assert overall_time(calls, aht) == pytest.approx(100.0)
    assert np.isnan(handling_time(calls, np.full((2, 2), np.nan))).all()


def test_the_backtest_tells_the_time_of_day_from_one_mean() -> None:
    calls = np.full((80, 2), 300.0)
    aht = np.tile([200.0, 400.0], (80, 1))
    by_time, overall = judge_handling(calls, aht, [40, 50])[4]
    assert by_time < overall
    assert overall == pytest.approx(100 / 300)


def test_a_level_that_falls_is_followed_and_the_shape_remembered() -> None:
    calls = np.full((200, 4), 50.0)
    shape = np.array([0.8, 1.0, 1.0, 1.2])
    level = np.where(np.arange(200) < 150, 300.0, 240.0)
    found = handling_time(calls, level[:, None] * shape)
    assert found == pytest.approx(240.0 * shape, rel=0.04)


def test_the_level_is_that_of_the_last_days_with_handling_times() -> None:
    calls = np.full((200, 4), 50.0)
    aht = np.full((200, 4), 300.0)
    aht[100:110] = 240.0
    aht[110:] = np.nan
    assert handling_time(calls, aht) == pytest.approx(265.0, abs=10.0)
