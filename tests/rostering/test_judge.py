"""The judge finds the contract group of each team by itself."""

import pandas as pd

import wfm
from rostering.plans import block, day_group, double_peak, plan, requirement, rules
from wfm.rostering import check, plan_from


def test_groups_of_the_same_shifts_are_told_apart_by_their_numbers() -> None:
    groups = [
        {"name": "full_time", "weekly_hours": 40, "max_agents": 9},
        {"name": "part_time", "weekly_hours": 24, "min_agents": 9},
    ]
    config = {"roster": {"group": groups}}
    need = requirement(double_peak(6))
    found = wfm.roster(need, config=config, gap=0.1, time_limit=20)
    agents = found.fairness.groupby("group")["agents"].sum()
    assert agents["full_time"] <= 9 <= agents["part_time"]
    assert found.paid_hours == 40 * agents["full_time"] + 24 * agents["part_time"]
    checked = check(found.table, need, plan_from(config))
    assert checked.violations.empty
    assert set(checked.fairness["group"]) == {"full_time", "part_time"}


def test_a_team_is_taken_for_the_smallest_contract_that_it_keeps() -> None:
    need = requirement(block(8, 16, 1))
    free = rules(weekends_on=None, days_on=[1, 6], days_off=[1, 6])
    three_days = day_group(meals=[], weekly_hours=24)
    found = wfm.roster(need, config={"roster": {"rules": free, "group": [three_days]}}, gap=0)
    both = plan(rules=free, group=[{**three_days, "name": "five", "weekly_hours": 40}, three_days])
    pd.testing.assert_frame_equal(check(found.table, need, both).fairness, found.fairness)
