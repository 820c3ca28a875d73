"""A roster to begin with: more freedom never costs more, and what breaks a rule is a hint."""

import logging
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pandas as pd
import pytest

import wfm
from rostering.plans import (
    FULL_TIME,
    PART_TIME,
    block,
    day_group,
    double_peak,
    plan,
    requirement,
    rules,
)
from rostering.random_plans import random_case
from sparing import few
from wfm import tables
from wfm.errors import InfeasibleError, InputError, UndecidedError
from wfm.rostering import Plan, Roster, check, plan_from, roster
from wfm.rostering.folding import fold
from wfm.rostering.judge.roster import judge
from wfm.rostering.known import teams_of
from wfm.rostering.program.program import program
from wfm.rostering.program.strictness import read_as
from wfm.rostering.search.given import columns_of, cost_of

WEEK = block(8, 16, 3) + block(10, 14, 1)
DAYS: dict[str, Any] = {"name": "days", "shift": [{"name": "day", "starts": "07:00-09:30"}]}
PREMIUMS = {"cost_per_hour": 12.5, "night_premium": 0.25, "sunday_premium": 0.5}


def of_days(**keys: Any) -> Plan:
    """Return a small plan that needs no nights; `rules` are changes of the default ones."""
    changed = rules(nights_on=None, days_off_after_nights=None, **keys.pop("rules", {}))
    return plan(rules=changed, group=[{**DAYS, **keys.pop("group", {})}], **keys)


# Plans, and the same plans with more freedom.
FREER = {
    "one agent more": (of_days(group={"max_agents": 8}), of_days(group={"max_agents": 9})),
    "agents need not be so many": (
        of_days(group={"min_agents": 9}),
        of_days(group={"min_agents": 6}),
    ),
    "weekends": (of_days(rules={"weekends_on": 1}), of_days(rules={"weekends_on": 2})),
    "free weekends": (of_days(rules={"free_weekends": [1, 2]}), of_days()),
    "days on": (of_days(rules={"days_on": [4, 4]}), of_days(rules={"days_on": [2, 6]})),
    "agents above the need": (of_days(max_over=4), of_days()),
    "earlier starts": (
        of_days(),
        of_days(group={"shift": [{"name": "day", "starts": "06:00-09:30"}]}),
    ),
    "another contract": (
        of_days(),
        replace(of_days(), groups=(*of_days().groups, *plan(group=[PART_TIME]).groups)),
    ),
    "longer rotations": (of_days(rotation_weeks=4), of_days(rotation_weeks=12)),
    "dearer evenings that nobody works": (
        of_days(group=PREMIUMS),
        of_days(group={**PREMIUMS, "night_premium": 9.0}),
    ),
}


@cache
def of_the_stricter(name: str) -> Roster:
    """Return a roster of a plan that has more freedom too."""
    return roster(requirement(WEEK), FREER[name][0], time_limit=60, gap=0.05)


@cache
def best() -> Roster:
    """Return the best roster of the week."""
    return roster(requirement(WEEK), of_days(), gap=0.0)


@pytest.mark.parametrize("limit", few(1, [0.3, 0.0, 3.0]))
@pytest.mark.parametrize("name", few(3, FREER))
def test_more_freedom_never_costs_more(name: str, limit: float) -> None:
    first, free = of_the_stricter(name), FREER[name][1]
    then = roster(requirement(WEEK), free, time_limit=limit, gap=0.0, start_from=first.table)
    assert then.cost <= first.cost
    assert then.bound <= then.cost
    assert check(then.table, requirement(WEEK), free).violations.empty


@pytest.mark.slow
def test_the_search_goes_on_from_the_roster() -> None:
    need = requirement(double_peak(8))
    dear = roster(need, plan(group=[FULL_TIME]), gap=0.05)
    mixed = plan(group=[FULL_TIME, PART_TIME])
    then = roster(need, mixed, gap=0.02, start_from=dear.table)
    assert then.cost < dear.cost


def test_a_roster_that_is_best_comes_back_as_it_was() -> None:
    first = best()
    assert first.status == "optimal"
    then = roster(requirement(WEEK), of_days(), gap=0.0, start_from=first.table)
    assert (then.cost, then.bound, then.status) == (first.cost, first.bound, "optimal")
    pd.testing.assert_frame_equal(then.table, first.table)


@pytest.mark.slow
def test_even_teams_cost_no_more_than_the_roster_that_was_given() -> None:
    need, asked = requirement(double_peak(12)), plan(group=[FULL_TIME, PART_TIME])
    cheap = roster(need, asked, time_limit=6, gap=0.05, fairness=0.0)
    even = roster(need, asked, time_limit=6, gap=0.05, fairness=0.5, start_from=cheap.table)
    assert even.cost <= cheap.cost


def interrupted(*_told: object) -> bool:
    return True


def test_an_interrupt_leaves_the_roster_that_was_given() -> None:
    first = roster(requirement(WEEK), of_days(), gap=0.05)
    then = roster(
        requirement(WEEK), of_days(), gap=0.0, start_from=first.table, progress=interrupted
    )
    assert then.status == "interrupted"
    assert then.cost <= first.cost


@pytest.mark.slow
def test_missing_agents_come_before_cost() -> None:
    few = of_days(group={"max_agents": 4})
    first = roster(requirement(WEEK), few, elastic=True, time_limit=5)
    assert first.hours_short > 0
    then = roster(requirement(WEEK), few, elastic=True, time_limit=0.0, start_from=first.table)
    assert (then.hours_short, then.cost) == (first.hours_short, first.cost)
    # Who may miss nobody does not take it for a roster.
    with pytest.raises((InfeasibleError, UndecidedError)):
        roster(requirement(WEEK), few, time_limit=2, start_from=first.table, explain=False)


# Rosters that no search of the plan would find.

# Rest is kept between these starts, not between all starts of the shifts.
TURNS = {
    "name": "all",
    "weekly_hours": 40,
    "presence_hours": 8,
    "paid_hours": 8,
    "meals": [],
    "shift": [
        {"name": "early", "starts": "06:00-10:00"},
        {"name": "late", "starts": "14:00-18:00"},
    ],
}
RESTED = plan(rules={"min_rest_hours": 11}, rotation_weeks=2, group=[TURNS])


def by_hand() -> pd.DataFrame:
    """Return two agents who work late until 22:00 and early from 10:00 on the day after."""
    week = ["late", "early", "late", "early", "late", "OFF", "OFF"]
    other = ["early", "late", "early", "late", "early", "OFF", "OFF"]
    times = {"late": ("14:00", "22:00"), "early": ("10:00", "18:00"), "OFF": ("", "")}
    return pd.DataFrame(
        [
            {
                "team": 1,
                "line": line,
                "weekday": day,
                "shift": shift,
                "start": times[shift][0],
                "end": times[shift][1],
                "meals": "",
                "breaks": "",
            }
            for line, days in enumerate([week, other], 1)
            for day, shift in enumerate(days, 1)
        ]
    )


def test_a_roster_that_the_safe_network_leaves_out_is_no_worse_for_it() -> None:
    need = requirement(block(10, 22, 1, days=range(5)))
    assert check(by_hand(), need, RESTED).violations.empty
    found = roster(need, RESTED, gap=0.0, time_limit=60, start_from=by_hand())
    assert found.cost <= 80
    assert found.bound <= found.cost


@pytest.mark.slow
def test_a_bound_is_never_above_a_roster_that_is_there() -> None:
    # 16 lines of 38.5 h use what 8 lines cannot: the bound speaks of teams of 8 to 12.
    asked = of_days(group={"weekly_hours": 38.5}, rotation_weeks=16)
    need = requirement(WEEK * 4)
    long = roster(need, asked, gap=0.0, time_limit=20)
    then = roster(
        need, replace(asked, rotation_weeks=8), gap=0.0, time_limit=1, start_from=long.table
    )
    assert then.cost <= long.cost
    assert then.bound <= then.cost


# Hints.


def test_a_roster_that_breaks_a_rule_is_a_hint(caplog: pytest.LogCaptureFixture) -> None:
    loose = best()
    asked = of_days(rules={"weekends_on": 0}, max_over=20)
    weekdays = requirement(block(8, 16, 3, days=range(5)))
    with caplog.at_level(logging.WARNING):
        found = roster(weekdays, asked, gap=0.0, time_limit=60, start_from=loose.table)
    (line,) = [r.getMessage() for r in caplog.records if "start from" in r.getMessage()]
    assert line.startswith("the roster to start from breaks 'weekends_on' (team 1, line ")
    assert line.endswith("faults): the search begins near it and may end up costing more")
    assert check(found.table, weekdays, asked).violations.empty


def test_a_roster_of_a_smaller_need_is_a_hint(caplog: pytest.LogCaptureFixture) -> None:
    first = best()
    more = requirement(WEEK + block(9, 12, 1))
    with caplog.at_level(logging.WARNING):
        found = roster(more, of_days(), gap=0.05, time_limit=60, start_from=first.table)
    (line,) = [r.getMessage() for r in caplog.records if "start from" in r.getMessage()]
    assert "does not cover day 1, " in line
    assert "more intervals: the search begins near it" in line
    assert found.hours_short == 0


def test_what_the_plan_knows_may_be_left_out() -> None:
    asked = plan(rules=rules(weekends_on=None), group=[day_group(meals=[])])
    first = roster(requirement(block(8, 16, 2)), asked, gap=0.5)
    brief = first.table[["team", "line", "weekday", "shift"]]
    then = roster(requirement(block(8, 16, 2)), asked, time_limit=0, start_from=brief)
    texts = (tables.to_csv(found.table) for found in (then, first))
    assert next(texts) == next(texts)


def test_what_is_no_roster_is_refused() -> None:
    table = by_hand().drop(columns="weekday")
    with pytest.raises(InputError, match="no column weekday"):
        roster(requirement(WEEK), of_days(), start_from=table)


def test_python_takes_a_table() -> None:
    config = {"roster": {"group": [day_group()], "rules": rules(weekends_on=None)}}
    need = requirement(block(8, 16, 2))
    first = wfm.roster(need, config=config, gap=0.5)
    then = wfm.roster(need, config=config, time_limit=0, start_from=first.table)
    assert then.cost == first.cost


# How a roster is stated in a program.


def stated(found: Roster, asked: Plan, need: pd.DataFrame) -> tuple[float, bool, float, bool]:
    """Return a roster's cost from its table, as columns, and whether exact columns hold it all."""
    week = fold(need, "max")
    teams = teams_of(judge(found.table, asked, week))
    safe = program(asked, week)
    values, whole = columns_of(safe, teams)
    exact = columns_of(program(read_as(asked, "exact"), week), teams)
    return cost_of(asked, teams), whole, float(np.array(safe.model.costs) @ values), exact[1]


@pytest.mark.parametrize("seed", few(1, [6, 0, 8, 12, 20, 28, 30, 36]))
def test_columns_of_a_roster_are_those_it_was_made_of(seed: int) -> None:
    config, week, step = random_case(seed)
    need = requirement(week, step=step)
    try:
        asked = plan_from(config)
        found = roster(need, asked, time_limit=3, gap=0.3, explain=False)
    except (InfeasibleError, UndecidedError, InputError):
        pytest.skip("no roster to state")
    cost, whole, priced, _ = stated(found, asked, need)
    assert cost == pytest.approx(found.cost)
    if whole:
        assert priced == pytest.approx(found.cost)
    again = roster(need, asked, time_limit=0.0, explain=False, start_from=found.table)
    assert again.cost == pytest.approx(found.cost)


def test_what_only_the_exact_reading_holds_is_stated_there() -> None:
    need = requirement(block(10, 22, 1, days=range(5)))
    found = roster(need, RESTED, gap=0.0, time_limit=0.0, start_from=by_hand())
    cost, whole, _, exact = stated(found, RESTED, need)
    assert (cost, whole, exact) == (80.0, False, True)
