"""Small centres by whole numbers of duties: what is proved of them is true."""

import random
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from rostering.plans import FULL_TIME, PART_TIME, double_peak, plan
from wfm.rostering.bounds import cost_step
from wfm.rostering.program.program import Program, program
from wfm.rostering.search.best import Best
from wfm.rostering.search.by_counts import search_by_counts
from wfm.rostering.search.completion import Completion
from wfm.rostering.search.first_roster import dive
from wfm.rostering.search.proof import linear_solution
from wfm.rostering.search.search import search
from wfm.rostering.search.workbench import Workbench
from wfm.solver import Limits, Solver, Status
from wfm.work.plan import Closed
from wfm.work.week import Week

FEW, MANY = 6, 60
THREE_SHIFTS: dict[str, Any] = {
    "name": "three_shifts",
    "presence_hours": 8,
    "paid_hours": 8,
    "meals": [],
    "shift": [
        {"name": "early", "starts": ["04:00", "08:00"]},
        {"name": "late", "starts": ["12:00", "16:00"]},
        {"name": "night", "starts": ["20:00"]},
    ],
}


def searched(built: Program, seconds: float = 60.0) -> Best:
    """Search a program by its numbers of duties alone, from its first roster on."""
    agents = [group.agents for group in built.groups]
    best = Best(seconds, 0.0, cost_step(built), lambda v: round(float(v[agents].sum())), None)
    bench = Workbench(built, best, elastic=False)
    completion = Completion(bench)
    linear = linear_solution(bench)
    assert linear is not None
    dive(bench, completion)
    search_by_counts(bench, completion, linear)
    return best


def random_program(seed: int) -> Program:
    """Return a program of two shifts and a week of few agents, in steps of two hours."""
    draw = random.Random(seed)
    shifts = [
        {"name": name, "starts": [f"{draw.randrange(low, high, 2):02d}:00" for _ in range(2)]}
        for name, low, high in (("a", 6, 12), ("b", 12, 24))
    ]
    groups: list[dict[str, Any]] = [
        {
            "name": name,
            "weekly_hours": hours,
            "presence_hours": length,
            "paid_hours": length,
            "meals": [],
            "cost_per_hour": draw.choice([1.0, 1.0, 1.5]),
            "night_premium": draw.choice([0.0, 0.0, 0.25]),
            "shift": shifts[: draw.randint(1, 2)],
        }
        for name, hours, length in (("full", 40, 8), ("part", 24, 6))[: draw.randint(1, 2)]
    ]
    rules = {
        "min_rest_hours": 11,
        "days_on": [draw.randint(1, 3), draw.randint(4, 6)],
        "days_off": [draw.randint(1, 2), 4],
        "weekends_on": draw.randint(1, 2),
        "days_off_after_nights": draw.randint(1, 2),
    }
    section: dict[str, Any] = {"group": groups, "rules": rules}
    if draw.random() < 0.3:
        section["max_over"] = draw.randint(1, 3)
    week = np.zeros(84, dtype=int)
    for shift in groups[0]["shift"]:
        first = int(shift["starts"][0][:2]) // 2
        for day in range(7):
            week[(12 * day + first + np.arange(3)) % 84] += draw.choice([0, 1, 1, 2])
    # The hours that nobody needs may be closed ones, in which duties have a price.
    closed: Closed = draw.choice(["allowed", "least"])
    return program(replace(plan(**section), closed=closed), Week(week, 120))


def proves_no_more_than_there_is(seed: int) -> bool:
    """Compare with the whole program in whole numbers; say whether that was decided."""
    built = random_program(seed)
    exact = Solver(built.model).search(Limits(seconds=20))
    if exact.status == Status.INFEASIBLE:
        return False
    best = searched(built)
    if exact.values is not None:
        assert best.bound <= exact.objective + 1e-6
    assert best.cost >= exact.bound - 1e-6
    if best.closed and exact.status == Status.OPTIMAL:
        assert best.cost == pytest.approx(exact.objective)
    return exact.status == Status.OPTIMAL


@pytest.mark.parametrize("seed", range(FEW))
def test_no_bound_is_above_the_cheapest_roster(seed: int) -> None:
    proves_no_more_than_there_is(seed)


@pytest.mark.slow
def test_no_bound_of_many_is_above_the_cheapest_roster() -> None:
    decided = sum(proves_no_more_than_there_is(seed) for seed in range(FEW, FEW + MANY))
    assert decided > MANY // 2


@pytest.mark.slow
def test_one_post_round_the_clock_is_proved_to_take_six_agents() -> None:
    """The linear program says five: 168 hours and the meals, shared by fractions of agents."""
    best = searched(program(plan(group=[FULL_TIME]), Week(np.ones(336, dtype=int), 30)))
    assert best.bound == pytest.approx(240.0)


@pytest.mark.parametrize(
    ("group", "step"),
    [(THREE_SHIFTS, 240), pytest.param(FULL_TIME, 30, marks=pytest.mark.slow)],
)
def test_fewer_rules_are_never_dearer(group: dict[str, Any], step: int) -> None:
    """A roster of all rules keeps fewer: what is proved without some is no more than it costs."""
    rules: dict[str, Any] = {
        "min_rest_hours": 11,
        "days_on": [2, 6],
        "nights_on": [2, 4],
        "days_off_after_nights": 2,
        "weekends_on": 2,
        "hours_per_week": 48,
        "forbidden": [["late", "early"], ["night", "early"]],
    }
    found = []
    while rules:
        built = program(plan(group=[group], rules=rules), Week(np.full(7 * 1440 // step, 2), step))
        found.append(search(built, seconds=60, gap=0.0))
        rules.popitem()
    for more, fewer in pairwise(found):
        assert fewer.bound <= more.cost + 1e-6
    assert all(one.bound <= one.cost + 1e-6 for one in found)


@pytest.mark.slow
def test_a_small_week_of_two_groups_is_proved() -> None:
    built = program(plan(group=[FULL_TIME, PART_TIME]), Week(double_peak(6), 30))
    found = search(built, seconds=120, gap=0.0)
    assert found.cost - found.bound <= 0.02 * found.cost


def test_agents_that_may_be_missing_are_left_to_the_whole_program() -> None:
    built = program(plan(group=[FULL_TIME]), Week(np.ones(336, dtype=int), 30))
    best = Best(60.0, 0.0, 0.0, lambda _: 0, None)
    bench = Workbench(built, best, elastic=True)
    search_by_counts(bench, Completion(bench), np.array(built.model.lower))
    assert best.bound == -np.inf
