"""Rosters of fixed patterns beside groups whose days are free."""

from contextlib import suppress
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pytest

import wfm
from rostering.crew_checker import agents_of, least_of_each_minute
from rostering.plans import PART_TIME, block, plan, requirement
from wfm.errors import UndecidedError
from wfm.rostering import Plan, Roster, check, roster
from wfm.rostering.folding import fold
from wfm.rostering.known import known
from wfm.rostering.program.program import program
from wfm.rostering.search.given import columns_of
from wfm.work.plan import Activity

CREW = {
    "name": "crew",
    "patterns": ["day day night night OFF OFF OFF OFF"],
    "presence_hours": 12,
    "paid_hours": 12,
    "meals": [],
    "shift": [
        {"name": "day", "starts": "06:00-07:00"},
        {"name": "night", "starts": "18:00-19:00"},
    ],
}
NEEDED = np.maximum(block(0, 24, 1), block(8, 16, 3, days=range(5)))


def test_crews_take_what_is_always_needed_and_others_the_rest() -> None:
    plan_of_both = plan(rules={"min_rest_hours": 11}, group=[CREW, PART_TIME])
    made = roster(requirement(NEEDED), plan_of_both, time_limit=60, comfort=0.005)
    groups = made.fairness.groupby("group")["agents"].sum()
    assert groups["crew"] == 4
    assert made.gap < 0.1
    there = least_of_each_minute(agents_of(made.table.to_csv(index=False)))
    assert (there.reshape(len(NEEDED), -1).min(axis=1) >= NEEDED).all()
    assert check(made.table, requirement(NEEDED), plan_of_both).violations.empty


def test_crews_alone_would_need_more() -> None:
    only_crews = plan(rules={}, group=[CREW])
    alone = roster(requirement(NEEDED), only_crews, time_limit=60, comfort=0.005)
    assert alone.status == "optimal"
    assert alone.agents == 12


PAID = {"cost_per_hour": 12.5, "night_premium": 0.25, "sunday_premium": 0.5}


def of_crews(**keys: Any) -> Plan:
    return plan(rules={}, group=[{**CREW, **PAID, **keys}])


@cache
def crews() -> Roster:
    return roster(requirement(NEEDED), of_crews(), time_limit=20)


def test_a_roster_of_patterns_is_told_in_the_columns_of_its_program() -> None:
    need = fold(requirement(NEEDED))
    there = known(crews().table, of_crews(), need, elastic=False)
    assert not there.faults
    assert there.cost == pytest.approx(crews().cost)
    built = program(of_crews(), need)
    values, whole = columns_of(built, there.teams)
    assert whole
    assert built.agents_in(values.astype(np.int64)) == crews().agents
    # Of a pattern that the plan does not have nothing can be told.
    other = of_crews(patterns=["day day OFF OFF night night OFF OFF"])
    _, whole = columns_of(program(other, need), there.teams)
    assert not whole


def test_a_roster_of_patterns_to_begin_with_is_never_lost(
    caplog: pytest.LogCaptureFixture,
) -> None:
    need = requirement(NEEDED)
    again = roster(need, of_crews(), time_limit=0.0, start_from=crews().table)
    assert again.cost == crews().cost
    same = roster(need, of_crews(), time_limit=2, start_from=crews().table, stability=0.0)
    assert same.changes is not None
    assert same.changes.difference.duties == 0
    with caplog.at_level("WARNING"), suppress(UndecidedError):
        roster(need, of_crews(min_agents=13), time_limit=1, start_from=crews().table)
    assert "the roster to start from breaks" in caplog.text


def test_what_if_compares_rosters_of_patterns() -> None:
    config = {"roster": {"rules": {}, "group": [{**CREW, **PAID}]}}
    found = wfm.rostering.what_if(
        requirement(NEEDED),
        "crew.max_agents=14",
        config,
        time_limit=0.5,
        start_from=crews().table,
    )
    assert found.table["agents"].tolist() == [12, 12]
    assert found.table["delta_cost"].iloc[1] == 0


def test_every_line_of_crews_is_trained_where_all_weeks_leave_room() -> None:
    asked = replace(of_crews(), activities=(Activity("training", 60, window=(7 * 60, 19 * 60)),))
    made = roster(requirement(NEEDED), asked, time_limit=20)
    trained = made.table["activities"].ne("").groupby([made.table["team"], made.table["line"]])
    assert (trained.sum() == 1).all()
    there = least_of_each_minute(agents_of(made.table.to_csv(index=False)))
    assert (there.reshape(len(NEEDED), -1).min(axis=1) >= NEEDED).all()
    assert check(made.table, requirement(NEEDED), asked).violations.empty


def test_crews_that_are_all_needed_are_not_trained(caplog: pytest.LogCaptureFixture) -> None:
    asked = replace(of_crews(), activities=(Activity("training", 60),))
    made = roster(requirement(block(0, 24, 1)), asked, time_limit=20)
    assert made.table["activities"].eq("").all()
    assert "8 sessions of training did not fit: coverage leaves no room" in caplog.text
