"""What a search knows and says."""

import math

import numpy as np
import pytest

from wfm.rostering.search.best import Best, Progress


def best(
    *, gap: float = 0.0, step: float = 0.0, seconds: float = 60.0
) -> tuple[Best, list[Progress]]:
    """A search of which everything that is said is kept."""
    said: list[Progress] = []
    return Best(seconds, gap, step, lambda values: int(values[0]), said.append), said


def test_nothing_is_known_at_the_beginning() -> None:
    found, said = best()
    assert (found.values, found.cost, found.bound) == (None, math.inf, -math.inf)
    assert not found.closed
    assert said == []


def test_each_better_roster_and_bound_is_said() -> None:
    found, said = best()
    found.take(np.array([5.0]), 200.0)
    found.raise_bound(150.0)
    found.raise_bound(140.0)  # which is known already
    assert [(one.agents, one.cost, one.bound) for one in said] == [
        (5, 200.0, -math.inf),
        (5, 200.0, 150.0),
    ]
    assert said[-1].gap == pytest.approx(0.25)


def test_costs_that_take_steps_raise_a_bound_to_the_next_one() -> None:
    found, _ = best(step=40.0)
    found.raise_bound(161.0)
    assert found.bound == 200.0
    found.take(np.array([5.0]), 200.0)
    assert found.closed


@pytest.mark.parametrize(("gap", "closed"), [(0.0, False), (0.04, False), (0.06, True)])
def test_it_is_over_where_cost_and_bound_are_near_enough(gap: float, closed: bool) -> None:
    found, _ = best(gap=gap)
    found.take(np.array([5.0]), 200.0)
    found.raise_bound(190.0)
    assert found.closed is closed


def test_a_true_answer_ends_the_search() -> None:
    found = Best(60.0, 0.0, 0.0, lambda _: 1, lambda _: True)
    with pytest.raises(KeyboardInterrupt):
        found.take(np.array([1.0]), 40.0)
    assert found.cost == 40.0


def test_time_is_kept_for_making_the_last_solution_whole() -> None:
    found, _ = best(seconds=100.0)
    assert 0 < found.early < found.left <= 100.0


def test_a_gap_is_a_share_of_the_cost() -> None:
    assert Progress(None, math.inf, 3.0, 0.0).gap == math.inf
    assert Progress(1, 0.0, 0.0, 0.0).gap == 0.0
    assert Progress(1, 100.0, 120.0, 0.0).gap == 0.0
