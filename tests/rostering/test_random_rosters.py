"""Random plans and weeks: what is printed is clean for both judges, nothing crashes."""

import random
from typing import Any

import numpy as np
import pytest

from rostering.checker import faults
from rostering.plans import plan, requirement
from wfm.errors import InfeasibleError, UndecidedError
from wfm.rostering import check, roster
from wfm.units import hhmm


def random_section(seed: int) -> tuple[dict[str, Any], np.ndarray, int]:
    """Return a section [roster], a week that its shifts can cover, and its step."""
    draw = random.Random(seed)
    step = draw.choice([30, 30, 60, 15])
    groups = [_random_group(draw, letter, step) for letter in "ABC"[: draw.choice([1, 1, 2])]]
    names = [shift["name"] for group in groups for shift in group["shift"]]
    section: dict[str, Any] = {"group": groups, "rules": _random_rules(draw, names)}
    section["rotation_weeks"] = draw.choice([4, 8, 12])
    if draw.random() < 0.2:
        section["max_over"] = draw.randint(3, 8)
    if draw.random() < 0.2:
        section["rotation"] = "single"
    return section, _random_week(draw, groups, step), step


def _random_group(draw: random.Random, letter: str, step: int) -> dict[str, Any]:
    presence = draw.choice([4, 6, 8.5, 9, 12])
    shifts = []
    for number in range(draw.randint(1, 4)):
        first = draw.randrange(0, 1440, step)
        last = min(first + draw.choice([0, 2, 4, 8]) * step, 1440 - step)
        starts = f"{hhmm(first)}-{hhmm(last)}" if draw.random() < 0.7 else [hhmm(first), hhmm(last)]
        shift: dict[str, Any] = {"name": f"{letter}{number}", "starts": starts}
        if draw.random() < 0.2:
            shift["run"] = [draw.randint(1, 2), draw.randint(3, 5)]
        shifts.append(shift)
    group: dict[str, Any] = {
        "name": letter,
        "weekly_hours": draw.choice([20, 25, 38.5, 40]),
        "presence_hours": presence,
        "paid_hours": presence - (0.5 if presence > 6 else 0),
        "meals": [],
        "min_gap_minutes": draw.choice([0, 60]),
        "shift": shifts,
    }
    if presence > 6:
        group["meals"] = [{"minutes": 30, "from_hours": 2.5, "to_hours": draw.choice([3, 4])}]
        if draw.random() < 0.5:
            group["breaks"] = [{"minutes": 15, "from_hours": 0.5, "to_hours": 1.5}]
    if draw.random() < 0.2:
        group["max_agents"] = draw.randint(8, 20)
    return group


def _random_rules(draw: random.Random, names: list[str]) -> dict[str, Any]:
    every = {
        "min_rest_hours": draw.choice([8, 11]),
        "days_on": [draw.randint(1, 2), draw.randint(4, 6)],
        "days_off": [1, draw.randint(3, 6)],
        "nights_on": [draw.randint(1, 2), draw.randint(3, 5)],
        "days_off_after_nights": draw.randint(1, 2),
        "weekends_on": draw.randint(1, 3),
        "free_weekends": [1, draw.randint(2, 4)],
        "hours_per_week": draw.choice([40, 48]),
        "forbidden": [[draw.choice(names), draw.choice(names)]],
    }
    return {name: value for name, value in every.items() if draw.random() < 0.6}


def _random_week(draw: random.Random, groups: list[dict[str, Any]], step: int) -> np.ndarray:
    slots = 7 * 1440 // step
    can = np.zeros(slots, dtype=bool)
    for group in groups:
        for shift in group["shift"]:
            starts = shift["starts"]
            first = starts.split("-")[0] if isinstance(starts, str) else starts[0]
            begin = (int(first[:2]) * 60 + int(first[3:])) // step
            for day in range(7):
                length = int(group["presence_hours"] * 60) // step
                can[(day * 1440 // step + begin + np.arange(length)) % slots] = True
    hour = np.arange(slots) * step % 1440 / 60
    shape = np.exp(-(((hour - 11) / 3) ** 2)) + 0.8 * np.exp(-(((hour - 17) / 3) ** 2)) + 0.1
    return np.where(can, np.ceil(draw.choice([1, 3, 6]) * shape), 0).astype(int)


def judged(seed: int) -> None:
    section, week, step = random_section(seed)
    made = plan(**section)
    need = requirement(week, step=step)
    try:
        found = roster(need, made, time_limit=5, gap=0.05)
    except InfeasibleError:
        return
    except UndecidedError as error:
        # Out of time is an answer; a roster that its own judge refuses is not.
        if "time limit" in str(error):
            return
        raise
    assert check(found.table, need, made).violations.empty
    assert faults(found.table, section, week, step) == []


@pytest.mark.parametrize("seed", range(8))
def test_a_random_roster_is_clean(seed: int) -> None:
    judged(seed)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(8, 60))
def test_many_random_rosters_are_clean(seed: int) -> None:
    judged(seed)
