"""Jumps of the level."""

import numpy as np
import pytest

from wfm.forecasting.models.jumps import find_jumps, lasting, scales


def levels(*parts: tuple[int, float]) -> np.ndarray:
    noise = np.random.default_rng(3).normal(0, 0.05, sum(days for days, _ in parts))
    return np.concatenate([np.full(days, level) for days, level in parts]) * np.exp(noise)


@pytest.mark.parametrize("after", [5, 10, 40])
def test_a_jump_is_followed_after_five_days(after: int) -> None:
    (day, size), *others = find_jumps(levels((60, 100.0), (after, 300.0)))
    assert day == 60
    assert size == pytest.approx(np.log(3), abs=0.1)
    assert not others


def test_four_days_are_not_enough() -> None:
    assert find_jumps(levels((60, 100.0), (4, 300.0))) == []


def test_a_surge_that_goes_away_is_no_jump() -> None:
    assert lasting(find_jumps(levels((60, 100.0), (9, 300.0), (30, 100.0)))) == []
    assert lasting(find_jumps(levels((60, 100.0), (40, 300.0), (30, 100.0)))) == []


def test_a_level_that_falls_back_much_later_jumped_twice() -> None:
    found = lasting(find_jumps(levels((60, 100.0), (90, 300.0), (30, 100.0))))
    assert [day for day, _ in found] == [60, 150]


def test_noise_and_a_slow_trend_are_no_jumps() -> None:
    assert find_jumps(levels((200, 100.0))) == []
    assert find_jumps(levels((200, 100.0)) * np.exp(np.arange(200) / 100)) == []


def test_missing_days_do_not_hide_a_jump() -> None:
    level = levels((60, 100.0), (20, 300.0))
    level[56:62] = np.nan
    ((day, _),) = find_jumps(level)
    assert day == 62


def test_days_before_a_jump_are_lifted_to_the_level_after_it() -> None:
    assert scales([(2, np.log(3.0))], 4) == pytest.approx([3, 3, 1, 1])
