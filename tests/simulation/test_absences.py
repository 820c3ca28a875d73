"""Who is absent: by the agent and the day, the same whatever the plan."""

import numpy as np
import pytest

from wfm.simulation.absences import Absence, present
from wfm.simulation.kernels.duties import Window
from wfm.simulation.windows import Agent, Floats, Plan

HOUR, DAYS = 3600.0, 5
EDGES: Floats = HOUR * np.arange(24.0 * DAYS + 1)


def plan(agents: int) -> Plan:
    """Nine to five with a meal, on every day."""
    windows: list[Window] = []
    for day in range(DAYS):
        start = 24 * HOUR * day + 9 * HOUR
        windows += [(start, start + 3 * HOUR), (start + 4 * HOUR, start + 8 * HOUR)]
    duties = tuple(day for day in range(DAYS) for _ in range(2))
    return Plan("", tuple(Agent(str(n), tuple(windows), duties) for n in range(agents)))


def drawn(agents: int, share: float, fewer: int = 0, week: int = 0) -> list[list[int]]:
    """Return the days on which each agent is there."""
    absence = Absence(np.full(24 * DAYS, share))
    found = present(plan(agents), absence, np.random.default_rng((1, week)), EDGES, fewer)
    return [sorted({int(start // (24 * HOUR)) for start, _ in own}) for own in found]


def test_nobody_and_everybody() -> None:
    assert drawn(3, 0.0) == [list(range(DAYS))] * 3
    assert drawn(3, 1.0) == [[]] * 3


def test_a_whole_duty_is_missed_with_that_chance() -> None:
    days = sum(len(own) for week in range(50) for own in drawn(20, 0.1, week=week))
    assert days / (50 * 20 * DAYS) == pytest.approx(0.9, abs=0.015)
    absence = Absence(np.full(24 * DAYS, 0.3))
    for own in present(plan(20), absence, np.random.default_rng(1), EDGES):
        assert len(own) % 2 == 0


def test_more_absence_and_more_agents_change_nobody_elses_luck() -> None:
    few, often, many = drawn(10, 0.1), drawn(10, 0.3), drawn(14, 0.1)
    assert many[:10] == few
    assert all(set(more) <= set(less) for more, less in zip(often, few, strict=True))


def test_two_more_are_absent_every_day() -> None:
    base, fewer = drawn(10, 0.1), drawn(10, 0.1, fewer=2)
    for day in range(DAYS):
        there, left = ({n for n, own in enumerate(all_) if day in own} for all_ in (base, fewer))
        assert left < there
        assert len(left) == len(there) - 2
    assert drawn(1, 0.0, fewer=2) == [[]]


def test_a_share_of_some_hours_takes_these_hours() -> None:
    share = np.zeros(24 * DAYS)
    share[10:12] = 1.0
    (own,) = present(plan(1), Absence(share), np.random.default_rng(1), EDGES)
    assert own[:2] == [(9 * HOUR, 10 * HOUR), (13 * HOUR, 17 * HOUR)]
