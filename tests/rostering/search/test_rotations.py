"""What the walks of a group ask of its numbers of duties."""

import numpy as np
import pytest

from rostering.plans import FULL_TIME, plan
from wfm.rostering.program.network import OFF_DAY
from wfm.rostering.program.program import GroupColumns, program
from wfm.rostering.search.rotations import Rotations
from wfm.work.week import Week


@pytest.fixture
def group() -> GroupColumns:
    (columns,) = program(plan(group=[FULL_TIME]), Week(np.ones(336, dtype=int), 30)).groups
    return columns


def walked(group: GroupColumns, seed: int, weeks: int) -> tuple[int, dict[tuple[int, int], int]]:
    """Walk at random through the rules until a Monday comes back; return agents and duties."""
    draw = np.random.default_rng(seed)
    leaving: dict[int, list[int]] = {}
    for number, arc in enumerate(group.network.arcs):
        leaving.setdefault(arc.tail, []).append(number)
    node = next(arc.tail for arc in group.network.arcs if arc.weekday == 0)
    path: list[int] = []
    seen: dict[int, int] = {}
    while True:
        monday = len(path) % 7 == 0
        if monday and node in seen and len(path) - seen[node] >= 7 * weeks:
            break
        if monday:
            seen[node] = len(path)
        path.append(int(draw.choice(leaving[node])))
        node = group.network.arcs[path[-1]].head
    closed = path[seen[node] :]
    duties: dict[tuple[int, int], int] = {}
    for number in closed:
        arc = group.network.arcs[number]
        if arc.band != OFF_DAY:
            duties[arc.weekday, arc.band] = duties.get((arc.weekday, arc.band), 0) + 1
    return len(closed) // 7, duties


def test_what_is_asked_holds_for_every_rotation(group: GroupColumns) -> None:
    """A row that is found for one team keeps every other one."""
    rotations = Rotations(group)
    teams = [walked(group, seed, weeks=1) for seed in range(20)]
    numbers = [np.array([duties.get(key, 0) for key in rotations.keys]) for _, duties in teams]
    for counts in numbers:
        asked = rotations.asked(counts.astype(float))
        assert asked is not None
        assert float(asked.slopes @ counts) == pytest.approx(asked.agents, abs=1e-6)
        for (agents, _), other in zip(teams, numbers, strict=True):
            assert agents >= asked.slopes @ other - 1e-6


def test_five_duties_a_week_are_one_agent(group: GroupColumns) -> None:
    rotations = Rotations(group)
    early = next(n for n, band in enumerate(group.bands) if band.shift.name == "early")
    counts = np.array([float(band == early and day < 5) for day, band in rotations.keys])
    asked = rotations.asked(counts)
    assert asked is not None
    assert asked.agents == pytest.approx(1.0)


def test_a_lone_night_has_no_walk_and_is_dear(group: GroupColumns) -> None:
    """Nights come two in a row at least."""
    rotations = Rotations(group)
    night = next(n for n, band in enumerate(group.bands) if band.night)
    counts = np.array([float((day, band) == (2, night)) for day, band in rotations.keys])
    asked = rotations.asked(counts)
    assert asked is not None
    assert asked.agents > 2


def test_no_duties_ask_for_nobody(group: GroupColumns) -> None:
    rotations = Rotations(group)
    asked = rotations.asked(np.zeros(len(rotations.keys)))
    assert asked is not None
    assert asked.agents == pytest.approx(0.0)
