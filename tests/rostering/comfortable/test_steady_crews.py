"""Starts on fixed patterns move as little as the coverage lets them, at the same cost."""

from collections.abc import Sequence

import numpy as np
import pytest

from rostering.comfortable.rosters import faults
from rostering.plans import block, plan, requirement
from wfm.rostering.comfort.measures import Comfort
from wfm.rostering.comfortable.steady_crews import with_steady_crews
from wfm.rostering.folding import fold
from wfm.rostering.judge.roster import judge
from wfm.rostering.program.program import Program, program
from wfm.rostering.roster_tables import comforts, roster_table
from wfm.rostering.search.search import Found, search
from wfm.rostering.teams.crews import crew_teams

PATTERN = "early late OFF OFF"
SHIFTS = [{"name": "early", "starts": "06:00-10:00"}, {"name": "late", "starts": "08:00-12:00"}]


def searched(week: np.ndarray, pattern: str = PATTERN) -> tuple[Program, Found]:
    """Return the program of a pattern over a week, and its cheapest roster."""
    group = {"name": "crew", "patterns": [pattern], "presence_hours": 8, "shift": SHIFTS}
    built = program(plan(rules={}, closed="allowed", group=[group]), fold(requirement(week)))
    return built, search(built, seconds=60, gap=0.0)


def judged(built: Program, found: Found) -> Comfort:
    """Return what crews feel; they break no rule and leave nothing uncovered."""
    teams = crew_teams(built.crews, found.columns, built.slot)
    assert not faults(built, teams)
    belongs = {str(number): "crew" for number in range(1, len(teams) + 1)}
    felt = comforts(judge(roster_table(teams), built.plan, built.week, belongs))
    return sum(felt.values(), Comfort())


def starts(built: Program, found: Found) -> set[tuple[str, int]]:
    """Return the starts that crews work."""
    crews = crew_teams(built.crews, found.columns, built.slot)
    days: Sequence[object] = [cell for team in crews for cell in team.days]
    assert days
    return {(c.band.shift.name, c.start) for team in crews for c in team.days if c}


def test_one_start_holds_for_two_shifts_where_that_covers() -> None:
    built, found = searched(block(10, 14, 2))
    better, less = with_steady_crews(built, found, seconds=60)
    assert judged(built, found).mean_change > 0
    assert judged(built, better).mean_change == 0
    assert judged(built, better).steady_share == 1
    assert (less, better.cost, better.bound) == (1.0, found.cost, found.bound)


def test_everybody_works_the_days_they_did() -> None:
    built, found = searched(block(10, 14, 2))
    better, _ = with_steady_crews(built, found, seconds=60)
    agents = built.crews.agents
    assert better.columns[agents].tolist() == found.columns[agents].tolist()


def test_a_start_that_is_needed_moves_no_further_than_it_must() -> None:
    # Somebody from six on, and somebody until eight in the evening.
    built, found = searched(block(6, 20, 1))
    better, _ = with_steady_crews(built, found, seconds=60)
    assert starts(built, better) == {("early", 6 * 60), ("late", 12 * 60)}
    assert judged(built, better).mean_change == 6 * 60


@pytest.mark.parametrize("pattern", ["early early OFF OFF", "early OFF late OFF"])
def test_a_stint_of_one_shift_has_nothing_to_choose(pattern: str) -> None:
    built, found = searched(block(10, 14, 1), pattern)
    same, less = with_steady_crews(built, found, seconds=60)
    assert less == 0.0
    assert same.columns.tolist() == found.columns.tolist()


def test_without_time_starts_stay_and_another_run_may_differ() -> None:
    built, found = searched(block(10, 14, 2))
    same, less = with_steady_crews(built, found, seconds=0)
    assert less == 0.0
    assert same.columns.tolist() == found.columns.tolist()
    assert not same.repeats


def test_starts_move_less_again_and_again_in_the_same_way() -> None:
    built, found = searched(block(9, 18, 2) + block(12, 15, 1))
    one, _ = with_steady_crews(built, found, seconds=60)
    other, _ = with_steady_crews(built, found, seconds=60)
    assert one.repeats
    assert one.columns.tolist() == other.columns.tolist()
