"""Comfort of groups whose days are free, beside crews of fixed patterns."""

from collections import Counter
from functools import cache
from typing import Any

import numpy as np
import pytest

from rostering.crew_checker import Agent, agents_of, follows, least_of_each_minute
from rostering.plans import block, plan, requirement
from wfm.rostering import Plan, Roster, check, roster
from wfm.rostering.beside_crews import beside_crews
from wfm.rostering.folding import fold
from wfm.rostering.program.program import program
from wfm.rostering.search.search import search

PATTERN = "day day night night OFF OFF OFF OFF"
CREW = {
    "name": "crew",
    "patterns": [PATTERN],
    "presence_hours": 12,
    "paid_hours": 12,
    "meals": [],
    "shift": [
        {"name": "day", "starts": "06:00-08:00"},
        {"name": "night", "starts": "18:00-20:00"},
    ],
}
FREE = {
    "name": "free",
    "shift": [
        {"name": "early", "starts": "07:00-08:30"},
        {"name": "late", "starts": "11:00-13:00"},
    ],
}
NEEDED = np.maximum(block(0, 24, 1), block(9, 19, 3))


def both(**keys: Any) -> Plan:
    days = {"days_on": [2, 6], "days_off": [1, 4], "min_rest_hours": 11}
    return plan(rules=days, group=[CREW, FREE], **keys)


@cache
def made(comfort: float | None) -> Roster:
    return roster(requirement(NEEDED), both(), time_limit=60, comfort=comfort)


def agents(found: Roster, group: str) -> list[Agent]:
    """Return the agents of a group."""
    teams = found.fairness.loc[found.fairness["group"] == group, "team"]
    own = found.table[found.table["team"].isin(teams)]
    return agents_of(own.to_csv(index=False))


def steady(found: Roster, group: str) -> float:
    """Return the share of the stints of a group's least steady team that have one start."""
    return float(found.fairness.loc[found.fairness["group"] == group, "steady"].min())


def test_free_stints_are_steady_at_the_same_cost() -> None:
    cheapest, better = made(None), made(0.0)
    assert (better.cost, better.bound) == (cheapest.cost, cheapest.bound)
    assert steady(better, "free") == 1 > steady(cheapest, "free")
    assert better.comfort.mean_change < cheapest.comfort.mean_change


def test_crews_keep_their_agents_and_days() -> None:
    days = [
        Counter(tuple(d and d.shift for d in agent.days) for agent in agents(made(comfort), "crew"))
        for comfort in (None, 0.0)
    ]
    assert days[0] == days[1]
    assert all(follows(agent, PATTERN) for agent in agents(made(0.0), "crew"))


def test_every_half_hour_is_covered_in_all_weeks() -> None:
    there = least_of_each_minute(agents_of(made(0.0).table.to_csv(index=False)))
    assert (there.reshape(len(NEEDED), -1).min(axis=1) >= NEEDED).all()
    assert check(made(0.0).table, requirement(NEEDED), both()).violations.empty


@pytest.mark.slow
def test_the_same_roster_comes_out_again() -> None:
    again = roster(requirement(NEEDED), both(), time_limit=60, comfort=0.0)
    assert again.repeats
    assert again.table.equals(made(0.0).table)


@pytest.mark.slow
def test_the_price_of_comfort_is_a_share_of_all_that_the_roster_costs() -> None:
    built = program(both(), fold(requirement(NEEDED)))
    found = search(built, seconds=60, gap=0.0)
    beside = beside_crews(built, found)
    assert beside.found.cost + beside.cost == found.cost
    assert beside.share(0.01) * beside.found.cost == pytest.approx(0.01 * found.cost)
    assert beside.of_all(beside.found).bound == found.bound


def test_where_an_interval_may_have_too_many_agents_that_is_said(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level("INFO"):
        roster(requirement(block(0, 24, 1)), both(max_over=20), time_limit=20, comfort=0.0)
    assert "comfort is not sought" in caplog.text
