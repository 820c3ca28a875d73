"""Rosters of fixed patterns beside groups whose days are free."""

import numpy as np

from rostering.crew_checker import agents_of, least_of_each_minute
from rostering.plans import PART_TIME, block, plan, requirement
from wfm.rostering import check, roster

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
