"""One queue with named agents: call by call as the slow simulator says, and by hand."""

import math
import random
from itertools import pairwise

import numpy as np
import pytest

from simulation import small_cases
from simulation.slowly import Slow
from wfm.simulation.kernels.centre import Named
from wfm.simulation.kernels.duties import NOBODY, Overrun, Window
from wfm.simulation.kernels.one_queue import answer
from wfm.simulation.kernels.served import Calls


def answered(
    calls: Calls, windows: list[list[Window]]
) -> tuple[list[float], list[int], list[Overrun]]:
    """Return the waits and agents of calls that are answered, and how these overrun."""
    waits, agents, over = answer(calls.arrival, calls.handling, calls.patience, windows)
    waits = [w if a != NOBODY else math.inf for w, a in zip(waits, agents, strict=True)]
    return waits, agents, over


def by_hand(
    arrival: list[float],
    handling: list[float],
    patience: list[float],
    windows: list[list[Window]],
) -> tuple[list[float], list[int], list[Overrun]]:
    given = Calls(*(np.array(each, dtype=float) for each in (arrival, [], handling, patience)))
    return answer(given.arrival, given.handling, given.patience, windows)


def test_300_random_cases_call_by_call() -> None:
    draw, seen = random.Random(1), 0
    for _ in range(300):
        windows = [small_cases.windows(draw) for _ in range(draw.randint(1, 6))]
        calls = small_cases.calls(draw, 1)
        waits, agents, overruns = answered(calls, windows)
        staff = Named([0] * len(windows), windows)
        slow = Slow(calls, small_cases.one_queue(), staff).run()
        assert np.array(sorted(overruns)) == pytest.approx(np.array(slow.overruns()), abs=1e-9)
        assert agents == slow.agent
        assert waits == pytest.approx((np.array(slow.start) - calls.arrival).tolist(), abs=1e-9)
        seen += len(agents)
    assert seen > 8000


def test_nobody_handles_two_calls_or_works_off_duty_but_for_the_call_in_hand() -> None:
    draw = random.Random(2)
    for _ in range(100):
        windows = [small_cases.windows(draw) for _ in range(draw.randint(1, 6))]
        calls = small_cases.calls(draw, 1)
        waits, agents, _ = answered(calls, windows)
        for agent, own in enumerate(windows):
            mine = [call for call, by in enumerate(agents) if by == agent]
            start = [calls.arrival[call] + waits[call] for call in mine]
            for call, (one, following) in zip(mine, pairwise(start), strict=False):
                assert one + calls.handling[call] <= following + 1e-9
            assert all(any(a <= at + 1e-9 and at < b for a, b in own) for at in start)
        assert all(
            waits[call] <= calls.patience[call] for call, by in enumerate(agents) if by != NOBODY
        )


def test_the_longest_idle_answers_and_of_two_the_lower_number() -> None:
    windows = [[(0.0, 100.0)], [(0.0, 100.0)]]
    waits, agents, _ = by_hand([10, 20, 40], [5, 5, 5], [math.inf] * 3, windows)
    assert (waits, agents) == ([0, 0, 0], [0, 1, 0])


def test_the_call_in_hand_is_finished_and_the_meal_becomes_shorter() -> None:
    windows = [[(0.0, 60.0), (90.0, 200.0)]]
    waits, agents, over = by_hand([50, 55], [50, 10], [math.inf] * 2, windows)
    assert (waits, agents) == ([0, 45], [0, 0])  # on the phone up to 100, without the meal
    assert over == [(60.0, 90.0, 0)]


def test_a_shift_that_is_over_takes_no_further_call() -> None:
    waits, agents, _ = by_hand([50, 70], [10, 10], [math.inf] * 2, [[(0.0, 60.0)]])
    assert (waits, agents) == ([0, math.inf], [0, NOBODY])


def test_who_hangs_up_takes_nobody_and_is_said_how_long_the_wait_was() -> None:
    waits, agents, _ = by_hand([0, 10, 20], [100, 5, 5], [math.inf, 30, math.inf], [[(0.0, 500.0)]])
    assert (waits, agents) == ([0, 90, 80], [0, NOBODY, 0])


def test_at_the_very_moment_at_which_patience_ends_the_caller_is_answered() -> None:
    waits, agents, _ = by_hand([0, 10], [100, 5], [math.inf, 90], [[(0.0, 500.0)]])
    assert (waits, agents) == ([0, 90], [0, 0])


def test_a_plan_of_nobody_answers_nothing() -> None:
    assert by_hand([1], [1], [5], []) == ([math.inf], [NOBODY], [])
    assert by_hand([1], [1], [5], [[], []]) == ([math.inf], [NOBODY], [])
