"""Estimates and their intervals: numbers by hand, and how often they hold the truth."""

import numpy as np
import pytest

from wfm.simulation.replications import difference, ratio, wilson


@pytest.mark.parametrize(
    ("weeks", "low", "high"), [(200, 0.851, 0.934), (400, 0.867, 0.926), (800, 0.877, 0.919)]
)
def test_wilson_of_nine_weeks_in_ten(weeks: int, low: float, high: float) -> None:
    assert wilson(weeks * 9 // 10, weeks) == pytest.approx((low, high), abs=0.0006)


def test_wilson_stays_inside_and_is_never_certain() -> None:
    assert wilson(0, 20)[0] == 0.0
    assert wilson(20, 20)[1] == 1.0
    assert 0.8 < wilson(20, 20)[0] < 0.9


def test_a_ratio_is_one_of_sums() -> None:
    found = ratio(np.array([8, 90]), np.array([10, 100]))
    assert found.value == pytest.approx(98 / 110)
    error = np.sqrt(((8 - 98 / 11) ** 2 + (90 - 980 / 11) ** 2) / 2) / 55
    assert found.half == pytest.approx(1.96 * error, rel=1e-4)


def test_one_week_has_no_interval_and_no_calls_no_level() -> None:
    assert np.isnan(ratio(np.array([8]), np.array([10])).half)
    assert np.isnan(ratio(np.array([0, 0]), np.array([0, 0])).value)


def test_intervals_hold_the_truth_in_95_of_100() -> None:
    rng, inside = np.random.default_rng(1), 0
    for _ in range(1000):
        busy = rng.gamma(20, 0.05, 60)
        offered = rng.poisson(1000 * busy)
        good = rng.binomial(offered, np.clip(1.6 - 0.8 * busy, 0, 1))
        # Good calls of a week fall with how busy it is: the ratio is no mean of ratios.
        truth = (1.6 * 1 - 0.8 * (1 + 1 / 20)) / 1
        found = ratio(good, offered)
        inside += bool(abs(found.value - truth) <= found.half + 0.002)
    assert inside >= 920


def test_a_difference_on_the_same_weeks_is_sharper() -> None:
    rng = np.random.default_rng(2)
    offered = rng.poisson(1000, 100)
    good = offered - rng.poisson(200, 100)
    better = np.minimum(offered, good + 10)
    found = difference((better, offered), (good, offered))
    assert found.value == pytest.approx(0.01, abs=0.001)
    assert found.half < 0.2 * ratio(good, offered).half
