"""Random plans and weeks: what is printed is clean for both judges, nothing crashes."""

from collections import Counter

import pytest

import wfm
from rostering.checker import cost, faults
from rostering.plans import requirement
from rostering.random_plans import random_case
from wfm import tables
from wfm.errors import InfeasibleError, InputError, UndecidedError
from wfm.rostering import check, plan_from

# Decided in a moment: the others may search until the clock ends it.
QUICK = (1, 6, 9)
MANY = 200


def outcome(seed: int) -> str:
    """Roster one case; say how it ended, with everything about a roster asserted."""
    config, week, step = random_case(seed)
    need = requirement(week, step=step)
    try:
        found = wfm.roster(need, config=config, time_limit=3, gap=0.5)
    except InfeasibleError:
        return "infeasible"
    except UndecidedError as error:
        if "time limit" in str(error):
            return "undecided"
        raise  # a roster that its own judge refuses is no answer
    except InputError as error:
        if "law" in config["roster"] and "opt out of" in str(error):
            return "against the law"
        raise
    text = tables.to_csv(found.table)
    again = tables.read(text, tables.ROSTER, "roster.csv")
    assert check(again, need, plan_from(config)).violations.empty
    assert faults(text, config, week, step) == []
    assert found.cost == pytest.approx(cost(text, config))
    assert found.bound <= found.cost + 1e-6
    assert tables.to_csv(again) == text
    return "roster"


@pytest.mark.parametrize("seed", QUICK)
def test_a_random_roster_is_clean(seed: int) -> None:
    outcome(seed)


@pytest.mark.slow
def test_two_hundred_random_rosters_are_clean() -> None:
    ended = Counter(outcome(seed) for seed in range(MANY))
    assert ended["roster"] > MANY // 2, ended
    assert ended["undecided"] < MANY // 4, ended  # on a slow machine
