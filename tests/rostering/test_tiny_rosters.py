"""Plans so small that every rotation can be tried: impossible is impossible, fewest is fewest.

The other way to decide is brute force: all sequences of days of one or two lines, judged by the
tests' own checker.
"""

import random
from collections.abc import Iterator
from itertools import combinations_with_replacement, product
from typing import Any

import numpy as np
import pytest

import wfm
from rostering.checker import OFF, Day, team_faults
from rostering.plans import requirement
from wfm.errors import InfeasibleError

STEP = 60


def tiny_case(seed: int) -> tuple[dict[str, Any], np.ndarray]:
    """Return a configuration of at most two agents on one shift, or of one on two shifts."""
    draw = random.Random(seed)
    number = draw.choice([1, 1, 2])
    names = "ab"[:number]
    shifts = [{"name": name, "starts": [f"{draw.randrange(0, 22):02d}:00"]} for name in names]
    most = 3 - number
    group = {
        "name": "all",
        "weekly_hours": draw.choice([24, 32, 40]),
        "presence_hours": 8,
        "paid_hours": 8,
        "meals": [],
        "max_agents": most,
        "shift": shifts,
    }
    every = {
        "min_rest_hours": draw.choice([11, 17]),
        "days_on": [draw.randint(1, 3), draw.randint(3, 5)],
        "days_off": [draw.randint(1, 2), draw.randint(2, 4)],
        "nights_on": [1, draw.randint(1, 3)],
        "days_off_after_nights": draw.randint(1, 2),
        "weekends_on": draw.randint(0, 1),
        "free_weekends": [1, 2],
        "hours_per_week": draw.choice([32, 40]),
        "days_off_together": 2,
        "forbidden": [[draw.choice(names), draw.choice(names)]],
    }
    rules = {name: value for name, value in every.items() if draw.random() < 0.4}
    rules |= comfortable(random.Random(seed + 1_000_000))
    week = np.zeros(168, dtype=int)
    for shift in shifts:
        first = int(shift["starts"][0][:2])
        for day in draw.sample(range(7), draw.randint(1, 4)):
            week[(24 * day + first + np.arange(8)) % 168] += draw.choice([1, 1, 1, most])
    return {"roster": {"group": [group], "rules": rules}}, week


def comfortable(draw: random.Random) -> dict[str, Any]:
    """Return some of the rules for the sake of those who work the roster."""
    every = {
        "no_lone_days_off": True,
        "same_shift_in_stint": True,
        "max_shifts_per_stint": draw.randint(1, 2),
        "whole_weekends": True,
        "every_second_weekend": True,
        "quick_returns": draw.randint(0, 4),
    }
    return {name: value for name, value in every.items() if draw.random() < 0.2}


def loads(config: dict[str, Any], lines: int, least: int = 0) -> Iterator[np.ndarray]:
    """Yield the agents per hour of every legal team of so many lines and at least these duties."""
    section = config["roster"]
    group = section["group"][0]
    days = [OFF]
    for shift in group["shift"]:
        start = int(shift["starts"][0][:2]) * 60
        days.append(Day(shift["name"], start, start + 480, (), (), ()))
    seen = set()
    for line in product(days, repeat=7 * lines):
        if len(line) - line.count(OFF) < least or team_faults([*line], group, section, config):
            continue
        load = np.zeros(168, dtype=int)
        for position, day in enumerate(line):
            if day != OFF:
                load[(position % 7 * 24 + day.start // 60 + np.arange(8)) % 168] += 1
        if load.tobytes() not in seen:
            seen.add(load.tobytes())
            yield load


def fewest(config: dict[str, Any], week: np.ndarray) -> int | None:
    """Return the fewest agents that can cover a week, all tried; None where none can."""
    if not week.any():
        return 0
    most = config["roster"]["group"][0]["max_agents"]
    alone = list(loads(config, 1))
    if any((load >= week).all() for load in alone):
        return 1
    if most == 2:
        pairs = combinations_with_replacement(alone, 2)
        if any((one + other >= week).all() for one, other in pairs):
            return 2
        if any((load >= week).all() for load in loads(config, 2, -(-int(week.sum()) // 8))):
            return 2
    return None


@pytest.mark.parametrize("seed", range(4))
def test_a_tiny_plan_is_decided_as_by_trying_everything(seed: int) -> None:
    decided(seed)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4, 60))
def test_many_tiny_plans_are_decided_as_by_trying_everything(seed: int) -> None:
    decided(seed)


def decided(seed: int) -> None:
    config, week = tiny_case(seed)
    need = requirement(week, step=STEP)
    agents = fewest(config, week)
    if agents is None:
        with pytest.raises(InfeasibleError):
            wfm.roster(need, config=config, time_limit=5)
    else:
        assert wfm.roster(need, config=config, gap=0, time_limit=20).agents == agents
