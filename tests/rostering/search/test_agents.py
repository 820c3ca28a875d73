"""Choices of agents in a range of costs."""

from itertools import product

import numpy as np
import pytest

from wfm.rostering.search.agents import choices


@pytest.mark.parametrize(("least", "most"), [(0, 120), (100, 150), (81, 84), (200, 100)])
def test_they_are_all_that_cost_so_much(least: float, most: float) -> None:
    costs, lower, upper = np.array([40.0, 25.0]), np.array([0.0, 1.0]), np.array([np.inf, 4.0])
    found = choices(costs, lower, upper, least=least, most=most, number=1000)
    tried = {
        (40.0 * full + 25.0 * part, (full, part))
        for full, part in product(range(10), range(1, 5))
        if least <= 40 * full + 25 * part <= most
    }
    assert found is not None
    assert set(found) == tried
    assert len(found) == len(tried)


def test_a_single_group_is_counted_up() -> None:
    one = np.array([1.0])
    found = choices(40 * one, 0 * one, np.inf * one, least=200, most=280, number=10)
    assert found == [(200.0, (5,)), (240.0, (6,)), (280.0, (7,))]


def test_too_many_are_no_list() -> None:
    costs, none = np.array([1.0, 1.0]), np.zeros(2)
    assert choices(costs, none, none + np.inf, least=0, most=500, number=100) is None


def test_agents_who_cost_nothing_are_no_list() -> None:
    none = np.zeros(1)
    assert choices(none, none, none + 5, least=0, most=10, number=100) is None
