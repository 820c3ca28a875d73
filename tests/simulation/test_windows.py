"""Windows on the phones: cut, joined and added up."""

import random
from itertools import pairwise

import numpy as np
import pytest

from simulation import small_cases
from wfm.simulation.windows import Agent, Plan, joined, staffed, without


def test_meals_are_cut_out_of_a_duty() -> None:
    assert without([(0, 100)], [(60, 70), (20, 30)]) == [(0, 20), (30, 60), (70, 100)]
    assert without([(0, 100)], [(0, 10), (90, 120)]) == [(10, 90)]
    assert without([(0, 100)], [(0, 100)]) == []
    assert without([(0, 10), (20, 30)], [(5, 25)]) == [(0, 5), (25, 30)]
    assert without([(0, 100)], [(10, 40), (20, 30)]) == [(0, 10), (40, 100)]


def test_windows_that_touch_are_one() -> None:
    assert joined([(20, 30), (0, 10), (10, 15), (25, 40)]) == [(0, 15), (20, 40)]


def test_time_on_the_phones_between_edges() -> None:
    draw, edges = random.Random(1), np.array([0.0, 600.0, 1200.0, 3600.0])
    windows = [small_cases.windows(draw) for _ in range(5)]
    slowly = [
        sum(max(0.0, min(end, b) - max(start, a)) for own in windows for start, end in own)
        for a, b in pairwise(edges.tolist())
    ]
    assert staffed(windows, edges) == pytest.approx(slowly)
    assert staffed([], edges).tolist() == [0, 0, 0]


def test_hours_of_a_plan() -> None:
    agent = Agent("Ann", ((0.0, 3600.0), (7200.0, 9000.0)), (0, 0))
    assert Plan("one", (agent, agent)).hours == 3.0
