"""The load in the system lags behind the load that arrives."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from wfm.staffing.demand.lag import load_in_system, worth_having

STEP = 1800.0
profiles = st.lists(st.floats(0, 100), min_size=1, max_size=40)


def first_of(size: int) -> NDArray[np.bool_]:
    first: NDArray[np.bool_] = np.arange(size) == 0
    return first


def by_small_steps(
    load: NDArray[np.float64], aht: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Integrate dm/dt = arrivals - m / AHT in ten thousand steps per interval."""
    level, means, peaks = load[0], [], []
    for offered in load:
        path = [level]
        for _ in range(10_000):
            level += (offered - level) * (STEP / 10_000) / aht
            path.append(level)
        means.append(np.mean(path))
        peaks.append(max(path))
    return np.array(means), np.array(peaks)


@pytest.mark.parametrize("aht", [180.0, 1800.0, 7200.0])
def test_against_integration_by_small_steps(aht: float) -> None:
    load = np.array([10.0, 50.0, 80.0, 80.0, 0.0, 5.0])
    means, peaks = by_small_steps(load, aht)
    times, first = np.full(load.size, aht), first_of(load.size)
    assert load_in_system(load, times, STEP, first) == pytest.approx(means, abs=0.05)
    assert load_in_system(load, times, STEP, first, peak=True) == pytest.approx(peaks, abs=0.05)


@given(profiles, st.floats(10, 20_000))
def test_no_work_is_lost(profile: Sequence[float], aht: float) -> None:
    """All arriving load is in the system at some time: here it is followed to its end."""
    load = np.array([0.0, *profile, *([0.0] * 800)])
    there = load_in_system(load, np.full(load.size, aht), STEP, first_of(load.size))
    assert there.sum() == pytest.approx(load.sum(), rel=1e-6)
    assert (there >= -1e-9).all()


@given(profiles, st.floats(10, 20_000))
def test_between_what_arrives_and_what_has_arrived(profile: Sequence[float], aht: float) -> None:
    load = np.array(profile)
    times, first = np.full(load.size, aht), first_of(load.size)
    mean = load_in_system(load, times, STEP, first)
    highest = load_in_system(load, times, STEP, first, peak=True)
    assert (highest >= mean - 1e-9).all()
    assert (highest <= load.max() + 1e-9).all()


def test_each_queue_starts_afresh() -> None:
    load = np.array([100.0, 100.0, 5.0, 5.0])
    first = np.array([True, False, True, False])
    assert load_in_system(load, np.full(4, 1800.0), STEP, first) == pytest.approx(load)


def test_long_tables_follow_the_recursion() -> None:
    rng = np.random.default_rng(2)
    load, aht = rng.uniform(0, 50, 5_000), rng.uniform(60, 9_000, 5_000)
    level, peaks = load[0], []
    for offered, time in zip(load, aht, strict=True):
        end = offered + (level - offered) * np.exp(-STEP / time)
        peaks.append(max(level, end))
        level = end
    assert load_in_system(load, aht, STEP, first_of(5_000), peak=True) == pytest.approx(peaks)


def test_when_the_lag_matters() -> None:
    assert not worth_having(np.array([180.0]), np.array([10.0]), STEP)
    assert worth_having(np.array([600.0]), np.array([10.0]), STEP)
    assert not worth_having(np.array([600.0]), np.array([0.0]), STEP)
