"""Contracts that whole duties do not fill."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rostering.plans import block, day_group, double_peak, plan, requirement, rules
from wfm.rostering import roster
from wfm.rostering.program.whole_duties import usable_minutes, with_usable_contracts
from wfm.work.rules.catalogue import ContractHours


@pytest.mark.parametrize(
    ("hours", "duty", "usable"),
    [(38.5, 8, 38.4), (37.25, 8, 408 / 11), (40, 8, 40), (40, 5, 40), (40, 10, 40), (38, 8, 38)],
)
def test_whole_duties_use_so_much_of_a_contract(hours: float, duty: int, usable: float) -> None:
    assert usable_minutes(hours * 60, duty * 60, 8) / 60 == pytest.approx(usable)


@given(st.integers(600, 3000), st.integers(60, 720), st.integers(1, 30))
def test_no_team_of_these_sizes_can_use_more(contract: int, duty: int, weeks: int) -> None:
    usable = usable_minutes(contract, duty, weeks)
    assert usable <= contract
    best = max(
        Fraction(contract * lines // duty * duty, lines)
        for lines in range(weeks, weeks + weeks // 2 + 1)
    )
    assert usable == pytest.approx(float(best))


def contracts(**roster: Any) -> list[float]:
    made = with_usable_contracts(plan(**roster))
    return [r.minutes for g in made.groups for r in g.rules if isinstance(r, ContractHours)]


def test_only_the_average_changes() -> None:
    group = {"name": "all", "weekly_hours": 38.5}
    assert contracts(group=[group]) == [38.4 * 60]
    assert with_usable_contracts(plan(group=[group])).groups[0].weekly_minutes == 2310
    assert contracts(group=[group], rotation="single") == [2310]
    assert with_usable_contracts(plan()) == plan()


@pytest.mark.slow
def test_teams_keep_a_contract_that_duties_do_not_fill() -> None:
    made = plan(group=[{"name": "all", "weekly_hours": 38.5}])
    found = roster(requirement(double_peak(20)), made, gap=0.1)
    assert found.fairness["hours"].max() <= 38.5
    assert found.fairness["agents"].max() <= 16
    assert found.paid_hours == 38.5 * found.agents


def test_a_plan_that_just_fits_is_not_called_impossible() -> None:
    # 16 agents work 77 duties of 8 hours: all of their contract, which no team of 8 can.
    need = block(8, 16, 11)
    group = day_group(weekly_hours=38.5, agents=16, meals=[], presence_hours=8)
    found = roster(requirement(need), plan(group=[group], rules=rules(weekends_on=None)), gap=0.0)
    assert (found.agents, found.fairness["hours"].max()) == (16, 38.5)
