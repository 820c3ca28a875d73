"""How far deviations go on: learnt from days that are made."""

from dataclasses import replace

import numpy as np
import pytest

from wfm.forecasting.running.laws import LEAST_CASES, NOTHING, Cases, Law, best, learn


def days(goes_on: float, count: int = 100, calls: float = 1000.0, seed: int = 1) -> Cases:
    """Make mornings of a level of their own, of which a part goes on in the afternoon."""
    draw = np.random.default_rng(seed)
    level = draw.normal(0, 0.2, count)
    morning = np.full(count, calls)
    came = draw.poisson(morning * np.maximum(1 + level, 0)).astype(float)
    ahead = draw.poisson(morning * np.maximum(1 + goes_on * level, 0)).astype(float)
    return Cases(morning, came, morning, ahead, np.ones(count))


def test_the_part_that_goes_on_is_found() -> None:
    for goes_on in (0.4, 0.9):
        law = learn(days(goes_on))
        # At 1,000 calls k takes its part, too.
        assert law.share * 1000 / (1000 + law.pseudo_calls) == pytest.approx(goes_on, abs=0.1)
        assert law.gain > 0.2


def test_where_nothing_goes_on_nothing_is_said() -> None:
    law = learn(days(0.0))
    assert law.says_nothing
    assert law.factor(np.array([1000.0]), np.array([1500.0])) == 1.0


def test_what_turns_back_is_left_alone() -> None:
    assert learn(days(-0.5)).says_nothing


def test_few_days_teach_nothing() -> None:
    law = learn(days(0.9, LEAST_CASES - 1))
    assert law.says_nothing
    assert law.days == LEAST_CASES - 1


def test_few_calls_say_less_than_many() -> None:
    few, many = learn(days(0.9, calls=20, seed=3)), learn(days(0.9, calls=20_000, seed=3))
    more = np.array([1.3])
    assert few.factor(20 * np.ones(1), 20 * more) < many.factor(20_000 * np.ones(1), 20_000 * more)


def test_who_doubts_more_follows_less() -> None:
    some, came = days(0.9, calls=20_000, seed=3), np.array([26_000.0])
    doubtful, usual = (learn(some, doubt).factor(np.array([20_000.0]), came) for doubt in (50, 3))
    assert 1 < doubtful < usual


def test_hours_count_alike_unless_it_is_clearly_better_otherwise() -> None:
    def of(*gains: float) -> int:
        return best([replace(NOTHING, gain=gain) for gain in gains])

    assert of(0.10, 0.105, 0.109) == 0
    assert of(0.10, 0.12, 0.15) == 2
    assert of(0.0, 0.0, 0.0) == 0


def test_a_day_without_a_forecast_so_far_is_not_learnt_from() -> None:
    some = days(0.9)
    some.forecast[:50] = 0
    assert learn(some).days == 50


def test_a_deviation_never_seen_counts_as_the_largest() -> None:
    law = Law(0.5, 0.0, -0.2, 0.4, 0.3, 100)
    forecast = np.array([100.0, 100.0, 100.0, 0.0])
    came = np.array([120.0, 100_000.0, 0.0, 30.0])
    assert law.factor(forecast, came) == pytest.approx([1.1, 1.2, 0.9, 1.0])
