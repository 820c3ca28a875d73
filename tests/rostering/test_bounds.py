"""The bound of a roster is one of its cost alone."""

import numpy as np
import pytest

from rostering.plans import block, plan, requirement
from sparing import few
from wfm.rostering import Progress, roster
from wfm.rostering.program.program import program
from wfm.rostering.search.search import search
from wfm.work.plan import unless_needed
from wfm.work.week import Week

SUNDAY = block(10, 18, 2, days=range(6, 7))


def first_found(progress: Progress) -> bool:
    return progress.agents is not None


@pytest.mark.parametrize("need", few(1, [block(9, 10, 3, days=range(2)), SUNDAY]))
def test_the_price_of_closed_hours_does_not_lower_the_bound(need: np.ndarray) -> None:
    built = program(unless_needed(plan()), Week(need, 30))
    found = search(built, seconds=100, gap=0.0, progress=first_found)
    assert found.columns[built.idle] > 0
    assert found.ended == "interrupted"
    # Whoever covers the hours has a contract.
    assert 40 <= found.bound <= found.cost


def test_the_price_of_missing_agents_does_not_lower_the_bound() -> None:
    few = plan(group=[{"name": "full_time", "agents": 9}])
    built = program(few, Week(block(0, 24, 4), 30))
    found = search(built, seconds=100, gap=0.0, elastic=True, progress=first_found)
    assert found.columns[built.missing].sum() > 0
    assert found.bound == found.cost == 360


@pytest.mark.slow
def test_the_roster_says_the_bound_of_its_cost() -> None:
    made = roster(requirement(SUNDAY), progress=first_found)
    assert made.status == "interrupted"
    assert made.closed_hours
    assert 0 <= made.bound <= made.cost
    assert made.gap <= 1
