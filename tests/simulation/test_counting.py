"""What is counted of a week: by hand."""

import math

import numpy as np
import pytest

from simulation.centres import STEP, demand
from wfm.simulation.counting import WAITS, Answers, Counts, Floor, count, percentile, together
from wfm.simulation.draws import Drawn


def counted(week: int = 0) -> Counts:
    """Five calls: one answered at once, one late, two hung up, one never answered."""
    drawn = Drawn(
        np.array([100.0, 200.0, 300.0, 400.0, 1900.0]),
        np.array([0, 0, 0, 0, 1]),
        np.zeros(5, dtype=int),
        np.array([60.0, 1800.0, 60.0, 60.0, 60.0]),
        np.array([math.inf, math.inf, 10.0, 50.0, math.inf]),
    )
    waits = np.array([0.0, 30.0, 15.0, 90.0, math.inf])
    answered = np.array([True, True, False, False, False])
    return count(
        week, demand(np.full((1, 2), 5.0)), drawn, Answers(waits, drawn.handling, answered),
        Floor(np.array([[3600.0, 1800.0]]), np.array([[True]]), np.array([[0.0, 90.0]])), 20.0,
    )  # fmt: skip


def test_every_call_counts_where_it_came() -> None:
    found = counted()
    assert found.offered.tolist() == [[[4, 1]]]
    assert found.answered.tolist() == [[[2, 0]]]
    assert found.abandoned.tolist() == [[[2, 0]]]
    assert found.waiting.tolist() == [[[0, 1]]]


def test_who_is_blocked_has_neither_waited_nor_hung_up() -> None:
    drawn = Drawn(
        np.array([100.0, 200.0]), np.zeros(2, dtype=int), np.zeros(2, dtype=int),
        np.array([60.0, 60.0]), np.array([30.0, 30.0]),
    )  # fmt: skip
    answered, blocked = np.array([True, False]), np.array([False, True])
    answers = Answers(np.array([0.0, math.inf]), drawn.handling, answered, None, blocked)
    floor = Floor(np.array([[3600.0, 1800.0]]), np.array([[True]]), np.array([[0.0, 90.0]]))
    found = count(0, demand(np.full((1, 2), 5.0)), drawn, answers, floor, 20.0)
    assert found.blocked.sum() == 1
    assert found.abandoned.sum() == found.waiting.sum() == found.longest.sum() == 0
    assert found.offered.sum() == found.answered.sum() + found.blocked.sum()


def test_the_four_service_levels_differ_by_who_is_counted() -> None:
    found = counted()
    assert found.good.tolist() == [[[1, 0]]]
    assert found.short.tolist() == [[[1, 0]]]
    # Had nobody hung up, two would have been answered within 20 s.
    assert found.virtual.tolist() == [[[2, 0]]]


def test_waits_and_the_time_on_calls() -> None:
    found = counted()
    assert found.waited.tolist() == [[[30.0, 0.0]]]
    assert found.longest.tolist() == [[[50.0, 0.0]]]
    # The second call goes on into the second half hour.
    assert found.busy.tolist() == [[60.0 + STEP - 230.0, 230.0]]
    assert found.staffed.tolist() == [[3600.0, 1800.0]]


def test_weeks_are_put_together() -> None:
    found = together([counted(0), counted(1)])
    assert found.weeks == (0, 1)
    assert found.offered.shape == (2, 1, 2)
    assert found.waits.sum() == 4


def test_percentiles_of_waits() -> None:
    rng = np.random.default_rng(1)
    wait = np.where(rng.random(20_000) < 0.5, 0.0, rng.exponential(60.0, 20_000))
    waits = np.bincount(np.searchsorted(WAITS, wait), minlength=WAITS.size + 1)
    for share in (0.4, 0.7, 0.9, 0.99):
        assert percentile(waits, share) == pytest.approx(np.quantile(wait, share), rel=0.02)
    assert np.isnan(percentile(np.zeros(WAITS.size + 1, dtype=int), 0.9))
