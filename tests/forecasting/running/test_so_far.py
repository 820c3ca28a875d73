"""Which of the intervals that have come count."""

import numpy as np
import pytest

from wfm.forecasting.running.so_far import last_is_partial, silent

TEN = np.full(6, 10.0)


def test_zeros_where_thirty_calls_were_forecast_are_a_line_that_is_down() -> None:
    assert silent(TEN, np.array([9.0, 0, 0, 0, 8, 0])).tolist() == [0, 1, 1, 1, 0, 0]
    assert not silent(TEN, np.array([9.0, 0, 0, 8, 0, 0])).any()
    assert not silent(TEN / 10, np.zeros(6)).any()


def test_closed_intervals_are_not_down() -> None:
    forecast = np.array([0.0, 20, 20, 20, 0, 0])
    assert silent(forecast, np.zeros(6)).tolist() == [0, 1, 1, 1, 0, 0]


@pytest.mark.parametrize(
    ("last", "partial"), [(100.0, False), (80.0, False), (10.0, True), (np.nan, False)]
)
def test_an_interval_that_is_not_over_has_far_too_few_calls(last: float, partial: bool) -> None:
    forecast = np.full(5, 100.0)
    assert last_is_partial(forecast, np.array([105.0, 98, 110, 95, last])) is partial


def test_a_quiet_day_expects_few_calls() -> None:
    forecast = np.full(5, 100.0)
    assert not last_is_partial(forecast, np.array([15.0, 8, 12, 9, 10]))


def test_one_interval_alone_says_nothing() -> None:
    assert not last_is_partial(np.array([100.0]), np.array([1.0]))
    assert not last_is_partial(np.array([0.0, 100.0]), np.array([0.0, 1.0]))
