"""Few distinct starts: fewer lines in a planner's list, for the same cost and coverage."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from rostering.checker import faults
from rostering.plans import block, double_peak, plan, requirement
from rostering.random_plans import random_case
from sparing import few
from wfm import tables
from wfm.errors import InfeasibleError, InputError, UndecidedError
from wfm.rostering import Plan, plan_from, roster
from wfm.rostering.program.program import Program, program
from wfm.rostering.search.few_starts import fewer_starts
from wfm.rostering.search.search import search
from wfm.solver import Values
from wfm.work.week import Week

SHORT: dict[str, Any] = {"weekly_hours": 20, "presence_hours": 4, "paid_hours": 4, "meals": []}


def searched(asked: Plan, week: np.ndarray, step: int = 30) -> tuple[Program, Values, bool]:
    """Return a program and the values of a search, before anything is done about its starts."""
    built = program(asked, Week(week, step))
    found = search(built, seconds=20, gap=0.02, even=False)
    return built, found.columns.astype(float), found.repeats


def starts(built: Program, values: Values) -> set[tuple[str, str, int]]:
    """Return group, shift and start of all duties."""
    return {
        (group.group.name, group.bands[band].shift.name, start)
        for group in built.groups
        for (_, band, start), column in group.duties.items()
        if round(values[column])
    }


def of_one_shift(**keys: Any) -> Plan:
    shift = [{"name": "day", "starts": "08:00-10:00"}]
    group = [{"name": "all", **SHORT, "shift": shift, **keys}]
    return plan(group=group, rules={}, closed="allowed")


def spread_out(built: Program, values: Values) -> Values:
    """Return the values with the duties of each day at as many starts as there are."""
    spread = values.copy()
    (group,) = built.groups
    for day in range(7):
        columns = [c for (d, _, _), c in group.duties.items() if d == day]
        number = round(values[columns].sum())
        spread[columns] = [number // 5 + (k < number % 5) for k in range(5)]
    return spread


def test_one_start_is_taken_where_one_is_enough() -> None:
    built, values, _ = searched(of_one_shift(), block(10, 12, 5))
    values = spread_out(built, values)
    fewer, late = fewer_starts(built, values, seconds=20)
    assert len(starts(built, values)) == 5
    assert len(starts(built, fewer)) == 1
    assert not late


def test_starts_that_are_needed_stay() -> None:
    week = block(8, 12, 2) + block(10, 14, 2)
    found = roster(requirement(week), of_one_shift(), time_limit=20)
    assert set(found.table["start"]) - {""} == {"08:00", "10:00"}


def test_cost_walks_and_agents_are_the_same_and_every_row_is_kept() -> None:
    built, values, _ = searched(plan(), double_peak(30))
    fewer, _ = fewer_starts(built, values, seconds=20)
    model, width = built.model, len(values)
    assert len(starts(built, fewer)) < len(starts(built, values))
    costs = np.array(model.costs[:width])
    assert costs @ fewer == pytest.approx(costs @ values)
    for group in built.groups:
        same = [*group.walks, group.agents]
        assert (fewer[same] == values[same]).all()
    assert (fewer >= np.array(model.lower[:width]) - 1e-6).all()
    assert (fewer <= np.array(model.upper[:width]) + 1e-6).all()
    for columns, factors, lower, upper in model.rows:
        assert lower - 1e-6 <= fewer[columns] @ np.array(factors) <= upper + 1e-6


def test_exact_coverage_stays_exact() -> None:
    week = block(8, 12, 2) + block(9, 13, 1)
    asked = of_one_shift()
    exact = replace(asked, coverage="exact")
    found = roster(requirement(week), exact, time_limit=20)
    assert set(found.table["start"]) - {""} == {"08:00", "09:00"}
    assert (found.coverage["difference"] == 0).all()


def test_no_more_agents_are_missing_than_before() -> None:
    short = of_one_shift(agents=4)
    built = program(short, Week(block(8, 14, 5), 30))
    values = search(built, seconds=20, gap=0.0, elastic=True, even=False).columns.astype(float)
    fewer, _ = fewer_starts(built, values, seconds=20)
    missing = list(built.short)
    assert values[missing].sum() > 0
    assert (fewer[missing] <= values[missing] + 1e-6).all()


def test_no_time_leaves_everything_as_it_was() -> None:
    built, values, _ = searched(plan(), double_peak(30))
    same, late = fewer_starts(built, values, seconds=0)
    assert late
    assert (same == values).all()


def test_the_same_values_give_the_same_starts() -> None:
    built, values, _ = searched(plan(), double_peak(20))
    one, late = fewer_starts(built, values, seconds=60)
    other, _ = fewer_starts(built, values, seconds=60)
    assert not late
    assert (one == other).all()


@pytest.mark.parametrize("seed", few(3, [300, 302, 304, 305, 301, 303]))
def test_random_rosters_stay_clean(seed: int) -> None:
    config, week, step = random_case(seed)
    try:
        found = roster(requirement(week, step=step), plan_from(config), time_limit=5, gap=0.1)
    except (InfeasibleError, UndecidedError, InputError):
        return
    assert faults(tables.to_csv(found.table), config, week, step) == []
