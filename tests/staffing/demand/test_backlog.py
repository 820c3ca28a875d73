"""Work that can wait: levelled within its response time."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from wfm.staffing.demand.backlog import level_work

works = st.lists(st.floats(0, 50), min_size=1, max_size=30)


def deadlines_kept(
    work: Sequence[float], is_open: NDArray[np.bool_], response: int, done: NDArray[np.float64]
) -> bool:
    """Play earliest deadline first, interval by interval, counting open intervals only."""
    waiting, opened = [], 0
    for amount, at_work, plan in zip(work, is_open, done, strict=True):
        hands = plan
        # what arrives while closed waits from the next opening on
        waiting.append([amount, opened + (response if at_work else response - 1)])
        if not at_work:
            assert hands == 0.0
            continue
        while waiting and hands > 1e-9:
            used = min(hands, waiting[0][0])
            waiting[0][0] -= used
            hands -= used
            if waiting[0][0] <= 1e-9:
                waiting.pop(0)
        assert hands <= 1e-6  # nobody is paid to wait
        if any(due <= opened and rest > 1e-6 for rest, due in waiting):
            return False
        opened += 1
    return True


@given(works, st.integers(0, 8), st.integers(0, 2**30))
def test_every_deadline_is_kept(work: Sequence[float], response: int, pattern: int) -> None:
    is_open = np.array([bool(pattern >> i & 1) for i in range(len(work))])
    own, filled = level_work(np.array(work), is_open, response)
    assert (own >= 0).all()
    assert (filled == 0).all()
    assert deadlines_kept(work, is_open, response, own)


@given(works, st.integers(0, 8))
def test_all_work_is_done(work: Sequence[float], response: int) -> None:
    own, _ = level_work(np.array(work), np.ones(len(work), dtype=bool), response)
    assert own.sum() == pytest.approx(sum(work))


def test_no_plan_has_a_lower_peak() -> None:
    """Against a linear program."""
    from scipy.optimize import linprog

    rng = np.random.default_rng(4)
    for _ in range(60):
        size = int(rng.integers(2, 20))
        work = np.where(rng.random(size) < 0.4, 0.0, rng.uniform(0, 10, size))
        response = int(rng.integers(1, 6))
        own, _ = level_work(work, np.ones(size, dtype=bool), response)
        arrived = np.cumsum(work)
        due = np.concatenate([np.zeros(response), arrived])[:size]
        due[-1] = arrived[-1]
        lower = np.tril(np.ones((size, size)))
        peak = np.ones((size, 1))
        rows = [[lower, 0 * peak], [-lower, 0 * peak], [np.eye(size), -peak]]
        bounds = np.concatenate([arrived, -due, np.zeros(size)])
        best = linprog([*np.zeros(size), 1.0], A_ub=np.block(rows), b_ub=bounds, bounds=(0, None))
        assert own.max() == pytest.approx(best.fun, abs=1e-7)


def test_a_night_of_mail_is_spread_over_the_response_time() -> None:
    work = np.array([8.0, 0.0, 0.0, 0.0, 0.0])
    is_open = np.array([False, True, True, True, True])
    own, _ = level_work(work, is_open, 4)
    assert own == pytest.approx([0, 2, 2, 2, 2])
    own, _ = level_work(work, is_open, 2)
    assert own == pytest.approx([0, 4, 4, 0, 0])


def test_closed_for_good() -> None:
    own, _ = level_work(np.array([5.0, 5.0]), np.zeros(2, dtype=bool), 2)
    assert (own == 0).all()


@given(works, st.integers(1, 8), st.floats(0, 30))
def test_idle_agents_go_first(work: Sequence[float], response: int, idle: float) -> None:
    load = np.array(work)
    room = np.full(load.size, idle)
    is_open = np.ones(load.size, dtype=bool)
    own, filled = level_work(load, is_open, response, room)
    assert (filled <= room + 1e-9).all()
    assert own.sum() + filled.sum() == pytest.approx(load.sum())
    assert own.sum() <= level_work(load, is_open, response)[0].sum() + 1e-9
    if load.max() <= idle:
        assert own.sum() == pytest.approx(0.0, abs=1e-9)
