"""How many agents to ask for next."""

import math

import pytest

from wfm.evaluation.steering import Tried, next_size


def curve(level: float) -> float:
    """Agents for a level: each tenth of it costs a tenth more of them."""
    return 100.0 * math.exp(level)


def test_the_first_step_is_as_long_as_the_curve_of_worth_says() -> None:
    asked = next_size([Tried(200.0, 0.9, 0.05)], curve)
    assert asked == pytest.approx(200.0 * math.exp(-0.05))


def test_a_step_that_brought_half_of_what_was_said_is_followed_by_one_twice_as_long() -> None:
    tried = [Tried(200.0, 0.9, 0.1), Tried(200.0 * math.exp(-0.1), 0.85, 0.05)]
    assert next_size(tried, curve) == pytest.approx(tried[1].size * math.exp(-0.1))


def test_between_a_round_that_misses_and_one_that_does_not_it_is_in_between() -> None:
    rounds = [Tried(120.0, 0.9, 0.06), Tried(100.0, 0.8, -0.02), Tried(130.0, 0.95, 0.09)]
    assert next_size(rounds, curve) == pytest.approx(105.0)
    # A round that nearly reaches the goal is no reason to ask for it once more.
    rounds = [Tried(120.0, 0.9, 0.06), Tried(100.0, 0.8, -0.0001)]
    assert next_size(rounds, curve) == pytest.approx(102.0)


def test_steps_are_never_wild() -> None:
    assert next_size([Tried(100.0, 0.1, -0.9)], curve) == pytest.approx(125.0)
    assert next_size([Tried(100.0, 1.0, 0.9)], curve) == pytest.approx(75.0)
