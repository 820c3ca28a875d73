"""Steps of a series of weeks."""

import numpy as np
import pytest

from wfm.forecasting.history.steps import Known, latest_fall, latest_steps, spread_of_weeks


def weeks(*parts: tuple[int, float]) -> np.ndarray:
    count = sum(number for number, _ in parts)
    noise = np.random.default_rng(2).normal(0, 0.05, count)
    return (np.concatenate([np.full(number, level) for number, level in parts]) + noise)[:, None]


def found(values: np.ndarray, known: Known | None = None) -> int:
    return int(latest_steps(values, np.array([0.05]), known)[0])


@pytest.mark.parametrize("after", [2, 3, 10, 40])
def test_a_step_that_lasts_is_found_from_two_weeks_on(after: int) -> None:
    assert found(weeks((20, 0.0), (after, -1.0))) == after


def test_one_week_is_not_enough_unless_somebody_knows() -> None:
    values = weeks((20, 0.0), (1, -1.0))
    assert found(values) == 0
    assert found(values, Known(weeks=1, days=7)) == 1


def test_half_the_evidence_is_enough_for_who_knows_but_not_of_one_day() -> None:
    values = weeks((20, 0.0), (3, -0.2))
    assert found(values) == found(values, Known(weeks=12, days=12)) == 0
    assert found(values, Known(weeks=3, days=3)) == 3
    one = weeks((20, 0.0), (1, -0.22))
    assert found(one, Known(weeks=1, days=7)) == 1
    assert found(one, Known(weeks=1, days=1)) == 0


def test_what_comes_back_is_no_step() -> None:
    assert found(weeks((20, 0.0), (3, -1.0), (1, 0.0))) == 0
    assert found(weeks((20, 0.0), (3, -1.0), (2, 0.0))) == 0


def test_noise_and_small_steps_are_none() -> None:
    assert found(weeks((40, 0.0))) == 0
    assert found(weeks((20, 0.0), (5, 0.15))) == 0


def test_the_latest_of_two_steps_is_found() -> None:
    assert found(weeks((20, 0.0), (20, -0.5), (6, -2.5))) == 6


def test_a_step_does_not_widen_the_spread_from_week_to_week() -> None:
    assert spread_of_weeks(weeks((20, 0.0), (20, 3.0)))[0] == pytest.approx(0.05, abs=0.02)


def fallen(values: np.ndarray) -> int:
    return latest_fall(values[:, 0], 0.2)


@pytest.mark.parametrize("after", [2, 3, 8])
def test_a_fall_below_all_that_was_needs_less_than_a_step(after: int) -> None:
    values = weeks((26, 0.0), (after, -0.75))
    assert int(latest_steps(values, np.array([0.2]))[0]) == 0
    assert fallen(values) == after


def test_a_fall_is_none_where_other_weeks_were_as_low_or_it_is_over() -> None:
    assert fallen(weeks((10, 0.0), (2, -0.8), (14, 0.0), (2, -0.75))) == 0
    assert fallen(weeks((26, 0.0), (3, -0.75), (1, 0.0))) == 0
    assert fallen(weeks((26, 0.0), (1, -0.75))) == 0
    assert fallen(weeks((26, 0.0), (2, 0.75))) == 0
    assert fallen(weeks((5, 0.0), (2, -0.75))) == 0
