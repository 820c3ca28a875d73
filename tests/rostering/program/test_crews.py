"""Rosters of fixed patterns, each generated from its line of configuration.

Each is expanded to dated duties of agents and counted by a checker of its own.
"""

from itertools import combinations_with_replacement
from typing import Any

import numpy as np
import pytest

from rostering import crew_checker
from rostering.crew_checker import Agent, agents_of, follows, shortest_rest, starts_of
from rostering.plans import block, double_peak, plan, requirement
from wfm.errors import InfeasibleError
from wfm.rostering import Roster, roster
from wfm.rostering.program.crews import together

FOUR_ON_FOUR_OFF = "day day night night OFF OFF OFF OFF"
TWO_TWO_THREE = "day day OFF OFF day day day OFF OFF day day OFF OFF OFF"
DUPONT = (
    "night night night night OFF OFF OFF day day day OFF night night night "
    "OFF OFF OFF day day day day OFF OFF OFF OFF OFF OFF OFF"
)
CONTINENTAL = "early early late late night night OFF OFF"
FIVE_TWO_FIVE_THREE = "early early early early early OFF OFF late late late late late OFF OFF OFF"
SIX_TWO = "early early early early early early OFF OFF"


def shift(name: str, starts: Any, hours: float = 12, **keys: Any) -> dict[str, Any]:
    return {"name": name, "starts": starts, "presence_hours": hours, "meals": [], **keys}


TWELVE_HOURS = [shift("day", ["07:00"]), shift("night", ["19:00"])]
EIGHT_HOURS = [
    shift("early", ["06:00"], 8),
    shift("late", ["14:00"], 8),
    shift("night", ["22:00"], 8),
]
ALWAYS, BY_DAY, BY_NIGHT = block(0, 24, 2), block(7, 19, 2), block(0, 7, 2) + block(19, 24, 2)


def crews(
    patterns: list[str], shifts: list[dict[str, Any]], needed: Any, **keys: Any
) -> tuple[Roster, list[Agent]]:
    """Build a roster of patterns, and follow its agents; it covers what is needed."""
    group = {"name": "crew", "patterns": patterns, "shift": shifts, **keys.pop("group", {})}
    groups = [group, *keys.pop("beside", [])]
    rules = {"min_rest_hours": 11, **keys.pop("rules", {})}
    made = roster(requirement(needed), plan(rules=rules, group=groups, **keys), time_limit=60)
    agents = agents_of(made.table.to_csv(index=False))
    there = crew_checker.least_of_each_minute(agents).reshape(len(needed), -1)
    assert (there.min(axis=1) >= needed).all()
    assert (made.coverage["scheduled"].to_numpy() == there.min(axis=1)).all()
    assert min(map(shortest_rest, agents)) >= 11 * 60
    assert len(agents) == made.agents
    return made, agents


@pytest.mark.parametrize(
    ("patterns", "shifts", "needed", "agents"),
    [
        ([FOUR_ON_FOUR_OFF], TWELVE_HOURS, ALWAYS, 8),
        (["day " * 4 + "OFF " * 4 + "night " * 4 + "OFF " * 4], TWELVE_HOURS, ALWAYS, 8),
        ([TWO_TWO_THREE], TWELVE_HOURS, BY_DAY, 4),
        ([TWO_TWO_THREE, TWO_TWO_THREE.replace("day", "night")], TWELVE_HOURS, ALWAYS, 8),
        ([DUPONT], TWELVE_HOURS, ALWAYS, 8),
        ([CONTINENTAL], EIGHT_HOURS, ALWAYS, 8),
        ([FIVE_TWO_FIVE_THREE], EIGHT_HOURS[:2], block(6, 22, 2), 6),
        ([SIX_TWO], EIGHT_HOURS, block(6, 14, 3), 4),
        (["early early early early early OFF OFF"], EIGHT_HOURS, block(6, 14, 5), 7),
    ],
)
def test_named_patterns_cover_each_day_of_their_cycle(
    patterns: list[str], shifts: list[dict[str, Any]], needed: Any, agents: int
) -> None:
    made, there = crews(patterns, shifts, needed)
    assert (made.agents, made.status) == (agents, "optimal")
    assert all(any(follows(agent, pattern) for pattern in patterns) for agent in there)


def test_starts_inside_the_window_follow_the_load_and_each_agent_keeps_its_own() -> None:
    made, agents = crews(["day day OFF OFF"], [shift("day", "06:00-10:00")], block(6, 22, 1))
    assert (made.agents, made.status) == (4, "optimal")
    assert all(len(starts_of(agent, "day")) == 1 for agent in agents)
    assert sorted(min(starts_of(agent, "day")) for agent in agents) == [360, 360, 600, 600]


def test_no_more_starts_are_used_than_it_takes() -> None:
    shifts = [shift("day", "06:00-10:00"), shift("night", "18:00-22:00")]
    made, agents = crews([FOUR_ON_FOUR_OFF], shifts, double_peak(4))
    assert made.status == "optimal"
    assert len({start for agent in agents for start in starts_of(agent, "night")}) <= 2


def test_meals_and_breaks_leave_the_load_covered() -> None:
    meals = [{"minutes": 30, "from_hours": 3, "to_hours": 8}]
    breaks = [{"minutes": 15, "from_hours": 1.5, "to_hours": 10}]
    keys: dict[str, Any] = {"meals": meals, "breaks": breaks, "paid_hours": 11.5}
    shifts = [shift("day", ["07:00"], **keys), shift("night", ["19:00"], **keys)]
    made, agents = crews([FOUR_ON_FOUR_OFF], shifts, ALWAYS)
    assert made.agents == 12
    assert all(len(duty.away) == 2 for agent in agents for duty in agent.days if duty)


def test_starts_keep_the_rest_between_shifts() -> None:
    shifts = [shift("late", "10:00-14:00", 8), shift("early", "05:00-10:00", 8)]
    needed = np.maximum(block(5, 13, 1), block(14, 22, 1))
    made, _ = crews(["late early OFF"], shifts, needed)
    assert made.status == "optimal"


def test_premiums_are_part_of_the_cost() -> None:
    group = {"night_premium": 0.25, "weekly_hours": 42}
    made, _ = crews([FOUR_ON_FOUR_OFF], TWELVE_HOURS, ALWAYS, group=group)
    # A quarter of the nights, half of the 42 hours, of eight agents.
    assert made.cost == made.bound == 8 * (42 + 21 * 0.25)


def test_days_of_patterns_that_meet_in_all_ways_are_counted_apart() -> None:
    assert together([8, 15, 16, 7, 14]) == [[7], [15], [8, 14, 16]]
    assert together([14, 21]) == [[14], [21]]


def test_two_patterns_of_different_lengths_cover_together() -> None:
    patterns = ["day day day day OFF OFF OFF OFF", "day day day OFF OFF OFF"]
    made, agents = crews(patterns, TWELVE_HOURS, BY_DAY, rules={"days_on": [3, 4]})
    assert made.agents == 4
    assert all(any(follows(agent, pattern) for pattern in patterns) for agent in agents)


def test_nobody_more_than_allowed_is_there_in_any_week() -> None:
    made, agents = crews([FOUR_ON_FOUR_OFF], TWELVE_HOURS, ALWAYS, coverage="exact")
    assert made.hours_over == 0
    assert len(agents) == 8


def test_too_few_agents_for_a_pattern_leave_no_roster() -> None:
    with pytest.raises(InfeasibleError):
        crews([FOUR_ON_FOUR_OFF], TWELVE_HOURS, ALWAYS, group={"max_agents": 7})


def test_hours_short_are_those_of_an_average_week() -> None:
    group = {"name": "crew", "patterns": [FOUR_ON_FOUR_OFF], "shift": TWELVE_HOURS, "agents": 3}
    made = roster(requirement(block(0, 24, 1)), plan(rules={}, group=[group]), elastic=True)
    assert made.hours_short == pytest.approx(42)


def fewest_by_counting(words: list[str], day: int, night: int) -> int:
    """Count the fewest agents by trying every choice of days on which they begin."""
    n = len(words)
    for agents in range(1, 20):
        for begins in combinations_with_replacement(range(n), agents):
            on = [[words[(first + r) % n] for first in begins] for r in range(n)]
            if all(d.count("day") >= day and d.count("night") >= night for d in on):
                return agents
    raise AssertionError("no choice of so few agents")


@pytest.mark.parametrize(
    "pattern",
    [
        "day day OFF",
        "day night OFF OFF",
        "day day night OFF OFF",
        "day OFF night OFF OFF",
        "day night night OFF day OFF",
    ],
)
def test_no_fewer_agents_would_do(pattern: str) -> None:
    words = pattern.split()
    day, night = 2, int("night" in words)
    shifts = [one for one in TWELVE_HOURS if one["name"] in words]
    needed = block(7, 19, day) + (block(0, 7, night) + block(19, 24, night))
    made, _ = crews([pattern], shifts, needed)
    assert made.status == "optimal"
    assert made.agents == fewest_by_counting(words, day, night)
