"""Small tools on a series of days, against plain loops."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from wfm.forecasting.history import series

values = st.lists(st.one_of(st.just(np.nan), st.floats(0, 1e4)), min_size=1, max_size=40).map(
    np.array
)


@given(values)
def test_a_running_median_is_the_median_of_the_window(given_values: NDArray[np.float64]) -> None:
    got = series.running_median(given_values, 7, 3)
    expected = []
    for day in range(len(given_values)):
        window = given_values[max(day - 3, 0) : day + 4]
        known = window[~np.isnan(window)]
        expected.append(np.median(known) if len(known) >= 3 else np.nan)
    np.testing.assert_allclose(got, series.carried(np.array(expected)))


@given(values, st.floats(1, 60))
def test_a_fading_mean_knows_only_the_days_before(
    given_values: NDArray[np.float64], half_life: float
) -> None:
    known = ~np.isnan(given_values)
    got = series.fading_means(np.nan_to_num(given_values), known.astype(float), half_life)
    for day in range(1, len(got)):
        weight = 0.5 ** (np.arange(day)[::-1] / half_life) * known[:day]
        if weight.sum() > 0:
            expected = (weight * np.nan_to_num(given_values[:day])).sum() / weight.sum()
            np.testing.assert_allclose(got[day], expected, rtol=1e-9, atol=1e-9)


def test_a_gap_is_carried_over_and_the_start_filled_back() -> None:
    got = series.carried(np.array([np.nan, 2.0, np.nan, 4.0, np.nan]))
    assert got.tolist() == [2, 2, 2, 4, 4]


def test_a_gap_is_bridged_only_so_far() -> None:
    got = series.bridged(np.array([1.0, np.nan, 3.0, np.nan, np.nan, np.nan, 7.0]), 2)
    np.testing.assert_array_equal(got, [1, 2, 3, 4, 5, np.nan, 7])


def test_a_running_mean_needs_enough_days() -> None:
    known = np.array([True, False, True, True])
    got = series.running_mean(np.array([1.0, 99.0, 3.0, 5.0]), known, 3, 2)
    np.testing.assert_array_equal(got, [np.nan, 2, 4, 4])


@given(values)
def test_a_median_is_the_middle_of_what_is_known(given_values: NDArray[np.float64]) -> None:
    known = given_values[~np.isnan(given_values)]
    if len(known):
        assert series.median(known) == np.median(known)
