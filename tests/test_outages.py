"""What an outage is: zeros where calls must have come."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wfm.outages import find_outages, laid_out, usual_calls, window_median

WEEKDAY = np.arange(70) % 7
ORDINARY = np.ones(70, dtype=bool)


def calls_by_weekday() -> np.ndarray:
    """Ten weeks in which the calls of an interval are ten times the number of the weekday."""
    calls: np.ndarray = np.repeat(10.0 * (1 + WEEKDAY)[:, None], 4, axis=1)
    return calls


def test_what_is_usual_is_the_median_of_the_same_weekday() -> None:
    calls = calls_by_weekday()
    calls[35] = 500.0  # one Monday out of nine
    np.testing.assert_allclose(usual_calls(calls, WEEKDAY, ORDINARY), calls_by_weekday())


def test_days_that_are_not_ordinary_say_nothing_of_what_is_usual() -> None:
    calls = calls_by_weekday()
    mondays = (WEEKDAY == 0) & (np.arange(70) < 63)
    usual = usual_calls(calls, WEEKDAY, ~mondays)
    assert np.isnan(usual[WEEKDAY == 0]).all()
    assert not np.isnan(usual[WEEKDAY == 1]).any()


def test_zeros_are_an_outage_only_where_thirty_calls_are_usual() -> None:
    calls = calls_by_weekday()
    calls[35, 1:3] = 0.0  # a Monday: 20 calls are usual
    calls[37, 1:3] = 0.0  # a Wednesday: 60
    assert np.argwhere(find_outages(calls, WEEKDAY, ORDINARY)).tolist() == [[37, 1], [37, 2]]


def test_an_outage_may_go_on_over_midnight() -> None:
    calls = calls_by_weekday()
    calls[38, 3] = calls[39, 0] = 0.0
    assert find_outages(calls, WEEKDAY, ORDINARY).sum() == 2


def test_on_a_day_that_is_not_ordinary_nothing_is_an_outage() -> None:
    calls = calls_by_weekday()
    calls[37] = 0.0
    assert not find_outages(calls, WEEKDAY, np.arange(70) != 37).any()
    assert find_outages(calls, WEEKDAY, ORDINARY).sum() == 4


@given(st.lists(st.floats(0, 100) | st.just(np.nan), min_size=9, max_size=9))
def test_the_median_of_a_window_is_that_of_what_is_known(values: list[float]) -> None:
    known = [value for value in values if not np.isnan(value)]
    found = window_median(np.array([values]), 3)[0]
    assert found == pytest.approx(np.median(known) if len(known) >= 3 else np.nan, nan_ok=True)


def test_an_hour_that_the_clock_shows_twice_is_averaged() -> None:
    day, slot = np.array([0, 0, 0, 1]), np.array([0, 1, 1, 1])
    values = np.array([3.0, 4.0, 8.0, np.nan])
    np.testing.assert_array_equal(laid_out(day, slot, values, (2, 2)), [[3, 6], [np.nan, np.nan]])
