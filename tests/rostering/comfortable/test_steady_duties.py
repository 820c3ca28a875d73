"""Whole duties of the agents there are, in stints of one start."""

from dataclasses import replace

import numpy as np
import pytest

from rostering.plans import PART_TIME, block, plan
from wfm.errors import InfeasibleError
from wfm.rostering.comfortable.aims import AIMS, aimed, nearly_steady
from wfm.rostering.comfortable.starts import with_starts, worked_starts
from wfm.rostering.comfortable.steady_duties import SteadyDuties
from wfm.rostering.program.program import program
from wfm.rostering.search.given import Given
from wfm.rostering.search.search import Found, search
from wfm.work.plan import Plan
from wfm.work.week import Week

EARLY = {"name": "early", "starts": "06:00-08:00"}
FULL_TIME = {"name": "full_time", "presence_hours": 8, "shift": [EARLY]}
NEED = block(6, 14, 2) + block(8, 12, 1)
WEEK = Week(NEED, 30)


def site(full_time: int, part_time: int) -> Plan:
    """Return a plan of so many agents."""
    made = plan(rules={"days_on": [2, 5]}, group=[FULL_TIME, PART_TIME])
    agents = (full_time, part_time)
    groups = [replace(g, agents=(n, n)) for g, n in zip(made.groups, agents, strict=True)]
    return replace(made, groups=tuple(groups))


def steady(plan: Plan, most: float = np.inf) -> SteadyDuties:
    """State the program of whole stints of a plan."""
    return SteadyDuties(program(plan, WEEK), most)


def go_on(_cost: float, _bound: float) -> bool:
    return False


def test_duties_miss_nobody_and_make_a_roster_of_one_start_a_stint() -> None:
    made = site(3, 2)
    duties, late = steady(made).search(30.0, go_on)
    assert duties is not None
    assert not late

    # Their roster, in a program with a band for each start.
    built = program(aimed(made, nearly_steady(AIMS[:1], 1.0), {}), WEEK)
    found: Found = search(built, seconds=30, gap=0.002, given=Given(whole=False, duties=duties))
    assert not found.columns[built.missing].any()
    assert [found.columns[group.agents] for group in built.groups] == [3, 2]
    assert not found.columns[built.wished].any()


def test_where_none_do_a_duty_may_start_at_another_time_than_its_stint() -> None:
    # From Monday to Friday, on Wednesday an hour later.
    need = block(6, 14, 1, days=range(2)) + block(6, 14, 1, days=range(3, 5))
    need += block(7, 15, 1, days=range(2, 3))
    made = replace(site(1, 0), groups=site(1, 0).groups[:1])
    built = program(made, Week(need, 30))
    duties, _ = SteadyDuties(built, np.inf).search(30.0, go_on)
    starts = {day: start for _, day, _, start in duties or {}}
    assert starts == {0: 360, 1: 360, 2: 420, 3: 360, 4: 360}


def test_what_agents_are_missing_in_is_known_from_the_linear_program() -> None:
    assert steady(site(3, 2)).possible(30.0)
    assert steady(site(1, 1)).possible(30.0) is False
    assert steady(site(1, 1)).search(30.0, go_on) == (None, False)


def test_what_costs_more_than_it_may_is_not_possible() -> None:
    made = site(3, 2)
    agents = sum(3 * g.cost_per_hour * g.weekly_minutes / 60 for g in made.groups[:1])
    assert steady(made, most=agents).possible(30.0) is False


def test_without_time_nothing_is_decided() -> None:
    assert steady(site(3, 2)).possible(0.0) is None
    assert steady(site(3, 2)).search(0.0, go_on) == (None, True)


def test_who_waits_may_end_it() -> None:
    duties, _ = steady(site(3, 2)).search(30.0, lambda *_: True)
    # What takes no search is found all the same.
    assert duties is None or any(duties.values())


def test_starts_are_those_worked_already_where_they_do() -> None:
    made = site(3, 2)
    built = program(made, WEEK)
    found = search(built, seconds=30, gap=0.002)
    worked = worked_starts(built, found.columns)
    starts = steady(made).starts(worked, 30.0)
    assert all(own >= before for own, before in zip(starts, worked, strict=True))
    assert steady(with_starts(made, starts)).possible(30.0)


def test_a_stint_is_as_long_as_the_rules_allow() -> None:
    made = replace(site(3, 2), groups=site(3, 2).groups[:1])
    with pytest.raises(InfeasibleError):
        search(program(made, WEEK), seconds=30, gap=0.0)
    assert steady(made).possible(30.0) is False
