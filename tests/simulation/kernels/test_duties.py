"""Agents come, go and come back, and are on a call beyond it."""

import math

from wfm.simulation.kernels.duties import NOBODY, Duties, Free


def test_agents_come_one_after_the_other() -> None:
    free: list[Free] = [(math.inf, NOBODY)]
    duties = Duties([[(20.0, 30.0)], [], [(10.0, 40.0)]])
    assert duties.come(free) == 20.0
    assert free[0] == (10.0, 2)
    assert duties.come(free) == math.inf
    assert duties.until[0] == 30.0


def test_a_call_takes_from_a_meal_and_from_the_time_after_the_shift() -> None:
    windows = [[(0.0, 60.0), (90.0, 100.0), (110.0, 120.0)]]
    free: list[Free] = [(math.inf, NOBODY)]
    duties = Duties(windows)
    duties.come(free)
    duties.leave(free, 95.0)  # into the second window, and the meal before it is gone
    assert free[0] == (95.0, 0)
    assert duties.until[0] == 100.0
    assert duties.overruns == [(60.0, 90.0, 0)]
    duties.leave(free, 130.0)
    assert free == [(math.inf, NOBODY)]
    assert duties.overruns[1:] == [(100.0, 110.0, 0), (120.0, 130.0, 0)]


def test_who_goes_on_time_overruns_nothing() -> None:
    free: list[Free] = [(math.inf, NOBODY)]
    duties = Duties([[(0.0, 60.0), (90.0, 100.0)]])
    duties.come(free)
    duties.leave(free, 60.0)
    assert free[0] == (90.0, 0)
    assert duties.overruns == []
