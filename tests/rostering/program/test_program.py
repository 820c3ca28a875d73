"""The integer program of a small week."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from rostering.plans import block, day_group, plan
from wfm.rostering.program.network import OFF_DAY
from wfm.rostering.program.program import Program, program
from wfm.solver import Limits, Solver, Status, Values
from wfm.work.plan import Plan
from wfm.work.week import Week

NEED = block(8, 16, 2, days=range(5))


def made(need: np.ndarray = NEED, *, rules: dict[str, Any] | None = None, **keys: Any) -> Program:
    group = day_group(meals=[], presence_hours=8, paid_hours=8)
    kept: dict[str, Any] = {"rules": {} if rules is None else rules, "group": [group], **keys}
    return program(plan(**kept), Week(need, 30))


def solved(built: Program) -> Values:
    found = Solver(built.model).search(Limits(), upper=np.array(built.model.upper))
    assert found.status == Status.OPTIMAL
    assert found.values is not None
    return found.values


def test_five_days_of_two_agents_are_two_agents() -> None:
    built = made()
    values = solved(built)
    (group,) = built.groups
    assert values[group.agents] == pytest.approx(2)
    duties = [
        sum(values[c] for (d, _, _), c in group.duties.items() if d == day) for day in range(7)
    ]
    assert duties == pytest.approx([2] * 5 + [0] * 2)


def test_walks_agree_with_duties_and_agents() -> None:
    """Each day as many lines pass as there are agents, and as many on duty as there are duties."""
    built = made(block(8, 16, 3), rules={"days_on": [2, 5]})
    values = solved(built)
    (group,) = built.groups
    arcs = list(zip(group.network.arcs, values[group.walks], strict=True))
    for day in range(7):
        assert sum(n for arc, n in arcs if arc.weekday == day) == pytest.approx(
            values[group.agents]
        )
        on_duty = sum(n for arc, n in arcs if arc.weekday == day and arc.band != OFF_DAY)
        duties = sum(values[c] for (d, _, _), c in group.duties.items() if d == day)
        assert on_duty == pytest.approx(duties)


def test_a_contract_bounds_the_average_week() -> None:
    """Seven days of one agent are 56 hours: two agents of 40."""
    built = made(block(8, 16, 1))
    assert solved(built)[built.groups[0].agents] == pytest.approx(2)


def test_missing_agents_are_priced_and_held_at_none() -> None:
    built = made()
    upper = np.array(built.model.upper)
    assert (upper[built.missing] == 0).all()
    assert np.isinf(built.elastic_upper[built.missing]).all()
    assert (
        min(built.model.costs[c] for c in built.missing)
        >= built.model.costs[built.groups[0].agents]
    )


def test_what_costs_more_than_an_agent_is_done_without_only_where_it_must_be() -> None:
    few = made(group=[{**day_group(meals=[], presence_hours=8, paid_hours=8), "agents": 1}])
    assert Solver(few.model).search(Limits()).status == Status.INFEASIBLE
    found = Solver(few.model).search(Limits(), upper=few.elastic_upper)
    assert found.values is not None
    assert found.values[list(few.short)].sum() == pytest.approx(5 * 16)


def test_agents_beyond_what_is_allowed_have_columns() -> None:
    assert not made().over
    for keys in ({"coverage": "exact"}, {"max_over": 1}):
        built = made(**keys)
        assert len(built.over) == len(built.slots.begins)
        assert all(built.model.upper[c] == 0 for c in built.over)


def test_duties_that_reach_into_closed_hours_are_shut_out_or_priced() -> None:
    need = block(10, 16, 1, days=range(5))  # no duty of eight hours fits

    def of(closed: Any) -> Program:
        asked: Plan = replace(plan(rules={}, group=[day_group()]), closed=closed)
        return program(asked, Week(need, 30))

    never, least, allowed = (of(closed) for closed in ("never", "least", "allowed"))
    duties = list(never.groups[0].duties.values())
    assert all(never.model.upper[c] == 0 for c in duties)
    assert least.idle is not None
    assert (never.idle, allowed.idle) == (None, None)
    assert all(allowed.model.upper[c] > 0 for c in allowed.groups[0].duties.values())


def test_premiums_are_costs_of_duties() -> None:
    group = day_group(sunday_premium=0.5, meals=[], presence_hours=8, paid_hours=8)
    built = program(plan(rules={}, group=[group]), Week(block(8, 16, 1), 30))
    costs = {day: built.model.costs[c] for (day, _, _), c in built.groups[0].duties.items()}
    assert costs == {**dict.fromkeys(range(6), 0.0), 6: 4.0}
