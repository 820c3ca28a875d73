"""Teams of a group share nights and weekends evenly, at a price that is asked for."""

from itertools import product

import numpy as np
import pandas as pd
import pytest

import wfm
from rostering.checker import OFF, Day, team_faults
from rostering.letters import PLAN, UNEVEN
from rostering.plans import PART_TIME, day_group, double_peak, plan, requirement
from rostering.random_plans import COMFORT, random_case
from wfm.errors import InfeasibleError, UndecidedError
from wfm.rostering import Roster, plan_from, roster
from wfm.rostering.fairness.balance import balanced, scheduled
from wfm.rostering.fairness.shares import shares
from wfm.rostering.teams.lines import Cell, Team
from wfm.work.week import Week


def test_balancing_costs_nothing_where_the_same_duties_do() -> None:
    need = scheduled(UNEVEN, 30)[0]
    even = balanced(PLAN, UNEVEN, Week(need, 30), price=0.0, seconds=60)
    assert shares(even.teams)[0].even(PLAN.rotation_weeks)
    assert even.spent == 0
    assert (scheduled(even.teams, 30)[0] == need).all()


def assert_even(found: Roster, weeks: int, but: tuple[str, ...] = ()) -> None:
    """Assert that the teams of each group are even, but those of some groups."""
    for group, teams in found.fairness.groupby("group"):
        if group not in but:
            # The table is rounded to four decimals.
            assert np.ptp(teams["nights"]) <= 0.25 + 1e-4, teams
            assert np.ptp(teams["weekends"]) <= 0.1 + 1e-4, teams
            assert teams["agents"].max() <= 2 * weeks, teams


# Five days and two off, at either end of the week: no rotation holds both, but three lines do.
APART_PLAN = plan(group=[day_group(meals=[])], rules={"days_on": [1, 6], "days_off": [2, 4]})


APART_WEEKS = ("ddddd--", "--ddddd")


def apart() -> list[Team]:
    (group,) = APART_PLAN.groups
    (band,) = APART_PLAN.bands(group, 30)
    return [
        Team(group, tuple(Cell(band, 480) if letter == "d" else None for letter in week))
        for week in APART_WEEKS
    ]


def test_a_price_buys_an_agent_who_makes_teams_even() -> None:
    need = scheduled(apart(), 30)[0]
    free = balanced(APART_PLAN, apart(), Week(need, 30), price=39.0, seconds=60)
    assert (free.teams, free.spent) == (apart(), 0)
    dear = balanced(APART_PLAN, apart(), Week(need, 30), price=40.0, seconds=60)
    assert dear.spent == 40
    assert shares(dear.teams)[0].even(APART_PLAN.rotation_weeks)
    assert sum(t.size for t in dear.teams) == 3
    assert (scheduled(dear.teams, 30)[0] >= need).all()


def test_no_two_lines_of_these_days_are_a_rotation() -> None:
    """Proof by trying every pair of weeks."""
    per_day = [sum(week[day] == "d" for week in APART_WEEKS) for day in range(7)]
    rules = {"days_on": [1, 6], "days_off": [2, 4]}
    group = day_group(meals=[], breaks=[], presence_hours=8.5, paid_hours=8)
    duty = Day("day", 480, 990, (), (), ())
    for on in product((0, 1), repeat=14):
        if [a + b for a, b in zip(on[:7], on[7:], strict=True)] == per_day:
            days = [duty if flag else OFF for flag in on]
            assert team_faults(days, group, {"rules": rules}, {})


@pytest.mark.slow
@pytest.mark.parametrize("weeks", [4, 6, 8, 12])
@pytest.mark.parametrize("peak", [10, 20])
def test_a_small_centre_is_even(peak: int, weeks: int) -> None:
    need = requirement(double_peak(peak))
    assert_even(wfm.roster(need, config={"roster": {"rotation_weeks": weeks}}, gap=0.02), weeks)


@pytest.mark.slow
@pytest.mark.parametrize("weeks", [6, 8, 12])
@pytest.mark.parametrize("peak", [30, 120])
def test_two_contracts_are_even(peak: int, weeks: int) -> None:
    need = requirement(double_peak(peak))
    groups = [{"name": "full_time"}, PART_TIME]
    config = {"roster": {"rotation_weeks": weeks, "group": groups}}
    assert_even(wfm.roster(need, config=config, gap=0.03, time_limit=30), weeks)


@pytest.mark.slow
def test_random_rosters_are_even(caplog: pytest.LogCaptureFixture) -> None:
    several = said = 0
    for seed in range(60):
        config, week, step = random_case(seed)
        if config["roster"].get("rotation") == "single":
            continue
        for name in COMFORT:  # a fixed rhythm of weekends, say, can leave no even teams
            config["roster"]["rules"].pop(name, None)
        caplog.clear()
        try:
            # Comfort, which is sought at some cost of evenness, is no part of this.
            found = roster(requirement(week, step=step), plan_from(config), gap=0.5, time_limit=10)
        except (InfeasibleError, UndecidedError, wfm.errors.InputError):
            continue
        several += bool(found.fairness["group"].duplicated().any())
        lines = [line for line in caplog.messages if "no even teams" in line]
        uneven = {line.split(":")[0] for line in lines}
        assert_even(found, plan_from(config).rotation_weeks, tuple(uneven))
        # Where the clock ended it, that says nothing of the group.
        said += len({line.split(":")[0] for line in lines if "time ran out" not in line})
    assert several > 10
    # A few groups have lines that no rotation holds together, as those above.
    assert said <= 4


def test_fairness_is_a_share(caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(wfm.errors.OptionError, match="fairness"):
        wfm.roster(pd.DataFrame(), fairness=5)


@pytest.mark.slow
def test_a_roster_says_that_a_team_is_long(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    config, week, step = random_case(1009)
    found = wfm.roster(requirement(week, step=step), config=config, time_limit=60)
    weeks = config["roster"].get("rotation_weeks", 8)
    long = found.fairness[found.fairness["agents"] > max(weeks + 1, 3 * weeks // 2)]
    said = [line for line in caplog.messages if "were asked for" in line]
    assert len(long)
    assert len(said) == long["group"].nunique()
