"""The judge finds the contract group of each team by itself."""

import pandas as pd
import pytest

import wfm
from rostering.plans import block, day_group, double_peak, plan, requirement, rules
from wfm.rostering import check, plan_from, roster


@pytest.mark.slow
def test_groups_of_the_same_shifts_are_told_apart_by_their_numbers() -> None:
    groups = [
        {"name": "full_time", "weekly_hours": 40, "max_agents": 9},
        {"name": "part_time", "weekly_hours": 24, "min_agents": 9},
    ]
    config = {"roster": {"group": groups}}
    need = requirement(double_peak(6))
    found = roster(need, plan_from(config), gap=0.5, time_limit=20)
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


def test_breaks_may_be_taken_in_whatever_order_their_windows_allow() -> None:
    breaks = [
        {"minutes": 15, "from_hours": 1, "to_hours": 7},
        {"minutes": 15, "from_hours": 2, "to_hours": 3},
    ]
    made = plan(rules=rules(weekends_on=None), group=[day_group(breaks=breaks)])
    need = requirement(block(15, 16, 1))
    table = roster(need, made, gap=0.5).table
    duty = table.index[table["shift"] == "day"][0]
    table.loc[duty, "meals"] = "12:00-12:30"
    for items in ("09:00-09:15 10:45-11:00", "10:00-10:15 14:00-14:15"):
        table.loc[duty, "breaks"] = items
        assert check(table, need, made).violations.empty
    table.loc[duty, "breaks"] = "11:30-11:45 14:00-14:15"
    assert set(check(table, need, made).violations["rule"]) == {"breaks", "meals"}
